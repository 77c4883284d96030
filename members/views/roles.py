"""Giving, changing and ending roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from common.access import administrator, is_inside, staff
from common.dates import today
from members.choices import Role, SecretariatRole
from members.forms.people import ChangeRoleForm, GiveRoleForm, LastDayForm, SecretariatRoleForm
from members.models import Affiliation, SecretariatTerm, User
from members.services import roles as service
from members.services.rights import NotAllowed
from members.views.people import person_page

Refusal = (service.RoleError, NotAllowed)


@staff
@require_POST
def give(request: HttpRequest, person_id: int) -> HttpResponse:
    """Let a person act for an organization, also for a further one."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=person_id)
    form = GiveRoleForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            service.give_role(
                user=person,
                organization=data["organization"],
                role=Role(data["role"]),
                starts_on=data["starts_on"],
                by=_id(request),
            )
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{person} acts for {data['organization']}.")
            return redirect("members:person", person_id)
    return person_page(request, person, status=400, role_form=form)


@administrator
@require_POST
def give_secretariat(request: HttpRequest, person_id: int) -> HttpResponse:
    """Make a person part of the secretariat."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=person_id)
    form = SecretariatRoleForm(request.POST)
    if form.is_valid():
        role = SecretariatRole(form.cleaned_data["role"])
        try:
            service.give_secretariat_role(
                user=person, role=role, starts_on=form.cleaned_data["starts_on"], by=_id(request)
            )
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{person} is {role.label.lower()} of the secretariat.")
            return redirect("members:person", person_id)
    return person_page(request, person, status=400, term_form=form)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, role_id: int) -> HttpResponse:
    """Let a person go on in another role from today."""
    role = _affiliation(request, role_id)
    form = ChangeRoleForm(_sent(request), initial={"role": role.role})
    if form.is_valid():
        try:
            service.change_role(affiliation=role, role=Role(form.cleaned_data["role"]), by=_id(request))
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The role is changed from today; the one before stays on the record.")
            return redirect("members:person", role.user_id)
    words = f"{role.get_role_display()} of {role.organization} so far."
    return _page(request, role, form, title="Change the role", words=words)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, role_id: int) -> HttpResponse:
    """End a role in an organization."""
    role = _affiliation(request, role_id)

    def ended(last_day: Any) -> None:
        service.end_role(affiliation=role, last_day=last_day, by=_id(request))

    words = f"{role.get_role_display()} of {role.organization}. The record keeps who acted until then."
    return _ending(request, role, ended, words)


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def end_secretariat(request: HttpRequest, term_id: int) -> HttpResponse:
    """End a role in the secretariat."""
    term = get_object_or_404(
        SecretariatTerm.objects.filter(user__in=User.objects.visible_to(request.user)).select_related("user"),
        pk=term_id,
    )

    def ended(last_day: Any) -> None:
        service.end_secretariat_role(term=term, last_day=last_day, by=_id(request))

    return _ending(request, term, ended, f"Secretariat: {term.get_role_display().lower()}.")


def _ending(request: HttpRequest, role: Any, end_it: Any, words: str) -> HttpResponse:
    """The page on which a role's last day is entered, and what comes of it."""
    form = LastDayForm(_sent(request), starts_on=role.starts_on)
    if form.is_valid():
        try:
            end_it(form.cleaned_data["last_day"])
        except Refusal as refused:
            form.add_error(None, str(refused))
        else:
            if _left_by_oneself(request, role):
                logout(request)
                return redirect("account_login")
            over = form.cleaned_data["last_day"] <= today()
            messages.success(request, "The role is over." if over else "The role ends on that day.")
            return redirect("members:person", role.user_id)
    return _page(request, role, form, title="End the role", words=words, danger=True)


def _left_by_oneself(request: HttpRequest, role: Any) -> bool:
    """Whether somebody just ended their own last role: the session this request came by is gone too."""
    return role.user_id == request.user.pk and not is_inside(User.objects.get(pk=role.user_id))


def _page(
    request: HttpRequest,
    role: Any,
    form: forms.Form,
    *,
    title: str,
    words: str,
    danger: bool = False,
) -> HttpResponse:
    context = {
        "person": role.user,
        "form": form,
        "title": title,
        "words": words,
        "label": title,
        "danger": danger,
    }
    return render(request, "members/person_step.html", context, status=400 if form.errors else 200)


def _affiliation(request: HttpRequest, role_id: int) -> Affiliation:
    rows = Affiliation.objects.filter(user__in=User.objects.visible_to(request.user))
    found: Affiliation = get_object_or_404(rows.select_related("user", "organization"), pk=role_id)
    return found


def _id(request: HttpRequest) -> int:
    return int(request.user.pk or 0)


def _sent(request: HttpRequest) -> Any:
    """What a form sent, also when it was sent empty; None while it is only shown."""
    return request.POST if request.method == "POST" else None
