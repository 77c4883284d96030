"""Figures one by one as a file, with their sources: what the grid chose, in the columns of our template."""

from __future__ import annotations

from django.http import HttpRequest
from django.views.decorators.http import require_safe

from appropriations.exports.template_figures import figures_sheet
from appropriations.selectors.figures import figures_for_file
from appropriations.views.grid import chosen_lines
from common.access import member
from common.citations import fiscal_year
from common.sheets import FileReply, Kind, as_file


@member
@require_safe
def figures_file(request: HttpRequest, kind: Kind) -> FileReply:
    """Every figure of the lines and years chosen, whichever is printed."""
    chosen = chosen_lines(request)
    years = chosen.years
    lines = list(chosen.qs.values_list("slug", flat=True))
    said = f"{len(lines)} lines, {fiscal_year(min(years))} to {fiscal_year(max(years))}."
    return as_file(figures_sheet(figures_for_file(lines, years), [said]), kind)
