"""Withdrawing, restoring and undoing what staff keep: report language, bills, events after enactment."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from appropriations.forms.parts import WithdrawForm
from appropriations.models import Kept
from appropriations.services.kept_rows import (
    KINDS,
    KeptError,
    name_of,
    restore_row,
    undo_change,
    withdraw_row,
)
from common.access import staff


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask why a row is withdrawn, and do it; it can be restored."""
    row = _found(kind, pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_row(row=row, reason=form.cleaned_data["reason"], by=_by(request))
        messages.success(request, "Withdrawn. It is kept with the reason and can be restored below.")
        return redirect(_back(row))
    context = {"form": form, "row": row, "what": name_of(row), "back": _back(row)}
    return render(request, "appropriations/kept/withdraw.html", context, status=422 if form.is_bound else 200)


@staff
@require_POST
def restore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put back what was withdrawn, as it was."""
    row = _found(kind, pk)
    try:
        restore_row(row=row, by=_by(request))
    except KeptError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Restored: it is as it was.")
    return redirect(_back(row))


@staff
@require_POST
def undo(request: HttpRequest, kind: str, pk: int, entry_id: int) -> HttpResponse:
    """Undo a change, unless there was another since."""
    row = _found(kind, pk)
    try:
        undo_change(row=row, entry_id=entry_id, by=_by(request))
    except KeptError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Undone: it is as it was before.")
    return redirect(_back(row))


def _found(kind: str, pk: int) -> Any:
    model = KINDS.get(kind)
    if model is None:
        raise Http404("There is no such kind of row.")
    return get_object_or_404(model, pk=pk)


def _back(row: Kept) -> str:
    return str(row.get_absolute_url())  # type: ignore[attr-defined]


def _by(request: HttpRequest) -> Any:
    return request.user
