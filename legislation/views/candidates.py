"""Bills that may belong to a family, answered by staff with the evidence before them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from common import doors
from common.access import staff
from legislation.forms import DismissForm, FamilyBillForm
from legislation.models import Family, FamilyBill, FamilyCandidate
from legislation.selectors.candidates import candidate_rows, companion_of, source_of
from legislation.selectors.family_keeping import candidates_for
from legislation.services.answer_candidates import (
    AlreadyAnswered,
    confirm_candidate,
    dismiss_candidate,
    reopen_candidate,
)
from legislation.services.suggest_candidates import request_suggestions
from legislation.tasks import run_suggestions

A_PAGE = 20
State = FamilyCandidate.State


@staff
def candidates(request: HttpRequest) -> HttpResponse:
    """The candidates that await a look, or those dismissed; of one family or of all."""
    state = State.DISMISSED if request.GET.get("state") == State.DISMISSED else State.SUGGESTED
    slug = request.GET.get("family", "")
    family = Family.objects.filter(pk=slug).first() if slug else None
    rows = candidates_for(request.user, family=family.pk if family else "", state=state)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": candidate_rows(request.user, list(page)),
        "state": state,
        "family": family,
        "families": Family.objects.listed(),
    }
    return render(request, "legislation/families/candidates.html", context)


@staff
def candidate(request: HttpRequest, pk: int) -> HttpResponse:
    """One candidate: why it may belong, and the two answers."""
    row = _candidate(request, pk)
    return _show(request, row, _confirm_form(request, row), DismissForm())


@staff
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Make it a part of the family."""
    row = _candidate(request, pk)
    form = _confirm_form(request, row, request.POST)
    if not form.is_valid():
        return _show(request, row, form, DismissForm())
    said = {name: form.cleaned_data[name] for name in ("part", "companion", "note", "source")}
    return _answered(
        request,
        lambda: confirm_candidate(candidate=row, by=request.user, **said),  # type: ignore[arg-type]
        f"{row.bill.citation} is in {row.family.short_name} now.",
    )


@staff
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it does not belong, and why."""
    row = _candidate(request, pk)
    form = DismissForm(request.POST)
    if not form.is_valid():
        return _show(request, row, _confirm_form(request, row), form)
    why = form.cleaned_data["why"]
    return _answered(
        request,
        lambda: dismiss_candidate(candidate=row, why=why, by=request.user),  # type: ignore[arg-type]
        f"{row.bill.citation} is dismissed. It comes back only with a new reason; you find it among the dismissed.",
    )


@staff
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dismissal back."""
    row = _candidate(request, pk)
    return _answered(
        request,
        lambda: reopen_candidate(candidate=row, by=request.user),  # type: ignore[arg-type]
        f"{row.bill.citation} awaits an answer again.",
    )


@staff
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Look through every bill here now."""
    with transaction.atomic():
        job, created = request_suggestions(whole=True, requested_by=request.user.pk)
        if job is not None and created:
            doors.send(run_suggestions, str(job.pk))
    return redirect("job", job_id=job.pk) if job is not None else redirect("legislation:candidates")


def _candidate(request: HttpRequest, pk: int) -> FamilyCandidate:
    rows = FamilyCandidate.objects.visible_to(request.user).select_related(
        "bill__congress", "family", "decided_by"
    )
    found: FamilyCandidate = get_object_or_404(rows, pk=pk)
    return found


def _confirm_form(request: HttpRequest, row: FamilyCandidate, data: Any = None) -> FamilyBillForm:
    """The form of a part of a family with the bill given, and what the evidence says already filled in."""
    initial = {"bill": row.bill, "companion": companion_of(row), "source": source_of(row)}
    form = FamilyBillForm(data, instance=FamilyBill(), initial=initial, user=request.user, family=row.family)
    form.fields["bill"].disabled = True
    return form


def _show(
    request: HttpRequest, row: FamilyCandidate, confirm_form: FamilyBillForm, dismiss_form: DismissForm
) -> HttpResponse:
    (shown,) = candidate_rows(request.user, [row])
    context = {"shown": shown, "confirm_form": confirm_form, "dismiss_form": dismiss_form}
    return render(request, "legislation/families/candidate.html", context)


def _answered(request: HttpRequest, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except AlreadyAnswered as answered:
        messages.error(request, str(answered))
    else:
        messages.success(request, done)
    return redirect("legislation:candidates")
