"""What the list of committees shows, and the page of one: who sits on it, and which tracked bills it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from common.sourcing import SourceMark
from legislation import styles
from legislation.choices import Chamber
from legislation.models import Bill, BillCommittee, Committee, CommitteeSeat, Term
from legislation.selectors.bill_parts import activities_of
from legislation.selectors.pages import BillRow, bills_for_list
from legislation.selectors.pages import rows as bill_rows
from legislation.selectors.terms import seated_terms
from legislation.wording import short_committee

# How the titles of those who lead begin: Chairman, Cochairman, Ranking Member, Vice Chair.
_LEADS = ("chair", "cochair", "ranking", "vice chair")


@dataclass(frozen=True)
class MemberLine:
    """A member of a committee, in the order of the published roster."""

    bioguide_id: str
    name: str
    title: str


@dataclass(frozen=True)
class Side:
    """The members of one side, majority or minority."""

    name: str
    members: tuple[MemberLine, ...]


@dataclass(frozen=True)
class CommitteeRow:
    """A committee in a list, with who leads it from either side."""

    committee: Committee
    short_name: str
    leads: tuple[MemberLine, ...]
    members: int
    tracked: int


@dataclass(frozen=True)
class HeldRow:
    """A bill the committee or one of its subcommittees has, or had, with what each did and when."""

    row: BillRow
    activities: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class CommitteePage:
    """The page of a committee or subcommittee; the bills are paged by themselves."""

    committee: Committee
    name: str
    chamber: str
    lede: str
    source: SourceMark
    sides: tuple[Side, ...]
    sides_source: SourceMark | None
    subcommittees: tuple[CommitteeRow, ...]


def committees_for_list(user: Any) -> QuerySet[Committee]:
    """Return the sitting full committees `user` may see, with counts: `seats_now`, `bills_tracked`."""
    visible: QuerySet[Committee] = Committee.objects.visible_to(user).full()
    joint_last = Case(When(chamber="", then=1), default=0)
    return _counted(visible.filter(is_current=True)).order_by(joint_last, "chamber", "name")


def _counted(committees: QuerySet[Committee]) -> QuerySet[Committee]:
    """Each count in a query of its own inside the one: joined, seats and bills would multiply."""
    seats = CommitteeSeat.objects.assigned().filter(committee=OuterRef("pk"))
    tracked = BillCommittee.objects.filter(committee=OuterRef("pk"), bill__tracking__isnull=False)
    return committees.annotate(seats_now=_many(seats), bills_tracked=_many(tracked))


def _many(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.order_by().values("committee").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(counted), 0)


def rows(committees: Sequence[Committee]) -> list[CommitteeRow]:
    """Return committees of `committees_for_list` as a list shows them, in two queries whatever their number."""
    seats = _seats(committee.pk for committee in committees)
    lines = _lines(seat for one in seats.values() for seat in one if _is_lead(seat))
    return [
        CommitteeRow(
            committee=one,
            short_name=short_committee(one.name),
            leads=tuple(lines[seat.pk] for seat in seats[one.pk] if seat.pk in lines),
            members=getattr(one, "seats_now", 0),
            tracked=getattr(one, "bills_tracked", 0),
        )
        for one in committees
    ]


def _seats(codes: Iterable[str]) -> defaultdict[str, list[CommitteeSeat]]:
    found: defaultdict[str, list[CommitteeSeat]] = defaultdict(list)
    seats = CommitteeSeat.objects.assigned().filter(committee__in=list(codes)).select_related("legislator")
    for seat in seats.order_by("committee", "side", "rank", "legislator__sort_key"):
        found[seat.committee_id].append(seat)
    return found


def _is_lead(seat: CommitteeSeat) -> bool:
    return seat.title.casefold().startswith(_LEADS)


def _lines(seats: Iterable[CommitteeSeat]) -> dict[int, MemberLine]:
    """Seats in words, by the seat's key; a member without a term today is named without a seat."""
    listed = list(seats)
    terms = seated_terms(seat.legislator_id for seat in listed)
    return {seat.pk: _line(seat, terms.get(seat.legislator_id)) for seat in listed}


def _line(seat: CommitteeSeat, term: Term | None) -> MemberLine:
    one = seat.legislator
    name = styles.title_and_full_name(one, term) if term else one.full_name
    return MemberLine(one.pk, name, seat.title)


def committee_page(user: Any, code: str) -> CommitteePage:
    """Return the page of a committee. Raises Committee.DoesNotExist when there is none `user` may see."""
    found = Committee.objects.visible_to(user).select_related("parent")
    committee: Committee = found.get(pk=code)
    parts = list(_counted(committee.subcommittees.filter(is_current=True)).order_by("name"))
    seats = _seats([committee.pk])[committee.pk]
    lines = _lines(seats)
    chamber = Chamber(committee.chamber).label if committee.chamber else "Joint"
    return CommitteePage(
        committee=committee,
        name=committee.name,
        chamber=chamber,
        lede=_lede(committee, chamber, len(seats), len(parts)),
        source=SourceMark(committee.get_source_display(), as_of=committee.as_of),
        sides=tuple(
            Side(side, tuple(lines[seat.pk] for seat in group))
            for side, group in groupby(seats, key=lambda seat: seat.side)
        ),
        sides_source=SourceMark(seats[0].get_source_display(), as_of=seats[0].as_of) if seats else None,
        subcommittees=tuple(rows(parts)),
    )


def _lede(committee: Committee, chamber: str, members: int, parts: int) -> str:
    kind = f"subcommittee of {committee.parent.name}" if committee.parent else f"{chamber} committee"
    if not committee.is_current:
        return f"A {kind} known from bills; it is not on the list of sitting committees at hand."
    if not members:
        return f"A {kind}; its members are not yet assigned."
    subcommittees = f", {parts} subcommittee{'' if parts == 1 else 's'}" if parts else ""
    return f"A {kind} with {members} members{subcommittees}."


def bills_before(user: Any, committee: Committee) -> QuerySet[Bill]:
    """Return the bills a committee or its subcommittees have, or had; newest first."""
    mine = BillCommittee.objects.filter(Q(committee=committee) | Q(committee__parent=committee))
    found = bills_for_list(user).filter(pk__in=mine.values("bill"))
    return found.order_by("-congress_id", "bill_type", "number")


def held_rows(bills: Sequence[Bill], committee: Committee) -> list[HeldRow]:
    """Return a page of `bills_before` with what was done and when, in four queries whatever their number."""
    done: dict[str, list[BillCommittee]] = defaultdict(list)
    mine = BillCommittee.objects.filter(
        Q(committee=committee) | Q(committee__parent=committee), bill__in=[bill.pk for bill in bills]
    )
    for one in mine.select_related("committee").order_by("committee__parent_id", "committee__name"):
        done[one.bill_id].append(one)
    return [
        HeldRow(
            row,
            tuple(
                ("" if one.committee_id == committee.pk else one.committee.name, activities_of(one))
                for one in done[row.bill.pk]
            ),
        )
        for row in bill_rows(bills)
    ]
