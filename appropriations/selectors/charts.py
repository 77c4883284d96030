"""Charts of a line: in force against asked over years, the stages of one year, the share of what is authorized."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from appropriations.cells import Figure, Level, Shelf, authorized, enacted_number, own_request
from appropriations.choices import MOVES, REQUESTS, Nature, SourceKind, Stage
from appropriations.models import Line
from appropriations.selectors.figures import figures_by_line
from appropriations.selectors.grid_figures import IN_FORCE, levels_by_line
from common.chart_specs import Bar, YearAmount, YearShare, bars_chart, shares_chart, years_chart
from common.charts import Chart
from common.citations import fiscal_year

# A drawing of one bar shows nothing that the figure does not.
FEWEST = 2
MOST_YEARS = 10


@dataclass(frozen=True)
class MoreCharts:
    """The stages of one year, with the other years that have some, and the share of what the law authorizes."""

    stages: Chart | None
    year: int | None
    years: tuple[int, ...]
    share: Chart | None


def more_charts(line: Line, year: int | None = None) -> MoreCharts:
    """Return the further charts of a line; the stages are those of `year`, or of the newest year with some.

    Two queries.
    """
    shelf = Shelf(figures_by_line([line.slug]).get(line.slug, ()))
    years = tuple(one for one in reversed(shelf.years) if len(_bars(shelf, one)) >= FEWEST)
    shown = year if year in years else next(iter(years), None)
    return MoreCharts(
        stages=stages_chart(line, shelf, shown) if shown is not None else None,
        year=shown,
        years=years,
        share=share_chart(line, shelf, levels_by_line([line.slug]).get(line.slug, ())),
    )


def stages_chart(line: Line, figures: Sequence[Figure] | Shelf, year: int) -> Chart | None:
    """Return the chart of a year: a bar for each stage that has a number, requests in outline.

    None when fewer than two have. A part is never drawn beside a whole: figures of another nature than the furthest
    one's are left out.
    """
    shelf = Shelf.of(figures)
    bars = _bars(shelf, year)
    if len(bars) < FEWEST:
        return None
    documents = [shelf.cell(year, stage).printed for stage in _drawn(shelf, year)]
    named = dict.fromkeys(one.source.document for one in documents if one is not None)
    title = f"{line.short_name or line.name}: the stages of {fiscal_year(year)}"
    return bars_chart(title, bars, source="; ".join(named))


def _drawn(shelf: Shelf, year: int) -> list[str]:
    numbers = {}
    for stage in shelf.stages(year):
        one = shelf.cell(year, stage).printed
        if one is not None and one.is_number and stage not in MOVES and (one.dollars or 0) >= 0:
            numbers[stage] = one
    furthest = [one for stage, one in numbers.items() if stage not in REQUESTS] or list(numbers.values())
    nature = furthest[-1].nature if furthest else Nature.WHOLE
    return [stage for stage, one in numbers.items() if one.nature == nature]


def _bars(shelf: Shelf, year: int) -> list[Bar]:
    bars = []
    for stage in _drawn(shelf, year):
        one = shelf.cell(year, stage).printed
        if one is not None:
            others = stage in REQUESTS and one.source_kind != SourceKind.COALITION
            nature = (f", {one.nature_words}" if one.nature_words else "") + (" (others)" if others else "")
            look = "hollow" if stage in REQUESTS else ("solid" if stage in IN_FORCE else "light")
            bars.append(Bar(f"{Stage(stage).label}{nature}", one.dollars, look))  # type: ignore[arg-type]
    return bars


def share_chart(line: Line, figures: Sequence[Figure] | Shelf, levels: Sequence[Level]) -> Chart | None:
    """Return the chart of what was in force as a share of what the law authorizes for the same year.

    Only years for which the law names one amount; None when fewer than two of them have a number.
    """
    shelf = Shelf.of(figures)
    points = []
    for year in shelf.years:
        level, basis = authorized(levels, year), enacted_number(shelf, year)
        if level is None or not level.dollars:
            continue
        comparable = basis is not None and basis.figure.nature != Nature.OF_WHICH
        points.append(YearShare(year, basis.figure.dollars if basis and comparable else None, level.dollars))
    if sum(point.dollars is not None for point in points) < FEWEST:
        return None
    title = f"{line.short_name or line.name}: share of what the law authorizes"
    names = dict.fromkeys(one.name for one in levels if one.in_law)
    return shares_chart(
        title, points, what="In force", level_name="authorized in law", source="; ".join(names)
    )


def line_chart(line: Line, figures: Sequence[Figure] | None = None) -> Chart | None:
    """Return the chart of a line: a bar a year for what was in force, a gold mark for the request.

    None when fewer than two years have a number. Amounts of different natures are never drawn side by side: the
    nature of the newest is drawn, years of another nature say "none known". `figures` saves the query.
    """
    own = tuple(figures) if figures is not None else figures_by_line([line.slug]).get(line.slug, ())
    points = _points(own)
    if sum(point.dollars is not None for point in points) < FEWEST:
        return None
    nature = _nature(own)
    what = "In force" if nature == Nature.WHOLE else f"In force ({Nature(nature).label.lower()})"
    return years_chart(
        f"{line.short_name or line.name}: in force and asked", points, what=what, source=_sources(own)
    )


def _points(figures: Sequence[Figure]) -> list[YearAmount]:
    numbers = {year: basis for year in _years(figures) if (basis := enacted_number(figures, year))}
    nature = _nature(figures)
    asked = {year: _ask(figures, year) for year in _years(figures)}
    telling = [year for year in _years(figures) if year in numbers or asked[year] is not None]
    if not telling:
        return []
    latest = max(telling)
    earliest = min(year for year in telling if year > latest - MOST_YEARS)
    return [
        YearAmount(
            year,
            numbers[year].figure.dollars
            if year in numbers and numbers[year].figure.nature == nature
            else None,
            asked.get(year),
        )
        for year in range(earliest, latest + 1)
    ]


def _years(figures: Sequence[Figure]) -> list[int]:
    return sorted({one.fiscal_year for one in figures})


def _nature(figures: Sequence[Figure]) -> str:
    for year in reversed(_years(figures)):
        basis = enacted_number(figures, year)
        if basis is not None:
            return basis.figure.nature
    return Nature.WHOLE


def _ask(figures: Sequence[Figure], year: int) -> int | None:
    asked = own_request(figures, year).printed
    return asked.dollars if asked is not None and asked.is_number else None


def _sources(figures: Sequence[Figure]) -> str:
    documents = [
        basis.figure.source.document for year in _years(figures) if (basis := enacted_number(figures, year))
    ]
    named = list(dict.fromkeys(documents))
    shown = "; ".join(named[-3:])
    return f"{shown}; and {len(named) - 3} more" if len(named) > 3 else shown  # noqa: PLR2004 - as many as fit
