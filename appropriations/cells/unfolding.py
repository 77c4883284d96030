"""A table's rows as single cells to be read: which line, year and stage each stands for, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from appropriations.cells.headings import Column, Layout, read_heading
from appropriations.choices import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR, ColumnRole, Nature, SourceKind, Stage

_CENTURY, _SHORT = 2000, 100
# Corrections of single cells, by row and column from 0.
Fixes = Mapping[tuple[int, int], str]
_SOURCE_ROLES = (ColumnRole.DOCUMENT, ColumnRole.PAGE, ColumnRole.URL, ColumnRole.NOTE, ColumnRole.PARENT)


@dataclass(frozen=True)
class Found:
    """One cell of a table: its place from 0, the line it names, and what it stands for.

    `given` holds what the row itself says of its source ("document", "page", "url", "as_of", …). `problem` says what
    of the row cannot be read; then the rest may be missing.
    """

    row: int
    column: int
    account: str
    name: str
    text: str
    fiscal_year: int | None
    stage: str
    nature: str = ""
    key: str = ""
    given: Mapping[str, str | date] = field(default_factory=dict)
    problem: str = ""

    @property
    def label(self) -> str:
        """The line as the table names it, its account before it."""
        return label_of(self.account, self.name)


def label_of(account: str, name: str) -> str:
    """Return what a table calls a line: the account before the program."""
    return f"{account} / {name}" if account and name else name or account


def unfold(rows: Sequence[Sequence[str]], layout: Layout, fixes: Fixes | None = None) -> Iterator[Found]:
    """Yield every cell of a table that holds something, row by row; rows without a name are left out."""
    account = ""
    for place in range(layout.first_row, len(rows)):
        texts = _fixed(rows[place], place, fixes or {})
        named = _text(texts, layout, ColumnRole.ACCOUNT)
        # An account is often written once for several programs below it.
        account = named or account
        name = _text(texts, layout, ColumnRole.LINE)
        if not name and not named:
            continue
        if layout.is_list:
            yield from _of_a_list(place, texts, layout, account, name)
        else:
            yield from _of_columns(place, texts, layout, account if name else "", name or named)


def _fixed(row: Sequence[str], place: int, fixes: Fixes) -> list[str]:
    texts = list(row)
    for (fixed_row, column), text in fixes.items():
        if fixed_row == place:
            texts += [""] * (column + 1 - len(texts))
            texts[column] = text
    return texts


def _text(texts: Sequence[str], layout: Layout, role: ColumnRole) -> str:
    """Return the text of the last filled column of a role: the program after its heading, where two columns name it."""
    return " ".join(_raw(texts, layout, role).split())


def _raw(texts: Sequence[str], layout: Layout, role: ColumnRole) -> str:
    found = [texts[one.index] for one in layout.columns if one.role == role and one.index < len(texts)]
    return next((text for text in reversed(found) if text), "")


def _of_columns(place: int, texts: Sequence[str], layout: Layout, account: str, name: str) -> Iterator[Found]:
    for column in layout.columns:
        text = texts[column.index] if column.index < len(texts) else ""
        if column.role == ColumnRole.AMOUNT and column.is_complete and text:
            yield Found(place, column.index, account, name, text, column.fiscal_year, column.stage)


def _of_a_list(place: int, texts: Sequence[str], layout: Layout, account: str, name: str) -> Iterator[Found]:
    text = _text(texts, layout, ColumnRole.CELL)
    if not text:
        return
    problems: list[str] = []
    given: dict[str, str | date] = {
        role.value: said for role in _SOURCE_ROLES if (said := _raw(texts, layout, role))
    }
    if as_of := _text(texts, layout, ColumnRole.AS_OF):
        given["as_of"] = _day(as_of, problems) or as_of
    if kind := _text(texts, layout, ColumnRole.SOURCE_KIND):
        given["source_kind"] = _one_of(SourceKind, kind, "source", problems)
    nature = _text(texts, layout, ColumnRole.NATURE)
    yield Found(
        place,
        _cell_column(layout).index,
        account,
        name or account,
        text,
        _year(_text(texts, layout, ColumnRole.YEAR), problems),
        _stage(_text(texts, layout, ColumnRole.STAGE), problems),
        nature=_one_of(Nature, nature, "nature", problems) if nature else "",
        key=_text(texts, layout, ColumnRole.KEY),
        given=given,
        problem=" ".join(problems),
    )


def _cell_column(layout: Layout) -> Column:
    return next(column for column in layout.columns if column.role == ColumnRole.CELL)


def _year(text: str, problems: list[str]) -> int | None:
    digits = text.upper().replace("FY", "").strip(" '.")
    if not digits.isdecimal():
        problems.append(f"“{text[:20]}” is no fiscal year." if text else "The fiscal year is missing.")
        return None
    year = int(digits[:6])
    year += _CENTURY if year < _SHORT else 0
    if not FIRST_FISCAL_YEAR <= year <= LAST_FISCAL_YEAR:
        problems.append(f"A fiscal year lies between {FIRST_FISCAL_YEAR} and {LAST_FISCAL_YEAR}.")
        return None
    return year


def _stage(text: str, problems: list[str]) -> str:
    named = _value_of(Stage, text) or read_heading(0, text).stage
    if not named:
        problems.append(f"“{text[:40]}” is no stage." if text else "The stage is missing.")
    return named


def _one_of(choices: type[Nature | SourceKind], text: str, what: str, problems: list[str]) -> str:
    value = _value_of(choices, text)
    if not value:
        known = ", ".join(f"“{label}”" for label in choices.labels)
        problems.append(f"“{text[:40]}” is no {what}; there are {known}.")
    return value


def _value_of(choices: type[Stage | Nature | SourceKind], text: str) -> str:
    said = " ".join(text.lower().replace("_", " ").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    for value, label in choices.choices:
        if said in {str(value).replace("_", " "), str(label).lower()}:
            return str(value)
    return ""


def _day(text: str, problems: list[str]) -> date | None:
    # A spreadsheet that opened our CSV writes the day as Americans do.
    american = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", text)
    try:
        if american:
            return date(int(american[3]), int(american[1]), int(american[2]))
        return date.fromisoformat(text)
    except ValueError:
        problems.append(f"“{text[:20]}” is no day; write it like 2026-11-21.")
        return None
