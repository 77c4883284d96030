"""The page of one line."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from appropriations.models import Line
from appropriations.selectors.funding import events_of_line
from appropriations.selectors.languages import languages_of_line
from appropriations.selectors.line import line_page
from appropriations.selectors.line_support import support_of_line
from common.access import member
from common.sheets import file_links
from common.tasks import for_page


@member
def line(request: HttpRequest, slug: str) -> HttpResponse:
    """One line with all its stages, sources and authorizations."""
    visible = Line.objects.visible_to(request.user).select_related("bundle", "within")
    page = line_page(get_object_or_404(visible, slug=slug))
    return render(
        request,
        "appropriations/line.html",
        {
            "page": page,
            "line": page.line,
            "chart": for_page(page.chart) if page.chart else None,
            "files": file_links("appropriations:figures_file", slug),
            "funding": events_of_line(page.line),
            "languages": languages_of_line(page.line),
            "support": support_of_line(page.line, request.user),
            "rests_on_sample": page.has_sample,
        },
    )
