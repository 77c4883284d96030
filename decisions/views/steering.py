"""How the secretariat keeps an open proposal going: answers it received, another deadline, another round."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common.access import staff
from common.deadlines import deadlines_of_a_round
from common.prose import one_line_end
from common.word_diff import unwrapped, word_diff
from decisions.choices import Answer
from decisions.forms import OnBehalfForm
from decisions.forms.proposals import RoundForm
from decisions.forms.steps import DeadlineForm
from decisions.models import Proposal
from decisions.services.proposals import move_deadline
from decisions.services.responses import record_response
from decisions.services.rounds import start_round
from decisions.views.steps import found, take
from members.models import Organization

ROUND = "decisions/proposal/new_round.html"


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record an answer that reached the secretariat another way, with how it did."""
    one = found(request, pk)
    if not one.takes_answers(timezone.now()):
        return redirect(one)
    asked = Organization.objects.active().filter(pk__in=one.electors.values("organization"))
    initial = {"seen_round": one.round, "organization": request.GET.get("organization")}
    form = OnBehalfForm(request.POST or None, asked=asked.order_by("sort_key"), initial=initial)

    def keep(data: dict[str, Any]) -> Proposal:
        record_response(
            proposal=one,
            organization=data["organization"],
            answer=Answer(data["answer"]),
            reason=data["reason"],
            received_how=data["received_how"],
            seen_round=data["seen_round"],
            by=request.user,  # type: ignore[arg-type]
        )
        return one

    return take(
        request,
        form,
        keep,
        said="Recorded, and shown as recorded by the secretariat.",
        template="decisions/proposal/record.html",
        proposal=one,
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the deadline, with the reason that every organization reads."""
    one = found(request, pk)
    if one.state != "open":
        return redirect(one)
    initial = {"soft_deadline_at": one.soft_deadline_at, "deadline_at": one.deadline_at}
    return take(
        request,
        DeadlineForm(request.POST or None, initial=initial),
        lambda data: move_deadline(
            proposal=one,
            deadline_at=data["deadline_at"],
            soft_deadline_at=data["soft_deadline_at"],
            reason=data["reason"],
            by=request.user,  # type: ignore[arg-type]
        ),
        said="The deadline was moved, and everyone was told.",
        proposal=one,
        title="Move the deadline",
        lede="The former deadline and your reason stay on the record.",
        button="Move it",
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the text: a new round, to which earlier answers are to be confirmed."""
    one = found(request, pk)
    if one.state != "open":
        return redirect(one)
    form = RoundForm(request.POST or None, request.FILES or None, proposal=one, initial=_as_it_stands(one))
    context = {"proposal": one, "next_round": one.round + 1}
    if "preview" in request.POST:
        form.full_clean()
        shown = {"form": form, "diff": _diff(one, form.data), "rests_on_sample": one.is_sample, **context}
        return render(request, ROUND, shown)

    def begin(data: dict[str, Any]) -> Proposal:
        return start_round(
            proposal=one,
            question=data["question"],
            text=data["text"],
            commits_us_to=data["commits_us_to"],
            what_changed=data["what_changed"],
            deadline_at=data["deadline_at"],
            soft_deadline_at=data["soft_deadline_at"],
            added=data["added"],
            dropped=list(data.get("drop", ())),
            seen_round=data["seen_round"],
            by=request.user,  # type: ignore[arg-type]
        )

    said = f"Round {one.round + 1} has begun, and everyone was told."
    return take(request, form, begin, said=said, template=ROUND, **context)


def _as_it_stands(one: Proposal) -> dict[str, Any]:
    words = {name: getattr(one, name) for name in ("question", "text", "commits_us_to")}
    return {**words, **deadlines_of_a_round(one.soft_deadline_at, one.deadline_at), "seen_round": one.round}


def _diff(one: Proposal, typed: Any) -> dict[str, Any]:
    """What the typed words change, in each of the three fields."""
    new = {name: one_line_end(typed.get(name, "")).strip() for name in ("question", "commits_us_to", "text")}
    return {name: word_diff(unwrapped(getattr(one, name)), unwrapped(words)) for name, words in new.items()}
