"""The home of the secretariat; members have their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from atest.selectors import offices_found, staff_home
from common.access import signed_in
from common.tasks import for_page


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What moved, families, money, decisions due, packets; a member is led to the member home."""
    if not request.user.is_secretariat:
        return redirect("members:home")
    blocks = staff_home(request.user)
    words = request.GET.get("office", "").strip()[:80]
    context = {
        "home": blocks,
        "now": timezone.now(),
        "office_words": words,
        "offices": offices_found(request.user, words),
        "drawn": for_page(blocks.money.chart) if blocks.money.chart else None,
        "rests_on_sample": blocks.money.has_sample
        or any(one.is_sample for one in blocks.proposals)
        or any(one.event.is_sample for one in blocks.trouble),
    }
    return render(request, "atest/home.html", context)
