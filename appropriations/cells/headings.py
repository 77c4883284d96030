"""Where a table's headings are and what each column holds: one column a year and stage, or one row a figure.

Coalition tables say the year and the stage in one heading ("FY16 ATEST to OMB") or in two rows, the years above the
stages. What cannot be told, and what is only likely, is said, for a person to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from appropriations.cells.heading_words import (
    DERIVED,
    GUESSES,
    NEVER_ASKED,
    ROLES,
    STAGES,
    UNITS,
    YEAR,
)
from appropriations.choices import ColumnRole
from common.money import Unit

_CENTURY, _TWO_DIGITS = 2000, 2
# Titles and remarks may stand above the headings.
_ROWS_LOOKED_AT = 20
_ROLES_OF_A_LIST = {ColumnRole.YEAR, ColumnRole.STAGE, ColumnRole.CELL}
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Column:
    """One column: its place from 0, its heading, what it holds, and for amounts the year and stage, where known.

    `remark` says what was guessed, what is missing, or why the column is left out.
    """

    index: int
    heading: str
    role: ColumnRole
    fiscal_year: int | None = None
    stage: str = ""
    remark: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be said before its amounts can be read."""
        return self.role != ColumnRole.AMOUNT or bool(self.fiscal_year and self.stage)


@dataclass(frozen=True)
class Layout:
    """A table's columns, the row its data begin in (from 0), and the unit if the file says one."""

    columns: tuple[Column, ...]
    first_row: int
    unit: Unit | None = None

    @property
    def is_list(self) -> bool:
        """Whether each row is one figure, as in our own template."""
        return {column.role for column in self.columns} >= _ROLES_OF_A_LIST

    @property
    def problem(self) -> str:
        """What must be decided before a row can be read; nothing when all is."""
        roles = {column.role for column in self.columns}
        if not roles & {ColumnRole.LINE, ColumnRole.ACCOUNT}:
            return "Say which column names the program line."
        if self.is_list:
            return ""
        if ColumnRole.AMOUNT not in roles:
            return "Say which columns hold amounts, each with its fiscal year and stage."
        missing = [
            column.heading or f"column {column.index + 1}"
            for column in self.columns
            if not column.is_complete
        ]
        return f"Say the fiscal year and the stage of: {', '.join(missing)}." if missing else ""


def read_layout(rows: Rows) -> Layout:
    """Return what the headings of a table say. Without any headings, every column waits for a person's word."""
    best, best_score = _without_headings(rows), 0
    for place in range(min(len(rows), _ROWS_LOOKED_AT)):
        for height in (1, 2):
            if place + height > len(rows):
                continue
            found = _columns(rows[place : place + height])
            score = _score(found)
            if score > best_score:
                best, best_score = Layout(found, place + height), score
    said_above = [text for row in rows[: best.first_row] for text in row if text]
    return Layout(_with_years_of_title(best, rows), best.first_row, _unit(said_above))


def _without_headings(rows: Rows) -> Layout:
    width = max((len(row) for row in rows), default=0)
    return Layout(tuple(Column(index, "", ColumnRole.IGNORED) for index in range(width)), 0)


def _score(columns: Sequence[Column]) -> int:
    weights = {ColumnRole.IGNORED: 0, ColumnRole.REFUSED: 0, ColumnRole.AMOUNT: 1}
    roles = [column.role for column in columns]
    if not {ColumnRole.LINE, ColumnRole.ACCOUNT} & set(roles):
        return 0
    return sum(weights.get(role, 3) for role in roles) + 3 * sum(
        column.role == ColumnRole.AMOUNT and column.is_complete for column in columns
    )


def _columns(head: Rows) -> tuple[Column, ...]:
    """Return the columns that one row of headings names, or a row over another: years over stages."""
    *upper, lower = head
    width = max(len(row) for row in head)
    below = [*lower, *[""] * (width - len(lower))]
    if not upper:
        return tuple(read_heading(index, text) for index, text in enumerate(below))
    own = [*upper[0], *[""] * (width - len(upper[0]))]
    spread = _spread(own)
    return tuple(
        # Only a heading below has one spread over it: a column with none keeps its own.
        read_heading(
            index,
            f"{spread[index]} {below[index]}"
            if below[index] and not _role(below[index])
            else own[index] or below[index],
        )
        for index in range(width)
    )


def _spread(texts: Sequence[str]) -> list[str]:
    """Return each text with what stands before it where it is empty: a merged cell holds its text once."""
    spread: list[str] = []
    for text in texts:
        spread.append(text or (spread[-1] if spread else ""))
    return ["" if _role(text) else text for text in spread]


def _role(text: str) -> ColumnRole | None:
    return ROLES.get(" ".join(text.lower().split()).rstrip(":"))


def read_heading(index: int, text: str) -> Column:
    """Return what one heading says of its column; a year without a stage, or the other way round, is incomplete."""
    heading = " ".join(text.split())
    if NEVER_ASKED.search(heading):
        return Column(
            index,
            heading,
            ColumnRole.REFUSED,
            remark="The coalition asks for no offset, transfer or earmark.",
        )
    if role := _role(heading.partition("(")[0]):
        return Column(index, heading, role)
    if DERIVED.search(heading):
        return Column(
            index, heading, ColumnRole.IGNORED, remark="Changes, shares and totals are reckoned here."
        )
    year, stage, remark = _year(heading), *_stage(heading)
    if not year and not stage:
        return Column(index, heading, ColumnRole.IGNORED)
    missing = "" if year and stage else f"Its {'stage' if year else 'fiscal year'} is not said."
    return Column(index, heading, ColumnRole.AMOUNT, year, stage, missing or remark)


def _year(text: str) -> int | None:
    match = YEAR.search(text)
    if match is None:
        return None
    digits = match[1] or match[2]
    return int(digits) + (_CENTURY if len(digits) == _TWO_DIGITS else 0)


def _stage(text: str) -> tuple[str, str]:
    for pattern, stage in STAGES:
        if pattern.search(text):
            return stage.value, ""
    for pattern, stage, remark in GUESSES:
        if pattern.search(text):
            return stage.value, remark
    return "", ""


def _with_years_of_title(layout: Layout, rows: Rows) -> tuple[Column, ...]:
    """Return the columns, those without a year in the one year that the rows above name, if they name one."""
    named = {year for row in rows[: layout.first_row] for text in row if (year := _year(text))}
    if len(named) != 1 or any(column.fiscal_year for column in layout.columns):
        return layout.columns
    (year,) = named
    return tuple(
        replace(column, fiscal_year=year, remark="The fiscal year is that of the title.")
        if column.role == ColumnRole.AMOUNT
        else column
        for column in layout.columns
    )


def _unit(texts: Sequence[str]) -> Unit | None:
    for pattern, unit in UNITS:
        if any(pattern.search(text) for text in texts):
            return unit
    return None
