"""The public register: what the coalition adopted, for anyone to read (P5)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from common.access import public
from decisions.filters import PublicRecordFilter
from decisions.selectors.public_record import as_records, public_record, public_rows

PER_PAGE = 20


@public
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Adopted decisions that are public, the newest first, by word and year."""
    rows = PublicRecordFilter(request.GET, queryset=public_rows())
    page = Paginator(rows.qs, PER_PAGE).get_page(request.GET.get("page"))
    records = list(as_records(page.object_list))
    context = {
        "filter": rows,
        "page": page,
        "records": records,
        "rests_on_sample": any(one.is_sample for one in records),
    }
    return _asked_again(render(request, "decisions/public/register.html", context))


@public
@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision: its text, its date and "adopted". What is not public is not there, for anyone."""
    record = public_record(number)
    if record is None:
        raise Http404("There is no such decision on the public record.")
    context = {"record": record, "rests_on_sample": record.is_sample}
    return _asked_again(render(request, "decisions/public/decision.html", context))


def _asked_again(response: HttpResponse) -> HttpResponse:
    """Caches ask each time: a decision that was restricted is gone at once."""
    patch_cache_control(response, no_cache=True)
    return response
