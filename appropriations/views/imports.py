"""Tables on their way in: handing one in, looking through what it would do, saving it, undoing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appropriations.choices import ImportState, StagedState
from appropriations.exports.imports import staged_sheet, template_sheet
from appropriations.filters import StagedFilter
from appropriations.forms.imports import ConfirmForm, UploadForm
from appropriations.models import TableImport
from appropriations.selectors.imports import (
    counts_of,
    is_stuck,
    layout_of,
    names_in,
    recent_imports,
    staged_cells,
    state_tabs,
)
from appropriations.services.import_amounts import ImportRefused, discard, take_in
from appropriations.services.import_confirm import undo_import
from appropriations.services.import_jobs import read_cells, save_cells
from appropriations.tasks import run_import
from common import doors
from common.access import staff
from common.models import Job
from common.money import Unit
from common.sheets import FileReply, Kind, as_file, file_links
from common.uploads import UploadRefused
from members.models import User

page_with_form = require_http_methods(["GET", "HEAD", "POST"])
A_PAGE, IMPORTS_A_PAGE = 50, 20


@staff
@page_with_form
def imports(request: HttpRequest) -> HttpResponse:
    """Hand in a table; those handed in before."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        taken = _take_in(request, form)
        if taken is not None:
            return read_and_show(request, taken)
    page = Paginator(recent_imports(request.user), IMPORTS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "template": file_links("appropriations:import_template")}
    return render(request, "appropriations/imports/list.html", context, status=422 if form.errors else 200)


@staff
@require_safe
def template(_request: HttpRequest, kind: Kind) -> FileReply:
    """Our template without a row; in XLSX a second sheet says how it is filled in."""
    return as_file(template_sheet(), kind)


@staff
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What each cell of a table would do, before anything is saved; or what it did."""
    imported = found_import(request, pk)
    return _preview(request, imported, None)


@staff
@require_safe
def cells_file(request: HttpRequest, pk: int, kind: Kind) -> FileReply:
    """The same cells as a file."""
    imported = found_import(request, pk)
    chosen = StagedFilter(request.GET, queryset=staged_cells(imported))
    return as_file(staged_sheet(imported, chosen.qs), kind)


@staff
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what the table says."""
    imported = found_import(request, pk)
    form = _confirm_form(imported, request.POST)
    if not form.is_valid():
        return _preview(request, imported, form)
    try:
        job = save_cells(
            imported=imported,
            by=user_of(request),
            leave_out=form.cleaned_data.get("leave_out", False),
            because=form.cleaned_data.get("because", ""),
        )
    except ImportRefused as refused:
        messages.error(request, str(refused))
        return redirect(imported)
    if job is not None:
        return _wait_for(job)
    messages.success(request, "Imported. “Undo the import” takes all of it back as one.")
    return redirect(imported)


@staff
@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold the table against the figures as they are now."""
    return read_and_show(request, found_import(request, pk))


@staff
@page_with_form
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a table that was not imported."""
    imported = found_import(request, pk)
    if request.method == "POST":
        try:
            discard(imported=imported, by=user_of(request))
        except ImportRefused as refused:
            messages.error(request, str(refused))
            return redirect(imported)
        messages.success(request, f"“{imported.name}” was thrown away. No figure was touched.")
        return redirect("appropriations:import")
    return render(request, "appropriations/imports/discard.html", {"imported": imported})


@staff
@page_with_form
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back everything an imported table did."""
    imported = found_import(request, pk)
    if request.method == "POST":
        try:
            undo_import(imported=imported, by=user_of(request))
        except ImportRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Undone: what it recorded is withdrawn, what it changed is as before.")
        return redirect(imported)
    return render(request, "appropriations/imports/undo.html", {"imported": imported})


def found_import(request: HttpRequest, pk: int) -> TableImport:
    """Return a table that the user may see, or answer 404."""
    rows = TableImport.objects.visible_to(request.user).select_related(
        "job", "uploaded_by", "confirmed_by", "change"
    )
    imported: TableImport = get_object_or_404(rows, pk=pk)
    return imported


def user_of(request: HttpRequest) -> User:
    """Return who is signed in."""
    user: Any = request.user
    return user  # type: ignore[no-any-return]


def read_and_show(request: HttpRequest, imported: TableImport) -> HttpResponse:
    """Read a table's cells and lead to its page, or to the job where there are many."""
    try:
        job = read_cells(imported=imported, by=user_of(request))
    except ImportRefused as refused:
        messages.error(request, str(refused))
        return redirect(imported)
    return redirect(imported) if job is None else _wait_for(job)


def _wait_for(job: Job) -> HttpResponse:
    doors.send(run_import, str(job.pk))
    return redirect("job", job_id=job.pk)


def _take_in(request: HttpRequest, form: UploadForm) -> TableImport | None:
    said = dict(form.cleaned_data)
    file = said.pop("file")
    unit = said.pop("unit")
    try:
        return take_in(
            name=file.name,
            content=file.read(),
            by=user_of(request),
            unit=Unit(unit) if unit else None,
            **said,
        )
    except UploadRefused as refused:
        form.add_error("file", str(refused))
    except ImportRefused as refused:
        form.add_error("document", str(refused))
    return None


def _confirm_form(imported: TableImport, data: Any = None) -> ConfirmForm:
    counts = counts_of(imported)
    return ConfirmForm(data, left_out=counts.left_out, differing=counts.by_state.get(StagedState.CONFLICT, 0))


def _preview(request: HttpRequest, imported: TableImport, form: ConfirmForm | None) -> HttpResponse:
    chosen = StagedFilter(request.GET, queryset=staged_cells(imported))
    counts = counts_of(imported)
    layout = layout_of(imported)
    names = names_in(imported)
    is_open = imported.state == ImportState.STAGED
    context = {
        "imported": imported,
        "filter": chosen,
        "page": Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page")),
        "counts": counts,
        "tabs": state_tabs(counts),
        "layout": layout,
        "amount_columns": sum(column.role == "amount" for column in layout.columns),
        "names": names,
        "open_names": sum(name.is_open for name in names),
        "is_open": is_open,
        "is_stuck": is_stuck(imported),
        "form": form or (_confirm_form(imported) if is_open else None),
        "files": file_links("appropriations:import_cells_file", imported.pk),
    }
    return render(request, "appropriations/imports/preview.html", context, status=422 if form else 200)
