"""How offices stand on a day, gathered for outreach.office_states: the roster's terms and what staff entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from common.dates import congress_day
from legislation.models import Term
from legislation.selectors.terms import Holding, holdings
from outreach.choices import OfficeKind, OfficeState
from outreach.models import Office, SeatEntry
from outreach.office_states import OfficeStanding, RosterSays, Said, standing_of


def office_standings(offices: Iterable[Office], on: date | None = None) -> dict[int, OfficeStanding]:
    """Return how each office stands on a day (default now), by its key; four queries however many there are.

    Offices of committees and agencies stand as their rows say.
    """
    listed = list(offices)
    when = on or congress_day()
    ids = [one.legislator_id for one in listed if one.legislator_id]
    held = holdings(ids, when)
    last = _last_terms(ids)
    said = _said(ids)
    return {one.pk: _standing(one, held, last, said) for one in listed}


def _standing(
    office: Office,
    held: Mapping[str, Holding],
    last: Mapping[str, Term],
    said: Mapping[str, Sequence[Said]],
) -> OfficeStanding:
    if office.kind != OfficeKind.LEGISLATOR or office.legislator_id is None:
        state = OfficeState(office.state)
        return OfficeStanding(state, str(state.label), office.state_source, office.as_of)
    who = office.legislator_id
    return standing_of(_roster_says(office, held.get(who), last.get(who)), said.get(who, ()))


def _roster_says(office: Office, held: Holding | None, last: Term | None) -> RosterSays:
    term = held.term if held else last
    return RosterSays(
        source=office.state_source or str(office.get_kind_display()),
        as_of=office.as_of,
        holds=held is not None and not held.doubt,
        doubt=held.doubt if held else "",
        starts_on=term.starts_on if term else None,
        ends_on=term.ends_on if term else None,
    )


def _last_terms(ids: Sequence[str]) -> dict[str, Term]:
    rows = Term.objects.filter(legislator__in=ids).order_by("starts_on")
    return {term.legislator_id: term for term in rows}


def _said(ids: Sequence[str]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for one in SeatEntry.objects.all().standing().filter(legislator__in=ids):
        if one.legislator_id:
            found[one.legislator_id].append(
                Said(OfficeState(one.kind), one.source, one.as_of, one.on, one.source_url)
            )
    return found
