"""The public page of adopted requests, for anyone to read (P5)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from appropriations.exports.slates import public_sheet
from appropriations.filters import PublicRequestFilter
from appropriations.selectors.public_requests import as_public, public_items
from common.access import public
from common.sheets import FileReply, Kind, as_file

PER_PAGE = 25


@public
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """The requests in force that rest on public decisions, the newest year first."""
    rows = PublicRequestFilter(request.GET, queryset=public_items())
    page = Paginator(rows.qs, PER_PAGE).get_page(request.GET.get("page"))
    records = list(as_public(page.object_list))
    context = {
        "filter": rows,
        "page": page,
        "records": records,
        "rests_on_sample": any(one.is_sample for one in records),
    }
    response = render(request, "appropriations/slates/public.html", context)
    # Caches ask each time: what was restricted is gone at once.
    patch_cache_control(response, no_cache=True)
    return response


@public
@require_safe
def requests_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same requests as a file."""
    return as_file(
        public_sheet(as_public(PublicRequestFilter(request.GET, queryset=public_items()).qs)), kind
    )
