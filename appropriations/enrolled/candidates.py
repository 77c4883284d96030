"""Candidates of an Act: each amount whose words are of our field or name one of our lines, for a person to judge.

How an amount bears on the field: it is ours by its own words or heading; it is part of one that is; its account names
our laws among others, and is no figure for them; it is like ours and is not; or it stands in words that amend a law.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from appropriations.choices import Bearing, Bound, Nature, Stage
from appropriations.enrolled.amounts import ReadAmount
from appropriations.enrolled.enclosing import Reading, Spot
from appropriations.enrolled.field_words import said_in
from appropriations.enrolled.judging import OURS, Judge, Judged
from appropriations.enrolled.lines import Clause, LineMatch, LineWords, Relation, match
from appropriations.enrolled.shape import Act, Passage, page, where
from appropriations.enrolled.subtraction import Remainder, left_over
from common import money

# Fewer words before an amount say nothing of what it is for.
_SOME_WORDS = 3
_RESCINDED = re.compile(r"\brescinded\b|\brescission\b", re.IGNORECASE)
_MOVED = re.compile(
    r"\bshall be transferred to\b|\bderived by transfer\b|\bby transfer from\b", re.IGNORECASE
)
_NO_PURPOSE = re.compile(
    r"(?:to|shall|may) (?:remain|be(?:come)?) available \w+ (?:expended|\w+ \d+, \d{4})[ ,]*(?:as follows)?$"
    r"|together with|as follows"
)
_OPENING = re.compile(r"(?:and )?(?:of which )?(?:(?:not|no) \w+ than|not to exceed|up to)?$")
_YEAR = re.compile(r"\bact, (\d{4})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Enclosing:
    """The amount another is a part of, and what it is for."""

    dollars: int
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One amount of an Act for a person to judge. Dollars are whole; `start` is where it stands in the sentence.

    `nature` is what the words say. `proposed` is what the figure of a line would be: a part of an amount that is
    none of ours (the account, a wider purpose) is the whole of what the line gets.
    """

    key: str
    dollars: int
    nature: Nature
    proposed: Nature
    bound: Bound
    stage: Stage
    fiscal_year: int | None
    bearing: Bearing
    reasons: tuple[str, ...]
    lines: tuple[LineMatch, ...]
    enclosing: Enclosing | None
    available: str
    is_available_by_account: bool
    where: str
    page: str
    headings: tuple[str, ...]
    sentence: str
    start: int
    words: str
    note: str

    @property
    def line(self) -> LineMatch | None:
        """The line it most likely is for, if any."""
        return self.lines[0] if self.lines else None


def find(act: Act, lines: Iterable[LineWords] = ()) -> tuple[Candidate, ...]:
    """Return the candidates of an Act in reading order, those that are not ours among them.

    `lines` are what our lines are looked for by. Amounts that neither speak of the field nor name a line are left out.
    """
    return tuple(_Finder(act, tuple(lines)).run())


class _Finder:
    def __init__(self, act: Act, lines: tuple[LineWords, ...]) -> None:
        self.act, self.lines = act, lines
        self.reading = Reading(act)
        self.judge = Judge(act, lines, self.reading)
        # The same words can stand twice in one account; then they are told apart by their order.
        self.named: Counter[str] = Counter()

    def run(self) -> Iterator[Candidate]:
        for number, passage in enumerate(self.act.passages):
            if "$" not in passage.text:
                continue
            for spot in self.reading.spots_in(number):
                judged = self.judge.of(spot)
                if judged.bearing:
                    yield self.candidate(spot, judged)
                if not passage.amends_law:
                    yield from self.remainder(spot)

    def candidate(self, spot: Spot, judged: Judged) -> Candidate:
        """Put together what is known of one amount."""
        amount, reading = self.reading.amount(spot), self.reading
        passage = self.act.passages[spot[0]]
        bound = reading.bound(spot)
        nature = Nature.OF_WHICH if reading.is_part(spot) else _NATURES[bound]
        available, by_account = reading.available(spot)
        return Candidate(
            key=self.key(spot, nature),
            dollars=amount.dollars,
            nature=nature,
            proposed=self.proposed(spot, judged, nature, bound),
            bound=bound,
            stage=_stage(self.act, passage, amount),
            bearing=judged.bearing or Bearing.OURS,
            reasons=judged.reasons,
            lines=judged.lines,
            enclosing=self.enclosing(spot),
            available=available,
            is_available_by_account=by_account,
            words=_purpose(amount),
            note="The words move money given elsewhere." if _MOVED.search(amount.clause) else "",
            **self.place(spot, passage),
        )

    def remainder(self, spot: Spot) -> Iterator[Candidate]:
        """What an amount leaves for our laws, where the sentence names a figure for its other purposes only."""
        left = left_over(self.reading.sentences(spot[0])[spot[1]][1], spot[2])
        if left is None:
            return
        passage = self.act.passages[spot[0]]
        clause = Clause.of("", left.purposes, passage.place.all_headings, lists_others=False, is_ours=True)
        said = said_in(left.purposes)
        yield Candidate(
            key=self.key(spot, Nature.BY_SUBTRACTION),
            dollars=left.dollars,
            nature=Nature.BY_SUBTRACTION,
            proposed=Nature.BY_SUBTRACTION,
            bound=Bound.NONE,
            stage=_stage(self.act, passage, self.reading.amount(spot)),
            bearing=Bearing.OURS,
            reasons=said.ours,
            lines=match(clause, self.lines),
            enclosing=Enclosing(self.reading.amount(spot).dollars, "the account"),
            available=self.reading.available(spot)[0],
            is_available_by_account=False,
            words=left.purposes,
            note=_reckoned(self.reading.amount(spot).dollars, left),
            **self.place(spot, passage),
        )

    def proposed(self, spot: Spot, judged: Judged, nature: Nature, bound: Bound) -> Nature:
        """Keep a part a part only where what it is part of is ours as well."""
        around = self.reading.enclosing(spot)
        is_inside_ours = around is not None and self.judge.of(around).bearing in OURS
        is_part_of_a_line = bool(judged.lines) and judged.lines[0].relation is Relation.PART
        if is_inside_ours or is_part_of_a_line:
            return Nature.OF_WHICH
        return _NATURES[bound] if nature == Nature.OF_WHICH else nature

    def enclosing(self, spot: Spot) -> Enclosing | None:
        around = self.reading.enclosing(spot)
        if around is None:
            return None
        amount = self.reading.amount(around)
        return Enclosing(amount.dollars, _purpose(amount))

    def key(self, spot: Spot, nature: Nature) -> str:
        """A name that is the same each time the same Act is read."""
        passage = self.act.passages[spot[0]]
        said = (where(passage.place, passage.enums), self.reading.sentence(spot).text, str(spot[2]), nature)
        name = "|".join(said)
        self.named[name] += 1
        return hashlib.sha256(f"{name}|{self.named[name]}".encode()).hexdigest()[:20]

    def place(self, spot: Spot, passage: Passage) -> dict[str, Any]:
        named = _YEAR.search(passage.place.division_name)
        return {
            "where": where(passage.place, passage.enums),
            "page": page(passage.place, passage.enums),
            "headings": passage.place.all_headings,
            "sentence": self.reading.sentence(spot).text,
            "start": self.reading.amount(spot).start,
            "fiscal_year": int(named[1]) if named else self.act.fiscal_year,
        }


_NATURES = {
    Bound.NONE: Nature.WHOLE,
    Bound.FLOOR: Nature.NOT_LESS_THAN,
    Bound.CEILING: Nature.UP_TO,
}


def _stage(act: Act, passage: Passage, amount: ReadAmount) -> Stage:
    """Money taken back is a rescission; a division of continuing appropriations is a continuing resolution."""
    if _RESCINDED.search(amount.clause):
        return Stage.RESCISSION
    carrier = (passage.place.division_name or act.title).casefold()
    if "continuing appropriations" in carrier:
        return Stage.FULL_YEAR_CR if "full-year" in carrier else Stage.CR
    return Stage.ENACTED


def _purpose(amount: ReadAmount, longest: int = 240) -> str:
    """What an amount is for, in its own words, cut to be read at a glance.

    The main amount of an account has its purposes before it, and after it at most until when it lasts.
    """
    said = amount.after.partition(" ")[2].strip(" ,;.:—")
    ahead = _OPENING.sub("", amount.before).strip(" ,;.:—")
    if ahead and (not said or (_NO_PURPOSE.match(said) and len(ahead.split()) >= _SOME_WORDS)):
        said = ahead
    return said if len(said) <= longest else f"{said[: longest - 1].rsplit(' ', 1)[0].rstrip(' ,;')}…"


def _reckoned(whole: int, left: Remainder) -> str:
    parts = " and ".join(f"${money.figure(each)}" for each in left.taken_off)
    return f"By subtraction: ${money.figure(whole)} for the account less {parts} for its other purposes."
