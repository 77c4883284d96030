"""Committees: the list, and the page of one."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.access import member
from common.sheets import FileReply, Kind, as_file, file_links
from legislation.exports import committee_sheet
from legislation.filters import CommitteeFilter, PartFilter
from legislation.models import Committee
from legislation.selectors import committees
from legislation.views.asked import is_filtered

BILLS_A_PAGE = 25


@member
@require_safe
def committee_list(request: HttpRequest) -> HttpResponse:
    """The sitting committees by chamber and name, with who leads each from either side."""
    chosen = CommitteeFilter(request.GET, queryset=committees.committees_for_list(request.user))
    rows = committees.rows(list(chosen.qs))
    context = {"filter": chosen, "rows": rows, "is_filtered": is_filtered(request)}
    return render(request, "legislation/committees.html", context | file_links("legislation:committees_file"))


@member
@require_safe
def committees_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same committees as a file."""
    chosen = CommitteeFilter(request.GET, queryset=committees.committees_for_list(request.user))
    return as_file(committee_sheet(committees.rows(list(chosen.qs))), kind)


@member
@require_safe
def committee(request: HttpRequest, code: str) -> HttpResponse:
    """One committee: members by side, subcommittees, and the bills before it; tracked ones unless asked for all."""
    try:
        it = committees.committee_page(request.user, code.lower())
    except Committee.DoesNotExist as error:
        raise Http404(f"No committee {code} is known here.") from error
    asked = request.GET.copy()
    if "all" not in asked:
        asked["tracked"] = "true"
    chosen = PartFilter(asked, queryset=committees.bills_before(request.user, it.committee))
    page = Paginator(chosen.qs, BILLS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "it": it,
        "committee": it.committee,
        "filter": chosen,
        "page": page,
        "rows": committees.held_rows(list(page), it.committee),
        "shows_all": "all" in asked,
    }
    return render(request, "legislation/committee.html", context)
