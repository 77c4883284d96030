"""What a person typed into cells of the grid would do: a new figure, a correction, one more source, or nothing.

The document decides: what the document of the printed figure says anew is a correction of it; what another document
says stands beside it and is printed from then on, for a reason. Nothing is written over silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from appropriations.cells.reading import Cell, Figure
from appropriations.cells.typed import Typed, read_typed, write_typed
from appropriations.choices import MAY_BE_NEGATIVE, REQUESTS, Nature, SourceKind, Stage
from common import guard
from common.citations import fiscal_year

# Natures that a typed cell says itself; the others are set where a figure is entered with all it has.
_TYPED_NATURES = (Nature.WHOLE, Nature.NOT_LESS_THAN, Nature.UP_TO)
OWN_REQUEST = "Our own requests are changed on their slate."


class Move(StrEnum):
    """What saving a typed cell would do."""

    SAME = "same"
    NEW = "new"
    CHANGED = "changed"
    BESIDE = "beside"
    WITHDRAWN = "withdrawn"
    UNREADABLE = "unreadable"


MOVE_LABELS = {
    Move.SAME: "Unchanged",
    Move.NEW: "New",
    Move.CHANGED: "Changed",
    Move.BESIDE: "Another source",
    Move.WITHDRAWN: "Taken back",
    Move.UNREADABLE: "Not saved",
}
_NEEDS_REASON = (Move.CHANGED, Move.BESIDE, Move.WITHDRAWN)


@dataclass(frozen=True)
class EditCell:
    """A cell that can be typed into: where it is, the figure printed there, and that figure as it is typed."""

    line: str
    fiscal_year: int
    stage: str
    printed: Figure | None = None

    @property
    def key(self) -> str:
        """Its place in a form: "2026.enacted"."""
        return f"{self.fiscal_year}.{self.stage}"

    @property
    def name(self) -> str:
        """Its place in words."""
        return f"{fiscal_year(self.fiscal_year)} {Stage(self.stage).label}"

    @property
    def text(self) -> str:
        """What stands there as a person would type it."""
        return "" if self.printed is None else write_typed(typed_of(self.printed))

    @property
    def why_locked(self) -> str:
        """Why nothing can be typed here; empty where it can."""
        own = self.printed is not None and self.printed.source_kind == SourceKind.COALITION
        return OWN_REQUEST if own and self.stage in REQUESTS else ""


@dataclass(frozen=True)
class Entered:
    """A cell, what was typed, its reading, and what saving it would do; `problem` says why it would not."""

    cell: EditCell
    text: str
    typed: Typed
    move: Move
    problem: str = ""

    @property
    def label(self) -> str:
        """What saving would do, in a word."""
        return MOVE_LABELS[self.move]

    @property
    def reads(self) -> str:
        """The reading as it would be typed again."""
        return write_typed(self.typed)

    @property
    def nature(self) -> str:
        """The nature it would have: what was typed, or the figure's own where typing cannot say it."""
        printed = self.cell.printed
        kept = printed is not None and printed.nature not in _TYPED_NATURES
        return printed.nature if printed is not None and kept else self.typed.nature or Nature.WHOLE


def edit_cell(line: str, fiscal_year: int, stage: str, cell: Cell) -> EditCell:
    """Return a cell to type into."""
    return EditCell(line, fiscal_year, stage, cell.printed)


def typed_of(one: Figure) -> Typed:
    """Return a figure as the reading of a typed cell."""
    nature = one.nature if one.nature in _TYPED_NATURES and one.nature != Nature.WHOLE else ""
    return Typed(
        kind=one.kind,
        dollars=one.dollars,
        dollars_high=one.dollars_high,
        is_about=one.is_about,
        words=one.words,
        rate_of=one.rate_of,
        nature=nature,
    )


def enter(cell: EditCell, text: str, document: str) -> Entered:
    """Return what saving `text` in a cell would do, when `document` says so."""
    typed = read_typed(text, may_be_negative=cell.stage in MAY_BE_NEGATIVE)
    printed = cell.printed
    known = Typed() if printed is None else typed_of(printed)
    if text.strip() == cell.text or (not typed.problem and typed == known):
        return Entered(cell, text, known, Move.SAME)
    problem = typed.problem or cell.why_locked or _not_asked_like_this(cell, typed)
    if problem:
        return Entered(cell, text, typed, Move.UNREADABLE, problem)
    if printed is None:
        return Entered(cell, text, typed, Move.NEW)
    if typed.is_empty:
        return Entered(cell, text, typed, Move.WITHDRAWN)
    return Entered(
        cell, text, typed, Move.CHANGED if _same(document, printed.source.document) else Move.BESIDE
    )


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _not_asked_like_this(cell: EditCell, typed: Typed) -> str:
    """P2, soft: words of a request that speak of offsets, transfers or earmarks are for a named person to clear."""
    if cell.stage not in REQUESTS:
        return ""
    hits = [hit for hit in guard.check(typed.words) if hit.rule == guard.GuardRule.NO_OFFSET]
    return (
        f"“{hits[0].phrase}” {hits[0].reason}: bring it in with the import, where a person clears it."
        if hits
        else ""
    )


def only_clean(entries: Iterable[Entered]) -> tuple[Entered, ...]:
    """Return what would be saved: neither unchanged nor unreadable."""
    return tuple(one for one in entries if one.move not in {Move.SAME, Move.UNREADABLE})


def needs_reason(entries: Iterable[Entered]) -> bool:
    """Whether something that stands would be changed, stepped aside or taken back."""
    return any(one.move in _NEEDS_REASON for one in entries)


def needs_document(entries: Iterable[Entered]) -> bool:
    """Whether something would be said that a document must say."""
    return any(one.move in {Move.NEW, Move.CHANGED, Move.BESIDE} for one in entries)


def fill_down(
    cells: Sequence[EditCell], texts: Sequence[str], document: str
) -> tuple[tuple[Entered, ...], int]:
    """Return what a pasted column would do to cells from the first one down, and how many texts found no cell.

    An empty text leaves its cell as it is: a gap in a spreadsheet is no order to take a figure back.
    """
    entries = tuple(
        enter(cell, text or cell.text, document) for cell, text in zip(cells, texts, strict=False)
    )
    return tuple(replace(one, text=text) for one, text in zip(entries, texts, strict=False)), max(
        len(texts) - len(cells), 0
    )
