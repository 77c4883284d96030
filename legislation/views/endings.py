"""The end of a Congress: what dies with it, and afterwards what ended."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.access import member
from legislation.models import Congress
from legislation.selectors.ending import bills_of_the_end, ending_page
from legislation.selectors.pages import rows

PER_PAGE = 50


@member
@require_safe
def ending(request: HttpRequest, number: int) -> HttpResponse:
    """The tracked bills that die with a Congress or died with it, each with how far it got."""
    congress = get_object_or_404(Congress, pk=number)
    page = Paginator(bills_of_the_end(request.user, congress), PER_PAGE).get_page(request.GET.get("page"))
    context = {"it": ending_page(request.user, congress), "page": page, "rows": rows(list(page))}
    return render(request, "legislation/ending.html", context)
