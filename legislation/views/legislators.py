"""Who sits in Congress: the list of legislators, the page of one, and how one voted."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.access import member
from common.sheets import FileReply, Kind, as_file, file_links
from legislation.exports import legislator_sheet
from legislation.filters import LegislatorBillFilter, LegislatorFilter
from legislation.models import Legislator
from legislation.selectors import legislator_bills, legislators
from legislation.views.asked import is_filtered

A_PAGE, BILLS_A_PAGE = 50, 25
VOTES_SHOWN = 10


@member
@require_safe
def legislator_list(request: HttpRequest) -> HttpResponse:
    """Legislators by last name, fifty a page; those who hold a seat today unless asked otherwise."""
    chosen = LegislatorFilter(request.GET, queryset=legislators.legislators_for_list(request.user))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": legislators.rows(list(page)),
        "is_filtered": is_filtered(request),
    }
    context |= file_links("legislation:legislators_file")
    return render(request, "legislation/legislators.html", context)


@member
@require_safe
def legislators_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same legislators as a file."""
    chosen = LegislatorFilter(request.GET, queryset=legislators.legislators_for_list(request.user))
    return as_file(legislator_sheet(legislators.rows(list(chosen.qs))), kind)


@member
@require_safe
def legislator(request: HttpRequest, bioguide_id: str) -> HttpResponse:
    """One legislator: seat, committees, offices at home, and the bills here that carry the name."""
    try:
        it = legislators.legislator_page(request.user, bioguide_id.upper())
    except Legislator.DoesNotExist as error:
        raise Http404(f"No legislator {bioguide_id} is known here.") from error
    chosen = LegislatorBillFilter(
        request.GET,
        queryset=legislator_bills.bills_of(request.user, it.legislator.pk),
        bioguide_id=it.legislator.pk,
    )
    page = Paginator(chosen.qs, BILLS_A_PAGE).get_page(request.GET.get("page"))
    votes = legislator_bills.votes_of(request.user, it.legislator.pk)
    context = {
        "it": it,
        "filter": chosen,
        "page": page,
        "rows": legislator_bills.part_rows(list(page), it.legislator.pk),
        "votes": legislator_bills.vote_rows(list(votes[:VOTES_SHOWN])),
        "vote_count": votes.count(),
        "is_filtered": is_filtered(request),
    }
    return render(request, "legislation/legislator.html", context)


@member
@require_safe
def legislator_votes(request: HttpRequest, bioguide_id: str) -> HttpResponse:
    """Every roll call at hand in which the legislator is listed, newest first."""
    one = get_object_or_404(Legislator.objects.visible_to(request.user), pk=bioguide_id.upper())
    votes = legislator_bills.votes_of(request.user, one.pk)
    page = Paginator(votes, A_PAGE).get_page(request.GET.get("page"))
    context = {"legislator": one, "page": page, "votes": legislator_bills.vote_rows(list(page))}
    return render(request, "legislation/legislator_votes.html", context)
