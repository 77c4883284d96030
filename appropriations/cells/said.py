"""What a document says for a line, a fiscal year and a stage, before it is written: what is wrong with it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from appropriations.choices import (
    FIRST_FISCAL_YEAR,
    LAST_FISCAL_YEAR,
    MAY_BE_NEGATIVE,
    MOVES,
    REQUESTS,
    CellKind,
    Nature,
    SourceKind,
    Stage,
)

# A quadrillion: no appropriation comes near it, a slip of the keyboard does.
TOO_MUCH = 10**15
LENGTHS = {"words": 300, "document": 300, "page": 80, "url": 300, "because": 300}
# Kept, because an enumeration lists its values anew each time it is asked.
_KNOWN = tuple(
    (field, frozenset(choices.values), name)
    for field, choices, name in (
        ("stage", Stage, "stage"),
        ("kind", CellKind, "kind of cell"),
        ("nature", Nature, "nature of amount"),
        ("source_kind", SourceKind, "kind of source"),
    )
)
_NUMBERS = (CellKind.DOLLARS, CellKind.RANGE)
# Stages that a part and its whole may share: what was asked and what was decided are never one amount.
_FAMILIES = (
    (Stage.TO_OMB,),
    (Stage.PRESIDENT,),
    (Stage.TO_CONGRESS,),
    (Stage.HOUSE_SUB, Stage.HOUSE_COMMITTEE, Stage.HOUSE_FLOOR, Stage.CHAIRS_DRAFT),
    (Stage.SENATE_SUB, Stage.SENATE_COMMITTEE, Stage.SENATE_FLOOR, Stage.CHAIRS_DRAFT),
    tuple(stage for stage in Stage if list(Stage).index(stage) >= list(Stage).index(Stage.CR)),
)


@dataclass(frozen=True)
class NewAmount:
    """What one document said. Dollars are whole dollars; `line` is a slug and `parent` the key of another amount.

    `because` is the reason to print this one where another source stands already; without it, it stands beside.
    `key` names the row where the caller has a stable name (or a part of the same lot must point at it).
    """

    line: str
    fiscal_year: int
    stage: str
    kind: str
    document: str
    source_kind: str
    as_of: date
    nature: str = Nature.WHOLE
    parent: str = ""
    dollars: int | None = None
    dollars_high: int | None = None
    is_about: bool = False
    words: str = ""
    rate_of_fiscal_year: int | None = None
    page: str = ""
    url: str = ""
    note: str = ""
    because: str = ""
    key: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field, fit to be shown; `row` is its place in the lot, from 0, `where` its cell in words."""

    field: str
    message: str
    row: int = 0
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


def same_family(stage: str, other: str) -> bool:
    """Return whether amounts of two stages can be a part and its whole: both asked, or both of one chamber."""
    return any(stage in family and other in family for family in _FAMILIES)


def problems_of(said: NewAmount, today: date) -> tuple[Problem, ...]:
    """Return what is wrong with a figure by itself; whether its line and its whole are there is not asked here."""
    return tuple(
        Problem(field, message)
        for rule in (_of_cell, _of_kind, _of_number, _of_size, _of_request, _of_source)
        for field, message in rule(said, today)
    )


def _of_cell(said: NewAmount, _today: date) -> Iterator[tuple[str, str]]:
    if not FIRST_FISCAL_YEAR <= said.fiscal_year <= LAST_FISCAL_YEAR:
        yield "fiscal_year", f"A fiscal year lies between {FIRST_FISCAL_YEAR} and {LAST_FISCAL_YEAR}."
    for field, values, name in _KNOWN:
        if getattr(said, field) not in values:
            yield field, f"“{getattr(said, field)}” is no {name}."


def _of_kind(said: NewAmount, _today: date) -> Iterator[tuple[str, str]]:
    if said.kind == CellKind.WORDS and not said.words.strip():
        yield "words", "Give the words that stand in the cell."
    if said.kind == CellKind.PRIOR_RATE and said.rate_of_fiscal_year is None:
        yield "rate_of_fiscal_year", "Say at the rate of which fiscal year."
    elif said.rate_of_fiscal_year is not None and said.kind != CellKind.PRIOR_RATE:
        yield "rate_of_fiscal_year", "Only a cell at the rate of another year names that year."
    elif said.rate_of_fiscal_year is not None and said.rate_of_fiscal_year >= said.fiscal_year:
        yield "rate_of_fiscal_year", "The rate is that of an earlier fiscal year."
    if said.kind not in _NUMBERS:
        if said.dollars is not None or said.dollars_high is not None:
            yield "dollars", "Only dollars and a range hold a number. Choose one of these, or leave it empty."
        if said.is_about:
            yield "is_about", "Only a number can be approximate."


def _of_number(said: NewAmount, _today: date) -> Iterator[tuple[str, str]]:
    if said.kind in _NUMBERS and said.dollars is None:
        yield "dollars", "Give the amount in whole dollars."
    if said.kind == CellKind.DOLLARS and said.dollars_high is not None:
        yield "dollars_high", "One amount of dollars has no upper end. Choose a range, or leave it empty."
    if said.kind == CellKind.RANGE and said.dollars is not None and said.dollars_high is None:
        yield "dollars_high", "Give the upper end of the range."
    if said.dollars is not None and said.dollars_high is not None and said.dollars_high <= said.dollars:
        yield "dollars_high", "The upper end is more than the lower one."


def _of_size(said: NewAmount, _today: date) -> Iterator[tuple[str, str]]:
    for field in ("dollars", "dollars_high"):
        if abs(getattr(said, field) or 0) >= TOO_MUCH:
            yield field, "That is a quadrillion dollars or more. Check the unit."
    if (said.dollars or 0) < 0 and said.stage not in (*MAY_BE_NEGATIVE, *REQUESTS):
        yield "dollars", "A figure below zero is a rescission: enter it at that stage."


def _of_request(said: NewAmount, _today: date) -> Iterator[tuple[str, str]]:
    # P2: a request asks for new budget authority, never for a cut, and never for moving money already given.
    if said.stage in REQUESTS and (said.dollars or 0) < 0:
        yield "dollars", "A request asks for new budget authority, so it is not below zero."
    if said.stage in MOVES and said.source_kind == SourceKind.COALITION:
        yield (
            "source_kind",
            "Moving money or taking it back is something that happened, never a request of the coalition.",
        )


def _of_source(said: NewAmount, today: date) -> Iterator[tuple[str, str]]:
    if not said.document.strip():
        yield "document", "Name the document that says so."
    if said.as_of > today:
        yield "as_of", "The day on which the document was read cannot be in the future."
    for field, length in LENGTHS.items():
        if len(getattr(said, field)) > length:
            yield field, f"At most {length} characters."
    if said.url and not said.url.startswith(("https://", "http://")):
        yield "url", "A link starts with https:// or http://."
    if said.parent and said.parent == said.key:
        yield "parent", "An amount is no part of itself."
