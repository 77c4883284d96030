"""One cell of the grid: what is printed, in which prices, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from appropriations.cells import (
    Cell,
    Comparison,
    Figure,
    Level,
    Shelf,
    against_ask,
    against_authorized,
    against_prior,
    authorized,
    authorized_words,
)
from appropriations.cells.beside import Beside, beside, to_the_thousand
from appropriations.cells.deflating import Prices
from appropriations.choices import REQUESTS, SourceKind, Stage
from appropriations.grid_query import Columns, Compared, GridQuery
from appropriations.selectors.grid_figures import IN_FORCE
from common.citations import fiscal_year

NOTHING_KNOWN = "no figure known"
_OTHERS = "asked by others"
_BESIDE_LABELS = {
    Compared.PRIOR: ("on prior enacted",),
    Compared.ASK: ("against our request",),
    Compared.AUTHORIZED: ("authorized in law", "against it"),
}


@dataclass(frozen=True)
class Column:
    """A column of figures: a fiscal year as it stands (no stage), or one stage of one year."""

    key: str
    label: str
    year: int
    stage: str = ""
    compared: tuple[Compared, ...] = ()

    @property
    def beside_labels(self) -> tuple[str, ...]:
        """The headings of its comparisons where they stand in columns of their own."""
        return tuple(label for one in self.compared for label in _BESIDE_LABELS[one])

    @property
    def width(self) -> int:
        """How many columns it takes then."""
        return 1 + len(self.beside_labels)


@dataclass(frozen=True, slots=True)
class GridCell:
    """What stands in a cell; `text` empty with a `reason` where nothing is known.

    `besides` holds one entry for each comparison of its column, none where there is nothing to compare. `printed` is
    the figure as its document has it where `text` is adjusted; `asked` the request of a year that stands as a whole.
    """

    cell: Cell
    text: str = ""
    stage: str = ""
    printed: str = ""
    dollars: int | None = None
    besides: tuple[Beside | None, ...] = ()
    asked: Figure | None = None
    asked_text: str = ""
    reason: str = ""

    @property
    def differs(self) -> bool:
        """Whether sources contradict each other here."""
        return self.cell.sources_differ

    @property
    def asked_by_others(self) -> bool:
        """Whether the request beside the figure is not the coalition's own."""
        return self.asked is not None and self.asked.source_kind != SourceKind.COALITION


@dataclass(frozen=True)
class Reader:
    """How the cells of one line are read: its figures, its levels in law, and what the reader asked for."""

    shelf: Shelf
    levels: Sequence[Level]
    query: GridQuery
    prices: Prices | None
    reason: str

    def read(self, column: Column) -> GridCell:
        """Return the cell of a column."""
        year = column.year
        cell = self.shelf.cell(year, column.stage) if column.stage else self.shelf.standing(year)
        asked = None if column.stage else self.shelf.requested(year).printed
        one = cell.printed
        besides = tuple(self._beside(kind, one, year) for kind in column.compared)
        asked_text = self._text(asked) if asked is not None else ""
        if one is None:
            reason = self.reason or NOTHING_KNOWN
            return GridCell(cell, besides=besides, asked=asked, asked_text=asked_text, reason=reason)
        text, plain = self._text(one), one.text()
        # In a grid of years what is in force goes without saying.
        named = not column.stage and one.stage not in IN_FORCE
        return GridCell(
            cell=cell,
            text=text,
            stage=_OTHERS if _is_others(one) else str(Stage(one.stage).label) if named else "",
            printed=self._as_printed(one, text, plain),
            dollars=self._dollars(one),
            besides=besides,
            asked=asked,
            asked_text=asked_text,
        )

    def _beside(self, kind: Compared, one: Figure | None, year: int) -> Beside | None:
        if kind == Compared.AUTHORIZED:
            return self._authorized(one, year)
        if one is None or (kind == Compared.PRIOR and one.stage in REQUESTS):
            return None
        reckon: Callable[[Figure, Shelf], Comparison | None] = (
            against_prior if kind == Compared.PRIOR else against_ask
        )
        other = year - 1 if kind == Compared.PRIOR else year
        return beside(kind, (one.dollars, year), reckon(one, self.shelf), other, self.prices)

    def _authorized(self, one: Figure | None, year: int) -> Beside | None:
        if one is not None and one.is_number and one.stage in IN_FORCE:
            then = against_authorized(one, self.levels)
            return beside(Compared.AUTHORIZED, (one.dollars, year), then, year, self.prices)
        level = authorized(self.levels, year)
        if level is None or not level.dollars:
            words = authorized_words(self.levels, year)
            return Beside(Compared.AUTHORIZED, "authorized in law", reason=words) if words else None
        dollars, adjusted = self._adjusted(level.dollars, year)
        return Beside(Compared.AUTHORIZED, "authorized in law", dollars, rounded=adjusted)

    def _adjusted(self, dollars: int, year: int) -> tuple[int, bool]:
        if self.prices is None or not self.prices.knows(year):
            return dollars, False
        return self.prices.adjust(dollars, year), True

    def _dollars(self, one: Figure) -> int | None:
        return (
            self._adjusted(one.dollars, one.fiscal_year)[0]
            if one.is_number and one.dollars is not None
            else None
        )

    def _text(self, one: Figure) -> str:
        if one.dollars is None or self.prices is None or not self.prices.knows(one.fiscal_year):
            return one.text()
        low, high = (
            None if dollars is None else to_the_thousand(self.prices.adjust(dollars, one.fiscal_year))
            for dollars in (one.dollars, one.dollars_high)
        )
        return replace(one, dollars=low, dollars_high=high).text()

    def _as_printed(self, one: Figure, text: str, plain: str) -> str:
        if self.prices is None or one.dollars is None:
            return ""
        if not self.prices.knows(one.fiscal_year):
            return f"not adjusted: no price level for {fiscal_year(one.fiscal_year)}"
        return f"adjusted; printed {plain}" if text != plain else "adjusted"


def _is_others(one: Figure) -> bool:
    return one.stage in REQUESTS and one.source_kind != SourceKind.COALITION


def compared_in(query: GridQuery, stage: str) -> tuple[Compared, ...]:
    """Return the comparisons that make sense in a column: none for a request, the law's only for what is in force."""
    if stage in REQUESTS:
        return ()
    law = query.columns == Columns.YEARS or stage in IN_FORCE
    return tuple(one for one in query.compared if one != Compared.AUTHORIZED or law)
