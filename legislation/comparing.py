"""Comparing two texts of bills: which section of the one is which of the other, and what changed in it. Pure.

A section of both is *moved* when it is not in the order the others kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from common.word_diff import Kind, Piece, has_changed
from legislation.section_pairs import folded, out_of_order, section_pairs
from legislation.text_diff import text_diff, words_of
from legislation.text_parts import TextPart, Unit, units


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Row:
    """One section of either text, or of both. `old_at` and `new_at` are its places; None where it is not in a text.

    `pieces` lead from the old words to the new; `moved` says that its order changed.
    """

    change: Change
    old: Unit | None
    new: Unit | None
    old_at: int | None
    new_at: int | None
    pieces: tuple[Piece, ...]
    moved: bool = False

    @property
    def unit(self) -> Unit:
        """The section as it is now, or as it was when it is gone."""
        found = self.new or self.old
        if found is None:
            raise ValueError("A row is of at least one text.")
        return found

    @property
    def has_words(self) -> bool:
        """Whether it has words of its own, or is only a heading over others."""
        return bool(self.pieces)

    @property
    def renumbered(self) -> bool:
        """Whether it kept its place but has another number."""
        return bool(self.old and self.new and self.old.part.enum != self.new.part.enum)

    @property
    def renamed(self) -> bool:
        """Whether its heading changed in more than capitals."""
        return bool(self.old and self.new and folded(self.old.part.heading) != folded(self.new.part.heading))


@dataclass(frozen=True)
class Comparison:
    """Two texts side by side, in the order of the new one; what is gone stands where it stood."""

    rows: tuple[Row, ...]

    def count(self, change: Change) -> int:
        """How many sections have that change; a heading over others is none."""
        return sum(1 for row in self.rows if row.change is change and row.has_words)

    @property
    def moved(self) -> int:
        """How many sections are in another order."""
        return sum(1 for row in self.rows if row.moved)

    def words(self, kind: Kind) -> int:
        """How many words were added, removed or kept."""
        return sum(
            len(words_of(piece.text)) for row in self.rows for piece in row.pieces if piece.kind is kind
        )

    def old_units(self) -> list[Unit]:
        """The older text again, rebuilt from the rows."""
        return _rebuilt(((row.old_at, row.old, row.pieces) for row in self.rows), without=Kind.ADDED)

    def new_units(self) -> list[Unit]:
        """The newer text again, rebuilt from the rows."""
        return _rebuilt(((row.new_at, row.new, row.pieces) for row in self.rows), without=Kind.REMOVED)


# Part of the key under which a comparison is kept: to be counted up when the rules here change.
RULES = 1


def kept_form(found: Comparison) -> list[Any]:
    """Return a comparison as lists and strings, without what the two texts hold already."""
    return [
        [row.change, row.old_at, row.new_at, row.moved, [[piece.kind, piece.text] for piece in row.pieces]]
        for row in found.rows
    ]


def from_kept(kept: Iterable[Sequence[Any]], old: Iterable[TextPart], new: Iterable[TextPart]) -> Comparison:
    """Return the comparison that `kept_form` wrote of the same two texts."""
    before, after = list(units(old)), list(units(new))
    return Comparison(
        tuple(
            Row(
                change=Change(change),
                old=None if old_at is None else before[old_at],
                new=None if new_at is None else after[new_at],
                old_at=old_at,
                new_at=new_at,
                pieces=tuple(Piece(Kind(kind), text) for kind, text in pieces),
                moved=moved,
            )
            for change, old_at, new_at, moved, pieces in kept
        )
    )


def compare(old: Iterable[TextPart], new: Iterable[TextPart]) -> Comparison:
    """Compare two texts section by section and, in sections of both, word by word."""
    before, after = list(units(old)), list(units(new))
    pairs = section_pairs(before, after)
    moved = out_of_order({at: to for at, to in pairs.items() if before[at].part.text or after[to].part.text})
    rows = {at_new: _both(before, after, at_old, at_new, moved) for at_old, at_new in pairs.items()}
    for place, unit in enumerate(after):
        if place not in rows:
            rows[place] = Row(Change.ADDED, None, unit, None, place, _all_of(unit, Kind.ADDED))
    gone = {
        place: Row(Change.REMOVED, unit, None, place, None, _all_of(unit, Kind.REMOVED))
        for place, unit in enumerate(before)
        if place not in pairs
    }
    return Comparison(tuple(_in_order([rows[place] for place in sorted(rows)], gone)))


def _both(before: Sequence[Unit], after: Sequence[Unit], at_old: int, at_new: int, moved: set[int]) -> Row:
    old, new = before[at_old], after[at_new]
    pieces = tuple(text_diff(old.part.text, new.part.text))
    row = Row(Change.SAME, old, new, at_old, at_new, pieces, moved=at_new in moved)
    return replace(row, change=Change.CHANGED) if row.renamed or has_changed(list(pieces)) else row


def _all_of(unit: Unit, kind: Kind) -> tuple[Piece, ...]:
    return (Piece(kind, unit.part.text),) if unit.part.text else ()


def _in_order(rows: Sequence[Row], gone: dict[int, Row]) -> list[Row]:
    """Put each section that is gone behind the one it followed in the old text, were that one is still in its order."""
    follows: defaultdict[int, list[Row]] = defaultdict(list)
    kept = sorted(
        (row.old_at, place) for place, row in enumerate(rows) if row.old_at is not None and not row.moved
    )
    for old_at, row in gone.items():
        behind = bisect_left(kept, (old_at, -1)) - 1
        follows[kept[behind][1] if behind >= 0 else -1].append(row)
    return [*follows[-1], *(each for place, row in enumerate(rows) for each in (row, *follows[place]))]


def _rebuilt(parts: Iterable[tuple[int | None, Unit | None, tuple[Piece, ...]]], without: Kind) -> list[Unit]:
    found = []
    for place, unit, pieces in parts:
        if place is not None and unit is not None:
            text = "".join(piece.text for piece in pieces if piece.kind is not without)
            part = TextPart(unit.part.level, unit.part.enum, unit.part.heading, text)
            found.append((place, Unit(part, unit.under)))
    return [unit for _, unit in sorted(found, key=lambda each: each[0])]
