"""The amounts in a sentence: how much, what it is for, how it is bounded, until when it lasts.

Rules: the words from an amount to the opening of the next are what it is for; what stands before the first amount of a
sentence (or after a semicolon before a later one) belongs to the amount it leads up to; "of which" makes a part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from appropriations.choices import Bound


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """One amount as a sentence gives it. `is_part` says that the words make it part of an amount before it."""

    dollars: int
    start: int
    bound: Bound
    is_part: bool
    before: str
    after: str
    available: str

    @property
    def clause(self) -> str:
        """All words that belong to the amount."""
        return f"{self.before} {self.after}".strip()


_AMOUNT = re.compile(r"\$\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:\s(thousand|million|billion|trillion)\b)?")
_SCALE = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_FLOOR = r"(?:not|no) less than|at least|a minimum of"
_CEILING = r"up to|(?:not|no) (?:more|greater) than|not to exceed|a maximum of"
_TOTAL = r"(?:\s+(?:a total of|an additional|an aggregate of|the amount of))?"
_BOUND = re.compile(rf"(?:\b(?P<floor>{_FLOOR})|\b(?P<ceiling>{_CEILING})){_TOTAL}[\s—:]*$", re.IGNORECASE)
_PART = re.compile(r"\bof which\b")
_AND = re.compile(r"(?:^|[,;])?\s*\band\b\s*$")
_AVAILABLE = re.compile(
    r"\bavailable(?: for (?:obligation|expenditure))?,? (until|through|thru) "
    r"(expended|(?:January|February|March|April|May|June|July|August|September|October|November|December) "
    r"\d{1,2}, \d{4})"
)


def amounts_in(sentence: str) -> tuple[ReadAmount, ...]:
    """Return the amounts of one sentence in order."""
    found = [
        (each, dollars) for each in _AMOUNT.finditer(sentence) if (dollars := _dollars(each)) is not None
    ]
    openings = [_opening(sentence, found, index) for index in range(len(found))]
    read: list[ReadAmount] = []
    for index, (each, dollars) in enumerate(found):
        opened = openings[index]
        ends = openings[index + 1].at if index + 1 < len(found) else len(sentence)
        after = sentence[each.start() : ends].rstrip(" ,;")
        follows = bool(read) and read[-1].is_part and opened.is_joined
        read.append(
            ReadAmount(
                dollars,
                each.start(),
                opened.bound,
                opened.is_part or follows,
                sentence[opened.at : each.start()].strip(),
                after,
                available_in(after),
            )
        )
    return tuple(read)


def available_in(words: str) -> str:
    """Return until when the words make money available: "until September 30, 2027", "until expended", or ""."""
    found = _AVAILABLE.search(words)
    return f"{found[1]} {found[2]}" if found else ""


def bound_at_end(words: str) -> Bound:
    """Return how the end of some words bounds the amount that follows them."""
    found = _BOUND.search(words)
    if not found:
        return Bound.NONE
    return Bound.FLOOR if found["floor"] else Bound.CEILING


def makes_parts(words: str) -> bool:
    """Tell whether words that lead in to a list make its amounts parts of one before: "of which—"."""
    tail = re.split(r"[;:]", words.rstrip(" —:"))[-1]
    found = list(_PART.finditer(tail))
    return bool(found) and not _AMOUNT.search(tail, found[-1].end())


def _dollars(found: re.Match[str]) -> int | None:
    """Whole dollars; None for cents, which no appropriation has."""
    exact = Decimal(found[1].replace(",", "") + (found[2] or "")) * _SCALE[found[3] or ""]
    return int(exact) if exact == exact.to_integral_value() else None


@dataclass(frozen=True, slots=True)
class _Opening:
    at: int
    bound: Bound
    is_part: bool
    is_joined: bool


def _opening(sentence: str, found: list[tuple[re.Match[str], int]], index: int) -> _Opening:
    """Where the words of an amount begin, after what belongs to the amount before it."""
    start = found[index][0].start()
    since = found[index - 1][0].end() if index else 0
    gap = sentence[since:start]
    bounded = _BOUND.search(gap)
    bound = bound_at_end(gap)
    if not index:
        return _Opening(0, bound, bool(_PART.search(gap)), is_joined=False)
    # Words after a semicolon lead up to the amount that follows them.
    own = gap.rfind(";") + 1
    parts = list(_PART.finditer(gap, own))
    plain = bounded.start() if bounded else len(gap.rstrip())
    joined = _AND.search(gap[:plain])
    if parts:
        at = parts[-1].start()
    elif own:
        at = own
    else:
        at = joined.start() if joined else plain
    return _Opening(since + at, bound, bool(parts), is_joined=bool(joined) and not own)
