"""Sums right to the dollar, which never add a part to its whole and say what they leave out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from appropriations.cells.reading import Figure
from appropriations.choices import CellKind, Nature

_ADDABLE = {Nature.WHOLE, Nature.NOT_LESS_THAN, Nature.BY_SUBTRACTION}


@dataclass(frozen=True)
class Entry:
    """One line's figure offered to a sum, with the lines whose money holds it (nearest first)."""

    name: str
    line: str
    figure: Figure | None
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Total:
    """A sum in whole dollars, how many figures it adds, and what it leaves out and why."""

    dollars: int
    counted: int
    left_out: tuple[tuple[str, str], ...]
    is_about: bool = False
    has_floor: bool = False

    @property
    def sentence(self) -> str:
        """Return what the total holds and leaves out, in one sentence a reason."""
        added = f"Adds {self.counted} figure{'' if self.counted == 1 else 's'}"
        added += ", some of them floors (not less than)" if self.has_floor else ""
        added += ", some approximate" if self.is_about else ""
        return " ".join(part for part in (f"{added}.", self.left_out_words) if part)

    @property
    def left_out_words(self) -> str:
        """Return what is left out, the lines of each reason together; empty where nothing is."""
        parts = []
        for reason in dict.fromkeys(reason for _, reason in self.left_out):
            names = [name for name, why in self.left_out if why == reason]
            parts.append(f"{', '.join(names)}: {reason}")
        return f"Left out: {'; '.join(parts)}." if parts else ""


def add_up(entries: Collection[Entry]) -> Total:
    """Return the sum of the entries' numbers, never adding a part to its whole, and say what it leaves out."""
    numbers = {entry.line: entry.figure for entry in entries if _why_not_a_number(entry.figure) == ""}
    keys = {one.key for one in numbers.values() if one is not None}
    added: list[Figure] = []
    left: list[tuple[str, str]] = []
    for entry in entries:
        reason = _why_not_a_number(entry.figure) or _why_not_again(entry, set(numbers), keys)
        if reason:
            left.append((entry.name, reason))
        elif entry.figure is not None:
            added.append(entry.figure)
    return Total(
        dollars=sum(one.dollars or 0 for one in added),
        counted=len(added),
        left_out=tuple(left),
        is_about=any(one.is_about for one in added),
        has_floor=any(one.nature == Nature.NOT_LESS_THAN for one in added),
    )


def _why_not_a_number(one: Figure | None) -> str:
    if one is None:
        return "nothing known"
    if one.kind == CellKind.PRIOR_RATE:
        return "at the rate of another year, not an Act's figure"
    if one.kind == CellKind.RANGE:
        return "a range"
    if not one.is_number:
        return "words, no number"
    if one.nature not in _ADDABLE and not one.is_part:
        return "a part or a ceiling whose whole is not known"
    return ""


def _why_not_again(entry: Entry, lines: set[str], keys: set[str]) -> str:
    if any(outer in lines for outer in entry.within):
        return "already inside another line here"
    if entry.figure is not None and entry.figure.parent:
        return "part of an amount already here" if entry.figure.parent in keys else "a part of another amount"
    return ""
