"""What the pages of offices show, gathered from the facts of Congress."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from common.dates import congress_day
from common.sourcing import SourceMark
from legislation import styles
from legislation.choices import Chamber
from legislation.models import Bill, CommitteeSeat, Cosponsor, Term
from legislation.selectors.standing import RELATED, standing
from legislation.selectors.terms import holdings, seats_unassigned
from outreach.choices import MET_COMMITTEES
from outreach.models import Office
from outreach.office_states import OfficeStanding
from outreach.selectors.office_states import office_standings


@dataclass(frozen=True)
class OfficeRow:
    """One office as a list shows it."""

    office: Office
    seat: str
    chamber: str
    party: str
    committees: tuple[str, ...]
    standing: OfficeStanding


@dataclass(frozen=True)
class SeatLine:
    """A seat on a committee, or on one of its subcommittees."""

    committee: str
    subcommittee: str
    title: str
    side: str
    url: str


@dataclass(frozen=True)
class OfficeBill:
    """A tracked bill the legislator sponsors or cosponsors."""

    bill: Bill
    stands: str
    since: date | None
    note: str


@dataclass(frozen=True)
class MemberLine:
    """A legislator on a committee."""

    name: str
    key: str
    title: str
    side: str


@dataclass(frozen=True)
class OfficePage:
    """Everything the page of an office shows."""

    office: Office
    heading: str
    formal: str
    term: Term | None
    seat: str
    source: SourceMark
    seats: tuple[SeatLine, ...]
    seats_source: SourceMark | None
    sponsored: tuple[OfficeBill, ...]
    cosponsored: tuple[OfficeBill, ...]
    before: tuple[OfficeBill, ...]
    members: tuple[MemberLine, ...]
    standing: OfficeStanding
    unassigned: str


def rows(offices: Sequence[Office]) -> list[OfficeRow]:
    """Return a page of offices as a list shows them, in a constant number of queries."""
    terms = _terms([office.legislator_id for office in offices])
    standings = office_standings(offices)
    seats: dict[str, list[str]] = defaultdict(list)
    for seat in (
        CommitteeSeat.objects.assigned()
        .filter(legislator__in=list(terms), committee__in=MET_COMMITTEES)
        .select_related("committee")
        .order_by("committee__name")
    ):
        seats[seat.legislator_id].append(
            _short(seat.committee.name) + (f" ({seat.title})" if seat.title else "")
        )
    return [
        _row(office, terms.get(office.legislator_id or ""), seats, standings[office.pk]) for office in offices
    ]


def _terms(bioguide_ids: Sequence[str | None], on: date | None = None) -> dict[str, Term]:
    """The terms by which seats are held, or were by the newest roster: how the office stands is said beside them."""
    return {who: one.term for who, one in holdings(bioguide_ids, on).items()}


def _row(
    office: Office, term: Term | None, seats: dict[str, list[str]], standing_: OfficeStanding
) -> OfficeRow:
    if term is None:
        chamber = office.committee.chamber if office.committee else ""
        return OfficeRow(office, "", Chamber(chamber).label if chamber else "", "", (), standing_)
    return OfficeRow(
        office=office,
        seat=styles.seat_in_words(term),
        chamber=Chamber(term.chamber).label,
        party=term.party_letter,
        committees=tuple(seats[term.legislator_id]),
        standing=standing_,
    )


def _short(name: str) -> str:
    """Return "Appropriations" for "House Committee on Appropriations"; the chamber stands beside it anyway."""
    for start in (
        "House Committee on the ",
        "Senate Committee on the ",
        "House Committee on ",
        "Senate Committee on ",
    ):
        if name.startswith(start):
            return name.removeprefix(start)
    return name


def office_page(office: Office, user: Any, on: date | None = None) -> OfficePage:
    """Gather the page of one office; the number of queries does not grow with what it shows."""
    when = on or congress_day()
    term = _terms([office.legislator_id], when).get(office.legislator_id or "")
    legislator = office.legislator
    seats = _seats(office.legislator_id, when)
    stands = office_standings([office], when)[office.pk]
    members = _members(office.committee_id, when)
    return OfficePage(
        office=office,
        heading=styles.title_and_full_name(legislator, term) if legislator and term else office.name,
        formal=styles.formal_name(legislator, term) if legislator and term else "",
        term=term,
        seat=styles.seat_in_words(term) if term else "",
        source=SourceMark(stands.source, as_of=stands.as_of, url=stands.source_url),
        seats=tuple(_seat_line(seat) for seat in seats),
        seats_source=SourceMark(seats[0].get_source_display(), as_of=seats[0].as_of) if seats else None,
        sponsored=_sponsored(office.legislator_id, user),
        cosponsored=_cosponsored(office.legislator_id, user),
        before=_before(office.committee_id, user),
        members=members,
        standing=stands,
        unassigned="" if seats or members else seats_unassigned(when),
    )


def _seats(bioguide_id: str | None, on: date) -> list[CommitteeSeat]:
    return list(CommitteeSeat.objects.of(bioguide_id, on)) if bioguide_id else []


def _seat_line(seat: CommitteeSeat) -> SeatLine:
    committee = seat.committee
    return SeatLine(
        committee=committee.parent.name if committee.parent else committee.name,
        subcommittee=committee.name if committee.parent else "",
        title=seat.title,
        side=seat.side,
        url=committee.website,
    )


def _tracked(user: Any) -> QuerySet[Bill]:
    bills: QuerySet[Bill] = (
        Bill.objects.visible_to(user).tracked().with_actions_seen().select_related(*RELATED)
    )
    return bills.order_by("-congress", "bill_type", "number")


def _sponsored(bioguide_id: str | None, user: Any) -> tuple[OfficeBill, ...]:
    if not bioguide_id:
        return ()
    return tuple(
        OfficeBill(bill, _stands(bill), bill.introduced_on, "")
        for bill in _tracked(user).filter(sponsor=bioguide_id)
    )


def _cosponsored(bioguide_id: str | None, user: Any) -> tuple[OfficeBill, ...]:
    """Return bills on whose list of cosponsors the legislator stands; absence from a list says nothing (P9)."""
    if not bioguide_id:
        return ()
    signed = {
        row.bill_id: row
        for row in Cosponsor.objects.filter(legislator=bioguide_id).order_by("cosponsored_on")
    }
    bills = _tracked(user).filter(pk__in=list(signed))
    return tuple(
        OfficeBill(bill, _stands(bill), signed[bill.pk].cosponsored_on, _note(signed[bill.pk]))
        for bill in bills
    )


def _before(committee_id: str | None, user: Any) -> tuple[OfficeBill, ...]:
    """Return tracked bills that were referred to a committee."""
    if not committee_id:
        return ()
    bills = _tracked(user).filter(committees=committee_id).distinct()
    return tuple(OfficeBill(bill, _stands(bill), None, "") for bill in bills)


def _stands(bill: Bill) -> str:
    now = standing(bill)
    got = now.step_line or now.stage_line
    return f"{got}. {now.died_words}" if now.died_words else got


def _note(row: Cosponsor) -> str:
    if row.withdrawn_on:
        return f"withdrawn {row.withdrawn_on:%b} {row.withdrawn_on.day}, {row.withdrawn_on.year}"
    return "original cosponsor" if row.is_original else ""


def _members(committee_id: str | None, on: date) -> tuple[MemberLine, ...]:
    """Return who sits on a committee, majority first, in the order of the published roster."""
    if not committee_id:
        return ()
    seats = list(
        CommitteeSeat.objects.assigned(on)
        .filter(committee=committee_id)
        .select_related("legislator")
        .order_by("side", "rank")
    )
    terms = _terms([seat.legislator_id for seat in seats], on)
    return tuple(
        MemberLine(
            styles.title_and_full_name(seat.legislator, terms[seat.legislator_id]),
            seat.legislator_id,
            seat.title,
            seat.side,
        )
        for seat in seats
        if seat.legislator_id in terms
    )
