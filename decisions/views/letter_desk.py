"""What the secretariat does with a letter: draft it, open it, move its deadline, close it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common.access import staff
from common.deadlines import usual_deadlines
from decisions.choices import LetterState
from decisions.forms.letters import LetterDeadlineForm, LetterForm, OpenLetterForm
from decisions.models import Decision, Letter
from decisions.selectors.letters import signatories, suggested_decision
from decisions.services import letters as services
from decisions.services.letters import LetterRefused
from decisions.views.letters import attempt

GET_OR_POST = ["GET", "HEAD", "POST"]
# What a form asks to be sure, which is no part of the letter.
ASKED_ONLY = {"same_text", "weekend_is_meant"}


@staff
@require_http_methods(GET_OR_POST)
def new_letter(request: HttpRequest) -> HttpResponse:
    """Write a draft; "Preview" shows it as it will be read and saves nothing."""
    form = LetterForm(request.POST or None)
    drafted = None if _previews(request, form) else save(request, form, services.draft_letter)
    if drafted is None:
        return _write(request, form, None)
    messages.success(request, "The draft is saved. The secretariat alone sees it.")
    return redirect(drafted)


@staff
@require_http_methods(GET_OR_POST)
def edit_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    one = _draft(request, pk)
    words = {"title": one.title, "recipients": one.recipients, "text": one.text}
    form = LetterForm(request.POST or None, initial=words)
    if _previews(request, form) or not save(request, form, services.edit_draft, letter=one):
        return _write(request, form, one)
    messages.success(request, "The draft is saved.")
    return redirect(one)


@staff
@require_http_methods(GET_OR_POST)
def open_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a draft for signing, once it was compared with the decision that approved it."""
    one = _draft(request, pk)
    decisions = Decision.objects.visible_to(request.user).in_force()
    suggested = suggested_decision(one, request.user)
    start = usual_deadlines() | {"decision": suggested}
    form = OpenLetterForm(request.POST or None, decisions=decisions, initial=start)
    if save(request, form, services.open_letter, letter=one):
        messages.success(request, "Open for signing. Everyone who signs for a member hears of it.")
        return redirect(one)
    context = {"letter": one, "form": form, "suggested": suggested, "rests_on_sample": one.is_sample}
    return render(request, "decisions/letters/open.html", context, status=status_of(form))


@staff
@require_http_methods(GET_OR_POST)
def move_deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the deadline of an open letter later, with the reason."""
    one = _open(request, pk)
    form = LetterDeadlineForm(request.POST or None, initial={"soft_deadline_at": one.soft_deadline_at})
    if save(request, form, services.move_deadline, letter=one):
        messages.success(request, "The deadline is moved; the reason stands beside it.")
        return redirect(one)
    context = {"letter": one, "form": form, "rests_on_sample": one.is_sample}
    return render(request, "decisions/letters/deadline.html", context, status=status_of(form))


@staff
@require_http_methods(GET_OR_POST)
def close_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then close: the signatories are final. The form sent before the deadline confirms that."""
    one = _open(request, pk)
    early = one.takes_signatures(timezone.now())
    if request.method == "POST":
        confirmed = request.POST.get("early") == "yes"
        done = "Closed. The signatories are final."
        attempt(request, done, services.close_letter, letter=one, early=confirmed)
        return redirect(one)
    lines = signatories(one)
    context = {
        "letter": one,
        "early": early,
        "signatories": lines,
        "former": [line for line in lines if line.left_on],
        "rests_on_sample": one.is_sample,
    }
    return render(request, "decisions/letters/close.html", context)


@staff
@require_http_methods(GET_OR_POST)
def discard_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then delete a draft."""
    one = _draft(request, pk)
    if request.method != "POST":
        context = {"letter": one, "rests_on_sample": one.is_sample}
        return render(request, "decisions/letters/discard.html", context)
    try:
        services.discard_draft(letter=one, by=request.user)  # type: ignore[arg-type]
    except LetterRefused as refused:
        messages.error(request, str(refused))
        return redirect(one)
    messages.success(request, "The draft is discarded.")
    return redirect("decisions:letters")


def _draft(request: HttpRequest, pk: int) -> Letter:
    return _in_state(request, pk, LetterState.DRAFT)


def _open(request: HttpRequest, pk: int) -> Letter:
    return _in_state(request, pk, LetterState.OPEN)


def _in_state(request: HttpRequest, pk: int, state: LetterState) -> Letter:
    rows = Letter.objects.visible_to(request.user).filter(state=state)
    found: Letter = get_object_or_404(rows, pk=pk)
    return found


def _previews(request: HttpRequest, form: LetterForm) -> bool:
    return form.is_bound and "preview" in request.POST and form.is_valid()


def _write(request: HttpRequest, form: LetterForm, one: Letter | None) -> HttpResponse:
    preview = form.cleaned_data if _previews(request, form) else None
    context = {
        "letter": one,
        "form": form,
        "preview": preview,
        "rests_on_sample": bool(one and one.is_sample),
    }
    return render(request, "decisions/letters/write.html", context, status=status_of(form))


def status_of(form: forms.Form) -> int:
    return 422 if form.is_bound and form.errors else 200


def save(request: HttpRequest, form: forms.Form, act: Callable[..., Letter], **more: Any) -> Letter | None:
    """Hand what was entered to a service and return the letter; what it refuses becomes a message on the form."""
    if not form.is_bound or not form.is_valid():
        return None
    said = {name: value for name, value in form.cleaned_data.items() if name not in ASKED_ONLY}
    try:
        return act(by=request.user, **said, **more)
    except LetterRefused as refused:
        form.add_error(None, str(refused))
        return None
