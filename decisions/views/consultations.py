"""Recording that survivors and workers were consulted on a proposal or a priority (P4)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from common.access import member
from decisions.forms.consultations import ConsultationForm
from decisions.models import Consultation
from decisions.selectors.consultations import find_consulted_on, find_step, may_record, may_reword
from decisions.services.consultations import ConsultationRefused, record_consultation, reword_consultation

page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@page_with_form
def new(request: HttpRequest) -> HttpResponse:
    """Record a step on what `?about=` names: a proposal or a priority."""
    target = find_consulted_on(request.GET.get("about", ""), request.user)
    if target is None:
        raise Http404("There is no such proposal or priority.")
    if not may_record(request.user):
        raise PermissionDenied
    form = ConsultationForm(request.POST or None)
    if form.is_valid():
        try:
            record_consultation(target=target, by=request.user, **form.said())  # type: ignore[arg-type]
        except ConsultationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The consultation is recorded.")
            return _back(target)
    return _page(request, form, target)


@member
@page_with_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a step; the earlier ones are not kept."""
    step = find_step(pk, request.user)
    if step is None:
        raise Http404("There is no such consultation.")
    if not may_reword(step, request.user):
        raise PermissionDenied
    initial = {name: getattr(step, name) for name in ConsultationForm.base_fields}
    form = ConsultationForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            reword_consultation(step=step, by=request.user, **form.said())  # type: ignore[arg-type]
        except ConsultationRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The words are changed; the earlier ones are gone.")
            return _back(step.target)
    return _page(request, form, step.target, step=step)


def _back(target: Any) -> HttpResponse:
    return redirect(f"{target.get_absolute_url()}#consultation")


def _page(
    request: HttpRequest, form: ConsultationForm, target: Model, step: Consultation | None = None
) -> HttpResponse:
    context = {"form": form, "target": target, "step": step}
    return render(request, "decisions/consultation.html", context, status=422 if form.errors else 200)
