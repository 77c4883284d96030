"""Bills as the rule of what to ask reads them: where each is, and where a legislator stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from common.citations import cite
from common.dates import eastern
from legislation.choices import BillType, Chamber, FactGroup, Stage
from legislation.models import Action, Bill, Cosponsor
from legislation.provenance import GroupFacts
from legislation.selectors.standing import RELATED, is_over, read
from legislation.signing import BillNow, OnBill, Referral, referrals
from legislation.stages import stage_of

_DONE = frozenset({Stage.ENACTED, Stage.FAILED, Stage.AGREED_TO})


def with_what_is_asked(bills: QuerySet[Bill]) -> QuerySet[Bill]:
    """Return bills with everything that `bill_now` and `on_bill` read, in few queries whatever their number."""
    return bills.select_related(*RELATED, "facts").prefetch_related(
        "bill_committees__committee",
        Prefetch("actions", queryset=Action.objects.order_by("position")),
        Prefetch("cosponsors", queryset=Cosponsor.objects.order_by("cosponsored_on", "pk")),
    )


def is_live(bill: Bill, on: date) -> bool:
    """Whether something can still be asked of it: its Congress sits, and it is neither law nor at an end."""
    return not is_over(bill, on) and bill.stage not in _DONE


def bill_now(bill: Bill, on: date) -> BillNow:
    """Return where a bill of `with_what_is_asked` is on a day, its committees each with their latest step."""
    return BillNow(
        bill_type=bill.bill_type,
        citation=cite(bill.pk),
        stage=bill.stage,
        stage_on=bill.stage_on,
        step=bill.step,
        ended=is_over(bill, on),
        referrals=_referrals(bill),
        referrals_known=_is_complete(bill.fact_groups.get(FactGroup.COMMITTEES)),
        actions_known=bill.actions_complete and _is_fresh(bill.fact_groups.get(FactGroup.ACTIONS), bill, on),
    )


def nobody_on(bill: Bill, on: date) -> OnBill:
    """Return what is known of a bill's list on a day, before it is asked who is on it."""
    names = bill.fact_groups.get(FactGroup.COSPONSORS)
    return OnBill(
        bill_type=bill.bill_type,
        citation=cite(bill.pk),
        is_live=is_live(bill, on),
        list_is_complete=_is_complete(names),
        list_is_fresh=_is_fresh(names, bill, on),
        list_as_of=eastern(names.checked_at).date() if names else None,
    )


def on_bill(bill: Bill, known: OnBill, bioguide_id: str, rows: Sequence[Cosponsor]) -> OnBill:
    """Return what is known of one legislator on a bill.

    `known` is its list (`nobody_on`), `rows` are the legislator's cosponsorships of it, oldest first.
    """
    if not rows:
        return replace(known, is_sponsor=True) if bill.sponsor_id == bioguide_id else known
    # A cosponsor may withdraw and sign again: the row that still holds decides.
    last = next((one for one in rows if one.withdrawn_on is None), rows[-1])
    return replace(
        known,
        is_sponsor=bill.sponsor_id == bioguide_id,
        cosponsored=True,
        cosponsored_on=last.cosponsored_on,
        is_original=last.is_original,
        withdrawn_on=last.withdrawn_on,
    )


def _is_complete(facts: GroupFacts | None) -> bool:
    return bool(facts and facts.is_complete)


def _is_fresh(facts: GroupFacts | None, bill: Bill, on: date) -> bool:
    """Whether a group was checked lately enough to say what has not happened; an ended bill's no longer moves."""
    if is_over(bill, on):
        return True
    return facts is not None and (on - eastern(facts.checked_at).date()).days <= settings.STALE_AFTER_DAYS


def _referrals(bill: Bill) -> tuple[Referral, ...]:
    names = {one.committee_id: one.committee.name for one in bill.bill_committees.all()}
    actions = [read(action) for action in bill.actions.all()]
    result = stage_of(BillType(bill.bill_type), Chamber(bill.origin_chamber), actions)
    return referrals(names, result.committee_steps)
