"""The list of bills, on screen and as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from common.access import member
from common.sheets import FileReply, Kind, as_file
from legislation.exports import bill_sheet
from legislation.filters import BillFilter
from legislation.selectors import pages
from legislation.selectors.excerpts import excerpts
from legislation.selectors.search import by_congress, page_of

A_PAGE = 30
EXPORT_AT_MOST = 5000


@member
def bills(request: HttpRequest) -> HttpResponse:
    """The bills the filters choose, thirty a page; tracked ones unless asked otherwise."""
    # Fields left empty would only make the address, and every link that keeps the filters, longer.
    request.GET = _filled(request.GET)
    chosen = BillFilter(request.GET, user=request.user)
    page = page_of(chosen.query, request.user, request.GET.get("page"), A_PAGE)
    ids = list(page)
    context = {
        "filter": chosen,
        "page": page,
        "congresses": by_congress(chosen.query, request.user, page.paginator.count),
        "rows": pages.rows(pages.bills_by_id(request.user, ids), excerpts(ids, chosen.query)),
        "watched": _to_watch(chosen),
        "freshness": pages.freshness(request.user),
        "is_filtered": any(key != "page" for key in request.GET),
    }
    response = render(request, "legislation/bills.html", context)
    response["HX-Push-Url"] = f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path
    return response


@member
def bills_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same bills as a file."""
    chosen = BillFilter(request.GET, user=request.user)
    ids = list(chosen.qs.values_list("pk", flat=True)[: EXPORT_AT_MOST + 1])
    rows = pages.rows(pages.bills_by_id(request.user, ids))
    more = (
        [f"The first {EXPORT_AT_MOST} bills; there are more: narrow the list."]
        if len(rows) > EXPORT_AT_MOST
        else []
    )
    return as_file(bill_sheet(rows[:EXPORT_AT_MOST], more), kind)


def _to_watch(chosen: BillFilter) -> str:
    """The search as the address of a new watch, or nothing where it cannot be one."""
    query = chosen.query.as_watched
    can_be = query.narrows and not chosen.problem and not chosen.looked_up
    return query.as_address() if can_be else ""


def _filled(query: QueryDict) -> QueryDict:
    kept = query.copy()
    for key in [key for key in kept if not kept[key].strip()]:
        del kept[key]
    return kept
