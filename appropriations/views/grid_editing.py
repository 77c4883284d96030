"""Typing into the grid: a row in its place or on a page of its own, a pasted column with its preview."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import reselect, reswap, retarget

from appropriations.cells.entering import only_clean
from appropriations.forms.grid_rows import PasteForm, RowForm
from appropriations.models import Line
from appropriations.selectors.edit_cells import edit_column, edit_row, paste_columns
from appropriations.selectors.grid import Grid, GridRow, grid_of
from appropriations.services.amounts import AmountError
from appropriations.services.enter_cells import enter_cells
from appropriations.views.grid import UNDO, chosen_lines
from common.access import staff
from common.dates import today


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, slug: str) -> HttpResponse:
    """Type into the cells of one line, in the columns of the grid that the address asks for."""
    line = get_object_or_404(Line.objects.visible_to(request.user).select_related("bundle"), slug=slug)
    chosen = chosen_lines(request)
    # The row alone, with the columns of the whole grid.
    grid = grid_of(chosen.qs, chosen.query)
    cells = edit_row(line, grid.columns)
    in_place = bool(request.htmx)  # type: ignore[attr-defined]
    form = RowForm(request.POST or None, cells=cells, form_id=f"edit-{slug}" if in_place else "")
    back = _grid_address(chosen.address)
    if request.method == "POST" and form.is_valid() and _save(request, form, line.short_name or line.name):
        return redirect(f"{back}#line-{slug}")
    context = {
        "form": form,
        "line": line,
        "grid": grid,
        "cells": zip(form.cell_fields, grid.columns, strict=True),
        "address": chosen.address,
        "back": back,
        "inside": bool(line.within_id),
    }
    if not in_place:
        status = 422 if form.is_bound else 200
        return render(request, "appropriations/edit_row.html", context, status=status)
    response = render(request, "appropriations/edit_row_in_place.html", context)
    place = f"#line-{slug}"
    return reselect(reswap(retarget(response, place), "outerHTML"), place)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest) -> HttpResponse:
    """Paste a column of a spreadsheet: every reading is shown first, and nothing is saved until it is confirmed."""
    chosen = chosen_lines(request)
    grid = grid_of(chosen.qs, chosen.query)
    names = {one.line.slug: one.line.short_name or one.line.name for one in _rows(grid)}
    columns = {one.key: one for one in paste_columns(grid)}
    form = PasteForm(
        _pasted(request),
        columns=[(key, one.name) for key, one in columns.items()],
        lines=list(names.items()),
    )
    context: dict[str, Any] = {"form": form, "back": _grid_address(chosen.address), "names": names}
    if form.is_bound and form.is_valid():
        column = columns[form.cleaned_data["column"]]
        slugs = list(names)
        below = slugs[slugs.index(form.cleaned_data["line"]) :]
        confirmed = "confirm" in request.POST
        form.read(edit_column(below, (column.year, column.stage)), to_save=confirmed)
        context |= {"column": column, "seen": _seen(form)}
        unchanged = request.POST.get("seen") == context["seen"]
        if confirmed and not form.errors and unchanged and _save(request, form, column.name):
            return redirect(context["back"])
        context["moved"] = confirmed and not unchanged
        context["entries"] = [(names[one.cell.line], one) for one in form.entries]
        context["to_save"] = len(only_clean(form.entries))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "appropriations/paste.html", context, status=status)


def _save(request: HttpRequest, form: RowForm | PasteForm, where: str) -> bool:
    """Save what was typed and offer to undo it; what is refused stands on the form."""
    saved = only_clean(form.entries)
    try:
        change = enter_cells(entries=saved, said=form.said, by=request.user)  # type: ignore[arg-type]
    except AmountError as refused:
        form.add_error(None, str(refused))
        return False
    if change is None:
        messages.info(request, "Nothing was typed that changes a figure.")
        return True
    words = f"{len(saved)} cell{'' if len(saved) == 1 else 's'} saved: {where}."
    request.session[UNDO] = {
        "change": str(change.pk),
        "words": words,
        "at": timezone.now().isoformat(),
    }
    return True


def _pasted(request: HttpRequest) -> Any:
    """Return what was sent; a column pasted into a cell comes without the document, which is asked on this page."""
    if request.method != "POST":
        return None
    data = request.POST.copy()
    data.setdefault("as_of", str(today()))
    data.setdefault("source_kind", "official")
    return data


def _seen(form: PasteForm) -> str:
    """Return what a preview showed, to be told from what a later one would: the readings and what stood there."""
    shown = [(one.cell.line, one.cell.text, one.text, one.move.value) for one in form.entries]
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _rows(grid: Grid) -> list[GridRow]:
    return [one for group in grid.groups for one in group.rows]


def _grid_address(address: str) -> str:
    grid = reverse("appropriations:grid")
    return f"{grid}?{address}" if address else grid
