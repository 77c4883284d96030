"""The calendar of the money: the list, one deadline, and how staff keep it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appropriations.exports.deadlines import deadline_sheet
from appropriations.filters import DeadlineFilter
from appropriations.forms.deadlines import DeadlineForm, DoneForm, ReminderForm, RepeatForm
from appropriations.models import Deadline
from appropriations.selectors.deadlines import (
    deadline_page,
    deadline_rows,
    deadlines_for_list,
    meetings_beside,
    reminder_choice,
)
from appropriations.services.deadline_reminders import choose_reminders, follow_deadline, unfollow_deadline
from appropriations.services.deadline_years import repeat_year
from appropriations.services.deadlines import (
    add_deadline,
    cancel_deadline,
    change_deadline,
    mark_done,
    reopen_deadline,
    undo_deadline,
)
from appropriations.services.row_changes import RowError
from common.access import member, staff
from common.dates import today
from common.ics import MEDIA_TYPE, calendar_file
from common.sheets import FileReply, Kind, as_file, file_links
from members.models import User

A_PAGE = 40
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """What is due, the next first."""
    chosen = _filtered(request)
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    rows = deadline_rows(list(page))
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows,
        "meetings": meetings_beside(request.user),
        "month": f"{today():%Y-%m}",
        "rests_on_sample": any(row.deadline.is_sample for row in rows),
        **file_links("appropriations:deadlines_file"),
    }
    return render(request, "appropriations/deadlines/list.html", context)


@member
@require_safe
def deadlines_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same deadlines as a file."""
    return as_file(deadline_sheet(deadline_rows(list(_filtered(request).qs))), kind)


@member
@require_safe
def deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """One deadline: when, where, by whom, from what, and what was done to it."""
    one = _found(request, pk)
    context = {
        "page": deadline_page(one, request.user),
        "deadline": one,
        "lines": one.lines.select_related("bundle").order_by("sort_key"),
        "done_form": DoneForm(initial={"on": today()}),
        "rests_on_sample": one.is_sample,
    }
    return render(request, "appropriations/deadlines/one.html", context)


@member
@require_safe
def deadline_calendar_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One deadline as a file for a calendar; it says the day, and leads behind the sign-in for the rest (P5)."""
    one = _found(request, pk)
    if one.is_proposed:
        raise Http404("A day that nobody has confirmed is in no calendar.")
    entry = deadline_page(one, request.user).entry
    content = calendar_file([entry], name=entry.title, now=timezone.now())
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{entry.uid}.ics"'
    return response


@staff
@page_with_form
def new(request: HttpRequest) -> HttpResponse:
    """Enter a deadline."""
    form = DeadlineForm(request.POST or None, initial={"as_of": today(), "kind": request.GET.get("kind", "")})
    if form.is_valid():
        try:
            made = add_deadline(fields=form.cleaned_data, by=_user(request))
        except RowError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The deadline is in the calendar.")
            return redirect(made)
    return _form_page(request, form)


@staff
@page_with_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a deadline; one that was proposed is confirmed by it."""
    one = _found(request, pk)
    form = DeadlineForm(request.POST or None, initial=DeadlineForm.initial_of(one), deadline=one)
    if form.is_valid():
        try:
            change_deadline(deadline=one, fields=form.cleaned_data, by=_user(request))
        except RowError as refused:
            form.add_error(None, str(refused))
        else:
            said = (
                "Confirmed: it is in the calendar now."
                if one.is_proposed
                else "Changed; what it said is kept."
            )
            messages.success(request, said)
            return redirect(one)
    return _form_page(request, form, one)


@staff
@page_with_form
def repeat(request: HttpRequest) -> HttpResponse:
    """Propose one fiscal year's deadlines for another, to be confirmed one by one."""
    form = RepeatForm(request.POST or None)
    if form.is_valid():
        try:
            came = repeat_year(**form.cleaned_data, by=_user(request))
        except RowError as refused:
            form.add_error(None, str(refused))
        else:
            there = f" {came.there_already} were proposed before." if came.there_already else ""
            messages.success(
                request, f"{came.made} proposed for FY {form.cleaned_data['to_year']}.{there} Confirm each."
            )
            year = form.cleaned_data["to_year"]
            return redirect(f"{_list_address()}?state=proposed&year={year}" if came.made else _list_address())
    return render(
        request, "appropriations/deadlines/repeat.html", {"form": form}, status=422 if form.errors else 200
    )


@member
@page_with_form
def reminders(request: HttpRequest) -> HttpResponse:
    """How long before a deadline one is reminded, and of which."""
    days, of_all = reminder_choice(request.user)
    form = ReminderForm(request.POST or None, initial={"days_before": days, "of_all": of_all})
    if form.is_valid():
        choose_reminders(user=_user(request), **form.cleaned_data)
        messages.success(request, "Kept. Whether they come by email is chosen with the other notices.")
        return redirect("appropriations:deadlines")
    return render(
        request, "appropriations/deadlines/reminders.html", {"form": form}, status=422 if form.errors else 200
    )


@member
@require_POST
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Be reminded of a deadline, or no more."""
    one = _found(request, pk)
    if request.POST.get("act") == "stop":
        unfollow_deadline(deadline=one, user=_user(request))
        messages.success(request, "You asked for no reminder of this deadline any more.")
    else:
        follow_deadline(deadline=one, user=_user(request))
        messages.success(request, "You are reminded of this deadline.")
    return redirect(one)


@staff
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark as done, cancel, reopen, or undo."""
    one = _found(request, pk)
    do = _ACTS.get(request.POST.get("act", ""))
    if do is None:
        raise Http404("There is no such thing to do.")
    try:
        messages.success(request, do(one, request))
    except RowError as refused:
        messages.error(request, str(refused))
    return redirect(one)


def _done(one: Deadline, request: HttpRequest) -> str:
    form = DoneForm(request.POST)
    if not form.is_valid():
        raise RowError(str(next(iter(form.errors.values()))[0]))
    mark_done(deadline=one, on=form.cleaned_data["on"], by=_user(request))
    return "Marked as done."


def _cancel(one: Deadline, request: HttpRequest) -> str:
    cancel_deadline(deadline=one, by=_user(request))
    return "Left out." if one.is_proposed else "Canceled; calendars say so."


def _reopen(one: Deadline, request: HttpRequest) -> str:
    reopen_deadline(deadline=one, by=_user(request))
    return "Open again."


def _undo(one: Deadline, request: HttpRequest) -> str:
    return f"Undone: {undo_deadline(deadline=one, by=_user(request)).verb}."


_ACTS: dict[str, Callable[[Deadline, HttpRequest], str]] = {
    "done": _done,
    "cancel": _cancel,
    "reopen": _reopen,
    "undo": _undo,
}


def _filtered(request: HttpRequest) -> DeadlineFilter:
    return DeadlineFilter(request.GET, queryset=deadlines_for_list(request.user), user=request.user)


def _found(request: HttpRequest, pk: int) -> Deadline:
    one: Deadline = get_object_or_404(deadlines_for_list(request.user), pk=pk)
    return one


def _list_address() -> str:
    return redirect("appropriations:deadlines").url


def _form_page(request: HttpRequest, form: DeadlineForm, one: Deadline | None = None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "deadline": one}
    return render(request, "appropriations/deadlines/form.html", context, status=422 if form.errors else 200)


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
