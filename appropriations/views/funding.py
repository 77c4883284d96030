"""What became of money after enactment: the list, its file, and what staff enter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from appropriations.exports.funding import funding_sheet
from appropriations.filters import FundingFilter
from appropriations.forms.funding import FundingForm
from appropriations.models import FundingEvent
from appropriations.selectors.funding import events_for, funding_history, shown_events
from appropriations.services.funding import keep_event
from common.access import is_staff, member, staff
from common.sheets import FileReply, Kind, as_file, file_links

A_PAGE = 30
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@require_safe
def after_enactment(request: HttpRequest) -> HttpResponse:
    """Notices of funding, releases, withholding, terminations and obligations, with their days."""
    chosen = FundingFilter(request.GET, queryset=events_for(request.user))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    events = shown_events(page)
    context = {
        "filter": chosen,
        "page": page,
        "events": events,
        "history": funding_history(events) if is_staff(request.user) else None,
        "files": file_links("appropriations:funding_file"),
        "rests_on_sample": any(one.event.is_sample for one in events),
    }
    return render(request, "appropriations/funding/list.html", context)


@member
@require_safe
def funding_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same events as a file."""
    chosen = FundingFilter(request.GET, queryset=events_for(request.user))
    return as_file(funding_sheet(shown_events(chosen.qs)), kind)


@staff
@page_with_form
def new(request: HttpRequest) -> HttpResponse:
    """Enter an event after enactment."""
    form = FundingForm(request.POST or None, initial={"line": request.GET.get("line", "")})
    return _edit(request, form)


@staff
@page_with_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an event after enactment."""
    row = get_object_or_404(FundingEvent.objects.standing().select_related("line"), pk=pk)
    return _edit(request, FundingForm(request.POST or None, instance=row))


def _edit(request: HttpRequest, form: FundingForm) -> HttpResponse:
    is_new = form.instance.pk is None
    if request.method == "POST" and form.is_valid():
        keep_event(event=form.instance, by=_by(request))
        messages.success(request, "Entered." if is_new else "Saved.")
        return redirect(form.instance)
    context = {"form": form, "event": None if is_new else form.instance}
    return render(request, "appropriations/funding/edit.html", context, status=422 if form.is_bound else 200)


def _by(request: HttpRequest) -> Any:
    return request.user
