"""The grid: lines by fiscal year, by stage, or by both, in groups, with totals that say what they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Case, QuerySet, When

from appropriations.cells import Shelf
from appropriations.cells.deflating import Prices
from appropriations.choices import Stage
from appropriations.grid_query import Columns, Compared, GridQuery, Grouping, Place
from appropriations.models import Line, PublishedFigure
from appropriations.selectors.figures import holders
from appropriations.selectors.grid_cells import Column, GridCell, Reader, compared_in
from appropriations.selectors.grid_figures import known_places, levels_by_line, shelves
from appropriations.selectors.grid_totals import Cells, GridTotal, totals
from appropriations.selectors.prices import prices_of
from appropriations.selectors.shown import year_name
from appropriations.selectors.vehicles import Vehicle, heads_of
from common.money import Unit, figure
from common.sorting import sort_key
from common.sourcing import SourceMark

# More lines than this are paged; the totals are always of all of them.
LINES_A_PAGE = 100
# A table that nobody reads: years and stages are cut here, and the page says so.
MOST_COLUMNS = 40


@dataclass(frozen=True)
class GridRow:
    line: Line
    cells: tuple[GridCell, ...]
    inside: bool

    @property
    def has_figures(self) -> bool:
        """Whether anything is known in the columns shown."""
        return any(cell.cell.printed is not None or cell.asked is not None for cell in self.cells)


@dataclass(frozen=True)
class GridGroup:
    """The lines of one bill or department; `rows` are those of this page, `totals` are of all its lines."""

    key: str
    name: str
    rows: tuple[GridRow, ...]
    totals: tuple[GridTotal, ...]
    # For each year of the columns: how many columns it takes, and the bills that carry the group.
    vehicles: tuple[tuple[int, tuple[Vehicle, ...]], ...] = ()
    goes_on: bool = False


@dataclass(frozen=True)
class Grid:
    """The whole table; `totals` are over every line, also those of other pages."""

    query: GridQuery
    columns: tuple[Column, ...]
    groups: tuple[GridGroup, ...]
    totals: tuple[GridTotal, ...]
    line_count: int
    has_sample: bool
    prices: Prices | None = None
    left_out_columns: int = 0

    @property
    def by_year(self) -> bool:
        """Whether a column is a year as it stands."""
        return self.query.columns == Columns.YEARS

    @property
    def sum_name(self) -> str:
        """What a row of sums is called."""
        return "In force, as far as known" if self.by_year else "Sum, as far as known"

    @property
    def in_columns(self) -> bool:
        """Whether comparisons stand in columns of their own."""
        return self.query.place == Place.COLUMNS

    @property
    def width(self) -> int:
        """How many columns the table has, the names left aside."""
        return sum(column.width for column in self.columns) if self.in_columns else len(self.columns)

    @property
    def spans(self) -> dict[int, int]:
        """The years of the columns in order, each with how many columns of the table it takes."""
        spans: dict[int, int] = {}
        for column in self.columns:
            spans[column.year] = spans.get(column.year, 0) + (column.width if self.in_columns else 1)
        return spans

    @property
    def over_heads(self) -> tuple[tuple[str, int], ...]:
        """The years over their stages with their spans; none where columns need no such head."""
        if self.query.columns != Columns.BOTH:
            return ()
        return tuple((year_name(year), span) for year, span in self.spans.items())

    @property
    def has_beside_heads(self) -> bool:
        """Whether a row of headings names the comparisons under their columns."""
        return self.in_columns and any(column.compared for column in self.columns)

    @property
    def unadjusted_years(self) -> tuple[int, ...]:
        """The years shown whose dollars stand as printed because the index lacks them."""
        if self.prices is None:
            return ()
        return tuple(sorted({one.year for one in self.columns if not self.prices.knows(one.year)}))

    @property
    def slugs(self) -> tuple[str, ...]:
        """The lines in the order in which they are shown."""
        return tuple(row.line.slug for group in self.groups for row in group.rows)


def grid_of(lines: QuerySet[Line], query: GridQuery) -> Grid:
    """Return the grid of lines as it was asked for, all of its lines; six queries at most, however many there are."""
    found = _rows(lines, query.grouping)
    slugs = [row.slug for row in found]
    every = _columns(query, slugs)
    columns = every[:MOST_COLUMNS]
    figures = shelves(slugs, query, {(column.year, column.stage) for column in columns})
    levels = levels_by_line(slugs) if Compared.AUTHORIZED in query.compared else {}
    prices = prices_of(query.base)
    nothing = Shelf(())
    readers = {
        row.slug: Reader(
            figures.get(row.slug, nothing), levels.get(row.slug, ()), query, prices, row.empty_reason
        )
        for row in found
    }
    cells = {(slug, column.key): readers[slug].read(column) for slug in slugs for column in columns}
    if query.only_differing:
        found = [row for row in found if any(cells[row.slug, column.key].differs for column in columns)]
    within = holders(found)
    empty = Grid(
        query=query,
        columns=columns,
        groups=(),
        totals=totals(found, columns, cells, within, prices),
        line_count=len(found),
        has_sample=_has_sample(found, figures, {column.year for column in columns}),
        prices=prices,
        left_out_columns=len(every) - len(columns),
    )
    return replace(empty, groups=tuple(_groups(found, empty, cells, within)))


def page_of_grid(grid: Grid, number: int) -> Grid:
    """Return one page of a grid's lines, counted from 1; a group cut by the page goes on on the next one."""
    first, last, at = (number - 1) * LINES_A_PAGE, number * LINES_A_PAGE, 0
    groups = []
    for group in grid.groups:
        rows = group.rows[max(first - at, 0) : max(last - at, 0)]
        at += len(group.rows)
        if rows:
            groups.append(replace(group, rows=rows, goes_on=at > last))
    return replace(grid, groups=tuple(groups))


def _columns(query: GridQuery, slugs: Collection[str]) -> tuple[Column, ...]:
    """Return the columns: every year asked for, or the stages that have a figure in the year or years."""
    if query.columns == Columns.YEARS:
        compared = compared_in(query, "")
        return tuple(
            Column(str(year), year_name(year), year, compared=compared) for year in sorted(query.years)
        )
    # Stages that were chosen have their column even while they are empty: there is where one enters the first figure.
    years = query.years if query.columns == Columns.BOTH else (query.last_year,)
    chosen = {(year, stage) for year in years for stage in query.stages}
    places = chosen or known_places(slugs, query)
    return tuple(
        Column(f"{year}-{stage}", str(Stage(stage).label), year, stage, compared_in(query, stage))
        for year in sorted({year for year, _ in places})
        for stage in Stage.values
        if (year, stage) in places
    )


def _rows(lines: QuerySet[Line], grouping: str) -> list[Line]:
    # Lines of which nothing is known come last in their group.
    known_first = Case(When(empty_reason="", then=0), default=1)
    found = lines.select_related("bundle")
    if grouping == Grouping.DEPARTMENT:
        rows = found.order_by(known_first, "agency", "sort_key")
        return sorted(rows, key=lambda row: sort_key(row.department))
    return list(found.order_by("bundle__position", "bundle_id", known_first, "department", "sort_key"))


def _group_of(line: Line, grouping: str) -> tuple[str, str]:
    if grouping == Grouping.DEPARTMENT:
        return line.department, line.department
    return line.bundle_id, line.bundle.short_name


def _groups(
    found: Sequence[Line], grid: Grid, cells: Cells, within: Mapping[str, tuple[str, ...]]
) -> list[GridGroup]:
    query = grid.query
    by_bundle = query.grouping == Grouping.BUNDLE
    carried = heads_of([row.bundle_id for row in found], set(query.years)) if by_bundle else None
    kept: dict[tuple[str, str], list[Line]] = {}
    for row in found:
        kept.setdefault(_group_of(row, query.grouping), []).append(row)
    return [
        GridGroup(
            key=key,
            name=name,
            rows=tuple(
                GridRow(
                    row, tuple(cells[row.slug, one.key] for one in grid.columns), inside=bool(row.within_id)
                )
                for row in _inner_after_outer(rows)
            ),
            totals=totals(rows, grid.columns, cells, within, grid.prices),
            vehicles=tuple((span, tuple(carried[key, year])) for year, span in grid.spans.items())
            if carried is not None
            else (),
        )
        for (key, name), rows in kept.items()
    ]


def _has_sample(found: Sequence[Line], figures: Mapping[str, Shelf], years: Collection[int]) -> bool:
    if any(row.is_sample for row in found):
        return True
    return any(
        one.is_sample and one.fiscal_year in years
        for row in found
        for one in figures.get(row.slug, Shelf(()))
    )


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
