"""Proposals: the list, the question with its answers, and giving an answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from common.access import member
from decisions.choices import Answer
from decisions.filters import ProposalFilter
from decisions.forms import AnswerForm, OnBehalfForm
from decisions.models import Proposal
from decisions.selectors.proposals import consultations_of, subject_links, voices, with_counts
from decisions.services.responses import ResponseRefused, record_response
from members.models import Organization
from members.services.organizations import may_speak_for

PER_PAGE = 25


@member
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Every question put to the organizations, by deadline."""
    rows = ProposalFilter(request.GET, queryset=with_counts(Proposal.objects.visible_to(request.user)))
    page = Paginator(rows.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": rows,
        "page": page,
        "now": timezone.now(),
        "rests_on_sample": any(one.is_sample for one in page),
    }
    return render(request, "decisions/proposals.html", context)


@member
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One question: what it commits us to, until when, who answered, and the answer form."""
    one = get_object_or_404(Proposal.objects.visible_to(request.user).select_related("decision"), pk=pk)
    return render(request, "decisions/proposal.html", _context(request, one))


@member
@require_POST
def respond(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the answer of the organization one acts for, or one the secretariat received."""
    one = get_object_or_404(Proposal.objects.visible_to(request.user), pk=pk)
    form = _form(request, one, request.POST)
    if form is None:
        messages.error(request, "You cannot answer this proposal.")
        return redirect(one)
    if form.is_valid() and _record(request, one, form):
        return redirect(one)
    return render(request, "decisions/proposal.html", {**_context(request, one), "form": form}, status=422)


def _record(request: HttpRequest, one: Proposal, form: AnswerForm) -> bool:
    data = form.cleaned_data
    organization = data.get("organization") or request.acting_for.organization  # type: ignore[attr-defined]
    try:
        record_response(
            proposal=one,
            organization=organization,
            answer=Answer(data["answer"]),
            reason=data["reason"],
            received_how=data.get("received_how", ""),
            by=request.user,  # type: ignore[arg-type]
        )
    except ResponseRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, f"Recorded: {Answer(data['answer']).label.lower()}, for {organization}.")
    return True


def _form(request: HttpRequest, one: Proposal, data: Any = None) -> AnswerForm | None:
    """Return the form for whoever asks: their organization's answer, the secretariat's record, or nothing."""
    if not one.takes_answers(timezone.now()):
        return None
    asked = Organization.objects.filter(pk__in=one.electors.values("organization"))
    acting_for = request.acting_for  # type: ignore[attr-defined]
    if acting_for and may_speak_for(request.user, acting_for.organization):  # type: ignore[arg-type]
        if not asked.filter(pk=acting_for.organization_id).exists():
            return None
        ours = one.responses.filter(organization=acting_for.organization_id).first()
        return AnswerForm(data, initial={"answer": ours.answer, "reason": ours.reason} if ours else None)
    if request.user.is_secretariat:  # type: ignore[union-attr]
        return OnBehalfForm(data, asked=asked.order_by("sort_key"))
    return None


def _context(request: HttpRequest, one: Proposal) -> dict[str, Any]:
    heard = voices(one, request.user)
    hidden = one.answers_hidden_until_close and one.state == "open"
    return {
        "proposal": one,
        "voices": heard,
        "answered": sum(voice.has_answered for voice in heard),
        "hidden": hidden,
        "subjects": subject_links(one),
        "consultations": consultations_of(one, request.user),
        "form": _form(request, one),
        "takes_answers": one.takes_answers(timezone.now()),
        "decision": getattr(one, "decision", None),
        "rests_on_sample": one.is_sample,
    }
