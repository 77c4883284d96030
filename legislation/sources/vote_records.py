"""A roll call as a source gives it: frozen, free of the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from legislation.choices import Source
from legislation.roll_calls import VoteId


@dataclass(frozen=True)
class PartyTally:
    """How one party voted."""

    party: str
    yea: int
    nay: int
    present: int
    not_voting: int

    @property
    def members(self) -> int:
        """How many members of the party there are."""
        return self.yea + self.nay + self.present + self.not_voting


@dataclass(frozen=True)
class MemberCast:
    """What one member did; `words` are the chamber's own."""

    bioguide: str
    first_name: str
    last_name: str
    party: str
    state: str
    words: str


@dataclass(frozen=True)
class RollCallRecord:
    """One roll call. `members` is None where they could not be had, and `why_not` says why or what is missing."""

    id: VoteId
    source: Source
    url: str
    fetched_at: dt.datetime
    held_at: dt.datetime | None
    updated_at: dt.datetime | None
    question: str
    vote_type: str
    result: str
    measure: str
    amendment: str
    amendment_author: str
    parties: tuple[PartyTally, ...]
    members: tuple[MemberCast, ...] | None
    why_not: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether every member the totals count is listed."""
        expected = sum(party.members for party in self.parties)
        return self.members is not None and expected > 0 and len(self.members) == expected
