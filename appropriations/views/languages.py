"""Report language: the list, one passage with its documents, and what staff enter of both."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from appropriations.exports.languages import language_sheet
from appropriations.filters import LanguageFilter
from appropriations.forms.languages import CarryOverForm, FoundForm, LanguageForm
from appropriations.models import LanguageFound, Line, ReportLanguage
from appropriations.selectors.languages import (
    item_to_take,
    language_page,
    language_rows,
    languages_for,
    with_found,
)
from appropriations.services.kept_rows import keep_row
from appropriations.services.languages import carried_over, from_item, keep_language
from common.access import member, staff
from common.sheets import FileReply, Kind, as_file, file_links

A_PAGE = 30
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """Passages by fiscal year, each with its outcome."""
    chosen = LanguageFilter(request.GET, queryset=languages_for(request.user))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    rows = language_rows(list(page))
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows,
        "files": file_links("appropriations:languages_file"),
        "rests_on_sample": any(row.language.is_sample for row in rows),
    }
    return render(request, "appropriations/languages/list.html", context)


@member
@require_safe
def languages_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same passages as a file, with the texts."""
    chosen = LanguageFilter(request.GET, queryset=languages_for(request.user))
    return as_file(language_sheet(with_found(chosen.qs)), kind)


@member
@require_safe
def language(request: HttpRequest, pk: int) -> HttpResponse:
    """One passage: what was sought, what each document says, what differs."""
    visible = ReportLanguage.objects.visible_to(request.user)
    rows = visible.select_related("line__bundle", "slate_item__slate", "carried_from", "entered_by")
    page = language_page(get_object_or_404(rows.select_related("withdrawn_by"), pk=pk))
    context = {"page": page, "language": page.language, "rests_on_sample": page.has_sample}
    return render(request, "appropriations/languages/page.html", context)


@staff
@page_with_form
def new(request: HttpRequest) -> HttpResponse:
    """Add a passage by hand, as an item of a slate seeks it, or as it was sought in an earlier year."""
    return _edit(request, _start(request))


@staff
@page_with_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a passage."""
    return _edit(request, get_object_or_404(ReportLanguage.objects.standing(), pk=pk))


@staff
@page_with_form
def carry_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the wording sought as the start of another year's."""
    row: ReportLanguage = get_object_or_404(ReportLanguage.objects.standing().select_related("line"), pk=pk)
    form = CarryOverForm(request.POST or None, language=row)
    if request.method == "POST" and form.is_valid():
        start = urlencode({"from": row.pk, "year": form.cleaned_data["fiscal_year"]})
        return redirect(f"{reverse('appropriations:add_language')}?{start}")
    context = {"form": form, "language": row}
    return render(
        request, "appropriations/languages/carry.html", context, status=422 if form.is_bound else 200
    )


@staff
@page_with_form
def new_found(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what a report says of a passage."""
    row = get_object_or_404(ReportLanguage.objects.standing(), pk=pk)
    return _edit_found(request, LanguageFound(language=row, report=request.GET.get("report", "")))


@staff
@page_with_form
def edit_found(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a report says of a passage."""
    return _edit_found(
        request, get_object_or_404(LanguageFound.objects.standing().select_related("language"), pk=pk)
    )


def _start(request: HttpRequest) -> ReportLanguage:
    asked = request.GET
    item = item_to_take(request.user, asked.get("item", ""))
    if item:
        return from_item(item=item)
    earlier, year = asked.get("from", ""), asked.get("year", "")
    if earlier.isdigit() and year.isdigit():
        rows = ReportLanguage.objects.standing().select_related("line")
        return carried_over(language=get_object_or_404(rows, pk=earlier), fiscal_year=int(year))
    line = Line.objects.filter(pk=asked.get("line", "")).first()
    return ReportLanguage(line=line) if line else ReportLanguage()


def _edit(request: HttpRequest, row: ReportLanguage) -> HttpResponse:
    form = LanguageForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        is_new = row.pk is None
        cleared = form.cleaned_data.get("cleared", [])
        keep_language(language=form.instance, cleared=cleared, by=_by(request))
        messages.success(request, f"{form.instance.title}: {'added' if is_new else 'saved'}.")
        return redirect(form.instance)
    context = {"form": form, "language": row}
    return render(
        request, "appropriations/languages/edit.html", context, status=422 if form.is_bound else 200
    )


def _edit_found(request: HttpRequest, row: LanguageFound) -> HttpResponse:
    language_row = row.language
    form = FoundForm(request.POST or None, instance=row, user=request.user, language=language_row)
    if request.method == "POST" and form.is_valid():
        keep_row(row=form.instance, by=_by(request))
        messages.success(request, f"{form.instance.get_report_display()}: saved.")
        return redirect(language_row)
    context = {"form": form, "language": language_row, "found": row}
    return render(
        request, "appropriations/languages/found.html", context, status=422 if form.is_bound else 200
    )


def _by(request: HttpRequest) -> Any:
    return request.user
