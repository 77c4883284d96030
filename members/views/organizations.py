"""Organizations: the list, one page each, and the contacts as a file for the secretariat."""

from __future__ import annotations

import csv

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from common.access import member, staff
from common.csv_cells import safe
from members.choices import Naming
from members.filters import OrganizationFilter
from members.forms import NamingForm
from members.models import Organization
from members.selectors.organizations import contacts_of, listed, reach_in_words
from members.services.exports import export_contacts
from members.services.organizations import NotTheirs, choose_naming, may_speak_for

PER_PAGE = 50


@member
@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """Every member organization, alphabetical: all are equal (P3)."""
    rows = OrganizationFilter(request.GET, queryset=Organization.objects.visible_to(request.user).active())
    page = Paginator(listed(rows.qs), PER_PAGE).get_page(request.GET.get("page"))
    shown = [{"it": one, "reach": reach_in_words(list(one.reach.all()))} for one in page]
    return render(
        request,
        "members/organizations.html",
        {"filter": rows, "page": page, "rows": shown, "rests_on_sample": any(o.is_sample for o in page)},
    )


@member
@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    """One organization; its contacts for the secretariat, its own settings for those who speak for it."""
    one = get_object_or_404(Organization.objects.visible_to(request.user), slug=slug)
    ours = may_speak_for(request.user, one)  # type: ignore[arg-type]
    return render(
        request,
        "members/organization.html",
        {
            "organization": one,
            "skills": list(one.skills.all()),
            "reach": reach_in_words(list(one.reach.all())),
            "contacts": contacts_of(one) if request.user.is_secretariat else [],  # type: ignore[union-attr]
            "naming_form": _naming_form(one) if ours else None,
            "rests_on_sample": one.is_sample,
        },
    )


@member
@require_http_methods(["POST"])
def naming(request: HttpRequest, slug: str) -> HttpResponse:
    """Set whether the organization may be named to offices."""
    one = get_object_or_404(Organization.objects.visible_to(request.user), slug=slug)
    form = NamingForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the answers.")
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


@staff
@require_safe
def contacts_csv(request: HttpRequest) -> HttpResponse:
    """The contacts of all organizations as CSV; taking them is logged."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="contacts.csv"'
    writer = csv.writer(response)
    writer.writerow(["organization", "name", "role", "email"])
    people = export_contacts(by=request.user)  # type: ignore[arg-type]
    writer.writerows([safe(cell) for cell in person] for person in people)
    return response


def _naming_form(one: Organization) -> NamingForm:
    return NamingForm(initial={"naming": one.naming, "states": one.naming_states})
