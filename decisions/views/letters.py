"""Sign-on letters as everyone inside sees them: the list, one letter, its print, its signatories as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from common.access import member, staff
from common.pdf import PdfError
from common.sheets import FileReply, Kind, Sheet, as_file
from decisions.choices import LetterState
from decisions.models import Letter
from decisions.render.letters import print_letter
from decisions.selectors.letters import Signatory, listed, may_still_sign, printed_letter, signatories
from decisions.services.letters import LetterRefused
from decisions.services.outside_signers import export_consents
from decisions.services.signatures import sign_letter, withdraw_signature
from members.choices import ANSWERING_ROLES
from members.models import Affiliation

PER_PAGE = 25


@member
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Every letter: drafts, those open for signing, those closed."""
    rows = listed(Letter.objects.visible_to(request.user))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "now": timezone.now(), "rests_on_sample": any(one.is_sample for one in page)}
    return render(request, "decisions/letters/list.html", context)


@member
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: shall we sign, until when, what it says, to whom, who signed."""
    one = find_letter(request, pk)
    return render(request, "decisions/letters/letter.html", letter_context(request, one))


@member
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign for the organization the button named."""
    return _act(request, pk, sign_letter, "{} has signed. It can withdraw until the deadline.")


@member
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw the signature of the organization the button named."""
    return _act(request, pk, withdraw_signature, "{} is no longer on the letter.")


@member
@require_safe
def letter_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it is sent; DRAFT on every page until it is closed."""
    one = find_letter(request, pk)
    try:
        printed = print_letter(printed_letter(one, signatories(one), timezone.now()))
    except PdfError as error:
        messages.error(request, f"The letter could not be printed: {error}")
        return redirect(one)
    draft = "" if one.state == LetterState.CLOSED else "-draft"
    return _file(printed.data, "application/pdf", f"letter-{slugify(one.title)[:60]}{draft}.pdf")


@member
@require_safe
def signatories_file(request: HttpRequest, pk: int, kind: Kind) -> FileReply:
    """The signatories as they are printed."""
    one = find_letter(request, pk)
    rows = ((line.name, line.place) for line in signatories(one))
    return as_file(Sheet(f"signatories-{one.pk}", ("Name", "Place"), rows), kind)


@staff
@require_safe
def consents_file(request: HttpRequest, pk: int, kind: Kind) -> FileReply:
    """The signatories with who signed, when and by which consent, for the secretariat; taking it is logged."""
    one = find_letter(request, pk)
    head = ("Name", "Place", "Signed as", "By", "On", "Consent")
    rows = export_consents(letter=one, by=request.user)  # type: ignore[arg-type]
    return as_file(Sheet(f"signatories-{one.pk}-with-consent", head, rows), kind)


def find_letter(request: HttpRequest, pk: int) -> Letter:
    """Return the letter if whoever asks may see it."""
    rows = Letter.objects.visible_to(request.user).select_related("decision__corrected_by", "created_by")
    found: Letter = get_object_or_404(rows, pk=pk)
    return found


def letter_context(request: HttpRequest, one: Letter) -> dict[str, Any]:
    """Return what the page of a letter shows."""
    lines = signatories(one)
    acting_for = request.acting_for  # type: ignore[attr-defined]
    return {
        "letter": one,
        "recipients": one.recipients.splitlines(),
        "takes_signatures": one.takes_signatures(timezone.now()),
        "signatories": lines,
        "may_still_sign": may_still_sign(one) if one.state == LetterState.OPEN else [],
        "ours": _ours(lines, acting_for),
        "may_sign": bool(acting_for and acting_for.role in ANSWERING_ROLES),
        "affiliations": request.user.current_affiliations,  # type: ignore[union-attr]
        "former": [line for line in lines if line.left_on],
        "deadline_changes": list(one.deadline_changes.all()),
        "rests_on_sample": one.is_sample,
    }


def attempt(request: HttpRequest, done: str, act: Callable[..., object], **named: Any) -> None:
    """Ask a service for something and say that it was done, or why it was not."""
    try:
        act(by=request.user, **named)
    except LetterRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)


def _ours(lines: Sequence[Signatory], acting_for: Affiliation | None) -> Signatory | None:
    """Return the line of the organization one acts for, if it signed."""
    if acting_for is None:
        return None
    return next(
        (
            line
            for line in lines
            if line.signature and line.signature.organization_id == acting_for.organization_id
        ),
        None,
    )


def _act(request: HttpRequest, pk: int, act: Callable[..., object], done: str) -> HttpResponse:
    """Sign or withdraw for one of one's own organizations: the one the page showed, whatever was chosen since."""
    one = find_letter(request, pk)
    named = request.POST.get("organization", "")
    own = {str(row.organization_id): row.organization for row in request.user.current_affiliations}  # type: ignore[union-attr]
    if named not in own:
        messages.error(request, "You do not act for that organization.")
        return redirect(one)
    attempt(request, done.format(own[named]), act, letter=one, organization=own[named])
    return redirect(one)


def _file(data: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response
