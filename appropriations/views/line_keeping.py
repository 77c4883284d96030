"""What staff keep of a line: the line itself, the authorizations it draws on, where it stood, what it does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from appropriations.forms.lines import EffectForm, LineForm, PlacementForm
from appropriations.models import Kept, Line, LineEffect, LinePlacement
from appropriations.selectors.line_authorizations import authorizations_like, linked_authorizations
from appropriations.services.kept_rows import keep_row
from appropriations.services.lines import add_line, edit_line, set_authorizations, undo_line
from appropriations.services.row_changes import RowError
from common.access import staff

A_PAGE = 20
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@staff
@page_with_form
def new(request: HttpRequest) -> HttpResponse:
    """Add a line."""
    form = LineForm(request.POST or None)
    if form.is_valid():
        try:
            line = add_line(line=form.instance, by=_by(request))
        except RowError as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, "Added. Enter its figures, and choose the authorizations it draws on.")
            return redirect(line)
    return _line_form(request, form, None)


@staff
@page_with_form
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a line."""
    line = _found(request, slug)
    form = LineForm(request.POST or None, instance=line)
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in form.fields}
        changed = edit_line(line=line, fields=fields, by=_by(request))
        messages.success(request, "Saved." if changed else "Nothing was changed.")
        return redirect("appropriations:line", slug=slug)
    return _line_form(request, form, _found(request, slug))


@staff
@require_POST
def undo(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back the newest change of the line itself."""
    line = _found(request, slug)
    try:
        undo_line(line=line, by=_by(request))
    except RowError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Undone: the line is as it was before.")
    return redirect(f"{line.get_absolute_url()}#history")


@staff
@page_with_form
def authorizations(request: HttpRequest, slug: str) -> HttpResponse:
    """The authorizations a line draws on, and a search for more."""
    line = _found(request, slug)
    words = request.GET.get("q", "").strip()
    linked = linked_authorizations(line)
    found = authorizations_like(words)
    if request.method == "POST":
        keys = {one.key for one in linked} ^ {request.POST.get("key", "")}
        chosen = [one for one in authorizations_like("") if one.key in keys]
        if set_authorizations(line=line, authorizations=chosen, by=_by(request)):
            messages.success(request, "Saved.")
        return redirect(f"{reverse('appropriations:line_authorizations', args=[slug])}?q={words}")
    page = Paginator(found.exclude(pk__in=[one.pk for one in linked]), A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"line": line, "linked": linked, "page": page, "q": words}
    return render(request, "appropriations/lines/authorizations.html", context)


@staff
@page_with_form
def new_place(request: HttpRequest, slug: str) -> HttpResponse:
    """Say where a line stood in a span of years."""
    line = _found(request, slug)
    return _kept(request, line, PlacementForm(request.POST or None, instance=LinePlacement(line=line)))


@staff
@page_with_form
def edit_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Change where a line stood in a span of years."""
    row = get_object_or_404(LinePlacement.objects.standing().select_related("line"), pk=pk)
    return _kept(request, row.line, PlacementForm(request.POST or None, instance=row))


@staff
@page_with_form
def new_effect(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what a line does for people or for the economy."""
    line = _found(request, slug)
    return _kept(request, line, EffectForm(request.POST or None, instance=LineEffect(line=line)))


@staff
@page_with_form
def edit_effect(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a line's effect."""
    row = get_object_or_404(LineEffect.objects.standing().select_related("line"), pk=pk)
    return _kept(request, row.line, EffectForm(request.POST or None, instance=row))


def _kept(request: HttpRequest, line: Line, form: PlacementForm | EffectForm) -> HttpResponse:
    row: Kept = form.instance
    is_new = form.instance.pk is None
    if form.is_valid():
        keep_row(row=row, by=_by(request))
        messages.success(request, "Entered." if is_new else "Saved.")
        return redirect(form.instance)
    context = {"form": form, "line": line, "row": None if is_new else row, "kind": row.kept_kind}
    return render(request, "appropriations/lines/part.html", context, status=422 if form.errors else 200)


def _line_form(request: HttpRequest, form: LineForm, line: Line | None) -> HttpResponse:
    context = {"form": form, "line": line}
    return render(request, "appropriations/lines/edit.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, slug: str) -> Line:
    found: Line = get_object_or_404(Line.objects.visible_to(request.user), slug=slug)
    return found


def _by(request: HttpRequest) -> Any:
    return request.user
