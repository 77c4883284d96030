"""Drafts, which the secretariat writes, looks at, opens or discards."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common.access import staff
from common.deadlines import DeadlinesForm, usual_deadlines
from common.naming import address_of
from decisions.choices import ProposalKind
from decisions.forms.proposals import DraftForm
from decisions.forms.steps import YesForm
from decisions.models import Proposal
from decisions.services.drafting import save_draft
from decisions.services.drafts import FIELDS, discard_draft
from decisions.services.proposals import open_proposal
from decisions.views.steps import found, take
from members.models import Organization

TEMPLATE = "decisions/proposal/draft.html"


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a draft."""
    return _draft(request, None)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a draft; what has been opened changes by a new round only."""
    one = found(request, pk)
    return _draft(request, one) if one.state == "draft" else redirect(one)


@staff
@require_safe
def subjects(request: HttpRequest) -> HttpResponse:
    """The part of the draft's form that finds what it concerns: what is chosen, and what the words may mean."""
    form = DraftForm(
        user=request.user,
        initial={"subjects": request.GET.getlist("subjects"), "find": request.GET.get("find", "")},
    )
    return render(request, "decisions/proposal/subjects.html", {"form": form})


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def open_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Say until when organizations answer, and open the draft: from then on its text is frozen."""
    one = found(request, pk)
    if one.state != "draft":
        return redirect(one)
    form = DeadlinesForm(request.POST or None, initial=usual_deadlines())
    asked = Organization.objects.active().count()
    return take(
        request,
        form,
        lambda data: open_proposal(
            proposal=one,
            deadline_at=data["deadline_at"],
            soft_deadline_at=data["soft_deadline_at"],
            by=request.user,  # type: ignore[arg-type]
        ),
        said="The proposal is open, and everyone was told.",
        proposal=one,
        title="Open the proposal",
        lede=f"It is put to the {asked} organizations that are members today. Text, files, rule and whom it is "
        "put to are frozen then; a change of the text is a new round.",
        button="Open it for answers",
    )


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before a draft is thrown away with its files."""
    one = found(request, pk)
    if one.state != "draft":
        return redirect(one)

    def throw_away(_data: dict[str, Any]) -> str:
        discard_draft(proposal=one, by=request.user)  # type: ignore[arg-type]
        return reverse("decisions:proposals")

    return take(
        request,
        YesForm(request.POST if request.method == "POST" else None),
        throw_away,
        said="The draft was discarded.",
        proposal=one,
        title="Discard this draft?",
        lede="The draft and its files are deleted for good. Nobody but the secretariat has seen it.",
        button="Discard the draft",
        danger=True,
    )


def _draft(request: HttpRequest, one: Proposal | None) -> HttpResponse:
    if "look" in request.POST:
        # Without scripts, looking for a subject sends the whole form: nothing typed is lost, nothing is judged.
        form = DraftForm(user=request.user, proposal=one, initial=_as_typed(request))
        return render(request, TEMPLATE, {"form": form, "proposal": one, "looked": True})
    form = DraftForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        proposal=one,
        initial=_initial(one, request.GET),
    )

    def save(data: dict[str, Any]) -> Proposal:
        return save_draft(
            proposal=one,
            by=request.user,  # type: ignore[arg-type]
            subjects=form.subjects,
            added=data["added"],
            dropped=data.get("drop", ()),
            **{name: data[name] for name in FIELDS},
        )

    said = "Saved. This is how the organizations will see it."
    return take(request, form, save, said=said, template=TEMPLATE, proposal=one)


def _named(asked: QueryDict) -> dict[str, Any]:
    """What a link to a new draft names: what it is about and its kind. The form leaves out what cannot be a subject."""
    kind = asked.get("kind", "")
    return {"subjects": asked.getlist("about")} | ({"kind": kind} if kind in ProposalKind.values else {})


def _initial(one: Proposal | None, asked: QueryDict) -> dict[str, Any]:
    if one is None:
        return _named(asked)
    kept = [subject.target for subject in one.subjects.prefetch_related("target")]
    return {name: getattr(one, name) for name in FIELDS} | {
        "subjects": [address_of(target) for target in kept if target is not None]
    }


def _as_typed(request: HttpRequest) -> dict[str, Any]:
    lists = {"subjects", "drop"}
    typed = {name: request.POST[name] for name in request.POST.keys() - lists}
    return typed | {name: request.POST.getlist(name) for name in lists}
