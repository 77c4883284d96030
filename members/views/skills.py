"""The skills vocabulary, kept by the secretariat."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from common.access import staff
from members.forms.organizations import MergeSkillForm, SkillForm
from members.models import Organization, Skill
from members.services.skills import SkillError, add_skill, merge_skills, remove_skill, rename_skill


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def skills(request: HttpRequest) -> HttpResponse:
    """Every word of the vocabulary with how many organizations use it, and a form for one more."""
    form = SkillForm(request.POST or None)
    if form.is_valid():
        try:
            added = add_skill(name=form.cleaned_data["name"], by=request.user)  # type: ignore[arg-type]
        except SkillError as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, f"“{added}” is in the vocabulary.")
            return redirect("members:skills")
    rows = Skill.objects.annotate(used=Count("organizations")).order_by("sort_key")
    return render(request, "members/skills.html", {"rows": rows, "form": form})


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def skill(request: HttpRequest, pk: int) -> HttpResponse:
    """One word: who uses it; rename it, merge it into another, or remove it when nobody does."""
    one = get_object_or_404(Skill, pk=pk)
    form = SkillForm(request.POST or None, initial={"name": one.name})
    if form.is_valid():
        try:
            renamed = rename_skill(skill=one, name=form.cleaned_data["name"], by=request.user)  # type: ignore[arg-type]
        except SkillError as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, f"It is now called “{renamed}”.")
            return redirect("members:skills")
    return _page(request, one, form, MergeSkillForm(skill=one))


@staff
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a word into another; those who have it have the other then."""
    one = get_object_or_404(Skill, pk=pk)
    form = MergeSkillForm(request.POST, skill=one)
    if not form.is_valid():
        return _page(request, one, SkillForm(initial={"name": one.name}), form)
    into = merge_skills(skill=one, into=form.cleaned_data["into"], by=request.user)  # type: ignore[arg-type]
    messages.success(request, f"“{one}” is merged into “{into}”.")
    return redirect("members:skills")


@staff
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a word that nobody uses."""
    one = get_object_or_404(Skill, pk=pk)
    try:
        remove_skill(skill=one, by=request.user)  # type: ignore[arg-type]
    except SkillError as refused:
        messages.error(request, str(refused))
        return redirect("members:skill", pk)
    messages.success(request, f"“{one}” is removed.")
    return redirect("members:skills")


def _page(request: HttpRequest, one: Skill, form: SkillForm, merge_form: MergeSkillForm) -> HttpResponse:
    users = Organization.objects.visible_to(request.user).filter(skills=one)
    return render(
        request,
        "members/skill.html",
        {"skill": one, "form": form, "merge_form": merge_form, "organizations": list(users)},
    )
