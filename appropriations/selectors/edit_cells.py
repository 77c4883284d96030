"""The cells of the grid as they can be typed into: one row, or one column from a line down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appropriations.cells import Shelf
from appropriations.cells.entering import EditCell, edit_cell
from appropriations.choices import Stage
from appropriations.grid_query import Columns
from appropriations.models import Line
from appropriations.selectors.figures import figures_by_line
from appropriations.selectors.grid import Grid
from appropriations.selectors.grid_cells import Column
from appropriations.selectors.shown import year_name

# A cell's place in a column: fiscal year and stage.
Place = tuple[int, str]


@dataclass(frozen=True)
class PasteColumn:
    """A column that can be pasted into: the lines below each other as the grid shows them."""

    key: str
    name: str
    year: int
    stage: str


def edit_row(line: Line, columns: Sequence[Column]) -> tuple[EditCell, ...]:
    """Return the cells of a line in the columns of the grid; a year is typed where it stands, else as enacted."""
    shelf = Shelf(figures_by_line([line.slug]).get(line.slug, ()))
    places = ((column.year, column.stage or _stage_of(shelf, column.year)) for column in columns)
    return tuple(edit_cell(line.slug, year, stage, shelf.cell(year, stage)) for year, stage in places)


def _stage_of(shelf: Shelf, year: int) -> str:
    standing = shelf.standing(year).printed
    return Stage.ENACTED.value if standing is None else standing.stage


def edit_column(slugs: Sequence[str], place: Place) -> tuple[EditCell, ...]:
    """Return the cells of lines at one year and stage, in the order of the lines; one query."""
    year, stage = place
    figures = figures_by_line(slugs, [year])
    return tuple(
        edit_cell(slug, year, stage, Shelf(figures.get(slug, ())).cell(year, stage)) for slug in slugs
    )


def paste_columns(grid: Grid) -> tuple[PasteColumn, ...]:
    """Return the columns one can paste into: those shown; a year as it stands takes what was enacted."""
    by_year = grid.query.columns == Columns.YEARS
    return tuple(
        PasteColumn(
            f"{column.year}.{column.stage or Stage.ENACTED.value}",
            f"{column.label}, {Stage.ENACTED.label.lower()}" if by_year else _named(column),
            column.year,
            column.stage or Stage.ENACTED.value,
        )
        for column in grid.columns
    )


def _named(column: Column) -> str:
    return f"{year_name(column.year)} {column.label}"
