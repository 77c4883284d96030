"""Which section of one text is which of another, and which of them left its order. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from legislation.text_diff import words_of
from legislation.text_parts import Unit

# Two sections are the same one when they share this much of their words (Jaccard over runs of three words).
ALIKE = 0.35
# With the same number or the same heading less will do: drafters rewrite sections in place.
ALIKE_IN_PLACE = 0.08
# A run of words found in more sections than this tells nothing of which is which.
_COMMON = 12
# How many of the likeliest counterparts of a section are compared in full.
_LOOKED_AT = 5


def section_pairs(before: Sequence[Unit], after: Sequence[Unit]) -> dict[int, int]:
    """Return the place in the new text of each section of the old that has one there, by its place in the old.

    Sections are matched in rounds, each among what the one before left over: the same words; the same heading; the
    most alike words; the same number.
    """
    return _Matching(before, after).pairs()


def out_of_order(pairs: dict[int, int]) -> set[int]:
    """Return the places in the new text of sections outside the longest run that kept its order."""
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


def folded(text: str) -> str:
    """Return a heading or text without capitals and marks: what is alike in both is the same to a reader."""
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
        self._by_key(lambda unit: (*_place(unit), folded(unit.part.text)))
        self._by_key(lambda unit: (unit.part.level, folded(unit.part.text)) if unit.part.text else None)
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
            return float(folded(self.before[place].part.heading) == folded(self.after[other].part.heading))
        return len(old & new) / len(old | new)

    def _pair(self, place: int, other: int) -> None:
        self.found[place] = other
        del self.old[place], self.new[other]


def _place(unit: Unit) -> tuple[object, ...]:
    """Number and heading and where it stands: what makes a section the same at first sight."""
    return (unit.part.level, unit.under, unit.part.enum, folded(unit.part.heading))


def _numbered(unit: Unit) -> tuple[object, ...] | None:
    return (unit.part.level, unit.under, unit.part.enum) if unit.part.enum or not unit.part.heading else None


def _headed(unit: Unit) -> tuple[object, ...] | None:
    return (unit.part.level, folded(unit.part.heading)) if unit.part.heading else None


def _runs(unit: Unit) -> frozenset[int]:
    """The runs of three words in a section, as numbers; of a very short one its words."""
    words = words_of(unit.part.text.casefold())
    if len(words) < 3:  # noqa: PLR2004 - no run of three
        return frozenset(map(hash, words))
    return frozenset(hash(run) for run in zip(words, words[1:], words[2:], strict=False))
