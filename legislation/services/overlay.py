"""Laying entered facts over the pulled ones of a bill, after each write of it; the one place that does.

A fact that the feed carries by now yields: it is kept with when and how. The others are laid over again, whatever
the write before did to the bill's rows.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils import timezone

from common.querysets import among
from legislation.models import Action, Bill, Cosponsor, EnteredFact, Legislator
from legislation.overlays import Signed, carries_cosponsor, carries_withdrawal, is_same_step
from legislation.services import bill_groups
from legislation.services.derived import ActionView, derive
from legislation.services.known_rows import KnownRows
from legislation.services.write_actions import actions_of
from legislation.sources.records import ActionRecord
from legislation.wording import day

_ACTION, _COSPONSOR, _WITHDRAWAL = (
    EnteredFact.Kind.ACTION,
    EnteredFact.Kind.COSPONSOR,
    EnteredFact.Kind.WITHDRAWAL,
)


def apply(bill_ids: Iterable[str]) -> None:
    """Lay the standing facts over these bills; call it in the transaction that wrote them.

    One query where nothing was ever entered for them.
    """
    standing: dict[str, list[EnteredFact]] = defaultdict(list)
    for fact in EnteredFact.objects.standing().filter(among("measure", bill_ids)).order_by("on", "pk"):
        standing[fact.measure].append(fact)
    for bill in Bill.objects.filter(pk__in=list(standing)):
        lay_over_bill(bill, standing[bill.pk])


def lay_over_bill(bill: Bill, standing: Sequence[EnteredFact]) -> None:
    """Make the laid-over rows of one bill what the standing facts say, and derive the bill anew."""
    actions = _lay_actions(bill, [fact for fact in standing if fact.kind == _ACTION])
    _lay_people(bill, [fact for fact in standing if fact.kind in {_COSPONSOR, _WITHDRAWAL}])
    derive(bill, KnownRows(), [ActionView(row) for row in actions])
    current = Cosponsor.objects.filter(bill=bill).current().values("legislator").distinct().count()
    if bill.cosponsor_count is not None or current:
        bill.cosponsor_count = current
    bill.save()


def _lay_actions(bill: Bill, facts: Sequence[EnteredFact]) -> list[Action]:
    """Return the bill's actions as they are then, oldest first."""
    rows = actions_of([bill.pk]).get(bill.pk, [])
    pulled = [row for row in rows if not row.laid_over_source]
    laid: dict[tuple[object, ...], Action] = {
        bill_groups.identity(row): row for row in rows if row.laid_over_source
    }
    wanted: dict[tuple[object, ...], Action] = {}
    for fact in facts:
        row = _action_row(bill.pk, fact)
        theirs = next((each for each in pulled if is_same_step(ActionView(row), ActionView(each))), None)
        if theirs is not None:
            _yield(fact, f"{day(theirs.acted_on)}: {theirs.text}")
            continue
        key = bill_groups.identity(row)
        wanted[key] = laid.get(key, row)
    gone = [row.pk for key, row in laid.items() if key not in wanted]
    Action.objects.filter(pk__in=gone).delete()
    ordered = bill_groups.in_order(pulled, list(wanted.values()))
    Action.objects.bulk_create([row for row in ordered if row.pk is None])
    Action.objects.bulk_update([row for row in ordered if row.pk is not None], ["position"])
    return ordered


def _action_row(bill_id: str, fact: EnteredFact) -> Action:
    record = ActionRecord(
        date=fact.on,
        text=fact.text,
        type=fact.action_type,
        code=fact.code,
        committees=tuple(fact.committee_codes),
    )
    row = bill_groups.action_row(bill_id, record)
    row.laid_over_source, row.laid_over_url = fact.source, fact.url[:300]
    return row


def _lay_people(bill: Bill, facts: Sequence[EnteredFact]) -> None:
    """Add cosponsors and withdrawals the feed has not; what it has by now, or staff withdrew, is taken away."""
    _take_up(bill)
    pulled: dict[str, list[Cosponsor]] = defaultdict(list)
    for row in Cosponsor.objects.filter(bill=bill):
        pulled[row.legislator_id].append(row)
    for fact in facts:
        person = str(fact.legislator_id)
        feed = [Signed(row.cosponsored_on, row.withdrawn_on) for row in pulled[person]]
        if fact.kind == _COSPONSOR and carries_cosponsor(fact.on, feed):
            _yield(fact, "The feed lists this person as a cosponsor.")
        elif fact.kind == _COSPONSOR:
            pulled[person].append(_add_cosponsor(bill, fact))
        elif carries_withdrawal(feed):
            _yield(fact, "The feed lists this person as withdrawn.")
        else:
            _withdraw(pulled[person], fact)


def _take_up(bill: Bill) -> None:
    """Take away what was laid over before: rows of our own, and withdrawals of ours on the feed's rows."""
    laid = Cosponsor.objects.filter(bill=bill, laid_over_id__isnull=False)
    kinds = dict(EnteredFact.objects.filter(pk__in=laid.values("laid_over_id")).values_list("pk", "kind"))
    for row in laid:
        if kinds.get(row.laid_over_id or 0) == _WITHDRAWAL:
            row.laid_over_id, row.withdrawn_on = None, None
            row.save(update_fields=["laid_over_id", "withdrawn_on"])
        else:
            row.delete()


def _add_cosponsor(bill: Bill, fact: EnteredFact) -> Cosponsor:
    party, state, district = _seat(fact)
    row: Cosponsor = Cosponsor.objects.create(
        bill=bill,
        legislator_id=str(fact.legislator_id),
        party=party,
        state=state,
        district=district,
        cosponsored_on=fact.on,
        laid_over_id=fact.pk,
    )
    return row


def _seat(fact: EnteredFact) -> tuple[str, str, int | None]:
    """Return the person's party letter, state and district on the day, as the list of legislators has them."""
    person = Legislator.objects.get(pk=fact.legislator_id)
    term = person.terms.filter(starts_on__lte=fact.on).order_by("-starts_on").first()
    return (term.party[:1], term.state, term.district) if term else ("", "", None)


def _withdraw(rows: Sequence[Cosponsor], fact: EnteredFact) -> None:
    for row in rows:
        if row.withdrawn_on is None and row.laid_over_id is None:
            row.withdrawn_on, row.laid_over_id = fact.on, fact.pk
            row.save(update_fields=["withdrawn_on", "laid_over_id"])


def _yield(fact: EnteredFact, how: str) -> None:
    fact.yielded_at, fact.yielded_how = timezone.now(), how
    fact.save(update_fields=["yielded_at", "yielded_how"])


def is_on_the_list(bill: Bill, action_on: dt.date, text: str) -> bool:
    """Tell whether the bill's actions have this step already, pulled or laid over."""
    row = bill_groups.action_row(bill.pk, ActionRecord(date=action_on, text=text))
    return any(is_same_step(ActionView(row), ActionView(each)) for each in bill.actions.all())
