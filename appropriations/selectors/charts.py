"""Charts of the money: what was in force against what we asked, over fiscal years in order."""

from __future__ import annotations

from collections.abc import Sequence

from appropriations.cells import Figure, enacted_number, own_request
from appropriations.choices import Nature
from appropriations.models import Line
from appropriations.selectors.figures import figures_by_line
from common.chart_specs import YearAmount, years_chart
from common.charts import Chart

# A drawing of one bar shows nothing that the figure does not.
FEWEST = 2
MOST_YEARS = 10


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
