"""Comparing two texts of bills: which section of the one is which of the other, and what changed in it. Pure.

Sections are matched in rounds, each among what the one before left over: the same words; the same heading; the most
alike words; the same number. A matched section is *moved* when it is not in the order the others kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from common.word_diff import Kind, Piece, has_changed
from legislation.text_diff import text_diff, words_of
from legislation.text_parts import TextPart, Unit, units

# Two sections are the same one when they share this much of their words (Jaccard over runs of three words).
ALIKE = 0.35
# With the same number or the same heading less will do: drafters rewrite sections in place.
ALIKE_IN_PLACE = 0.08
# A run of words found in more sections than this tells nothing of which is which.
_COMMON = 12
# How many of the likeliest counterparts of a section are compared in full.
_LOOKED_AT = 5


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
        return bool(
            self.old and self.new and _folded(self.old.part.heading) != _folded(self.new.part.heading)
        )


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


def compare(old: Iterable[TextPart], new: Iterable[TextPart]) -> Comparison:
    """Compare two texts section by section and, in sections of both, word by word."""
    before, after = list(units(old)), list(units(new))
    pairs = _Matching(before, after).pairs()
    moved = _out_of_order({at: to for at, to in pairs.items() if before[at].part.text or after[to].part.text})
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


def _out_of_order(pairs: dict[int, int]) -> set[int]:
    """The places in the new text of sections outside the longest run that kept its order."""
    by_old = [pairs[place] for place in sorted(pairs)]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = [-1] * len(by_old)
    for index, place in enumerate(by_old):
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        last[at : at + 1] = [index]
        before[index] = last[at - 1] if at else -1
    kept, index = set(), last[-1] if last else -1
    while index >= 0:
        kept.add(by_old[index])
        index = before[index]
    return set(by_old) - kept


def _folded(text: str) -> str:
    return " ".join(words_of(text.casefold()))


@dataclass
class _Matching:
    """Finds the pairs; `old` and `new` are the places that have none yet."""

    before: Sequence[Unit]
    after: Sequence[Unit]
    found: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.old, self.new = dict.fromkeys(range(len(self.before))), dict.fromkeys(range(len(self.after)))
        self.runs_old = [_runs(unit) for unit in self.before]
        self.runs_new = [_runs(unit) for unit in self.after]

    def pairs(self) -> dict[int, int]:
        """Return the place in the new text by the place in the old."""
        self._by_key(lambda unit: (*_place(unit), _folded(unit.part.text)))
        self._by_key(lambda unit: (unit.part.level, _folded(unit.part.text)) if unit.part.text else None)
        self._by_key(lambda unit: _place(unit) if unit.part.heading else None, at_least=ALIKE_IN_PLACE)
        self._by_key(_headed, at_least=ALIKE_IN_PLACE)
        self._by_likeness()
        # A number alone says little: sections of appropriations Acts have no heading and are renumbered in each text.
        self._by_key(_place, at_least=ALIKE_IN_PLACE)
        self._by_key(_numbered, at_least=ALIKE_IN_PLACE)
        return self.found

    def _by_key(self, key: Callable[[Unit], object], at_least: float = 0.0) -> None:
        """Pair sections of one key, first with first; `at_least` is how alike their words must be."""
        waiting: defaultdict[object, list[int]] = defaultdict(list)
        for place in self.new:
            if (known := key(self.after[place])) is not None:
                waiting[known].append(place)
        for place in list(self.old):
            known = key(self.before[place])
            for other in waiting.get(known, ()) if known is not None else ():
                if not at_least or self._alike(place, other) >= at_least:
                    waiting[known].remove(other)
                    self._pair(place, other)
                    break

    def _by_likeness(self) -> None:
        """Pair what is left, the most alike first."""
        where: defaultdict[int, list[int]] = defaultdict(list)
        for place in self.new:
            for run in self.runs_new[place]:
                where[run].append(place)
        likely: list[tuple[float, int, int, int]] = []
        for place in self.old:
            shared: Counter[int] = Counter(
                other
                for run in self.runs_old[place]
                if len(where.get(run, ())) <= _COMMON
                for other in where.get(run, ())
            )
            best = sorted(shared, key=lambda other: (-shared[other], other))
            likely += [
                (-self._alike(place, other), abs(place - other), place, other) for other in best[:_LOOKED_AT]
            ]
        for unlike, _, place, other in sorted(likely):
            if -unlike >= ALIKE and place in self.old and other in self.new:
                self._pair(place, other)

    def _alike(self, place: int, other: int) -> float:
        """How much of their words two sections share, from 0 to 1; sections without words are told by their heading."""
        old, new = self.runs_old[place], self.runs_new[other]
        if not old and not new:
            return float(_folded(self.before[place].part.heading) == _folded(self.after[other].part.heading))
        return len(old & new) / len(old | new)

    def _pair(self, place: int, other: int) -> None:
        self.found[place] = other
        del self.old[place], self.new[other]


def _place(unit: Unit) -> tuple[object, ...]:
    """Number and heading and where it stands: what makes a section the same at first sight."""
    return (unit.part.level, unit.under, unit.part.enum, _folded(unit.part.heading))


def _numbered(unit: Unit) -> tuple[object, ...] | None:
    return (unit.part.level, unit.under, unit.part.enum) if unit.part.enum or not unit.part.heading else None


def _headed(unit: Unit) -> tuple[object, ...] | None:
    return (unit.part.level, _folded(unit.part.heading)) if unit.part.heading else None


def _runs(unit: Unit) -> frozenset[int]:
    """The runs of three words in a section, as numbers; of a very short one its words."""
    words = words_of(unit.part.text.casefold())
    if len(words) < 3:  # noqa: PLR2004 - no run of three
        return frozenset(map(hash, words))
    return frozenset(hash(run) for run in zip(words, words[1:], words[2:], strict=False))
