"""Whom to ask next about a program line: the page, and the same rows as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from appropriations.models import Line
from common.access import member
from common.sheets import FileReply, Kind, as_file, file_links
from outreach.exports import line_ask_sheet
from outreach.filters import LineAskFilter
from outreach.selectors.ask_about_line import ask_about_line

PER_PAGE = 50


@member
@require_safe
def about_line(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom to ask about a line, by name."""
    asked = ask_about_line(_line(request, slug), request.user)
    chosen = LineAskFilter(request.GET, asked)
    page = Paginator(chosen.rows, PER_PAGE).get_page(request.GET.get("page"))
    is_filtered = any(value for key, value in request.GET.items() if key != "page")
    context = {
        "asked": asked,
        "line": asked.line,
        "filter": chosen,
        "page": page,
        "is_filtered": is_filtered,
        "rests_on_sample": asked.rests_on_sample,
    }
    return render(
        request, "outreach/ask_about_line.html", context | file_links("outreach:ask_about_line_file", slug)
    )


@member
@require_safe
def line_file(request: HttpRequest, slug: str, kind: Kind) -> FileReply:
    """The rows about a line, filtered as the page is."""
    asked = ask_about_line(_line(request, slug), request.user)
    return as_file(line_ask_sheet(slug, LineAskFilter(request.GET, asked).rows), kind)


def _line(request: HttpRequest, slug: str) -> Line:
    found: Line = get_object_or_404(Line.objects.visible_to(request.user).select_related("bundle"), slug=slug)
    return found
