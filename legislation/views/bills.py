"""The list of bills, on screen and as CSV."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from common.access import member
from common.dates import today
from legislation.exports import bill_lines
from legislation.filters import BillFilter
from legislation.selectors import pages

A_PAGE = 30
EXPORT_AT_MOST = 5000


@member
def bills(request: HttpRequest) -> HttpResponse:
    """The bills the filters choose, thirty a page; tracked ones unless asked otherwise."""
    chosen = BillFilter(request.GET, queryset=pages.bills_for_list(request.user))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": pages.rows(list(page)),
        "freshness": pages.freshness(request.user),
        "is_filtered": any(value for key, value in request.GET.items() if key != "page"),
    }
    return render(request, "legislation/bills.html", context)


@member
def bills_csv(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The same bills as a CSV file."""
    chosen = BillFilter(request.GET, queryset=pages.bills_for_list(request.user))
    lines = bill_lines(pages.rows(list(chosen.qs[:EXPORT_AT_MOST])))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bills-{today()}.csv"'
    return response
