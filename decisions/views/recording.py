"""What the secretariat enters in the register: a meeting's decision, a correction, who may read a record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from common.access import staff
from common.dates import today
from decisions.forms.register import CorrectionForm, MakePublicForm, MeetingDecisionForm, RestrictForm
from decisions.models import Decision
from decisions.services.decisions import (
    DecisionRefused,
    correct_decision,
    record_meeting_decision,
    switch_visibility,
)

page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@staff
@page_with_form
def record(request: HttpRequest) -> HttpResponse:
    """Enter a decision made at a meeting, without a proposal."""
    form = MeetingDecisionForm(request.POST or None)
    if form.is_valid():
        try:
            one = record_meeting_decision(
                how_adopted=form.cleaned_data["how_adopted"],
                by=request.user,  # type: ignore[arg-type]
                **form.said(),
            )
        except DecisionRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _entered(request, one)
    return _page(request, "decisions/record_decision.html", form)


@staff
@page_with_form
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Correct a decision by a new record that points back."""
    earlier = _decision(request, number)
    later = getattr(earlier, "corrected_by", None)
    if later is not None:
        messages.info(request, f"Decision {earlier.number} was corrected already; this is the correction.")
        return redirect(later)
    form = CorrectionForm(request.POST or None, initial=_as_it_stands(earlier))
    if form.is_valid():
        try:
            one = correct_decision(
                decision=earlier,
                reason=form.cleaned_data["reason"],
                by=request.user,  # type: ignore[arg-type]
                **form.said(),
            )
        except DecisionRefused as refused:
            form.add_error(None, str(refused))
        else:
            return _entered(request, one)
    return _page(request, "decisions/correct_decision.html", form, decision=earlier)


@staff
@page_with_form
def visibility(request: HttpRequest, number: str) -> HttpResponse:
    """Restrict a decision to those inside, or make it public again."""
    one = _decision(request, number)
    # What the page showed is what is switched: if somebody else was faster, the service says so.
    make_public = request.POST.get("make") == "public" if request.method == "POST" else not one.is_public
    form = (MakePublicForm if make_public else RestrictForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            switched = switch_visibility(
                decision=one,
                is_public=make_public,
                reason=form.cleaned_data["reason"],
                by=request.user,  # type: ignore[arg-type]
            )
        except DecisionRefused as refused:
            form.add_error(None, str(refused))
        else:
            seen = "public again" if switched.is_public else "restricted to those inside"
            messages.success(request, f"Decision {one.number} is {seen}.")
            return redirect(one)
    return _page(request, "decisions/visibility.html", form, decision=one, make_public=make_public)


def _decision(request: HttpRequest, number: str) -> Decision:
    rows = Decision.objects.visible_to(request.user).select_related("corrected_by")
    return get_object_or_404(rows, number=number)


def _as_it_stands(one: Decision) -> dict[str, Any]:
    return {
        "decided_on": today(),
        "title": one.title,
        "text": one.text,
        "outcome": one.outcome,
        "minority_view": one.minority_view,
        "is_restricted": not one.is_public,
        "restriction_reason": one.restriction_reason,
    }


def _entered(request: HttpRequest, one: Decision) -> HttpResponse:
    messages.success(request, f"Entered as decision {one.number}.")
    return redirect(one)


def _page(request: HttpRequest, template: str, form: Form, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.errors else 200)
