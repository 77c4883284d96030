"""The grid of money: the page, and what it shows as a file."""

from __future__ import annotations

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from appropriations.filters import LineFilter
from appropriations.models import ChangeSet, Line
from appropriations.selectors.grid import LINES_A_PAGE, grid_of, page_of_grid, published_figures
from appropriations.selectors.grid_sheet import grid_sheet
from appropriations.selectors.saved_views import saved_views
from common.access import member
from common.sheets import FileReply, Kind, as_file

# What was just saved from the grid (views/grid_editing.py), so that it can be undone with one press.
UNDO = "money_undo"
OFFERED_FOR = timedelta(minutes=30)


def chosen_lines(request: HttpRequest) -> LineFilter:
    """Return the lines the reader asked for, and what of them."""
    return LineFilter(request.GET, queryset=Line.objects.visible_to(request.user), request=request)


@member
@require_safe
def grid(request: HttpRequest) -> HttpResponse:
    """Lines by fiscal year, by the stages of one year, or by both."""
    chosen = chosen_lines(request)
    whole = grid_of(chosen.qs, chosen.query)
    page = Paginator(range(whole.line_count), LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "grid": page_of_grid(whole, page.number),
        "page": page,
        "address": chosen.address,
        "last_year": chosen.query.last_year,
        "undo": offered_undo(request),
        "pasted_fields": ("text", "line", "column", "document", "page", "url"),
        "views": saved_views(request.user),
        "published": published_figures(chosen.years),
        "rests_on_sample": whole.has_sample,
    }
    return render(request, "appropriations/grid.html", context)


@member
@require_safe
def export(request: HttpRequest, kind: Kind) -> FileReply:
    """The grid as filtered, every line of it, as a file."""
    chosen = chosen_lines(request)
    return as_file(grid_sheet(grid_of(chosen.qs, chosen.query)), kind)


def offered_undo(request: HttpRequest) -> dict[str, str] | None:
    """Return what was just saved and can be undone with one press; None when it is some time ago, or undone by now."""
    kept: dict[str, str] | None = request.session.get(UNDO)
    if not kept:
        return None
    saved_at = parse_datetime(kept["at"])
    if not saved_at or timezone.now() - saved_at >= OFFERED_FOR:
        return None
    return kept if ChangeSet.objects.filter(pk=kept["change"], undone_by=None).exists() else None
