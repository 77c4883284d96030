"""The money table of the home page: the lines we ask for this year, and what became of them before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from appropriations.cells import fiscal_year_of, own_request, standing
from appropriations.choices import SourceKind, Stage
from appropriations.models import Amount, Line
from appropriations.selectors.charts import line_chart
from appropriations.selectors.figures import figures_by_line
from appropriations.selectors.shown import ShownCell, show_cell, year_name
from common.charts import Chart
from common.dates import today


@dataclass(frozen=True)
class HomeRow:
    line: Line
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True)
class HomeMoney:
    """The table: columns by name, a row a line; the chart is of the line with the most years of money known."""

    fiscal_year: int
    columns: tuple[str, ...]
    rows: tuple[HomeRow, ...]
    chart: Chart | None
    has_sample: bool
    unit: str = "Dollars in millions"


def home_money(user: Any, *, fiscal_year: int | None = None, most: int = 8) -> HomeMoney:
    """Return the money table for a person's home page; empty rows for someone who may not see the lines.

    Lines with a request of the coalition for `fiscal_year` (by default the running one) come first, in the order of
    their bills; without any request, the lines with the most figures. Three queries.
    """
    year = fiscal_year or fiscal_year_of(today())
    visible = Line.objects.visible_to(user).select_related("bundle")
    asked = (
        Amount.objects.standing()
        .filter(stage=Stage.TO_CONGRESS, fiscal_year=year, source_kind=SourceKind.COALITION)
        .values("line")
    )
    lines = list(visible.filter(slug__in=asked).order_by("bundle__position", "sort_key")[:most])
    if not lines:
        enacted = Amount.objects.standing().filter(stage=Stage.ENACTED, fiscal_year=year - 1).values("line")
        lines = list(visible.filter(slug__in=enacted).order_by("bundle__position", "sort_key")[:most])
    figures = figures_by_line(line.slug for line in lines)
    best_known = max(lines, key=lambda line: _years_known(figures.get(line.slug, ())), default=None)
    return HomeMoney(
        fiscal_year=year,
        columns=(year_name(year - 3), year_name(year - 2), year_name(year - 1), f"{year_name(year)} request"),
        rows=tuple(HomeRow(line, _cells(figures.get(line.slug, ()), year, line)) for line in lines),
        chart=line_chart(best_known, figures.get(best_known.slug, ())) if best_known else None,
        has_sample=any(one.is_sample and one.fiscal_year == year for own in figures.values() for one in own),
    )


def _cells(figures: Sequence[Any], year: int, line: Line) -> tuple[ShownCell, ...]:
    past = tuple(
        show_cell(standing(figures, before), figures, name_stage=True, reason=line.empty_reason)
        for before in (year - 3, year - 2, year - 1)
    )
    return (*past, show_cell(own_request(figures, year), figures, reason="no request"))


def _years_known(figures: Sequence[Any]) -> tuple[int, int]:
    """How many figures were enacted, and the largest of them: more of both says more in a drawing."""
    numbers = [one.dollars for one in figures if one.stage == Stage.ENACTED and one.dollars]
    return len(numbers), max(numbers, default=0)
