"""Who sits in Congress: frozen records of members, terms, committees and seats, the same for all sources."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from legislation.choices import Chamber, Source


@dataclass(frozen=True)
class TermRecord:
    """One term; `district` is set in the House only (0 is at large), `senate_class` in the Senate only."""

    chamber: Chamber
    state: str
    party: str
    starts_on: dt.date
    ends_on: dt.date
    district: int | None = None
    senate_class: int | None = None
    caucus: str = ""
    phone: str = ""
    address: str = ""
    website: str = ""


@dataclass(frozen=True)
class MemberRecord:
    """A member with the terms the source gives, oldest first."""

    bioguide: str
    first_name: str
    last_name: str
    middle_name: str = ""
    suffix: str = ""
    nickname: str = ""
    official_name: str = ""
    terms: tuple[TermRecord, ...] = ()


@dataclass(frozen=True)
class RosterCommittee:
    """A committee or, with `parent`, a subcommittee; codes are system codes (hsfa00, ssap20)."""

    code: str
    name: str
    chamber: Chamber | None = None
    parent: str = ""
    website: str = ""
    jurisdiction: str = ""
    is_current: bool = True


@dataclass(frozen=True)
class SeatRecord:
    bioguide: str
    committee: str
    side: str
    rank: int
    title: str = ""


@dataclass(frozen=True)
class OfficeRecord:
    """An office of a member at home; `key` is the set's own name of it."""

    key: str
    bioguide: str
    city: str
    state: str
    address: str = ""
    suite: str = ""
    building: str = ""
    zip_code: str = ""
    phone: str = ""
    fax: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Roster:
    """The whole set as one source had it on `as_of`; `offices` is None where it came without them."""

    as_of: dt.date
    source: Source
    members: tuple[MemberRecord, ...]
    committees: tuple[RosterCommittee, ...]
    seats: tuple[SeatRecord, ...]
    offices: tuple[OfficeRecord, ...] | None = None
