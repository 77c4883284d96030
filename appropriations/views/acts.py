"""Enrolled Acts read for amounts: the list, one Act with its candidates, and the answers to each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appropriations.exports.acts import candidate_sheet
from appropriations.filters import CandidateFilter
from appropriations.forms.acts import AcceptForm, ActFileForm, RejectForm, title_of
from appropriations.models import ActCandidate, ActReading
from appropriations.selectors.acts import candidate_rows, candidates_of, is_figure, readings
from appropriations.services.amounts import AmountError
from appropriations.services.answer_candidates import (
    AlreadyAnswered,
    accept_candidate,
    reject_candidate,
    reopen_candidate,
)
from appropriations.services.find_amounts import UnreadableAct, keep_reading
from common.access import staff
from common.sheets import FileReply, Kind, as_file, file_links

A_PAGE = 30
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@staff
@require_safe
def act_list(request: HttpRequest) -> HttpResponse:
    """The Acts that were read, and the form to read one."""
    return _list(request, ActFileForm())


@staff
@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Read an Act that staff hand in; nothing of it is saved as a figure."""
    form = ActFileForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            reading = keep_reading(data=given.read(), name=given.name, by=request.user)
        except UnreadableAct as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, "The Act was read. Nothing is a figure until you accept it.")
            return redirect(reading)
    return _list(request, form)


@staff
@require_safe
def act(request: HttpRequest, digest: str) -> HttpResponse:
    """The candidates of one Act, by line."""
    reading = _reading(request, digest)
    chosen = CandidateFilter(request.GET, queryset=candidates_of(request.user, reading))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    context = {"act": reading, "filter": chosen, "page": page, "rows": candidate_rows(page)}
    return render(
        request, "appropriations/acts/act.html", context | file_links("appropriations:act_file", digest)
    )


@staff
@require_safe
def act_file(request: HttpRequest, digest: str, kind: Kind) -> FileReply:
    """The same candidates as a file."""
    reading = _reading(request, digest)
    chosen = CandidateFilter(request.GET, queryset=candidates_of(request.user, reading))
    return as_file(candidate_sheet(reading, candidate_rows(chosen.qs)), kind)


@staff
@page_with_form
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The figure that a candidate would be, to be confirmed."""
    row = _candidate(request, pk)
    if not is_figure(row):
        raise Http404("The amount of an account for other purposes too is no figure for a line.")
    form = AcceptForm(request.POST or None, candidate=row, user=request.user)
    if form.is_valid():
        try:
            made = accept_candidate(candidate=row, said=form.said(), by=request.user)
        except AmountError as refused:
            _told(form, refused)
        except AlreadyAnswered as answered:
            messages.error(request, str(answered))
            return redirect(row.reading)
        else:
            messages.success(request, f"{title_of(row)} is a figure of {made.line} now.")
            return redirect(row.reading)
    (shown,) = candidate_rows([row])
    context = {"form": form, "row": shown, "candidate": row, "title": title_of(row)}
    return render(request, "appropriations/acts/accept.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an amount is no figure of ours."""
    row = _candidate(request, pk)
    form = RejectForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        reject_candidate(candidate=row, by=request.user, reason=reason)
    except AlreadyAnswered as answered:
        messages.error(request, str(answered))
    else:
        messages.success(request, f"{title_of(row)} is rejected, also when this Act is read again.")
    return redirect(row.reading)


@staff
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a rejection back."""
    row = _candidate(request, pk)
    try:
        reopen_candidate(candidate=row, by=request.user)
    except AlreadyAnswered as answered:
        messages.error(request, str(answered))
    else:
        messages.success(request, f"{title_of(row)} awaits a look again.")
    return redirect(row.reading)


def _list(request: HttpRequest, form: ActFileForm) -> HttpResponse:
    page = Paginator(readings(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "appropriations/acts/acts.html",
        {"page": page, "form": form},
        status=422 if form.errors else 200,
    )


def _reading(request: HttpRequest, digest: str) -> ActReading:
    rows = ActReading.objects.visible_to(request.user).select_related("bill", "read_by")
    found: ActReading = get_object_or_404(rows, pk=digest)
    return found


def _candidate(request: HttpRequest, pk: int) -> ActCandidate:
    rows = ActCandidate.objects.visible_to(request.user).select_related("reading", "line", "amount")
    found: ActCandidate = get_object_or_404(rows, pk=pk)
    return found


def _told(form: Any, refused: AmountError) -> None:
    """Say each problem at its field, where the form has it."""
    names = {"parent": "part_of"}
    for problem in refused.problems:
        field = names.get(problem.field, problem.field)
        form.add_error(field if field in form.fields else None, problem.message)
