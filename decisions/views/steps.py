"""How staff move a proposal on: a form, one service, and back to the proposal. No page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions.models import Proposal
from decisions.services.attachments import AttachmentRefused
from decisions.services.proposals import ProposalError
from decisions.services.responses import ResponseRefused

REFUSALS = (ProposalError, AttachmentRefused, ResponseRefused)


def found(request: HttpRequest, pk: int) -> Proposal:
    """Return a proposal that whoever asks may see; otherwise there is none."""
    one: Proposal = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    return one


def take(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[dict[str, Any]], Any],
    *,
    said: str,
    template: str = "decisions/proposal/step.html",
    **context: Any,
) -> HttpResponse:
    """Show the form, or do what it says and lead to what `do` returns; a refusal is shown with nothing lost."""
    if request.method == "POST" and form.is_valid():
        try:
            done = do(form.cleaned_data)
        except REFUSALS as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect(done)
    if request.FILES:
        form.add_error(None, "Choose your files again: they are kept only when everything is in order.")
    status = 422 if form.is_bound and form.errors else 200
    proposal = context.get("proposal")
    sample = bool(proposal and proposal.is_sample)
    return render(request, template, {"form": form, "rests_on_sample": sample, **context}, status=status)
