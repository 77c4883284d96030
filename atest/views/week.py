"""What happened this week, for everyone inside."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from atest.selectors import since
from atest.week import week_of
from common.access import member

WEEK = timedelta(days=7)


@member
@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """What was shared, asked, decided and what moved: in the last seven days, or since one's last visit."""
    since_visit = request.GET.get("since") == "visit"
    start = since(request.user) if since_visit else timezone.now() - WEEK
    acting_for = request.acting_for  # type: ignore[attr-defined]
    found = week_of(request.user, acting_for.organization_id if acting_for else None, since=start)
    context = {
        "week": found,
        "since_visit": since_visit,
        "acting_for": acting_for,
        "rests_on_sample": found.has_sample,
    }
    return render(request, "atest/week.html", context)
