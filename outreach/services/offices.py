"""Keeping the offices in step with the facts about who sits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from legislation import styles
from legislation.endings import REGULAR_END
from legislation.models import Committee, Legislator, Term
from legislation.selectors.terms import holdings
from outreach.choices import MET_COMMITTEES, OfficeKind, OfficeState
from outreach.models import Office


@dataclass(frozen=True)
class OfficesKept:
    """What `ensure_offices` did."""

    created: int
    changed: int
    unchanged: int

    def __str__(self) -> str:
        return f"{self.created} new, {self.changed} changed, {self.unchanged} as they were"


@transaction.atomic
def ensure_offices(*, on: date) -> OfficesKept:
    """Have an office for every legislator sitting `on` a day and for the committees the coalition meets.

    An office whose legislator sits no more by a roster newer than the term becomes former, and sitting again on
    return; while no such roster is here it stays as it was (P9). Nothing is deleted. The state carries the source
    and the as-of of the roster; what staff know beside it are rows of their own (SeatEntry). To be called after
    legislators are loaded.
    """
    wanted = _legislators(on) + _committees(on)
    known = {(row.legislator_id, row.committee_id): row for row in Office.objects.select_for_update()}
    new, changed = [], []
    for office in wanted:
        key = (office.legislator_id, office.committee_id)
        if key not in known:
            new.append(office)
        elif _differs(known[key], office):
            changed.append(known[key])
    Office.objects.bulk_create(new)
    Office.objects.bulk_update(changed, ["name", "sort_key", "state", "state_source", "as_of"])
    return OfficesKept(len(new), len(changed), len(wanted) - len(new) - len(changed))


def _differs(held: Office, wanted: Office) -> bool:
    """Bring `held` to what is wanted; whether anything changed."""
    after = (wanted.name, wanted.sort_key, wanted.state, wanted.state_source, wanted.as_of)
    if (held.name, held.sort_key, held.state, held.state_source, held.as_of) == after:
        return False
    held.name, held.sort_key, held.state, held.state_source, held.as_of = after
    return True


def _legislators(on: date) -> list[Office]:
    """Offices of those who sit, or sat by the newest roster, and of those who have one already and sit no more."""
    held = holdings(on=on)
    offices = [
        _of_legislator(one.term.legislator, one.term, OfficeState.SITTING, on) for one in held.values()
    ]
    former = Office.objects.filter(kind=OfficeKind.LEGISLATOR).exclude(legislator__in=list(held))
    last_terms = {
        term.legislator_id: term
        for term in Term.objects.filter(legislator__in=former.values("legislator"))
        .select_related("legislator")
        .order_by("ends_on")
    }
    return offices + [
        _of_legislator(term.legislator, term, OfficeState.FORMER, on) for term in last_terms.values()
    ]


def _of_legislator(legislator: Legislator, term: Term, state: OfficeState, on: date) -> Office:
    return Office(
        kind=OfficeKind.LEGISLATOR,
        legislator=legislator,
        name=styles.title_and_full_name(legislator, term),
        sort_key=legislator.sort_key,
        state=state,
        state_source=_source(legislator, term, state, on),
        as_of=legislator.as_of or on,
    )


def _source(legislator: Legislator, term: Term, state: OfficeState, on: date) -> str:
    said = f"{legislator.get_source_display()}, term {term.starts_on} to {term.ends_on}"
    regular = (term.ends_on.month, term.ends_on.day) == REGULAR_END
    if state == OfficeState.SITTING and term.ends_on < on and not regular:
        return f"{said} (special election); listed still, ask the office who sits"
    return said


def _committees(on: date) -> list[Office]:
    found = Committee.objects.filter(is_current=True).filter(code__in=MET_COMMITTEES)
    below = Committee.objects.filter(is_current=True, parent__code__in=("hsap00", "ssap00"))
    rows = (found | below).select_related("parent").order_by("code").distinct()
    return [_of_committee(row, on) for row in rows]


def _of_committee(committee: Committee, on: date) -> Office:
    office = Office(kind=OfficeKind.COMMITTEE, committee=committee, name=committee_name(committee))
    office.sort_key = office.make_sort_key()
    office.state = OfficeState.SITTING
    office.state_source = committee.get_source_display()
    office.as_of = committee.as_of or on
    return office


def committee_name(committee: Committee) -> str:
    """Return the whole name of a committee, its chamber said once: "Senate Judiciary Committee"."""
    if committee.parent is None:
        return committee.name
    return f"{committee.name} ({committee.parent.name})"
