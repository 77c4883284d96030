"""Asks: the list in its order, one with its history, and what staff keep."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.access import member, staff
from common.clearing import cleared_keys
from common.sheets import FileReply, Kind, as_file, file_links
from legislation.models import Bill
from priorities.exports import asks_sheet
from priorities.filters import AskFilter
from priorities.forms.kept import AskForm, ReasonForm
from priorities.models import Ask
from priorities.selectors.asks import ask_rows, asks_for, cleared_in
from priorities.selectors.history import can_undo, told_history
from priorities.services.asks import change_ask, move_ask, undo_ask, withdraw_ask, write_ask
from priorities.services.guarding import Refused

A_PAGE = 30
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@require_safe
def asks(request: HttpRequest) -> HttpResponse:
    """Asks in force, or those that expired or were withdrawn, in the order of importance."""
    chosen = AskFilter(request.GET, queryset=asks_for(request.user))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    rows = ask_rows(page)
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows,
        "may_move": request.user.is_secretariat and not chosen.narrows,  # type: ignore[union-attr]
        "files": file_links("priorities:asks_file"),
        "rests_on_sample": any(row.ask.is_sample for row in rows),
    }
    return render(request, "priorities/asks/list.html", context)


@member
@require_safe
def asks_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same asks as a file."""
    chosen = AskFilter(request.GET, queryset=asks_for(request.user))
    return as_file(asks_sheet(ask_rows(chosen.qs)), kind)


@member
@require_safe
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """One ask with what was cleared in it and everything that was done."""
    one = _found(request, pk)
    context = {
        "row": ask_rows([one])[0],
        "cleared": cleared_in(one),
        "history": told_history(one),
        "can_undo": request.user.is_secretariat and can_undo(one),  # type: ignore[union-attr]
        "rests_on_sample": one.is_sample,
    }
    return render(request, "priorities/asks/page.html", context)


@staff
@page_with_form
def new(request: HttpRequest) -> HttpResponse:
    """Write an ask."""
    bill = Bill.objects.visible_to(request.user).filter(pk=request.GET.get("bill", "")).first()
    initial = {"bill": bill, "line": request.GET.get("line", ""), "family": request.GET.get("family", "")}
    form = AskForm(request.POST or None, initial=initial, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_ask(fields=form.said(), by=_by(request), clearing=form.clearing)
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            messages.success(request, "Written, the last in order.")
            return redirect(made)
    return _edited(request, form, None)


@staff
@page_with_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an ask; what it said stays in its history."""
    one = _found(request, pk)
    initial = {name: _value(one, name) for name in AskForm.base_fields}
    form = AskForm(request.POST or None, initial=initial, user=request.user)
    form.known_clearances = cleared_keys([one])[str(one.pk)]
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_ask(ask=one, fields=form.said(), by=_by(request), clearing=form.clearing)
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            messages.success(request, "Saved." if changed else "Nothing was changed.")
            return redirect(one)
    return _edited(request, form, one)


@staff
@page_with_form
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an ask, with the reason; it can be undone."""
    one = _found(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_ask(ask=one, because=form.cleaned_data["reason"], by=_by(request))
        except Refused as refused:
            form.refuse(refused.problems)
        else:
            messages.success(request, "Withdrawn. It is asked of nobody; the step can be undone here.")
            return redirect(one)
    context = {"form": form, "ask": one}
    return render(request, "priorities/asks/withdraw.html", context, status=422 if form.is_bound else 200)


@staff
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move an ask up or down among those in force."""
    one = _found(request, pk)
    try:
        moved = move_ask(ask=one, by=-1 if request.POST.get("to") == "up" else 1, actor=_by(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        if not moved:
            messages.info(request, "It stands at the end already.")
    return redirect("priorities:asks")


@staff
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the newest change of an ask."""
    one = _found(request, pk)
    try:
        undo_ask(ask=one, by=_by(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Undone.")
    return redirect(one)


def _edited(request: HttpRequest, form: AskForm, one: Ask | None) -> HttpResponse:
    context = {"form": form, "ask": one}
    return render(request, "priorities/asks/edit.html", context, status=422 if form.is_bound else 200)


def _value(one: Ask, name: str) -> Any:
    return one.bill if name == "bill" else getattr(one, one._meta.get_field(name).attname)  # type: ignore[union-attr]  # noqa: SLF001


def _found(request: HttpRequest, pk: int) -> Ask:
    found: Ask = get_object_or_404(asks_for(request.user), pk=pk)
    return found


def _by(request: HttpRequest) -> Any:
    return request.user
