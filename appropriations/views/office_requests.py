"""The requests of offices: who was asked by whom, what was submitted; by line and by office, never scored (P1)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appropriations.exports.support import request_sheet
from appropriations.filters import OfficeRequestFilter
from appropriations.forms.support import OfficeRequestForm
from appropriations.models import OfficeRequest
from appropriations.selectors.row_history import history_of, undoable_entry
from appropriations.selectors.support import request_rows, requests_for_list
from appropriations.services.office_requests import (
    add_office_request,
    change_office_request,
    take_back_office_request,
    undo_office_request,
)
from appropriations.services.row_changes import RowError
from appropriations.views.rows import done_to
from common.access import member, staff
from common.dates import today
from common.sheets import FileReply, Kind, as_file, file_links
from members.models import User

A_PAGE = 50
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Which office was asked for which line, and which submitted it."""
    chosen = OfficeRequestFilter(request.GET, queryset=requests_for_list(request.user))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    rows = request_rows(list(page))
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows,
        "rests_on_sample": any(row.request.is_sample for row in rows),
        **file_links("appropriations:office_requests_file"),
    }
    return render(request, "appropriations/office_requests/list.html", context)


@member
@require_safe
def requests_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same requests as a file."""
    chosen = OfficeRequestFilter(request.GET, queryset=requests_for_list(request.user))
    return as_file(request_sheet(request_rows(list(chosen.qs))), kind)


@member
@require_safe
def office_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with what was done to it."""
    one = _found(request, pk)
    context = {
        "row": request_rows([one])[0],
        "one": one,
        "history": history_of(one),
        "can_undo": undoable_entry(one) is not None,
        "rests_on_sample": one.is_sample,
    }
    return render(request, "appropriations/office_requests/one.html", context)


@staff
@page_with_form
def new(request: HttpRequest) -> HttpResponse:
    """Enter that an office was asked, or submitted a request."""
    named = {name: request.GET.get(name, "") for name in ("line", "legislator", "fiscal_year")}
    form = OfficeRequestForm(request.POST or None, initial={"as_of": today(), **named})
    if form.is_valid():
        try:
            made = add_office_request(fields=_fields(form), cleared=form.cleared, by=_user(request))
        except RowError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Kept.")
            return redirect(made)
    return _form_page(request, form)


@staff
@page_with_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of a request, such as that it was submitted."""
    one = _found(request, pk)
    form = OfficeRequestForm(request.POST or None, initial=OfficeRequestForm.initial_of(one), request_of=one)
    if form.is_valid():
        try:
            change_office_request(
                request_of=one, fields=_fields(form), cleared=form.cleared, by=_user(request)
            )
        except RowError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Changed; what it said is kept.")
            return redirect(one)
    return _form_page(request, form, one)


@staff
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a request entered by mistake."""
    one = _found(request, pk)
    said = "Taken back: it counts nowhere. Its page stays, and undoes it."
    return done_to(request, one, lambda: take_back_office_request(request_of=one, by=_user(request)), said)


@staff
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the newest change of a request."""
    one = _found(request, pk)
    return done_to(
        request, one, lambda: undo_office_request(request_of=one, by=_user(request)).verb, "Undone: {}."
    )


def _found(request: HttpRequest, pk: int) -> OfficeRequest:
    rows = OfficeRequest.objects.visible_to(request.user).select_related("line", "legislator", "asked_by")
    one: OfficeRequest = get_object_or_404(rows, pk=pk)
    return one


def _fields(form: OfficeRequestForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in OfficeRequestForm.base_fields}


def _form_page(
    request: HttpRequest, form: OfficeRequestForm, one: OfficeRequest | None = None
) -> HttpResponse:
    context = {"form": form, "one": one}
    return render(
        request, "appropriations/office_requests/form.html", context, status=422 if form.errors else 200
    )


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
