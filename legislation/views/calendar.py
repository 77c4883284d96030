"""The calendar of committee meetings and of whatever else lies ahead."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common import dates
from common.access import member
from common.dates import today
from legislation.filters import MeetingFilter
from legislation.filters.meetings import VIEWS
from legislation.selectors import calendar as selectors
from legislation.selectors.meetings import freshness, meetings_for_list

# The first and the last year a month can be asked of.
YEARS = (1990, 2100)


@member
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What lies ahead day by day, the past by pages, or a month at a glance."""
    chosen = MeetingFilter(request.GET, queryset=meetings_for_list(request.user))
    view, fresh = chosen.chosen("view"), freshness()
    context: dict[str, Any] = {
        "filter": chosen,
        "view": view,
        "tabs": [(name, label, _address(request, name)) for name, label in VIEWS.items()],
        "freshness": fresh,
        "empty_words": _empty_words(fresh.last_read),
        "day_now": today(),
        "is_narrowed": chosen.is_narrowed,
        "shows_all": chosen.chosen("scope") == "all",
    }
    with_others = not chosen.is_narrowed
    if view == "month":
        first = _first_of(chosen.chosen("month"))
        context["month"] = selectors.month(request.user, chosen.qs, first, with_others=with_others)
    elif view == "past":
        context["agenda"] = selectors.past(chosen.qs, request.GET.get("page"))
    else:
        start = chosen.chosen("start") or today()
        number = request.GET.get("page")
        context["start"] = start
        context["agenda"] = selectors.upcoming(
            request.user, chosen.qs, number, start=start, with_others=with_others
        )
    return render(request, "legislation/calendar.html", context)


def _address(request: HttpRequest, view: str) -> str:
    """The same filters in another view, from its beginning."""
    kept = request.GET.copy()
    for name in ("view", "month", "start", "page"):
        kept.pop(name, None)
    if view:
        kept["view"] = view
    return f"?{kept.urlencode()}" if kept else request.path


def _empty_words(last_read: datetime | None) -> str:
    """What an empty list is worth: as much as the source was fresh."""
    read = (
        f"The source was last read {dates.moment_words(last_read)}"
        if last_read
        else "The source was never read"
    )
    return f"{read}. Committees announce most meetings a week ahead or less."


def _first_of(asked: str) -> date:
    """The first day of a month such as 2026-12; of the present one for anything else."""
    try:
        first = date.fromisoformat(f"{asked}-01")
    except ValueError:
        return today().replace(day=1)
    return first if YEARS[0] <= first.year <= YEARS[1] else today().replace(day=1)
