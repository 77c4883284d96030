"""Whether an amount of an Act is a figure we have: the same dollars are known, others of the same kind contradict.

Parts are compared by their dollars only: two different parts of one whole contradict nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from appropriations.choices import Nature


class Standing(StrEnum):
    """How a candidate stands to our figures; the value is how that is said."""

    NEW = "new"
    KNOWN = "known"
    CONFLICT = "differs"


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A figure of ours for the candidate's line, fiscal year and stage."""

    pk: int
    dollars: int
    nature: str
    document: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The outcome, and the figures it rests on."""

    standing: Standing
    figures: tuple[KnownFigure, ...] = ()


def compare(dollars: int, nature: str, figures: Iterable[KnownFigure]) -> Compared:
    """Compare an amount with the figures of its line, year and stage.

    `nature` is what the figure of the line would be, not only what the words say.
    """
    there = tuple(figures)
    same = tuple(each for each in there if each.dollars == dollars)
    if same:
        return Compared(Standing.KNOWN, same)
    other = tuple(each for each in there if each.nature == nature and nature != Nature.OF_WHICH)
    return Compared(Standing.CONFLICT, other) if other else Compared(Standing.NEW)
