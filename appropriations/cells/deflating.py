"""Dollars of one year in the prices of another, by a named index; never stored, always called adjusted.

An index that lacks a year does not adjust it: the figure then stands as it was printed, and the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from common.sourcing import SourceMark


@dataclass(frozen=True)
class PriceIndex:
    """A price index by calendar year, in thousandths of a point, which keep its three decimals exact."""

    key: str
    name: str
    measure: str
    source: SourceMark
    levels: Mapping[int, int]
    provisional: Mapping[int, str] = field(default_factory=dict)

    @property
    def base_years(self) -> tuple[int, ...]:
        """The years whose prices one may choose, newest first."""
        return tuple(sorted(self.levels, reverse=True))

    @property
    def usual_base(self) -> int:
        """The newest year that is not provisional."""
        final = [year for year in self.levels if year not in self.provisional]
        return max(final or self.levels)


@dataclass(frozen=True)
class Prices:
    """An index and the year in whose prices dollars are to be shown."""

    index: PriceIndex
    base: int

    def knows(self, year: int) -> bool:
        """Whether dollars of a fiscal year can be adjusted."""
        return year in self.index.levels

    def adjust(self, dollars: int, year: int) -> int:
        """Return dollars of a fiscal year in the prices of the base year, whole dollars, rounded half up.

        The fiscal year takes the average of the calendar year of its number. Raises KeyError for a year the index
        lacks. A negative amount is rounded as its positive one.
        """
        base, own = self.index.levels[self.base], self.index.levels[year]
        size = (2 * abs(dollars) * base + own) // (2 * own)
        return -size if dollars < 0 else size

    @property
    def words(self) -> str:
        """How a page names them: index, base year, what a fiscal year takes, what is provisional."""
        said = (
            f"Adjusted for inflation to {self.base} dollars by the {self.index.name}, {self.index.measure}. "
            "A fiscal year takes the average of the calendar year of its number."
        )
        notes = [f"{year}: {note}" for year, note in sorted(self.index.provisional.items())]
        return f"{said} {'; '.join(notes)}." if notes else said
