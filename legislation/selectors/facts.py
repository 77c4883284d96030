"""A bill's facts as plain data: what `manage.py show_bill` prints and other programs read."""

from __future__ import annotations

from datetime import date
from typing import Any

from common.dates import congress_day, eastern
from legislation.choices import FactGroup, Source, Stage, Step
from legislation.endings import ended
from legislation.models import Action, Bill, Cosponsor
from legislation.provenance import GroupFacts

# What the answer's as-of speaks for; the other groups are details beside them.
_MAIN = (FactGroup.CORE, FactGroup.ACTIONS, FactGroup.COSPONSORS)


def bill_facts(bill_id: str, *, on: date | None = None) -> dict[str, Any]:
    """Return a bill's facts as plain JSON values; `on` is the day `ended` is told for, now by default.

    `as_of` is the oldest day on which one of the main groups was last seen so at its source. Dates are ISO
    texts. Raises Bill.DoesNotExist.
    """
    bill = Bill.objects.select_related("congress", "sponsor", "step_committee", "facts").get(pk=bill_id)
    groups = bill.fact_groups
    main = [groups[group] for group in _MAIN if group in groups]
    actions = groups.get(FactGroup.ACTIONS)
    cosponsors = groups.get(FactGroup.COSPONSORS)
    return {
        "id": bill.pk,
        "title": bill.name,
        "sponsor": _sponsor(bill),
        "introduced": _iso(bill.introduced_on),
        "stage": bill.stage,
        "stage_date": _iso(bill.stage_on),
        "step": _step(bill),
        "ended": ended(Stage(bill.stage), bill.congress.ends_on, on or congress_day()),
        "law": bill.law_number or None,
        "actions": [_action(row, actions) for row in bill.actions.order_by("position")],
        "cosponsors": [_cosponsor(row) for row in bill.cosponsors.select_related("legislator")],
        "cosponsors_complete": bool(cosponsors and cosponsors.is_complete),
        "committees": [
            {"code": row.committee_id, "name": row.committee.name}
            for row in bill.bill_committees.select_related("committee")
        ],
        "subjects": sorted(bill.subjects),
        "as_of": min((_day(row) for row in main), default=None),
        "source": ", ".join(dict.fromkeys(row.source_label for row in main)),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(row: GroupFacts) -> str:
    return eastern(row.checked_at).date().isoformat()


def _sponsor(bill: Bill) -> dict[str, Any] | None:
    if bill.sponsor is None:
        return None
    return {
        "bioguide": bill.sponsor_id,
        "name": bill.sponsor.full_name,
        "party": bill.sponsor_party,
        "state": bill.sponsor_state,
    }


def _step(bill: Bill) -> dict[str, Any] | None:
    if not bill.step:
        return None
    return {
        "step": bill.step,
        "label": Step(bill.step).label,
        "date": _iso(bill.step_on),
        "committee": bill.step_committee.name if bill.step_committee else None,
        "text": bill.step_text,
    }


def _action(row: Action, group: GroupFacts | None) -> dict[str, Any]:
    laid = Source(row.laid_over_source).label if row.laid_over_source else ""
    pulled = group.source_label if group else ""
    return {
        "date": row.acted_on.isoformat(),
        "text": row.text,
        "code": row.code,
        "source": laid or row.source_name or pulled,
    }


def _cosponsor(row: Cosponsor) -> dict[str, Any]:
    return {
        "bioguide": row.legislator_id,
        "name": row.legislator.full_name,
        "party": row.party,
        "state": row.state,
        "date": _iso(row.cosponsored_on),
        "withdrawn": _iso(row.withdrawn_on),
    }
