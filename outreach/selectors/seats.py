"""Seats of which more is known than the roster says: who leaves, who was elected, which are vacant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from common.dates import congress_day
from common.sourcing import SourceMark
from legislation import styles
from legislation.choices import Chamber
from legislation.models import Term
from legislation.selectors.terms import holdings, roster_day
from legislation.wording import day
from outreach.choices import OfficeState
from outreach.models import SeatEntry


@dataclass(frozen=True)
class SeatLine:
    """One entry as the list shows it; `yielded` says which newer fact goes before it, empty while it counts."""

    entry: SeatEntry
    kind: str
    seat: str
    chamber: str
    who: str
    office_key: str
    on: date | None
    source: SourceMark
    yielded: str


def entries(user: Any) -> QuerySet[SeatEntry]:
    """Return the entries `user` may see that were not taken back, by state and seat, the newest word first."""
    rows: QuerySet[SeatEntry] = SeatEntry.objects.visible_to(user).standing().select_related("legislator")
    return rows.order_by("state", "chamber", "district", "senate_class", "-as_of", "-pk")


def seat_held_by(bioguide_id: str) -> dict[str, Any]:
    """Return the seat of a legislator as the form of an entry names it; nothing for an unknown one."""
    held = holdings([bioguide_id]).get(bioguide_id)
    if held is None:
        return {}
    names = ("chamber", "state", "district", "senate_class", "party")
    return {"bioguide_id": bioguide_id} | {name: getattr(held.term, name) for name in names}


def taken_back(user: Any) -> QuerySet[SeatEntry]:
    """Return the entries that were taken back, the newest first: nothing is deleted."""
    rows: QuerySet[SeatEntry] = SeatEntry.objects.visible_to(user).filter(taken_back_at__isnull=False)
    return rows.select_related("legislator").order_by("-taken_back_at")


def seat_lines(shown: Iterable[SeatEntry], on: date | None = None) -> list[SeatLine]:
    """Return entries as a list shows them, in two queries however many there are."""
    listed = list(shown)
    when, roster = on or congress_day(), roster_day()
    latest = _latest_terms(listed)
    return [_line(one, latest, roster, when) for one in listed]


def _latest_terms(listed: list[SeatEntry]) -> dict[str, Term]:
    rows = Term.objects.filter(legislator__in=[one.legislator_id for one in listed if one.legislator_id])
    return {term.legislator_id: term for term in rows.order_by("starts_on")}


def _line(one: SeatEntry, latest: dict[str, Term], roster: date | None, when: date) -> SeatLine:
    return SeatLine(
        entry=one,
        kind=str(OfficeState(one.kind).label),
        seat=styles.seat_in_words(one),
        chamber=str(Chamber(one.chamber).label),
        who=one.who,
        office_key=one.legislator_id or "",
        on=one.on,
        source=SourceMark(one.source, url=one.source_url, as_of=one.as_of),
        yielded=_yielded(one, latest.get(one.legislator_id or ""), roster, when),
    )


def _yielded(one: SeatEntry, term: Term | None, roster: date | None, when: date) -> str:
    """By the rule of outreach.office_states: a roster newer than the entry tells of the seat itself."""
    if one.kind == OfficeState.DEPARTING:
        if term and term.starts_on > one.as_of:
            return f"a later term began on {day(term.starts_on)}"
        over = term is not None and term.ends_on <= when and roster is not None and roster > term.ends_on
        return f"the roster of {day(roster)} no longer lists the term" if over else ""
    return f"the roster of {day(roster)} is newer" if roster and roster >= one.as_of else ""
