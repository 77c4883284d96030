"""Proposals: the list, the question with its answers, and how it came about."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from common.access import member
from common.sheets import FileReply, Kind, as_file
from decisions.choices import Answer
from decisions.exports import proposal_sheet
from decisions.filters import ProposalFilter
from decisions.forms import ConfirmForm, OwnAnswerForm
from decisions.models import Proposal
from decisions.selectors.outcome import outcome_of
from decisions.selectors.proposal_page import (
    OurAnswer,
    change_of,
    could_answer_for,
    history_of,
    our_answer,
)
from decisions.selectors.proposals import consultations_of, in_order_of_use, subject_links, voices
from decisions.services.responses import ResponseRefused, confirm_response, record_response
from decisions.views.steps import found
from decisions.wording import time_left
from members.models import Organization

PER_PAGE = 25


@member
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Every question put to the organizations: what awaits one's answer, what is open, what has ended."""
    rows = _chosen(request)
    page = Paginator(rows.qs.select_related("decision"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": rows,
        "page": page,
        "now": timezone.now(),
        "waiting": sum(one.awaits_us for one in page),
        "rests_on_sample": any(one.is_sample for one in page),
    }
    return render(request, "decisions/proposals.html", context)


@member
@require_safe
def proposals_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same proposals as a file."""
    return as_file(proposal_sheet(_chosen(request).qs.select_related("decision")), kind)


def _chosen(request: HttpRequest) -> ProposalFilter:
    acting_for = request.acting_for  # type: ignore[attr-defined]
    ours = acting_for.organization_id if acting_for else None
    seen = Proposal.objects.visible_to(request.user)
    return ProposalFilter(request.GET, queryset=in_order_of_use(seen, ours))


@member
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One question: what it commits us to, until when, what changed, and the answer form."""
    return render(request, "decisions/proposal.html", _context(request, found(request, pk)))


@member
@require_POST
def respond(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the answer of the organization that the page named."""
    one = found(request, pk)
    form = OwnAnswerForm(request.POST)
    if form.is_valid() and _record(request, one, form):
        return _back(one)
    context = _context(request, found(request, pk))
    if context["form"] and form.cleaned_data.get("organization") in {None, context["ours"].organization.pk}:
        form.show_again(context["proposal"].round, context["ours"].versions)
        context["form"] = form
    else:
        # No form to say it in: the deadline passed meanwhile, this person may not answer or acts for another now.
        for refusal in form.non_field_errors():
            messages.error(request, str(refusal))
    return render(request, "decisions/proposal.html", context, status=422)


@member
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the answer to an earlier round hold for the present one."""
    one = found(request, pk)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        raise Http404("It names no organization.")
    organization = _speaking(request, form)
    seen_round = form.cleaned_data["seen_round"]
    try:
        confirm_response(proposal=one, organization=organization, by=request.user, seen_round=seen_round)  # type: ignore[arg-type]
    except ResponseRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Confirmed for round {one.round}, for {organization}.")
    return _back(one)


@member
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that happened to a proposal: rounds, every version of every answer, moved deadlines."""
    one = found(request, pk)
    steps = history_of(one, request.user)
    context = {"proposal": one, "steps": steps, "hidden": _hidden(one), "rests_on_sample": one.is_sample}
    return render(request, "decisions/proposal/history.html", context)


@member
@require_safe
def round_page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The text of one round, and what it changed word by word."""
    one = found(request, pk)
    change = change_of(one, number)
    if change is None:
        raise Http404("There is no such round.")
    context = {"proposal": one, "change": change, "rests_on_sample": one.is_sample}
    return render(request, "decisions/proposal/round.html", context)


def _record(request: HttpRequest, one: Proposal, form: OwnAnswerForm) -> bool:
    data = form.cleaned_data
    organization = _speaking(request, form)
    try:
        record_response(
            proposal=one,
            organization=organization,
            answer=Answer(data["answer"]),
            reason=data["reason"],
            seen_round=data["seen_round"],
            seen_version=data["seen_version"],
            by=request.user,  # type: ignore[arg-type]
        )
    except ResponseRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, f"Recorded: {Answer(data['answer']).label.lower()}, for {organization}.")
    return True


def _speaking(request: HttpRequest, form: ConfirmForm) -> Organization:
    """Return the organization whose answer it is: the one the page named, else the one acted for.

    Whether this person may speak for it is the service's to say.
    """
    acting_for = request.acting_for  # type: ignore[attr-defined]
    named = form.cleaned_data.get("organization")
    if named is None and acting_for:
        return acting_for.organization  # type: ignore[no-any-return]
    own = {affiliation.organization_id for affiliation in request.user.current_affiliations}  # type: ignore[union-attr]
    return get_object_or_404(Organization, pk__in=own & {named})


def _back(one: Proposal) -> HttpResponse:
    return redirect(f"{one.get_absolute_url()}#answer")


def _hidden(one: Proposal) -> bool:
    return one.answers_hidden_until_close and one.state == "open"


def _form(one: Proposal, ours: OurAnswer | None) -> OwnAnswerForm | None:
    """Return the form for whoever may answer now, with the present answer filled in."""
    if not ours or not ours.may_answer or not ours.was_asked or not one.takes_answers(timezone.now()):
        return None
    initial: dict[str, Any] = {
        "organization": ours.organization.pk,
        "seen_round": one.round,
        "seen_version": ours.versions,
    }
    if ours.response:
        initial |= {"answer": ours.response.answer, "reason": ours.response.reason}
    return OwnAnswerForm(initial=initial)


def _context(request: HttpRequest, one: Proposal) -> dict[str, Any]:
    now = timezone.now()
    ours = our_answer(one, request.acting_for)  # type: ignore[attr-defined]
    return {
        "proposal": one,
        "voices": voices(one, request.user),
        "hidden": _hidden(one),
        "outcome": None if one.state == "draft" else outcome_of(one, now),
        "subjects": subject_links(one),
        "consultations": consultations_of(one, request.user),
        "files": list(one.attachments.in_round(one.round)),
        "last_round": one.rounds.filter(number=one.round).first() if one.round > 1 else None,
        "ours": ours,
        "form": _form(one, ours),
        "speaks_for": could_answer_for(one, request.user),
        "takes_answers": one.takes_answers(now),
        "time_left": time_left(one.deadline_at, now) if one.deadline_at else "",
        "soft_passed": bool(one.soft_deadline_at and one.soft_deadline_at <= now),
        "decision": getattr(one, "decision", None),
        "rests_on_sample": one.is_sample,
    }
