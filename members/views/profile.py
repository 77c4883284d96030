"""What an organization sets for itself: its profile (the secretariat may too) and being named to offices."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from common.access import is_staff, member
from common.countries import COUNTRIES
from members.choices import Naming
from members.forms.organizations import NamingForm, ProfileForm
from members.models import Organization
from members.services.organizations import (
    NotTheirs,
    OrganizationError,
    choose_naming,
    edit_profile,
    may_edit,
    may_speak_for,
)


@member
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, slug: str) -> HttpResponse:
    """Edit what an organization says of itself; for those who speak for it and the secretariat."""
    one = get_object_or_404(Organization.objects.visible_to(request.user), slug=slug)
    if not may_edit(user=request.user, organization=one):  # type: ignore[arg-type]
        raise PermissionDenied("Its representatives and the secretariat edit the profile of an organization.")
    form = ProfileForm(request.POST or None, organization=one, for_staff=is_staff(request.user))
    if form.is_valid():
        try:
            edit_profile(organization=one, profile=form.cleaned_data, by=request.user)  # type: ignore[arg-type]
        except OrganizationError as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, "The profile is saved.")
            return redirect(one)
    return render(
        request,
        "members/organization_profile.html",
        {
            "organization": one,
            "form": form,
            "countries": COUNTRIES.values(),
            "ours": may_speak_for(request.user, one),  # type: ignore[arg-type]
            "rests_on_sample": one.is_sample,
        },
    )


@member
@require_POST
def naming(request: HttpRequest, slug: str) -> HttpResponse:
    """Set whether the organization may be named to offices: its own people's choice alone (P7)."""
    one = get_object_or_404(Organization.objects.visible_to(request.user), slug=slug)
    form = NamingForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the answers, and states from the map.")
        return redirect(one)
    try:
        choose_naming(
            organization=one,
            naming=Naming(form.cleaned_data["naming"]),
            states=form.cleaned_data["states"],
            by=request.user,  # type: ignore[arg-type]
        )
    except (NotTheirs, ValueError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Saved: offices are told as you chose.")
    return redirect(one)
