"""Offices: whom we meet."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.access import member
from common.sheets import FileReply, Kind, as_file
from outreach.exports import office_sheet
from outreach.filters import OfficeFilter
from outreach.models import Meeting, Office
from outreach.selectors.office_money import office_money
from outreach.selectors.offices import office_page, rows

PER_PAGE = 50


@member
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """Offices by last name; search and filters find one in a few keys."""
    found = OfficeFilter(
        request.GET, queryset=Office.objects.visible_to(request.user).select_related("committee")
    )
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "outreach/offices.html", {"filter": found, "page": page, "rows": rows(list(page))})


@member
@require_safe
def offices_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same offices as a file."""
    seen = Office.objects.visible_to(request.user).select_related("committee")
    return as_file(office_sheet(rows(list(OfficeFilter(request.GET, queryset=seen).qs))), kind)


@member
@require_safe
def office(request: HttpRequest, key: str) -> HttpResponse:
    """One office: who, where they sit, what they stand on among tracked bills, and our meetings."""
    found = (
        Office.objects.visible_to(request.user).keyed(key).select_related("legislator", "committee__parent")
    )
    one = get_object_or_404(found)
    meetings = Meeting.objects.visible_to(request.user).filter(office=one)
    context = {
        "it": office_page(one, request.user),
        "office": one,
        "meetings": meetings,
        "money": office_money(one, request.user),
    }
    return render(request, "outreach/office.html", context)
