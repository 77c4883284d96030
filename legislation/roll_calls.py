"""Roll calls as plain data: what one is called, what the clerks' words tell of it, what a member's word means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from common.citations import ordinal
from legislation.choices import Cast, Chamber

# From this Congress on the API has the House's votes by party and member.
FIRST_BY_MEMBER = 117
_VOTE_ID = re.compile(r"(\d{1,3})-(house|senate)-([12])-(\d{1,4})", re.ASCII)
# As in: Yea-Nay Vote. 93 - 5. Record Vote Number: 12. Or: 220 - 201, 1 Present (Roll no. 17).
_TOTALS = re.compile(
    r"\b(?P<yea>\d{1,3})\s*-\s*(?P<nay>\d{1,3})(?:,\s*(?P<present>\d{1,3})\s+Present)?\.?\s*"
    r"(?:\((?P<house>Roll no\.)\s*|Record Vote Number:\s*)(?P<number>\d{1,4})\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:not invoked|invoked|not agreed to|agreed to|passed|failed|rejected|not sustained|sustained)\b",
    re.IGNORECASE,
)
_CASTS = {
    "yea": Cast.YEA,
    "aye": Cast.YEA,
    "yes": Cast.YEA,
    "nay": Cast.NAY,
    "no": Cast.NAY,
    "present": Cast.PRESENT,
    "not voting": Cast.NOT_VOTING,
}


class UnknownVoteId(ValueError):  # noqa: N818 - named for what is wrong
    """The text is no id of a roll call; the message says what one looks like."""

    def __init__(self, text: object) -> None:
        super().__init__(f"{str(text)[:80]!r} is no roll call; write it like 119-house-1-17")


@dataclass(frozen=True, order=True)
class VoteId:
    """The identity of a roll call: Congress, chamber, session, number; `str()` is `119-house-1-17`."""

    congress: int
    chamber: Chamber
    session: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `119-house-1-17`; raises UnknownVoteId for anything else."""
        found = _VOTE_ID.fullmatch(text.strip().lower())
        if not found or not int(found[1]) or not int(found[4]):
            raise UnknownVoteId(text)
        return cls(int(found[1]), Chamber(found[2]), int(found[3]), int(found[4]))

    def __str__(self) -> str:
        return f"{self.congress}-{self.chamber.value}-{self.session}-{self.number}"

    @property
    def label(self) -> str:
        """The roll call as people cite it: "House roll call 17, 119th Congress, 1st session"."""
        return (
            f"{self.chamber.label} roll call {self.number}, {ordinal(self.congress)} Congress, "
            f"{ordinal(self.session)} session"
        )

    @property
    def official_url(self) -> str:
        """The chamber's own page of the vote."""
        if self.chamber is Chamber.SENATE:
            folder = f"vote{self.congress}{self.session}"
            name = f"vote_{self.congress}_{self.session}_{self.number:05d}"
            return f"https://www.senate.gov/legislative/LIS/roll_call_votes/{folder}/{name}.htm"
        year = 1789 + 2 * (self.congress - 1) + self.session - 1
        return f"https://clerk.house.gov/Votes/{year}{self.number}"


@dataclass(frozen=True)
class Totals:
    """How many voted yea and nay, and present where the words say so."""

    yea: int
    nay: int
    present: int | None = None

    @property
    def words(self) -> str:
        """Return "316 to 113", or with who answered present."""
        said = f"{self.yea} to {self.nay}"
        return f"{said}, {self.present} present" if self.present else said


def totals_in(text: str, number: int) -> Totals | None:
    """Return the totals that an action's own words give for roll call `number`, None where they give none.

    The numbers must stand right before the roll call's own: an action may tell of more than one.
    """
    for found in _TOTALS.finditer(text):
        if int(found["number"]) == number:
            present = found["present"]
            return Totals(int(found["yea"]), int(found["nay"]), int(present) if present else None)
    return None


def named_in(text: str, congress: int, on: date) -> tuple[VoteId, ...]:
    """Return the roll calls that an action of a day names with their totals, whether or not the source refers to them.

    A Congress's first session is its odd year; until noon of January 3 no session of it has begun.
    """
    session = 1 if on.year % 2 else 2
    return tuple(
        VoteId(congress, Chamber.HOUSE if found["house"] else Chamber.SENATE, session, int(found["number"]))
        for found in _TOTALS.finditer(text)
        if int(found["number"])
    )


def result_in(text: str, number: int) -> str:
    """Return the outcome of roll call `number` in the clerk's own word ("Passed"), empty where none is told.

    It stands before the totals: "On passage Passed by the Yeas and Nays: 316 - 113 (Roll no. 293)".
    """
    for found in _TOTALS.finditer(text):
        if int(found["number"]) == number:
            told = _RESULT.findall(text, 0, found.start())
            return str(told[-1]).capitalize() if told else ""
    return ""


def cast_of(words: str) -> Cast:
    """Return what a member's word means: the House says Aye and No in recorded votes, Yea and Nay in others."""
    return _CASTS.get(" ".join(words.casefold().split()), Cast.OTHER)
