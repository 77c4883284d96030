"""Seats that change: what staff entered with a source, for all inside to read."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.access import member, staff
from outreach.forms import SeatEntryForm, TakeBackForm
from outreach.models import SeatEntry
from outreach.selectors.seats import entries, seat_held_by, seat_lines, taken_back
from outreach.services.seats import SeatEntryError, enter_seat, restore_seat, take_back_seat

PER_PAGE = 50


@member
@require_safe
def seats(request: HttpRequest) -> HttpResponse:
    """Who leaves, who was elected, which seats are vacant, by state."""
    page = Paginator(entries(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": seat_lines(page), "taken_back": taken_back(request.user)[:PER_PAGE]}
    return render(request, "outreach/seats.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Enter what a source says of a seat."""
    form = SeatEntryForm(request.POST or None, initial=seat_held_by(request.GET.get("about", "")))
    if form.is_valid():
        try:
            enter_seat(by=request.user, **form.entry)  # type: ignore[arg-type]
        except SeatEntryError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Entered. It is shown with its source wherever the office is.")
            return redirect("outreach:seats")
    return _step(request, form, "Enter what is known of a seat", "It is laid over the roster, never into it.")


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an entry was wrong, and why."""
    entry = _entry(request, pk)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        try:
            take_back_seat(entry=entry, by=request.user, why=form.cleaned_data["why"])  # type: ignore[arg-type]
        except SeatEntryError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Taken back. It stays below, and can be restored.")
            return redirect("outreach:seats")
    return _step(request, form, "Take the entry back", f"{entry.seat}: {entry.get_kind_display().lower()}.")


@staff
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an entry count again."""
    restore_seat(entry=_entry(request, pk), by=request.user)  # type: ignore[arg-type]
    messages.success(request, "Restored.")
    return redirect("outreach:seats")


def _entry(request: HttpRequest, pk: int) -> SeatEntry:
    found: SeatEntry = get_object_or_404(SeatEntry.objects.visible_to(request.user), pk=pk)
    return found


def _step(request: HttpRequest, form: object, title: str, words: str) -> HttpResponse:
    status = 422 if getattr(form, "errors", None) else 200
    context = {"form": form, "title": title, "words": words}
    return render(request, "outreach/seat_step.html", context, status=status)
