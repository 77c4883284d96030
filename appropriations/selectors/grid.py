"""The grid: lines by fiscal year or by the stages of one year, by bundle, with totals that say what they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from django.db.models import Case, Max, Min, QuerySet, When

from appropriations.cells import Cell, Entry, Figure, Total, add_up, read_cell, standing
from appropriations.choices import Stage
from appropriations.models import Amount, Bundle, Line, PublishedFigure
from appropriations.selectors.figures import figures_by_line, holders
from appropriations.selectors.shown import ShownCell, show_cell, year_name, years_between
from appropriations.selectors.vehicles import Vehicle, heads_of
from common.money import Unit, figure
from common.sourcing import SourceMark

_IN_FORCE = {Stage.ENACTED, Stage.FULL_YEAR_CR}


@dataclass(frozen=True)
class Column:
    key: str
    label: str


@dataclass(frozen=True)
class GridRow:
    line: Line
    cells: tuple[ShownCell, ...]
    inside: bool


@dataclass(frozen=True)
class GridTotal:
    """The sum of a column of a group in millions; nothing where nothing can be added."""

    figure: str
    sentence: str


@dataclass(frozen=True)
class GridGroup:
    bundle: Bundle
    rows: tuple[GridRow, ...]
    totals: tuple[GridTotal, ...]
    vehicles: tuple[tuple[Vehicle, ...], ...]


@dataclass(frozen=True)
class Grid:
    columns: tuple[Column, ...]
    groups: tuple[GridGroup, ...]
    by_year: bool
    has_sample: bool

    @property
    def width(self) -> int:
        """How many columns the table has, the names included."""
        return len(self.columns) + 1

    @property
    def line_count(self) -> int:
        return sum(len(group.rows) for group in self.groups)


Chooser = Callable[[Sequence[Figure], str], Cell]


def known_years() -> tuple[int, ...]:
    """Return every fiscal year from the first with a figure to the last; empty without figures."""
    ends = Amount.objects.standing().aggregate(first=Min("fiscal_year"), last=Max("fiscal_year"))
    return years_between(ends["first"], ends["last"]) if ends["first"] else ()


def grid_by_year(lines: QuerySet[Line], years: Collection[int]) -> Grid:
    """Return the lines with a cell a fiscal year: what is in force, or the furthest stage; four queries."""
    rows = _rows(lines)
    figures = figures_by_line(row.slug for row in rows)
    columns = tuple(Column(str(year), year_name(year)) for year in sorted(years))
    return _build(rows, figures, columns, lambda own, key: standing(own, int(key)), by_year=True)


def grid_by_stage(lines: QuerySet[Line], year: int) -> Grid:
    """Return the lines with a cell a stage of one fiscal year, stages without any figure left out; four queries."""
    rows = _rows(lines)
    figures = figures_by_line((row.slug for row in rows), years=range(1990, year + 1))
    used = {one.stage for own in figures.values() for one in own if one.fiscal_year == year}
    columns = tuple(Column(stage.value, str(stage.label)) for stage in Stage if stage in used)

    def choose(own: Sequence[Figure], stage: str) -> Cell:
        return read_cell(one for one in own if one.fiscal_year == year and one.stage == stage)

    return _build(rows, figures, columns, choose, by_year=False, year=year)


def published_figures(years: Collection[int]) -> list[tuple[PublishedFigure, str, SourceMark]]:
    """Return published totals and estimates that touch the years, with the figure in millions and its source."""
    if not years:
        return []
    found = PublishedFigure.objects.filter(
        first_fiscal_year__lte=max(years), last_fiscal_year__gte=min(years)
    )
    return [
        (
            one,
            "" if one.dollars is None else figure(one.dollars, Unit.MILLIONS),
            SourceMark(one.document, url=one.url, as_of=one.as_of),
        )
        for one in found
    ]


def _rows(lines: QuerySet[Line]) -> list[Line]:
    # Lines of which nothing is known come last in their bill.
    known_first = Case(When(empty_reason="", then=0), default=1)
    return list(
        lines.select_related("bundle").order_by("bundle__position", known_first, "department", "sort_key")
    )


def _build(
    rows: list[Line],
    figures: dict[str, tuple[Figure, ...]],
    columns: tuple[Column, ...],
    choose: Chooser,
    *,
    by_year: bool,
    year: int | None = None,
) -> Grid:
    within = holders(rows)
    years = {int(column.key) for column in columns} if by_year else {year or 0}
    carried = heads_of([row.bundle_id for row in rows], years)
    groups = []
    for bundle in dict.fromkeys(row.bundle for row in rows):
        own = _inner_after_outer([row for row in rows if row.bundle_id == bundle.key])
        cells = {
            (row.slug, column.key): choose(figures.get(row.slug, ()), column.key)
            for row in own
            for column in columns
        }
        groups.append(
            GridGroup(
                bundle=bundle,
                rows=tuple(
                    _row(row, columns, cells, figures.get(row.slug, ()), by_year=by_year) for row in own
                ),
                totals=tuple(_total(own, column, cells, within, by_year=by_year) for column in columns),
                vehicles=tuple(tuple(carried[bundle.key, int(column.key)]) for column in columns)
                if by_year
                else (tuple(carried[bundle.key, year or 0]),),
            )
        )
    sample = any(one.is_sample for own in figures.values() for one in own if one.fiscal_year in years)
    return Grid(columns, tuple(groups), by_year, has_sample=sample or any(row.is_sample for row in rows))


def _inner_after_outer(rows: list[Line]) -> list[Line]:
    """Keep the order, but put a line whose money lies inside another right after it."""
    here = {row.slug for row in rows}
    inner: defaultdict[str, list[Line]] = defaultdict(list)
    for row in rows:
        if row.within_id in here:
            inner[str(row.within_id)].append(row)

    def with_inner(row: Line) -> list[Line]:
        return [row, *(deeper for one in inner[row.slug] for deeper in with_inner(one))]

    return [one for row in rows if row.within_id not in here for one in with_inner(row)]


def _row(
    line: Line,
    columns: tuple[Column, ...],
    cells: dict[tuple[str, str], Cell],
    figures: tuple[Figure, ...],
    *,
    by_year: bool,
) -> GridRow:
    shown = tuple(
        show_cell(
            cells[line.slug, column.key],
            figures,
            year=int(column.key) if by_year else None,
            reason=line.empty_reason,
        )
        for column in columns
    )
    return GridRow(line, shown, inside=bool(line.within_id))


def _total(
    rows: list[Line],
    column: Column,
    cells: dict[tuple[str, str], Cell],
    within: dict[str, tuple[str, ...]],
    *,
    by_year: bool,
) -> GridTotal:
    entries = [
        Entry(
            row.short_name or row.name,
            row.slug,
            _addable(cells[row.slug, column.key], by_year=by_year),
            within[row.slug],
        )
        for row in rows
    ]
    total: Total = add_up(entries)
    if not total.counted:
        return GridTotal("", "No figure of this column can be added.")
    about = "about " if total.is_about else ""
    return GridTotal(about + figure(total.dollars, Unit.MILLIONS), total.sentence)


def _addable(cell: Cell, *, by_year: bool) -> Figure | None:
    # In a grid of years a committee's figure must not be added to an Act's.
    one = cell.printed
    return None if one is None or (by_year and one.stage not in _IN_FORCE) else one
