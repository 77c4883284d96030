"""What the list of legislators shows, and the page of one: facts only, all parties alike (P1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from common.dates import congress_day
from common.sourcing import SourceMark
from common.states import state_name
from legislation import styles
from legislation.choices import Chamber
from legislation.models import CommitteeSeat, DistrictOffice, Legislator, Term
from legislation.selectors.leadership import Post, floor_leaders
from legislation.selectors.terms import Holding, holdings, seats_unassigned
from legislation.wording import day, short_committee


@dataclass(frozen=True)
class LegislatorRow:
    """One legislator in a list; `seat` is empty for one who holds none today."""

    legislator: Legislator
    term: Term | None
    listed_name: str
    seat: str
    chamber: str
    party: str
    post: str
    committees: tuple[str, ...]
    doubt: str = ""


@dataclass(frozen=True)
class SeatLine:
    """A seat on a committee, with those on its subcommittees."""

    code: str
    name: str
    chamber: str
    title: str
    side: str
    subcommittees: tuple[SeatLine, ...] = ()


@dataclass(frozen=True)
class TermLine:
    """A term of office in words."""

    chamber: str
    seat: str
    party: str
    years: str
    is_running: bool


@dataclass(frozen=True)
class LegislatorPage:
    """The page of one legislator without the bills and votes, which are paged by themselves."""

    legislator: Legislator
    heading: str
    lede: str
    term: Term | None
    post: Post | None
    party: str
    caucus: str
    source: SourceMark
    seats: tuple[SeatLine, ...]
    seats_source: SourceMark | None
    terms: tuple[TermLine, ...]
    offices: tuple[DistrictOffice, ...]
    offices_source: SourceMark | None
    doubt: str = ""
    unassigned: str = ""


def legislators_for_list(user: Any) -> QuerySet[Legislator]:
    """Return the legislators `user` may see, by last name."""
    visible: QuerySet[Legislator] = Legislator.objects.visible_to(user)
    return visible.order_by("sort_key", "bioguide_id")


def rows(legislators: Sequence[Legislator]) -> list[LegislatorRow]:
    """Return a page of legislators as a list shows them, in two queries however many there are."""
    ids = [one.pk for one in legislators]
    terms, posts = holdings(ids), floor_leaders(congress_day())
    committees: dict[str, list[str]] = defaultdict(list)
    seats = CommitteeSeat.objects.assigned().filter(legislator__in=ids, committee__parent__isnull=True)
    for seat in seats.select_related("committee").order_by("committee__name"):
        title = f" ({seat.title})" if seat.title else ""
        committees[seat.legislator_id].append(short_committee(seat.committee.name) + title)
    return [_row(one, terms.get(one.pk), posts.get(one.pk), tuple(committees[one.pk])) for one in legislators]


def _row(
    legislator: Legislator, held: Holding | None, post: Post | None, committees: tuple[str, ...]
) -> LegislatorRow:
    term = held.term if held else None
    return LegislatorRow(
        legislator=legislator,
        term=term,
        listed_name=listed_name(legislator),
        seat=styles.seat_in_words(term) if term else "",
        chamber=Chamber(term.chamber).label if term else "",
        party=term.party_letter if term else "",
        post=post.title if post else "",
        committees=committees,
        doubt=held.doubt if held else "",
    )


def listed_name(legislator: Legislator) -> str:
    """Return the name as alphabetical lists have it: "Collins, Susan M."."""
    given = " ".join(part for part in (legislator.first_name, legislator.middle_name) if part)
    suffix = f", {legislator.suffix}" if legislator.suffix else ""
    return f"{legislator.last_name}, {given}{suffix}"


def legislator_page(user: Any, bioguide_id: str, on: date | None = None) -> LegislatorPage:
    """Return the page of a legislator. Raises Legislator.DoesNotExist when there is none `user` may see."""
    when = on or congress_day()
    legislator: Legislator = Legislator.objects.visible_to(user).get(pk=bioguide_id)
    held = holdings([bioguide_id], when).get(bioguide_id)
    term = held.term if held else None
    seats = list(CommitteeSeat.objects.of(bioguide_id, when))
    offices = tuple(legislator.district_offices.all())
    post = floor_leaders(when).get(bioguide_id)
    return LegislatorPage(
        legislator=legislator,
        heading=styles.title_and_full_name(legislator, term) if term else legislator.full_name,
        lede=_lede(held, post),
        term=term,
        post=post,
        party=term.party if term else "",
        caucus=term.caucus if term and term.caucus != term.party else "",
        source=SourceMark(legislator.get_source_display(), as_of=legislator.as_of),
        seats=_seat_lines(seats),
        doubt=held.doubt if held else "",
        unassigned="" if seats else seats_unassigned(when),
        seats_source=SourceMark(seats[0].get_source_display(), as_of=seats[0].as_of) if seats else None,
        terms=tuple(_term_line(each, when) for each in legislator.terms.order_by("-starts_on")),
        offices=offices,
        offices_source=(
            SourceMark(offices[0].get_source_display(), as_of=offices[0].as_of) if offices else None
        ),
    )


def _lede(held: Holding | None, post: Post | None) -> str:
    if held is None:
        return "Holds no seat today by the list of members at hand."
    term = held.term
    if held.doubt:
        seat = f"{styles.title_in_full(term)} for {styles.seat_in_words(term)}"
        return f"{seat} by the list at hand; who holds the seat now is not known here: {held.doubt}."
    said = f"{styles.title_in_full(term)} for {styles.seat_in_words(term)}"
    return f"{said}; {post.title}." if post else f"{said}."


def _seat_lines(seats: Sequence[CommitteeSeat]) -> tuple[SeatLine, ...]:
    """Full committees by name, each with the subcommittees under it; one without its committee stands alone."""
    full = {seat.committee_id for seat in seats if seat.committee.parent_id is None}
    under: dict[str, list[SeatLine]] = defaultdict(list)
    for seat in sorted(seats, key=lambda one: one.committee.name):
        if seat.committee.parent_id in full:
            under[str(seat.committee.parent_id)].append(_seat_line(seat))
    alone = [seat for seat in seats if seat.committee.parent_id not in full]
    lines = [_seat_line(seat, tuple(under[seat.committee_id])) for seat in alone]
    return tuple(sorted(lines, key=lambda line: line.name))


def _seat_line(seat: CommitteeSeat, subcommittees: tuple[SeatLine, ...] = ()) -> SeatLine:
    committee = seat.committee
    return SeatLine(
        code=committee.code,
        name=committee.name,
        chamber=committee.chamber,
        title=seat.title,
        side=seat.side,
        subcommittees=subcommittees,
    )


def _term_line(term: Term, on: date) -> TermLine:
    return TermLine(
        chamber=Chamber(term.chamber).label,
        seat=f"{state_name(term.state)}, class {term.senate_class}"
        if term.senate_class
        else styles.seat_in_words(term),
        party=term.party + (f", caucusing with {term.caucus}s" if _caucuses_elsewhere(term) else ""),
        years=f"{day(term.starts_on)} \N{EN DASH} {day(term.ends_on)}",
        is_running=term.starts_on <= on < term.ends_on,
    )


def _caucuses_elsewhere(term: Term) -> bool:
    return bool(term.caucus) and term.caucus != term.party
