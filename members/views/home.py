"""The member's home: what awaits an answer, what was decided, what moved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.access import member
from members.selectors.organizations import missing_pieces, reach_in_words


@member
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The home of whoever acts for an organization; higher apps fill its slots (templates/members/home.html)."""
    acting_for = request.acting_for  # type: ignore[attr-defined]
    organization = acting_for.organization if acting_for else None
    return render(
        request,
        "members/home.html",
        {
            "acting_for": acting_for,
            "organization": organization,
            "affiliations": request.user.current_affiliations,  # type: ignore[union-attr]
            "skills": list(organization.skills.all()) if organization else [],
            "reach": reach_in_words(list(organization.reach.all())) if organization else [],
            "missing": missing_pieces(organization) if organization else [],
            "rests_on_sample": bool(organization and organization.is_sample),
        },
    )
