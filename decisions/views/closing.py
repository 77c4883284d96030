"""How a proposal ends: closed with a decision, withdrawn, or left undecided. None of it can be undone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common.access import staff
from decisions.forms.steps import CloseForm, ReasonForm
from decisions.models import Decision, Proposal
from decisions.outcomes import Status
from decisions.selectors.outcome import dissent_of, outcome_of
from decisions.services.closing import close_proposal, leave_undecided, withdraw_proposal
from decisions.views.steps import found, take


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it with what its rule makes of the answers: the decision's words, the minority view, who may see it."""
    one = found(request, pk)
    if one.state != "open":
        return redirect(one)
    outcome = outcome_of(one, timezone.now())
    form = CloseForm(request.POST or None, initial=_prefilled(request, one, outcome.status))

    def end(data: dict[str, Any]) -> Decision:
        return close_proposal(
            proposal=one,
            title=data["title"],
            text=data["text"],
            minority_view=data["minority_view"],
            is_public=not data["is_restricted"],
            restriction_reason=data["restriction_reason"],
            expected=Status(data["expected"]) if data["expected"] else None,
            by=request.user,  # type: ignore[arg-type]
        )

    return take(
        request,
        form,
        end,
        said="Closed. This is the decision as it is recorded.",
        template="decisions/proposal/close.html",
        proposal=one,
        outcome=outcome,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, for a reason."""
    one = found(request, pk)
    if one.state != "open":
        return redirect(one)
    return take(
        request,
        ReasonForm(request.POST or None),
        lambda data: withdraw_proposal(proposal=one, reason=data["reason"], by=request.user),  # type: ignore[arg-type]
        said="The proposal is withdrawn, and everyone was told.",
        proposal=one,
        title="Withdraw the proposal?",
        lede="It ends without a decision and cannot be opened again. Its answers and your reason stay on the record.",
        button="Withdraw it",
        danger=True,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def undecided(request: HttpRequest, pk: int) -> HttpResponse:
    """End it without a decision where a block or a missing quorum stands in the way."""
    one = found(request, pk)
    if one.state != "open":
        return redirect(one)
    outcome = outcome_of(one, timezone.now())
    return take(
        request,
        ReasonForm(request.POST or None),
        lambda data: leave_undecided(proposal=one, reason=data["reason"], by=request.user),  # type: ignore[arg-type]
        said="The proposal was left undecided, and everyone was told.",
        proposal=one,
        title="Leave it undecided?",
        lede=f"So far: {outcome.words}. It ends without a decision and cannot be opened again; "
        "the same question may come back as a new proposal.",
        button="Leave it undecided",
        danger=True,
    )


def _prefilled(request: HttpRequest, one: Proposal, status: Status) -> dict[str, Any]:
    dissent = dissent_of(one, request.user)
    said = [
        f"{one.organization}: {one.get_answer_display().lower()}. {one.reason}".strip() for one in dissent
    ]
    expected = status.value if status in {Status.ADOPTED, Status.NOT_ADOPTED} else ""
    return {
        "title": one.question,
        "text": one.text,
        "minority_view": "" if one.answers_hidden_until_close else "\n".join(said),
        "expected": expected,
    }
