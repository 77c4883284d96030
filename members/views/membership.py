"""How organizations come and leave: pages of the secretariat, each saying what will happen before it does."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from common.access import staff
from common.dates import today
from members.choices import OrganizationKind
from members.forms.organizations import AddOrganizationForm, AdmitForm, LeavingForm, ReturnForm
from members.models import Organization
from members.selectors.organizations import contacts_of
from members.services import membership
from members.services.organizations import OrganizationError

page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@staff
@page_with_form
def add(request: HttpRequest) -> HttpResponse:
    """Enter a member organization, an ally or a prospective member."""
    form = AddOrganizationForm(request.POST or None, initial={"kind": OrganizationKind.PROSPECTIVE})
    if form.is_valid():
        try:
            one = membership.add_organization(
                name=form.cleaned_data["name"],
                short_name=form.cleaned_data["short_name"],
                kind=OrganizationKind(form.cleaned_data["kind"]),
                joined_on=form.cleaned_data["joined_on"],
                by=request.user,  # type: ignore[arg-type]
            )
        except OrganizationError as refused:
            _say(form, refused)
        else:
            messages.success(request, f"{one} is entered. Say what it does and where.")
            return redirect("members:profile", one.slug)
    return render(request, "members/organization_add.html", {"form": form})


@staff
@page_with_form
def admit(request: HttpRequest, slug: str) -> HttpResponse:
    """Make an ally or prospective member a member organization."""
    one = get_object_or_404(
        Organization.objects.visible_to(request.user).exclude(kind=OrganizationKind.MEMBER), slug=slug
    )
    form = AdmitForm(request.POST or None, initial={"joined_on": today()})
    if form.is_valid():
        try:
            membership.admit(organization=one, joined_on=form.cleaned_data["joined_on"], by=request.user)  # type: ignore[arg-type]
        except OrganizationError as refused:
            _say(form, refused)
        else:
            messages.success(request, f"{one} is a member organization. Invite the people who act for it.")
            return redirect(one)
    return _page(request, "members/organization_admit.html", one, form)


@staff
@page_with_form
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Record the last day of a membership, after saying whose access ends with it."""
    one = get_object_or_404(
        Organization.objects.visible_to(request.user).filter(
            kind=OrganizationKind.MEMBER, left_on__isnull=True
        ),
        slug=slug,
    )
    form = LeavingForm(request.POST or None, initial={"last_day": today()})
    if form.is_valid():
        try:
            membership.record_leaving(
                organization=one,
                last_day=form.cleaned_data["last_day"],
                by=request.user,  # type: ignore[arg-type]
            )
        except OrganizationError as refused:
            _say(form, refused)
        else:
            messages.success(request, f"Recorded: the membership of {one} has a last day.")
            return redirect(one)
    return _page(request, "members/organization_leave.html", one, form, people=contacts_of(one))


@staff
@page_with_form
def come_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back a leaving that was recorded by mistake, or record that the organization joined again."""
    one = get_object_or_404(
        Organization.objects.visible_to(request.user).filter(left_on__isnull=False), slug=slug
    )
    ended = membership.roles_ended_with(one)
    form = ReturnForm(request.POST or None, roles=ended)
    if form.is_valid():
        try:
            _bring_back(request, one, form)
        except OrganizationError as refused:
            _say(form, refused)
        else:
            messages.success(request, f"{one} is a member organization again.")
            return redirect(one)
    return _page(request, "members/organization_return.html", one, form)


def _bring_back(request: HttpRequest, one: Organization, form: Form) -> None:
    roles = list(form.cleaned_data["roles"])
    if form.cleaned_data["what"] == "mistake":
        membership.take_back_leaving(organization=one, roles=roles, by=request.user)  # type: ignore[arg-type]
    else:
        membership.rejoin(
            organization=one,
            joined_on=form.cleaned_data["joined_on"],
            roles=roles,
            by=request.user,  # type: ignore[arg-type]
        )


def _say(form: Form, refused: OrganizationError) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, str(refused))


def _page(request: HttpRequest, template: str, one: Organization, form: Form, **more: object) -> HttpResponse:
    context = {"organization": one, "form": form, "today": today(), "rests_on_sample": one.is_sample}
    return render(request, template, context | more)
