"""Positions: the list, everything we said of one bill, and what staff keep of both."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.access import member, staff
from common.clearing import cleared_keys
from common.dates import today
from common.sheets import FileReply, Kind, as_file, file_links
from legislation.models import Bill
from priorities.exports import positions_sheet
from priorities.filters import PositionFilter
from priorities.forms.kept import CorrectPositionForm, EndForm, FlagForm, PositionForm, ReasonForm
from priorities.models import CutFlag, Position
from priorities.selectors.history import can_undo, told_history
from priorities.selectors.positions import position_rows, positions_for, positions_on
from priorities.services.cut_flags import flag_cut, withdraw_flag
from priorities.services.guarding import Refused
from priorities.services.positions import (
    correct_position,
    end_position,
    switch_public,
    take_position,
    undo_position,
)

A_PAGE = 30
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@require_safe
def positions(request: HttpRequest) -> HttpResponse:
    """Positions in force, or those that expired or ended, the newest first."""
    chosen = PositionFilter(request.GET, queryset=positions_for(request.user))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    rows = position_rows(page)
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows,
        "files": file_links("priorities:positions_file"),
        "rests_on_sample": any(row.position.is_sample for row in rows),
    }
    return render(request, "priorities/positions/list.html", context)


@member
@require_safe
def positions_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same positions as a file."""
    chosen = PositionFilter(request.GET, queryset=positions_for(request.user))
    return as_file(positions_sheet(position_rows(chosen.qs)), kind)


@member
@require_safe
def on_bill(request: HttpRequest, bill_id: str) -> HttpResponse:
    """Everything we said of one bill, with its history and what the bill is flagged to cut."""
    bill = _bill(request, bill_id)
    said = positions_on(bill.pk, request.user)
    latest = said.rows[0].position if said.rows else None
    context = {
        "bill": bill,
        "said": said,
        "latest": latest,
        "history": told_history(latest) if latest else [],
        "can_undo": bool(latest) and request.user.is_secretariat and can_undo(latest),  # type: ignore[arg-type, union-attr]
        "rests_on_sample": any(row.position.is_sample for row in said.rows),
    }
    return render(request, "priorities/positions/bill.html", context)


@staff
@page_with_form
def new(request: HttpRequest) -> HttpResponse:
    """Take a position on a bill; the open one ends."""
    named = Bill.objects.visible_to(request.user).filter(pk=request.GET.get("bill", "")).first()
    form = PositionForm(request.POST or None, initial={"bill": named}, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = take_position(by=_by(request), clearing=form.clearing, **_fields(form))
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            messages.success(request, f"Kept: {made.get_stance_display()}.")
            return redirect(made)
    context = {"form": form, "bill": named, "said": positions_on(named.pk, request.user) if named else None}
    return _shown(request, "priorities/positions/new.html", form, context)


@staff
@page_with_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what a position says and rests on."""
    one = _found(request, pk)
    initial = {"decision": one.decision_id, "summary": one.summary, "despite": one.despite}
    form = CorrectPositionForm(request.POST or None, initial=initial)
    form.known_clearances = cleared_keys([one])[str(one.pk)]
    if request.method == "POST" and form.is_valid():
        try:
            correct_position(position=one, by=_by(request), clearing=form.clearing, **_fields(form))
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            messages.success(request, "Saved; what it said before stays in its history.")
            return redirect(one)
    return _step(request, form, one, "Correct the position", "Save")


@staff
@page_with_form
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a position on a day, with the reason."""
    one = _found(request, pk)
    form = EndForm(request.POST or None, initial={"ends_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            end_position(position=one, by=_by(request), **_fields(form))
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            messages.success(request, "Ended. It stays in the history, and the step can be undone there.")
            return redirect(one)
    return _step(request, form, one, "End this position?", "End it")


@staff
@require_POST
def outside(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a position public or not."""
    one = _found(request, pk)
    is_public = request.POST.get("public") == "yes"
    try:
        switch_public(position=one, is_public=is_public, by=_by(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "It is public now." if is_public else "It is not public any more.")
    return redirect(one)


@staff
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the newest change of a position."""
    one = _found(request, pk)
    try:
        undo_position(position=one, by=_by(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Undone.")
    return redirect(one)


@staff
@page_with_form
def flag(request: HttpRequest, bill_id: str) -> HttpResponse:
    """Say that a bill pays by cutting another cause."""
    bill = _bill(request, bill_id)
    form = FlagForm(request.POST or None, initial={"as_of": today()})
    if request.method == "POST" and form.is_valid():
        try:
            made = flag_cut(bill=bill, by=_by(request), **_fields(form))
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            messages.success(request, "Flagged. To support this bill takes a written reason.")
            return redirect(made)
    return _shown(request, "priorities/positions/flag.html", form, {"form": form, "bill": bill})


@staff
@page_with_form
def withdraw_a_flag(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a flag back, with the reason."""
    one = get_object_or_404(CutFlag.objects.visible_to(request.user).select_related("bill"), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_flag(flag=one, because=form.cleaned_data["reason"], by=_by(request))
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            messages.success(request, "The flag is withdrawn; it stays in the history.")
            return redirect(one)
    context = {"form": form, "bill": one.bill, "flag": one}
    return _shown(request, "priorities/positions/flag.html", form, context)


def _step(request: HttpRequest, form: Any, one: Position, title: str, button: str) -> HttpResponse:
    context = {"form": form, "position": one, "bill": one.bill, "title": title, "button": button}
    return _shown(request, "priorities/positions/step.html", form, context)


def _shown(request: HttpRequest, template: str, form: Any, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if form.is_bound else 200)


def _fields(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form.base_fields}


def _found(request: HttpRequest, pk: int) -> Position:
    found: Position = get_object_or_404(positions_for(request.user), pk=pk)
    return found


def _bill(request: HttpRequest, bill_id: str) -> Bill:
    found: Bill = get_object_or_404(Bill.objects.visible_to(request.user), pk=bill_id.lower())
    return found


def _by(request: HttpRequest) -> Any:
    return request.user
