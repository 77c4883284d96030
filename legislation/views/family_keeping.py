"""Keeping families, by staff: adding one, its words, setting it aside, its bills, laws and authorizations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from common.access import staff
from legislation.forms import AuthorizationForm, FamilyBillForm, FamilyForm, FamilyLawForm, RemoveForm
from legislation.models import Family, RemovedFamilyRow
from legislation.selectors.family_keeping import family_keeping
from legislation.services.families import add_family, archive_family, edit_family, restore_family
from legislation.services.family_rows import (
    MODEL_OF,
    Kind,
    Row,
    StillUsed,
    keep_row,
    label_of,
    put_back,
    remove_row,
)
from legislation.services.undo_changes import ChangedSince, undo_change

_FORM_OF: dict[Kind, Any] = {
    Kind.BILL: FamilyBillForm,
    Kind.LAW: FamilyLawForm,
    Kind.AUTHORIZATION: AuthorizationForm,
}


@staff
def new(request: HttpRequest) -> HttpResponse:
    """Add a family: its name and what it is about; its bills come after."""
    form = FamilyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        family = add_family(**form.cleaned_data, by=request.user)  # type: ignore[arg-type]
        messages.success(request, f"{family.short_name} is a family now. Add its bills.")
        return redirect("legislation:keep_family", slug=family.pk)
    return render(request, "legislation/families/edit.html", {"form": form})


@staff
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything of a family that can be changed, and what was."""
    return render(request, "legislation/families/keep.html", {"keeping": family_keeping(_family(slug))})


@staff
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the words of a family."""
    family = _family(slug)
    form = FamilyForm(request.POST or None, family=family)
    if request.method == "POST" and form.is_valid():
        edit_family(family=family, words=form.cleaned_data, by=request.user)  # type: ignore[arg-type]
        messages.success(request, "Saved. What is shipped with the desk no longer overwrites it.")
        return redirect("legislation:keep_family", slug=family.pk)
    return render(request, "legislation/families/edit.html", {"form": form, "family": family})


@staff
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether a family is to be set aside, and do it."""
    family = _family(slug)
    if request.method == "POST":
        archive_family(family=family, by=request.user)  # type: ignore[arg-type]
        messages.success(request, f"{family.short_name} is archived. It can be restored at any time.")
        return redirect("legislation:families")
    return render(request, "legislation/families/archive.html", {"family": family})


@staff
@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    """List an archived family again."""
    family = _family(slug)
    restore_family(family=family, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"{family.short_name} is listed again.")
    return redirect("legislation:keep_family", slug=family.pk)


@staff
def add_row(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Add a bill, a law or an authorization to a family."""
    family, chosen = _family(slug), _kind(kind)
    return _edit_row(request, family, chosen, MODEL_OF[chosen]())


@staff
def edit_row(request: HttpRequest, slug: str, kind: str, row_id: int) -> HttpResponse:
    """Change a bill's part, a law or an authorization of a family."""
    family, chosen = _family(slug), _kind(kind)
    return _edit_row(request, family, chosen, _row(family, chosen, row_id))


@staff
def remove(request: HttpRequest, slug: str, kind: str, row_id: int) -> HttpResponse:
    """Ask why something is taken out of a family, and do it; it can be put back."""
    family, chosen = _family(slug), _kind(kind)
    row = _row(family, chosen, row_id)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_row(row=row, why=form.cleaned_data["why"], by=request.user)  # type: ignore[arg-type]
        except StillUsed as used:
            messages.error(request, str(used))
        else:
            messages.success(
                request, f"{label_of(row)} was removed. Put it back below if that was a mistake."
            )
        return redirect("legislation:keep_family", slug=family.pk)
    context = {"form": form, "family": family, "kind": chosen, "label": label_of(row)}
    return render(request, "legislation/families/remove.html", context)


@staff
@require_POST
def put_back_row(request: HttpRequest, slug: str, removed_id: int) -> HttpResponse:
    """Put back what was removed, as it was."""
    removed = get_object_or_404(RemovedFamilyRow, family=slug, pk=removed_id)
    put_back(removed=removed, by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"{removed.label} is back.")
    return redirect("legislation:keep_family", slug=slug)


@staff
@require_POST
def undo(request: HttpRequest, slug: str, entry_id: int) -> HttpResponse:
    """Undo a change, unless there was another since."""
    family = _family(slug)
    try:
        undo_change(family=family, entry_id=entry_id, by=request.user)  # type: ignore[arg-type]
    except ChangedSince as since:
        messages.error(request, str(since))
    else:
        messages.success(request, "Undone: it is as it was before.")
    return redirect("legislation:keep_family", slug=slug)


def _edit_row(request: HttpRequest, family: Family, kind: Kind, row: Row) -> HttpResponse:
    is_new = row.pk is None
    form = _FORM_OF[kind](request.POST or None, instance=row, user=request.user, family=family)
    if request.method == "POST" and form.is_valid():
        kept = keep_row(row=form.instance, by=request.user)  # type: ignore[arg-type]
        messages.success(request, f"{label_of(kept)} was {'added' if is_new else 'saved'}.")
        return redirect("legislation:keep_family", slug=family.pk)
    context = {"form": form, "family": family, "kind": kind, "is_new": is_new}
    return render(request, "legislation/families/row.html", context)


def _family(slug: str) -> Family:
    found: Family = get_object_or_404(Family, pk=slug)
    return found


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError as error:
        raise Http404("A family has bills, laws and authorizations.") from error


def _row(family: Family, kind: Kind, row_id: int) -> Row:
    found: Row = get_object_or_404(MODEL_OF[kind], family=family, pk=row_id)
    return found
