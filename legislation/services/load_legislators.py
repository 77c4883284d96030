"""Writing the roster of Congress: members, terms, committees, seats, district offices, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from common.events import roster_changed
from common.sorting import sort_key
from legislation.choices import Source
from legislation.models import Committee, CommitteeSeat, Legislator, Term
from legislation.services.district_offices import write_district_offices
from legislation.services.tell_others import seats_now, tell_seats
from legislation.sources import legislators_yaml
from legislation.sources.legislators_yaml import UnreadableRoster
from legislation.sources.roster_records import MemberRecord, Roster, RosterCommittee, SeatRecord

__all__ = ["Loaded", "OlderRoster", "UnreadableRoster", "load_folder", "load_roster"]

_MEMBER_FIELDS = [
    "first_name",
    "middle_name",
    "last_name",
    "suffix",
    "nickname",
    "official_name",
    "sort_key",
    "as_of",
    "source",
]
_TERM_FIELDS = [
    "state",
    "district",
    "senate_class",
    "party",
    "caucus",
    "ends_on",
    "phone",
    "address",
    "website",
]
_COMMITTEE_FIELDS = [
    "name",
    "chamber",
    "parent",
    "is_current",
    "jurisdiction",
    "website",
    "as_of",
    "source",
]


class OlderRoster(Exception):  # noqa: N818 - named for what is wrong
    """The roster offered is older than the one here."""

    def __init__(self, offered: dt.date, here: dt.date) -> None:
        super().__init__(f"The roster here is of {here}; this one is of {offered} and was not loaded.")


@dataclass(frozen=True)
class Loaded:
    """How many rows the roster has, and what left it."""

    members: int
    terms: int
    committees: int
    subcommittees: int
    seats: int
    district_offices: int
    seats_removed: int
    members_gone: int
    as_of: dt.date

    def __str__(self) -> str:
        return (
            f"{self.members} members, {self.committees} committees, {self.subcommittees} subcommittees, "
            f"{self.seats} seats, {self.district_offices} district offices as of {self.as_of}"
        )


def load_folder(*, folder: Path, as_of: dt.date | None = None) -> Loaded:
    """Load the YAML set of unitedstates/congress-legislators from `folder`.

    Raises UnreadableRoster (file and row named) or OlderRoster; either way nothing is changed.
    """
    return load_roster(roster=legislators_yaml.read_folder(folder, as_of))


@transaction.atomic
def load_roster(*, roster: Roster) -> Loaded:
    """Make members, terms, committees and seats what `roster` says.

    Seats not in it are removed, committees not in it are no longer current, and members not in it keep
    their rows: a term still running ends the day before the roster's. Raises OlderRoster when the roster
    here is newer, and UnreadableRoster when a seat names a member or committee the roster does not have.
    """
    here = CommitteeSeat.objects.aggregate(newest=Max("as_of"))["newest"]
    if here and here > roster.as_of:
        raise OlderRoster(roster.as_of, here)
    _check_seats(roster)
    _write_members(roster)
    terms = _write_terms(roster)
    gone = _end_terms_of_others(roster)
    _write_committees(roster)
    seats = seats_now()
    removed = _write_seats(roster)
    tell_seats(before=seats, as_of=roster.as_of)
    offices = write_district_offices(roster=roster)
    # Offices are kept in step by whoever has them.
    roster_changed.send(sender=Legislator, on=roster.as_of)
    whole = Counter(bool(each.parent) for each in roster.committees if each.is_current)
    return Loaded(
        members=len(roster.members),
        terms=terms,
        committees=whole[False],
        subcommittees=whole[True],
        seats=len(roster.seats),
        district_offices=offices,
        seats_removed=removed,
        members_gone=gone,
        as_of=roster.as_of,
    )


def _check_seats(roster: Roster) -> None:
    members = {member.bioguide for member in roster.members}
    committees = {committee.code for committee in roster.committees}
    for seat in roster.seats:
        if seat.bioguide not in members:
            raise UnreadableRoster(
                "seats", f"{seat.committee} names {seat.bioguide}, who is no member of the set"
            )
        if seat.committee not in committees:
            raise UnreadableRoster("seats", f"{seat.committee} is no committee of the set")
    for what, keys in (
        ("members", [member.bioguide for member in roster.members]),
        ("committees", [committee.code for committee in roster.committees]),
    ):
        twice = [key for key, times in Counter(keys).items() if times > 1]
        if twice:
            raise UnreadableRoster(what, f"{twice[0]} is listed twice")


def _write_members(roster: Roster) -> None:
    Legislator.objects.bulk_create(
        [_legislator(member, roster) for member in roster.members],
        update_conflicts=True,
        unique_fields=["bioguide_id"],
        update_fields=_MEMBER_FIELDS,
    )


def _legislator(member: MemberRecord, roster: Roster) -> Legislator:
    return Legislator(
        bioguide_id=member.bioguide,
        first_name=member.first_name,
        middle_name=member.middle_name,
        last_name=member.last_name,
        suffix=member.suffix,
        nickname=member.nickname,
        official_name=member.official_name,
        sort_key=sort_key(f"{member.last_name} {member.first_name} {member.middle_name}"),
        as_of=roster.as_of,
        source=roster.source,
    )


def _write_terms(roster: Roster) -> int:
    rows = [
        Term(
            legislator_id=member.bioguide,
            chamber=term.chamber,
            state=term.state,
            district=term.district,
            senate_class=term.senate_class,
            party=term.party,
            caucus=term.caucus,
            starts_on=term.starts_on,
            ends_on=term.ends_on,
            phone=term.phone,
            address=term.address,
            website=term.website,
        )
        for member in roster.members
        for term in member.terms
    ]
    Term.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["legislator", "chamber", "starts_on"],
        update_fields=_TERM_FIELDS,
    )
    _remove_terms_not_in(roster.members)
    return len(rows)


def _remove_terms_not_in(members: Iterable[MemberRecord]) -> None:
    """A term the source corrected away goes; terms before its first one are left: it may give only the last."""
    known = {
        member.bioguide: {(term.chamber.value, term.starts_on) for term in member.terms} for member in members
    }
    first = {member.bioguide: member.terms[0].starts_on for member in members if member.terms}
    wrong = [
        term.pk
        for term in Term.objects.filter(legislator_id__in=first).only("legislator_id", "chamber", "starts_on")
        if term.starts_on >= first[term.legislator_id]
        and (term.chamber, term.starts_on) not in known[term.legislator_id]
    ]
    Term.objects.filter(pk__in=wrong).delete()


def _end_terms_of_others(roster: Roster) -> int:
    last_day = roster.as_of - dt.timedelta(days=1)
    running = Term.objects.filter(starts_on__lte=last_day, ends_on__gt=last_day).exclude(
        legislator_id__in=[member.bioguide for member in roster.members]
    )
    return running.update(ends_on=last_day)


def _write_committees(roster: Roster) -> None:
    # A subcommittee needs its parent's row first.
    for ours in (False, True):
        Committee.objects.bulk_create(
            [_committee(each, roster) for each in roster.committees if bool(each.parent) is ours],
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=_COMMITTEE_FIELDS,
        )
    current = [each.code for each in roster.committees if each.is_current]
    Committee.objects.exclude(code__in=current).update(is_current=False)


def _committee(committee: RosterCommittee, roster: Roster) -> Committee:
    return Committee(
        code=committee.code,
        name=committee.name,
        chamber=committee.chamber or "",
        parent_id=committee.parent or None,
        is_current=committee.is_current,
        jurisdiction=committee.jurisdiction,
        website=committee.website,
        as_of=roster.as_of,
        source=roster.source,
    )


def _write_seats(roster: Roster) -> int:
    CommitteeSeat.objects.bulk_create(
        [_seat(seat, roster) for seat in roster.seats],
        update_conflicts=True,
        unique_fields=["legislator", "committee"],
        update_fields=["side", "rank", "title", "as_of", "source"],
    )
    kept = {(seat.bioguide, seat.committee) for seat in roster.seats}
    gone = [
        seat.pk
        for seat in CommitteeSeat.objects.only("legislator_id", "committee_id")
        if (seat.legislator_id, seat.committee_id) not in kept
    ]
    CommitteeSeat.objects.filter(pk__in=gone).delete()
    return len(gone)


def _seat(seat: SeatRecord, roster: Roster) -> CommitteeSeat:
    return CommitteeSeat(
        legislator_id=seat.bioguide,
        committee_id=seat.committee,
        side=seat.side,
        rank=seat.rank,
        title=seat.title,
        as_of=roster.as_of,
        source=Source(roster.source),
    )
