"""What a person types into a cell of money, or a spreadsheet holds there: "11.0", "$11.0 & language", "10-12", "TBD".

Exact: decimal digits become whole dollars or a problem, never a float and never a guess. Where a number could as
well be dollars as millions, it is asked about. A dash says nothing and makes no figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from appropriations.cells.typed_words import (
    ABOUT,
    AFTER_A_NUMBER,
    BETWEEN,
    DATE_OF_A_SPREADSHEET,
    FOOTNOTES,
    FORCED_WORDS,
    FORMULA_ERROR,
    NATURES,
    NEGATIVE,
    NUMBER,
    PLAIN_KINDS,
    RANGE_END,
    RATE,
    UNIT_WORDS,
)
from appropriations.choices import CellKind, Nature
from common.money import Unit, figure, words

LONGEST_WORDS = 300
_BLANKS = re.compile(r"[\s\u200b\u2060\ufeff]+")
_DASHES = frozenset(
    {"", "-", "--", "---", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}", "\N{HORIZONTAL ELLIPSIS}", "..."}
)
_EXPONENT = {Unit.DOLLARS: 0, Unit.THOUSANDS: 3, Unit.MILLIONS: 6, Unit.BILLIONS: 9}
# No line of the field comes near: a bare number that would is whole dollars, and one that almost would is asked about.
_SURELY_DOLLARS, _PERHAPS_DOLLARS = 100 * 10**9, 10 * 10**9
_TOO_MUCH = 10**15
_CENTURY, _FIRST_YEAR, _LAST_YEAR = 2000, 1990, 2100


@dataclass(frozen=True)
class Typed:
    """A cell as read. Dollars are whole dollars; `problem` says why nothing was read, in words fit to be shown.

    `kind` is empty for an empty cell and for one with a problem. `nature` is set only where the cell itself says
    "not less than" or "up to". `rate_of` is the fiscal year whose rate is meant.
    """

    kind: str = ""
    dollars: int | None = None
    dollars_high: int | None = None
    is_about: bool = False
    words: str = ""
    rate_of: int | None = None
    nature: str = ""
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the cell says nothing at all."""
        return not self.kind and not self.problem


class _Unreadable(Exception):  # noqa: N818 - never leaves this module
    """Why a cell cannot be read."""


def read_typed(text: str, *, unit: Unit = Unit.MILLIONS, may_be_negative: bool = False) -> Typed:
    """Return the reading of one cell; a bare number counts in `unit`, one with its own unit ("1.3 billion") in that.

    What holds letters and no amount that stands for itself stays words ("$8.8 above PBR for TIP"). Below zero, as
    "-5" or "(5)", is read only where the stage is one that takes away.
    """
    said = _clean(text)
    if said in _DASHES:
        return Typed()
    try:
        # Words that are said to be words keep even what looks like the mark of a footnote.
        if forced := FORCED_WORDS.match(_folded(text)):
            return Typed(CellKind.WORDS, words=_fitting(forced[1]))
        if below := NEGATIVE.match(said):
            return _below_zero(said, below, Unit(unit), may_be=may_be_negative)
        return _read(said, Unit(unit))
    except _Unreadable as problem:
        return Typed(problem=str(problem))


def _clean(text: str) -> str:
    return FOOTNOTES.sub("", _folded(text)).strip()


def _folded(text: str) -> str:
    # The apostrophe keeps a spreadsheet from running the cell (common/csv_cells.py); it is no part of the text.
    return _BLANKS.sub(" ", text).strip().removeprefix("'").strip()


def _read(said: str, unit: Unit) -> Typed:
    _refuse_what_a_spreadsheet_broke(said)
    for pattern, kind in PLAIN_KINDS:
        if match := pattern.match(said):
            return Typed(kind, words=_fitting(match[1] or ""))
    if match := RATE.match(said):
        return Typed(CellKind.PRIOR_RATE, words=_fitting(said), rate_of=_fiscal_year(match["year"]))
    return _amount(said, unit) or _only_words(said)


def _refuse_what_a_spreadsheet_broke(said: str) -> None:
    if FORMULA_ERROR.match(said):
        raise _Unreadable(f"{_quoted(said)} is an error of a spreadsheet's formula.")
    if said.startswith("="):
        raise _Unreadable(f"{_quoted(said)} is a formula; import its value.")
    if DATE_OF_A_SPREADSHEET.match(said):
        raise _Unreadable(
            f"{_quoted(said)} is a date: spreadsheets make one of a range such as 10-12. Write “10 to 12”."
        )


def _amount(said: str, unit: Unit) -> Typed | None:
    """Return the reading of a text that begins with an amount standing for itself, or None where it does not."""
    nature, rest = _nature(said)
    about = ABOUT.match(rest)
    rest = rest[about.end() :] if about else rest
    between = BETWEEN.match(rest)
    rest = rest[between.end() :] if between else rest
    first = NUMBER.match(rest)
    if first is None:
        return None
    second = RANGE_END.match(rest, first.end())
    end = second.end() if second else first.end()
    tail = AFTER_A_NUMBER.match(rest, end)
    # "10 and 12" may be two amounts; only "between 10 and 12" is one.
    is_range = second is not None and (second["both"] is None or between is not None)
    if tail is None or ((second or between) and not is_range):
        return None
    low, high = _dollars(first, second, unit) if second else (_one(first, unit), None)
    return Typed(
        CellKind.DOLLARS if high is None else CellKind.RANGE,
        low,
        high,
        is_about=about is not None,
        words=_beside(tail),
        nature=nature,
    )


def _below_zero(said: str, below: re.Match[str], unit: Unit, *, may_be: bool) -> Typed:
    if not may_be:
        raise _Unreadable(
            f"{_quoted(said)} is below zero. What takes money away stands at the stage Rescission."
        )
    if said[below.end() :].strip():
        raise _Unreadable(f"{_quoted(said)} has more than an amount below zero. Keep words apart from it.")
    dollars = _one(below, unit)
    return Typed(CellKind.DOLLARS, -dollars if dollars else 0)


def _beside(tail: re.Match[str]) -> str:
    said = (tail["words"] or tail["aside"] or tail["purpose"] or "").strip()
    forced = FORCED_WORDS.match(said)
    return _fitting(forced[1] if forced else said)


def _nature(said: str) -> tuple[str, str]:
    for pattern, nature in NATURES:
        if match := pattern.match(said):
            return nature, said[match.end() :]
    return "", said


def _dollars(first: re.Match[str], second: re.Match[str], unit: Unit) -> tuple[int, int]:
    """Return both ends of a range in dollars: "$10-12 million" counts both in millions."""
    if first["unit"] and not second["unit"]:
        raise _Unreadable(f"Say the unit of both ends of “{first[0].strip()} to {second['digits']}”.")
    if _is_year(first["digits"]) and _is_year(second["digits"]):
        raise _Unreadable(f"“{first[0].strip()} to {second['digits']}” looks like years, not like an amount.")
    low = _one(first, unit, said_unit=first["unit"] or second["unit"])
    high = _one(second, unit)
    if low >= high:
        raise _Unreadable(
            f"A range goes from less to more: {figure(low)} to {figure(high)} dollars does not."
        )
    return low, high


def _is_year(digits: str) -> bool:
    return digits.isdigit() and _FIRST_YEAR <= int(digits) <= _LAST_YEAR


def _one(match: re.Match[str], unit: Unit, *, said_unit: str | None = None) -> int:
    named = UNIT_WORDS.get((said_unit or match["unit"] or "").lower().rstrip("."))
    number = Decimal(match["digits"].replace(",", ""))
    exact = number.scaleb(_EXPONENT[named or unit])
    if named is None and unit != Unit.DOLLARS and number == number.to_integral_value():
        exact = _in_the_unit_meant(number, exact, unit)
    if exact != exact.to_integral_value():
        raise _Unreadable(f"“{match[0].strip()}” in {named or unit} is not a whole number of dollars.")
    if exact >= _TOO_MUCH:
        raise _Unreadable(f"“{match[0].strip()}” in {named or unit} is more than any budget.")
    return int(exact)


def _in_the_unit_meant(number: Decimal, exact: Decimal, unit: Unit) -> Decimal:
    """Whole dollars stand in tables of millions as well ("13,822,000"): told by size, and asked about in between."""
    if exact >= _SURELY_DOLLARS:
        return number
    if exact >= _PERHAPS_DOLLARS:
        in_billions = figure(int(exact), Unit.BILLIONS)
        raise _Unreadable(
            f"Is “{number:,}” in {unit} ({words(int(exact))}) or in dollars? "
            f"Write “{in_billions} billion” or “{number:,} dollars”."
        )
    return exact


def _fiscal_year(digits: str) -> int:
    year = int(digits)
    return year if year >= _FIRST_YEAR else _CENTURY + year


def _only_words(said: str) -> Typed:
    if not any(one.isalpha() for one in said) or re.match(r"^[$\d.,]+[a-z][\w.,]*$", said, re.IGNORECASE):
        raise _Unreadable(
            f"{_quoted(said)} is neither an amount nor words. Write it like 105.625, 10 to 12 or TBD."
        )
    return Typed(CellKind.WORDS, words=_fitting(said))


def _fitting(said: str) -> str:
    if len(said) > LONGEST_WORDS:
        raise _Unreadable(f"The words are {len(said)} characters long; a cell holds {LONGEST_WORDS}.")
    return said


def _quoted(said: str) -> str:
    return f"“{said[:40]}”"


def write_typed(typed: Typed, *, unit: Unit = Unit.MILLIONS) -> str:
    """Return a cell so that `read_typed` in the same unit reads the same again: "about 31 & language".

    A problem or an empty cell is written as nothing. An amount below zero is written alone, without its words.
    """
    if not typed.kind:
        return ""
    if typed.kind == CellKind.WORDS:
        return typed.words if read_typed(typed.words, unit=unit) == typed else f"words: {typed.words}"
    if typed.kind == CellKind.PRIOR_RATE:
        plain = f"FY {typed.rate_of} rate"
        return typed.words if read_typed(typed.words, unit=unit) == typed else plain
    if (typed.dollars or 0) < 0:
        return f"-{abs(typed.dollars or 0):,} dollars"
    if typed.kind in _PLAIN_NAMES:
        return f"{_PLAIN_NAMES[typed.kind]}: {typed.words}" if typed.words else _PLAIN_NAMES[typed.kind]
    return _write_amount(typed, unit)


_PLAIN_NAMES: dict[str, str] = {
    CellKind.TBD: "TBD",
    CellKind.NOT_SPECIFIED: "not specified",
    CellKind.NOT_APPLICABLE: "n/a",
    CellKind.NOT_FOUND: "not found",
}


def _write_amount(typed: Typed, unit: Unit) -> str:
    ends = [end for end in (typed.dollars, typed.dollars_high) if end is not None]
    plain = [figure(end, unit) for end in ends]
    # A number that would be taken for another in this unit says its own, both ends of a range alike.
    sure = all(read_typed(text, unit=unit).dollars == end for text, end in zip(plain, ends, strict=True))
    printed = " to ".join(plain if sure else [f"{end:,} dollars" for end in ends])
    nature = f"{Nature(typed.nature).label.lower()} " if typed.nature else ""
    amount = f"{nature}{'about ' if typed.is_about else ''}{printed}"
    if not typed.words:
        return amount
    beside = f"{amount} & {typed.words}"
    return beside if read_typed(beside, unit=unit) == typed else f"{amount} & words: {typed.words}"
