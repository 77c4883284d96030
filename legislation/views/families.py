"""Families: the list, and the page of one."""

from __future__ import annotations

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from common import doors
from common.access import is_staff, member
from legislation.models import Family
from legislation.selectors.ending import countdown, left_by_last
from legislation.selectors.families import family_strips
from legislation.selectors.family_keeping import waiting_by_family
from legislation.selectors.family_page import FamilyPage, family_page
from legislation.tasks import compare_text_pairs

# While a task compares, a page that is opened again does not order it again.
_ORDERED_SECONDS = 300


@member
def families(request: HttpRequest) -> HttpResponse:
    """Every family with its vehicles by Congress; archived ones by name, for staff."""
    archived = Family.objects.visible_to(request.user).filter(archived_at__isnull=False)
    context = {
        "families": family_strips(request.user),
        "waiting": waiting_by_family(request.user),
        "archived": archived if is_staff(request.user) else [],
    }
    return render(request, "legislation/families.html", context)


@member
def family(request: HttpRequest, slug: str) -> HttpResponse:
    """One family: vehicles side by side, what differs, predecessors, laws, authorizations."""
    try:
        page = family_page(request.user, slug)
    except Family.DoesNotExist as error:
        raise Http404(f"No family {slug} is known here.") from error
    _order_comparisons(page)
    context = {
        "page": page,
        "family": page.family,
        "countdown": countdown(request.user),
        "left": () if page.live.columns else left_by_last(request.user, slug),
    }
    return render(request, "legislation/family.html", context)


def _order_comparisons(page: FamilyPage) -> None:
    """Have texts compared that were not yet: a long pair takes seconds, which nobody waits for here."""
    if page.texts.waiting and cache.add(f"family-texts:{page.family.pk}", 1, _ORDERED_SECONDS):
        doors.send(compare_text_pairs, *(text.key for pair in page.texts.waiting for text in pair))
