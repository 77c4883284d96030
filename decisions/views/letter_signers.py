"""Outside signers of a letter, entered by the secretariat with their consent; former members beside them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from common.access import staff
from decisions.forms.letters import OutsideSignersForm
from decisions.models import Letter, OutsideSigner, Signature
from decisions.selectors.letters import signatories
from decisions.services.letters import LetterRefused
from decisions.services.outside_signers import (
    EntriesRefused,
    enter_outside_signers,
    take_off_outside_signer,
)
from decisions.services.signatures import take_off_former_member
from decisions.views.letters import attempt, find_letter


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def signers(request: HttpRequest, pk: int) -> HttpResponse:
    """Outside signers: enter one or many, and take one off again; former members beside them."""
    one = find_letter(request, pk)
    form = OutsideSignersForm(request.POST or None)
    if form.is_bound and form.is_valid() and _enter(request, one, form):
        return redirect("decisions:letter_signers", pk)
    lines = signatories(one)
    context = {
        "letter": one,
        "form": form,
        "takes_signatures": one.takes_signatures(timezone.now()),
        "outside": [line.outside for line in lines if line.outside],
        "former": [line for line in lines if line.left_on],
        "rests_on_sample": one.is_sample,
    }
    return render(request, "decisions/letters/signers.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def take_off_signer(request: HttpRequest, pk: int, signer_id: int) -> HttpResponse:
    """Take an outside signer off the letter."""
    one = find_letter(request, pk)
    signer = get_object_or_404(OutsideSigner, pk=signer_id, letter=one)
    done = f"{signer.name} is off the letter."
    attempt(request, done, take_off_outside_signer, signer=signer)
    return redirect("decisions:letter_signers", pk)


@staff
@require_POST
def take_off_former(request: HttpRequest, pk: int, signature_id: int) -> HttpResponse:
    """Take a former member off the letter, at its word."""
    one = find_letter(request, pk)
    signature = get_object_or_404(Signature, pk=signature_id, letter=one)
    done = f"{signature.name} is off the letter."
    attempt(request, done, take_off_former_member, signature=signature)
    return redirect("decisions:letter_signers", pk)


def _enter(request: HttpRequest, one: Letter, form: OutsideSignersForm) -> bool:
    entries = form.cleaned_data["entries"]
    try:
        enter_outside_signers(letter=one, entries=entries, by=request.user)  # type: ignore[arg-type]
    except EntriesRefused as refused:
        for reason in refused.reasons:
            form.add_error("lines", reason)
        return False
    except LetterRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, f"Entered: {len(entries)} outside signer{'' if len(entries) == 1 else 's'}.")
    return True
