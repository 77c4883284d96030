"""Whom to ask next about a bill or a family: the page, and the same rows as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.access import member
from common.citations import cite_in_full
from common.sheets import FileReply, Kind, as_file, file_links
from legislation.models import Bill, Congress, Family
from legislation.selectors.standing import is_over
from legislation.wording import congress_ended
from outreach.exports import ask_sheet
from outreach.filters import AskFilter
from outreach.selectors.whom_to_ask import live_vehicles, whom_to_ask

PER_PAGE = 50


@member
@require_safe
def about_bill(request: HttpRequest, bill_id: str) -> HttpResponse:
    """Whom to ask about one bill."""
    bill = _bill(request, bill_id)
    context = {"about": cite_in_full(bill.pk), "name": bill.name, "back": bill.get_absolute_url()}
    return _page(request, [bill.pk], context | file_links("outreach:ask_about_bill_file", bill.pk))


@member
@require_safe
def about_family(request: HttpRequest, slug: str) -> HttpResponse:
    """Whom to ask about the live vehicles of a family."""
    family = _family(request, slug)
    context = {"about": family.short_name, "name": family.name, "back": family.get_absolute_url()}
    files = file_links("outreach:ask_about_family_file", family.pk)
    return _page(request, live_vehicles(family.pk, request.user), context | files)


@member
@require_safe
def bill_file(request: HttpRequest, bill_id: str, kind: Kind) -> FileReply:
    """The rows about one bill, filtered and ordered as the page is."""
    bill = _bill(request, bill_id)
    return _file(request, [bill.pk], bill.pk, kind)


@member
@require_safe
def family_file(request: HttpRequest, slug: str, kind: Kind) -> FileReply:
    """The rows about a family's live vehicles, filtered and ordered as the page is."""
    family = _family(request, slug)
    return _file(request, live_vehicles(family.pk, request.user), family.pk, kind)


def _bill(request: HttpRequest, bill_id: str) -> Bill:
    found: Bill = get_object_or_404(Bill.objects.visible_to(request.user), pk=bill_id.lower())
    return found


def _family(request: HttpRequest, slug: str) -> Family:
    found: Family = get_object_or_404(Family.objects.visible_to(request.user), pk=slug)
    return found


def _page(request: HttpRequest, bill_ids: list[str], context: dict[str, str]) -> HttpResponse:
    asked = whom_to_ask(bill_ids, request.user)
    chosen = AskFilter(request.GET, asked)
    page = Paginator(chosen.rows, PER_PAGE).get_page(request.GET.get("page"))
    is_filtered = any(value for key, value in request.GET.items() if key not in {"page", "sort"})
    context["nothing_live"] = _nothing_live(request, bill_ids)
    shown = {"asked": asked, "filter": chosen, "page": page, "is_filtered": is_filtered}
    return render(request, "outreach/whom_to_ask.html", {**context, **shown})


def _nothing_live(request: HttpRequest, bill_ids: list[str]) -> str:
    """Why there is nothing to ask: the bill's Congress is over, or no vehicle of the sitting one is known yet."""
    bill = Bill.objects.visible_to(request.user).filter(pk__in=bill_ids).select_related("congress").first()
    if bill and is_over(bill):
        return congress_ended(bill.congress_id, bill.congress.ends_on)
    if bill:
        return "it is at an end"
    congress = Congress.objects.all().current()
    return f"no vehicle of it is known in the {congress} yet" if congress else "no live bill carries it"


def _file(request: HttpRequest, bill_ids: list[str], name: str, kind: Kind) -> FileReply:
    asked = whom_to_ask(bill_ids, request.user)
    lists = [f"{bill.citation}: {bill.list_words}" for bill in asked.bills]
    return as_file(ask_sheet(name, AskFilter(request.GET, asked).rows, lists), kind)
