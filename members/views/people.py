"""People for the secretariat: the list, and a page each with roles and what can be done for the account."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.access import staff
from members.filters import PeopleFilter
from members.forms.people import GiveRoleForm, SecretariatRoleForm
from members.models import User
from members.selectors.people import last_administrator, person_lines, role_lines, with_roles

PER_PAGE = 50


@staff
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everyone who has or had an account, by name, with their roles today."""
    found = PeopleFilter(request.GET, queryset=with_roles(User.objects.visible_to(request.user)))
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    lines = person_lines(list(page))
    return render(
        request,
        "members/people.html",
        {
            "filter": found,
            "page": page,
            "lines": lines,
            "rests_on_sample": any(one.person.is_sample for one in lines),
        },
    )


@staff
@require_safe
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: their roles with dates, and the way to change them."""
    return person_page(request, get_object_or_404(User.objects.visible_to(request.user), pk=person_id))


def person_page(request: HttpRequest, one: User, status: int = 200, **forms: Any) -> HttpResponse:
    """Render a person's page, with forms as they were sent when something in them was not right."""
    viewer: Any = request.user
    roles = role_lines(one.affiliations.select_related("organization"))
    terms = role_lines(one.secretariat_terms.all())
    context = {
        "person": one,
        "roles": roles,
        "terms": terms,
        "has_left": not any(line.is_running for line in (*roles, *terms)),
        "second_step": is_mfa_enabled(one),
        "role_form": GiveRoleForm() if one.is_active else None,
        "term_form": SecretariatRoleForm() if one.is_active and viewer.is_administrator else None,
        "is_last_administrator": last_administrator(one),
        "is_me": one.pk == viewer.pk,
        "rests_on_sample": one.is_sample,
    }
    return render(request, "members/person.html", {**context, **forms}, status=status)
