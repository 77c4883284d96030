"""Organizations: the list, one page each, and the contacts as a file for the secretariat."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.access import is_staff, member, staff
from common.dates import today
from common.sheets import FileReply, Kind, Sheet, as_file
from common.states import state_name
from members.exports import organization_sheet
from members.filters import OrganizationFilter
from members.forms.organizations import NamingForm
from members.models import Organization
from members.selectors.organizations import contacts_of, listed, reach_in_words
from members.selectors.reach import footprint_of
from members.services.exports import export_contacts
from members.services.organizations import may_edit, may_speak_for

PER_PAGE = 50


@member
@require_safe
def organizations(request: HttpRequest) -> HttpResponse:
    """Every member organization, alphabetical: all are equal (P3). The secretariat also finds those outside."""
    rows = OrganizationFilter(
        request.GET,
        queryset=Organization.objects.visible_to(request.user),
        for_staff=is_staff(request.user),
    )
    page = Paginator(listed(rows.qs), PER_PAGE).get_page(request.GET.get("page"))
    shown = [{"it": one, "reach": reach_in_words(list(one.reach.all()))} for one in page]
    return render(
        request,
        "members/organizations.html",
        {"filter": rows, "page": page, "rows": shown, "rests_on_sample": any(o.is_sample for o in page)},
    )


@member
@require_safe
def organizations_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same organizations as a file."""
    seen = Organization.objects.visible_to(request.user)
    rows = OrganizationFilter(request.GET, queryset=seen, for_staff=is_staff(request.user))
    return as_file(organization_sheet(listed(rows.qs)), kind)


@member
@require_safe
def organization(request: HttpRequest, slug: str) -> HttpResponse:
    """One organization; its contacts for the secretariat, its own settings for those who speak for it."""
    rows = Organization.objects.visible_to(request.user)
    one = get_object_or_404(rows.prefetch_related("skills", "reach"), slug=slug)
    ours = may_speak_for(request.user, one)  # type: ignore[arg-type]
    states = footprint_of(one).states
    initial = {"naming": one.naming, "states": one.naming_states}
    return render(
        request,
        "members/organization.html",
        {
            "organization": one,
            "skills": list(one.skills.all()),
            "reach": reach_in_words(list(one.reach.all())),
            "states": dict.fromkeys(states, 1),
            "marks": dict.fromkeys(states, "✓"),
            "naming_states": sorted(map(state_name, one.naming_states)),
            "standing": one.standing(today()),
            "contacts": contacts_of(one) if is_staff(request.user) else [],
            "naming_form": NamingForm(initial=initial) if ours else None,
            "may_edit": may_edit(user=request.user, organization=one),  # type: ignore[arg-type]
            "rests_on_sample": one.is_sample,
        },
    )


@staff
@require_safe
def contacts_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The contacts of all organizations as a file; taking them is logged."""
    people = export_contacts(by=request.user)  # type: ignore[arg-type]
    return as_file(Sheet("contacts", ("Organization", "Name", "Role", "Email"), people), kind)
