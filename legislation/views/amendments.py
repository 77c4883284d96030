"""The amendments to a bill: a page of its own, of which the bill's page fetches the list."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.access import member
from legislation.models import Bill
from legislation.selectors.amendments import amendment_lines, amendments_of

A_PAGE = 50


@member
@require_safe
def amendments(request: HttpRequest, bill_id: str) -> HttpResponse:
    """The amendments by chamber and number, the newest first, fifty a page."""
    bill = get_object_or_404(Bill.objects.visible_to(request.user), pk=bill_id.lower())
    page = Paginator(amendments_of(request.user, bill.pk), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "bill": bill,
        "page": page,
        "amendments": amendment_lines(list(page)),
        "facts": bill.fact_groups.get("amendments"),
    }
    return render(request, "legislation/amendments.html", context)
