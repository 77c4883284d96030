"""Sums of a column, of a group and of all lines shown, which say what they leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appropriations.cells import Entry, Figure, Total, add_up
from appropriations.cells.beside import to_the_thousand
from appropriations.cells.deflating import Prices
from appropriations.models import Line
from appropriations.selectors.grid_cells import Column, GridCell
from appropriations.selectors.grid_figures import IN_FORCE
from common.citations import fiscal_year
from common.money import Unit, figure

Cells = Mapping[tuple[str, str], GridCell]


@dataclass(frozen=True)
class GridTotal:
    """The sum of a column in millions; nothing where nothing can be added. `dollars` is exact, `sentence` says more."""

    figure: str
    sentence: str
    dollars: int | None = None


def totals(
    lines: Sequence[Line],
    columns: Sequence[Column],
    cells: Cells,
    within: Mapping[str, tuple[str, ...]],
    prices: Prices | None,
) -> tuple[GridTotal, ...]:
    """Return the sum of each column over these lines; a part is never added to its whole."""
    return tuple(_total(lines, column, cells, within, prices) for column in columns)


def _total(
    lines: Sequence[Line],
    column: Column,
    cells: Cells,
    within: Mapping[str, tuple[str, ...]],
    prices: Prices | None,
) -> GridTotal:
    total: Total = add_up(
        [
            Entry(
                line.short_name or line.name,
                line.slug,
                _addable(cells[line.slug, column.key], column),
                within[line.slug],
            )
            for line in lines
        ]
    )
    if not total.counted:
        return GridTotal("", f"No figure of this column can be added. {total.left_out_words}".strip())
    return _shown(total, column.year, prices)


def _addable(cell: GridCell, column: Column) -> Figure | None:
    # In a grid of years a committee's figure must not be added to an Act's.
    one = cell.cell.printed
    return None if one is None or (not column.stage and one.stage not in IN_FORCE) else one


def _shown(total: Total, year: int, prices: Prices | None) -> GridTotal:
    """Return a sum as shown; in other prices the sum is adjusted once, so that no rounding adds up."""
    about = "about " if total.is_about else ""
    if prices is None:
        return GridTotal(about + figure(total.dollars, Unit.MILLIONS), total.sentence, total.dollars)
    if not prices.knows(year):
        note = f" Not adjusted: no price level for {fiscal_year(year)}."
        return GridTotal(about + figure(total.dollars, Unit.MILLIONS), total.sentence + note, total.dollars)
    dollars = prices.adjust(total.dollars, year)
    said = f"{total.sentence} Adjusted; as printed the sum is {figure(total.dollars, Unit.MILLIONS)}."
    return GridTotal(about + figure(to_the_thousand(dollars), Unit.MILLIONS), said, dollars)
