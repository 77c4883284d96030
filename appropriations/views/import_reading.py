"""How a table on its way in is read: its source, its columns, what its names mean, single cells, words to clear."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from appropriations.cells.headings import Column
from appropriations.choices import ColumnRole
from appropriations.forms.imports import CellForm, ColumnFormSet, NameFormSet, SourceForm, choice_of
from appropriations.models import Bundle, Line, StagedCell
from appropriations.selectors.imports import ShownColumn, names_in, place_of, shown_columns
from appropriations.services.import_amounts import (
    ImportRefused,
    clear_words,
    fix_cell,
    set_columns,
    set_lines,
    set_source,
)
from appropriations.views.imports import found_import, read_and_show, user_of
from common.access import staff

page_with_form = require_http_methods(["GET", "HEAD", "POST"])
COLUMNS_A_PAGE = NAMES_A_PAGE = 25


@staff
@page_with_form
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """Say anew what holds for every figure of the file."""
    imported = found_import(request, pk)
    form = SourceForm(request.POST or None, instance=imported)
    if request.method == "POST" and form.is_valid():
        try:
            changed = set_source(imported=imported, by=user_of(request), **form.cleaned_data)
        except ImportRefused as refused:
            form.add_error("document", str(refused))
        else:
            return read_and_show(request, changed)
    context = {"form": form, "imported": imported}
    return render(
        request, "appropriations/imports/source.html", context, status=422 if form.is_bound else 200
    )


@staff
@page_with_form
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what each column holds."""
    imported = found_import(request, pk)
    page = _page(request, shown_columns(imported), COLUMNS_A_PAGE)
    open_ones = [one for one in page if one.column.role != ColumnRole.REFUSED]
    forms = ColumnFormSet(request.POST or None, initial=[_of_column(one) for one in open_ones])
    if request.method == "POST" and forms.is_valid():
        said = _columns(open_ones, forms)
        try:
            return read_and_show(request, set_columns(imported=imported, columns=said, by=user_of(request)))
        except ImportRefused as refused:
            messages.error(request, str(refused))
            return redirect(imported)
    by_place = dict(zip((one.column.index for one in open_ones), forms, strict=False))
    context = {
        "imported": imported,
        "page": page,
        "formset": forms,
        "rows": [(one, by_place.get(one.column.index)) for one in page],
    }
    return render(
        request, "appropriations/imports/columns.html", context, status=422 if forms.is_bound else 200
    )


@staff
@page_with_form
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which line each name in the file means."""
    imported = found_import(request, pk)
    names = names_in(imported)
    page = _page(request, names, NAMES_A_PAGE)
    kept = {
        "names": {one.label: one for one in names},
        "lines": list(Line.objects.visible_to(request.user).order_by("sort_key")),
        "bundles": list(Bundle.objects.all()),
    }
    initial = [{"label": one.label, **choice_of(one.choice)} for one in page]
    forms = NameFormSet(request.POST or None, initial=initial, form_kwargs=kept)
    if request.method == "POST" and forms.is_valid():
        chosen = {form.cleaned_data["label"]: form.meaning for form in forms}
        try:
            return read_and_show(request, set_lines(imported=imported, chosen=chosen, by=user_of(request)))
        except ImportRefused as refused:
            messages.error(request, str(refused))
            return redirect(request.get_full_path())
    context = {
        "imported": imported,
        "page": page,
        "formset": forms,
        "rows": list(zip(page, forms, strict=False)),
        "departments": sorted({line.department for line in kept["lines"]}),
    }
    return render(
        request, "appropriations/imports/lines.html", context, status=422 if forms.is_bound else 200
    )


@staff
@page_with_form
def cell(request: HttpRequest, pk: int, cell_pk: int) -> HttpResponse:
    """Correct a cell that was misread; the file is not touched."""
    imported = found_import(request, pk)
    one: StagedCell = get_object_or_404(imported.cells.select_related("line"), pk=cell_pk)
    form = CellForm(request.POST or None, initial={"text": one.text})
    if request.method == "POST" and form.is_valid():
        row, column = place_of(one)
        try:
            fixed = fix_cell(
                imported=imported, row=row, column=column, text=form.cleaned_data["text"], by=user_of(request)
            )
        except ImportRefused as refused:
            messages.error(request, str(refused))
            return redirect(imported)
        return read_and_show(request, fixed)
    context = {"imported": imported, "cell": one, "form": form}
    return render(request, "appropriations/imports/cell.html", context, status=422 if form.is_bound else 200)


@staff
@require_POST
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Clear the words of one cell with "mentions, does not ask", in one's own name."""
    imported = found_import(request, pk)
    cells = [int(one) for one in request.POST.getlist("cell") if one.isdecimal()]
    try:
        many = clear_words(imported=imported, cells=cells, by=user_of(request))
    except ImportRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{many} cell{'' if many == 1 else 's'} cleared in your name.")
    query = request.GET.urlencode()
    return redirect(f"{imported.get_absolute_url()}{f'?{query}' if query else ''}")


def _page(request: HttpRequest, rows: list[Any], many: int) -> Page[Any]:
    return Paginator(rows, many).get_page(request.GET.get("page"))


def _of_column(one: ShownColumn) -> dict[str, Any]:
    column = one.column
    return {
        "index": column.index,
        "role": column.role.value,
        "fiscal_year": column.fiscal_year,
        "stage": column.stage,
    }


def _columns(shown: list[ShownColumn], forms: Any) -> list[Column]:
    """Return the columns as they were said; what a page did not show is not named."""
    before = {one.column.index: one.column for one in shown}
    said = []
    for form in forms:
        wanted = form.cleaned_data
        column = before.get(wanted["index"])
        if column is None:
            continue
        is_same = (column.role, column.fiscal_year, column.stage) == (
            *(wanted["role"], wanted["fiscal_year"], wanted["stage"]),
        )
        said.append(
            column
            if is_same
            else Column(
                column.index,
                column.heading,
                ColumnRole(wanted["role"]),
                wanted["fiscal_year"],
                wanted["stage"],
                "As said here.",
            )
        )
    return said
