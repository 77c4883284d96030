"""The grid as a list for a spreadsheet: whole dollars where there is a number, the words where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from appropriations.cells import Figure
from appropriations.cells.beside import Beside
from appropriations.grid_query import Compared, Grouping
from appropriations.selectors.grid import Grid, GridGroup, GridRow
from appropriations.selectors.grid_cells import Column, GridCell
from appropriations.selectors.grid_totals import GridTotal
from appropriations.selectors.shown import year_name
from common.sheets import Sheet

_HUNDRED = Decimal(100)
_HEADINGS = {
    Compared.PRIOR: ("change on prior enacted", "change in percent"),
    Compared.ASK: ("against our request", "in percent of it"),
    Compared.AUTHORIZED: ("authorized in law", "against it"),
}


def grid_sheet(grid: Grid) -> Sheet:
    """Return every line of a grid with its comparisons, then the sums; the notes say what each sum leaves out."""
    by_bundle = grid.query.grouping == Grouping.BUNDLE
    headings = ["Appropriations bill" if by_bundle else "Group", "Line", "Department", "Agency"]
    for column in grid.columns:
        headings += _headings(column, grid)
    return Sheet(f"money-{grid.query.columns}", headings, _rows(grid), tuple(_notes(grid)))


def _headings(column: Column, grid: Grid) -> list[str]:
    name = column.label if not column.stage else f"{year_name(column.year)} {column.label}"
    stage = [] if column.stage else [f"{name} stage", f"{name} asked"]
    beside = [f"{name} {label}" for one in column.compared for label in _HEADINGS[one]]
    return [f"{name}{' (adjusted)' if _adjusts(column, grid) else ''}", *stage, *beside]


def _adjusts(column: Column, grid: Grid) -> bool:
    return grid.prices is not None and grid.prices.knows(column.year)


def _rows(grid: Grid) -> Iterator[list[object]]:
    for group in grid.groups:
        for row in group.rows:
            yield _row(group, row, grid)
        yield _sums(group.name, "Sum, as far as known", group.totals, grid)
    yield _sums("All lines", "Sum, as far as known", grid.totals, grid)


def _row(group: GridGroup, row: GridRow, grid: Grid) -> list[object]:
    cells: list[object] = [group.name, row.line.name, row.line.department, row.line.agency]
    for column, cell in zip(grid.columns, row.cells, strict=True):
        cells.append(_value(cell))
        if not column.stage:
            cells += [cell.stage, cell.asked_text if cell.asked is not None else None]
        for kind, one in zip(column.compared, cell.besides, strict=True):
            cells += _beside(kind, one)
    return cells


def _value(cell: GridCell) -> object:
    """Return dollars as a number; with a nature that is not the whole, or where there is no number, the words."""
    one = cell.cell.printed
    if one is None:
        return cell.reason
    return cell.text if cell.dollars is None else cell.dollars


def _beside(kind: Compared, one: Beside | None) -> list[object]:
    if one is None:
        return [None, None]
    if kind == Compared.AUTHORIZED:
        return [one.of_what if one.of_what is not None else one.reason, one.dollars]
    percent = None if one.percent is None else one.percent / _HUNDRED
    return [one.dollars if one.dollars is not None else one.reason, percent]


def _sums(name: str, what: str, sums: tuple[GridTotal, ...], grid: Grid) -> list[object]:
    cells: list[object] = [name, what, None, None]
    for column, total in zip(grid.columns, sums, strict=True):
        cells += [
            total.dollars,
            *([] if column.stage else [None, None]),
            *[None] * (2 * len(column.compared)),
        ]
    return cells


def _notes(grid: Grid) -> Iterator[str]:
    yield "Whole dollars. Words stay words; an empty year says why. A sum never adds a part to its whole."
    if grid.prices is not None:
        yield grid.prices.words
    if grid.unadjusted_years:
        yield f"Not adjusted, for want of a price level: {', '.join(map(year_name, grid.unadjusted_years))}."
    for group in grid.groups:
        yield from _sum_notes(group.name, group.totals, grid)
    yield from _sum_notes("All lines", grid.totals, grid)
    marks = {one.source: None for group in grid.groups for row in group.rows for one in _figures(row)}
    for mark in marks:
        where = ", ".join(part for part in (mark.document, mark.page) if part)
        yield f"Source: {where}, as of {mark.as_of}. {mark.url} {mark.note}".strip()


def _figures(row: GridRow) -> Iterator[Figure]:
    for cell in row.cells:
        yield from (one for one in (cell.cell.printed, cell.asked) if one is not None)


def _sum_notes(name: str, sums: tuple[GridTotal, ...], grid: Grid) -> Iterator[str]:
    for column, total in zip(grid.columns, sums, strict=True):
        label = column.label if not column.stage else f"{year_name(column.year)} {column.label}"
        yield f"{name}, {label}: {total.sentence}"
