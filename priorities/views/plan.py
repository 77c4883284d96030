"""The pages of the plan: the one in force, the archived ones, one priority, its adopted wording."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from common.access import member, staff
from priorities.forms import WordingForm
from priorities.models import Goal, Pillar, Plan, Priority
from priorities.selectors.plan import plan_page, priority_page
from priorities.services.wording import paste_official_text

_TARGETS: dict[str, type[Pillar | Goal | Priority]] = {"pillar": Pillar, "goal": Goal, "priority": Priority}


@member
def plan(request: HttpRequest) -> HttpResponse:
    """The plan in force: what serves each priority, and where the work is thin."""
    found = Plan.objects.visible_to(request.user).in_force().first()
    page = plan_page(found, request.user) if found else None
    return render(
        request, "priorities/plan.html", {"page": page, "rests_on_sample": bool(page and page.has_sample)}
    )


@member
def archive(request: HttpRequest) -> HttpResponse:
    """Plans that are no longer in force."""
    kept = Plan.objects.visible_to(request.user).filter(is_archived=True).prefetch_related("pillars__goals")
    return render(request, "priorities/archive.html", {"plans": kept})


@member
def priority(request: HttpRequest, priority_id: int) -> HttpResponse:
    """One priority with everything that serves it."""
    page = priority_page(priority_id, request.user)
    if page is None:
        raise Http404("There is no such priority.")
    context = {"page": page, "priority": page.row.priority, "rests_on_sample": page.has_sample}
    return render(request, "priorities/priority.html", context)


@staff
def wording(request: HttpRequest, kind: str, target_id: int) -> HttpResponse:
    """Paste the adopted wording of a pillar, goal or priority."""
    model = _TARGETS.get(kind)
    if model is None:
        raise Http404("There is no such part of a plan.")
    target: Any = get_object_or_404(model, pk=target_id)
    form = WordingForm(request.POST or None, initial={"official_text": target.official_text})
    if request.method == "POST" and form.is_valid():
        paste_official_text(target=target, text=form.cleaned_data["official_text"], by=request.user.pk or 0)
        messages.success(request, "The adopted wording is kept.")
        if isinstance(target, Priority):
            return redirect("priorities:priority", target.pk)
        return redirect("priorities:plan")
    return render(request, "priorities/wording.html", {"form": form, "target": target, "kind": kind})
