"""Families: the list, and the page of one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from common.access import member
from common.dates import today
from legislation.models import Congress, Family
from legislation.selectors.families import family_page, family_strips


@member
def families(request: HttpRequest) -> HttpResponse:
    """Every family with its vehicles by Congress."""
    return render(request, "legislation/families.html", {"families": family_strips(request.user)})


@member
def family(request: HttpRequest, slug: str) -> HttpResponse:
    """One family: vehicles side by side, predecessors, laws, authorizations."""
    try:
        page = family_page(request.user, slug)
    except Family.DoesNotExist as error:
        raise Http404(f"No family {slug} is known here.") from error
    congress = Congress.objects.all().current()
    context = {
        "page": page,
        "family": page.family,
        "congress": congress,
        "days_left": (congress.ends_on - today()).days if congress else None,
    }
    return render(request, "legislation/family.html", context)
