"""Our positions and requests for anyone to read, at the short addresses that packets print (P5)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from common.access import public
from common.dates import congress_day, today
from legislation.choices import UnknownBillId
from priorities.choices import bill_of_code
from priorities.selectors.public_page import public_bill, public_groups


@public
@require_safe
def positions(request: HttpRequest) -> HttpResponse:
    """Every public position and request in force, on one page that can be printed whole."""
    groups = public_groups(congress_day())
    samples = [one.is_sample for group in groups for one in (*group.bills, *group.requests)]
    context = {"groups": groups, "today": today(), "rests_on_sample": any(samples)}
    return _asked_again(render(request, "priorities/public/positions.html", context))


@public
@require_safe
def bill(request: HttpRequest, code: str) -> HttpResponse:
    """One bill: our position and what we ask about it. What is not public is not there, for anyone."""
    try:
        found = public_bill(bill_of_code(code), congress_day())
    except UnknownBillId:
        found = None
    if found is None:
        raise Http404("There is no public position on such a bill.")
    context = {"bill": found, "today": today(), "rests_on_sample": found.is_sample}
    return _asked_again(render(request, "priorities/public/bill.html", context))


def _asked_again(response: HttpResponse) -> HttpResponse:
    """Caches ask each time: what is no longer public, or no longer in force, is gone at once."""
    patch_cache_control(response, no_cache=True)
    return response
