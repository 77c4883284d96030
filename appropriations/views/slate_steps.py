"""How staff move a slate on: to the organizations, into a next round, back, adopted, amended, discarded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from appropriations.forms.slate_decisions import KnownDecisionForm, MeetingForm, ProposeForm, RoundForm
from appropriations.forms.slates import ReasonForm
from appropriations.selectors.slate_requests import text_of
from appropriations.selectors.slates import slate_page
from appropriations.services.slate_adoption import adopt_at_meeting, adopt_by_decision
from appropriations.services.slate_proposals import (
    prepare_round,
    propose_slate,
    start_slate_round,
    take_slate_back,
)
from appropriations.services.slates import SlateRefused, amend_slate, discard_slate, set_aside_slate
from appropriations.views.slates import find_slate
from common.access import staff
from common.dates import today
from common.deadlines import deadlines_of_a_round, usual_deadlines
from decisions.models import Decision
from decisions.services.decisions import DecisionRefused
from decisions.services.proposals import ProposalError
from members.models import Organization

GET_OR_POST = ["GET", "HEAD", "POST"]
TEMPLATE = "appropriations/slates/step.html"
REFUSALS = (SlateRefused, ProposalError, DecisionRefused)
# What a form asks to be sure, which is no part of what is done.
ASKED_ONLY = {"weekend_is_meant", "gaps_are_known", "same_requests", "personal_words_read"}


@staff
@require_http_methods(GET_OR_POST)
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the slate to the organizations; the text they read is shown below the form."""
    one = find_slate(request, pk)
    page = slate_page(one, request.user)
    if one.state != "draft" or one.revises_id:
        return redirect(one)
    if not page.is_ready:
        messages.error(request, "Something must be mended first: see below.")
        return redirect("appropriations:edit_slate", pk)
    lacks = bool(page.told)
    form = ProposeForm(request.POST or None, lacks=lacks, initial=usual_deadlines())
    asked = Organization.objects.active().count()
    return _take(
        request,
        form,
        lambda data: propose_slate(slate=one, by=request.user, **data),  # type: ignore[arg-type]
        said="It is before the organizations, and everyone was told.",
        slate=one,
        title="Put it to the organizations",
        lede=f"One proposal to the {asked} organizations that are members today: {page.table.sentence}. "
        "The slate is frozen then; a change is a new round.",
        button="Put it to them",
        text=text_of(one),
        gaps=page.told,
    )


@staff
@require_POST
def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy a slate that is before the organizations, to change the copy for a next round."""
    one = find_slate(request, pk)
    copy = _do(request, lambda: prepare_round(slate=one, by=request.user))  # type: ignore[arg-type]
    return redirect("appropriations:edit_slate", copy.pk) if copy else redirect(one)


@staff
@require_http_methods(GET_OR_POST)
def start_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the changed copy to the same organizations as the next round."""
    copy = find_slate(request, pk)
    if copy.revises is None or copy.revises.proposal is None:
        return redirect(copy)
    proposal = copy.revises.proposal
    form = RoundForm(
        request.POST or None, initial=deadlines_of_a_round(proposal.soft_deadline_at, proposal.deadline_at)
    )
    return _take(
        request,
        form,
        lambda data: start_slate_round(copy=copy, by=request.user, **data),  # type: ignore[arg-type]
        said=f"Round {proposal.round + 1} has begun, and everyone was told.",
        slate=copy,
        title="Start the next round",
        lede="The organizations read the changed requests; what they answered before stays on the record and is to be "
        "confirmed.",
        button="Start the round",
        text=text_of(copy),
    )


@staff
@require_http_methods(GET_OR_POST)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw the proposal of a slate, which is a draft again."""
    one = find_slate(request, pk)
    if one.state != "proposed":
        return redirect(one)
    return _take(
        request,
        ReasonForm(request.POST or None),
        lambda data: take_slate_back(slate=one, by=request.user, **data),  # type: ignore[arg-type]
        said="The proposal is withdrawn. The slate is a draft again.",
        slate=one,
        title="Take it back",
        lede="The proposal is withdrawn: its answers and this reason stay. Then the slate can be changed.",
        button="Take it back",
    )


@staff
@require_http_methods(GET_OR_POST)
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter that a meeting adopted the slate, without a proposal."""
    one = find_slate(request, pk)
    if one.state != "draft" or one.revises_id:
        return redirect(one)
    start = {"decided_on": today(), "title": str(one), "text": text_of(one)}
    form = MeetingForm(request.POST or None, initial=start)

    def enter(_data: dict[str, Any]) -> Any:
        adopt_at_meeting(slate=one, by=request.user, **form.said())  # type: ignore[arg-type]
        return one

    return _take(
        request,
        form,
        enter,
        said="Entered in the register. The slate is adopted and locked.",
        slate=one,
        title="Adopted at a meeting",
        lede="The decision is entered in the register, and the slate is locked by it.",
        button="Enter the decision",
        known=True,
    )


@staff
@require_http_methods(GET_OR_POST)
def adopt_known(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock the slate by a decision that stands in the register already."""
    one = find_slate(request, pk)
    if one.state != "draft" or one.revises_id:
        return redirect(one)
    decisions = Decision.objects.visible_to(request.user).in_force()
    other = slate_page(one, request.user).other_text
    form = KnownDecisionForm(request.POST or None, decisions=decisions, initial={"decision": other})
    return _take(
        request,
        form,
        lambda data: adopt_by_decision(slate=one, by=request.user, **data),  # type: ignore[arg-type]
        said="The slate is adopted and locked.",
        slate=one,
        title="Adopted by a decision in the register",
        lede="A decision names what it adopted in its text. Compare the two: nothing of the slate changes afterwards.",
        button="Lock it by that decision",
        text=text_of(one),
    )


@staff
@require_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an amendment of an adopted slate."""
    one = find_slate(request, pk)
    made = _do(request, lambda: amend_slate(slate=one, by=request.user))  # type: ignore[arg-type]
    if made is None:
        return redirect(one)
    messages.success(request, "An amendment, empty. Add the lines it changes, adds or drops.")
    return redirect("appropriations:edit_slate", made.pk)


@staff
@require_http_methods(GET_OR_POST)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before a draft is thrown away."""
    one = find_slate(request, pk)
    if one.state != "draft":
        return redirect(one)

    def throw_away(_data: dict[str, Any]) -> str:
        back = one.revises or one.amends
        discard_slate(slate=one, by=request.user)  # type: ignore[arg-type]
        return back.get_absolute_url() if back else reverse("appropriations:slates")

    return _take(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        throw_away,
        said="The draft was discarded.",
        slate=one,
        title="Discard this draft?",
        lede="It is deleted for good with all its requests.",
        button="Discard the draft",
        danger=True,
    )


@staff
@require_http_methods(GET_OR_POST)
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a draft aside that was before the organizations, so that another can be built."""
    one = find_slate(request, pk)
    if one.state != "draft":
        return redirect(one)
    return _take(
        request,
        ReasonForm(request.POST or None),
        lambda data: set_aside_slate(slate=one, by=request.user, **data),  # type: ignore[arg-type]
        said="Set aside. Another slate can be built for this year, from this one or another.",
        slate=one,
        title="Set it aside",
        lede="It stays in the record as it is, for good, and asks for nothing.",
        button="Set it aside",
        danger=True,
    )


def _do(request: HttpRequest, act: Callable[[], Any]) -> Any:
    """Do something; say why not where it is refused, and return None."""
    try:
        return act()
    except REFUSALS as refused:
        messages.error(request, str(refused))
        return None


def _take(
    request: HttpRequest, form: forms.Form, do: Callable[[dict[str, Any]], Any], *, said: str, **context: Any
) -> HttpResponse:
    """Show the form, or do what it says and lead to what `do` returns; a refusal is shown with nothing lost."""
    if request.method == "POST" and form.is_valid():
        data = {name: value for name, value in form.cleaned_data.items() if name not in ASKED_ONLY}
        try:
            done = do(data)
        except REFUSALS as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            one = context["slate"]
            return redirect(done if isinstance(done, str) or type(done) is type(one) else one)
    status = 422 if form.is_bound and form.errors else 200
    sample = context["slate"].is_sample
    return render(request, TEMPLATE, {"form": form, "rests_on_sample": sample, **context}, status=status)
