"""Slates as everyone inside reads them: the list, one slate, its files and its print."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from appropriations.exports.slates import slate_sheet, slates_sheet
from appropriations.filters import SlateFilter
from appropriations.models import Slate
from appropriations.render.slates import PrintedSlate, print_slate
from appropriations.selectors.slate_requests import before_amendment, items_of, text_of
from appropriations.selectors.slate_rows import slate_table
from appropriations.selectors.slates import listed, slate_page
from common.access import member
from common.pdf import PdfError
from common.sheets import FileReply, Kind, as_file

PER_PAGE = 25


@member
@require_safe
def slates(request: HttpRequest) -> HttpResponse:
    """Every slate and amendment: what is prepared, before the organizations, adopted or set aside."""
    rows = _chosen(request)
    page = Paginator(rows.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filter": rows, "page": page, "rests_on_sample": any(one.is_sample for one in page)}
    return render(request, "appropriations/slates/list.html", context)


@member
@require_safe
def slates_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same slates as a file."""
    return as_file(slates_sheet(_chosen(request).qs), kind)


@member
@require_safe
def slate(request: HttpRequest, pk: int) -> HttpResponse:
    """One slate: what it asks for beside what was asked and given before, and how it came about."""
    one = find_slate(request, pk)
    page = slate_page(one, request.user)
    context = {"page": page, "slate": one, "rests_on_sample": one.is_sample}
    return render(request, "appropriations/slates/slate.html", context)


@member
@require_safe
def slate_file(request: HttpRequest, pk: int, kind: Kind) -> FileReply:
    """The requests of one slate as a file."""
    one = find_slate(request, pk)
    return as_file(slate_sheet(one, slate_table(one, items_of(one), before_amendment(one))), kind)


@member
@require_safe
def slate_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """One slate on paper; DRAFT on every page until it is adopted."""
    one = find_slate(request, pk)
    items = items_of(one)
    table = slate_table(one, items, before_amendment(one))
    printed = PrintedSlate(
        title=str(one),
        state=one.get_state_display(),
        is_adopted=one.state == "adopted",
        is_sample=one.is_sample,
        decision=f"Decision {one.decision.number}" if one.decision else "",
        table=table,
        text=text_of(one) if items else "",
        printed_at=timezone.now(),
    )
    try:
        data = print_slate(printed).data
    except PdfError as error:
        messages.error(request, f"The slate could not be printed: {error}")
        return redirect(one)
    response = HttpResponse(data, content_type="application/pdf")
    draft = "" if printed.is_adopted else "-draft"
    name = f"fy-{one.fiscal_year}-requests-{one.to.replace('_', '-')}{draft}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def find_slate(request: HttpRequest, pk: int) -> Slate:
    """Return the slate if whoever asks may see it."""
    rows = Slate.objects.visible_to(request.user)
    found: Slate = get_object_or_404(
        rows.select_related(
            "decision", "proposal", "amends__decision", "revises", "built_from", "created_by"
        ),
        pk=pk,
    )
    return found


def _chosen(request: HttpRequest) -> SlateFilter:
    rows = Slate.objects.visible_to(request.user).put_forward()
    return SlateFilter(request.GET, queryset=listed(rows))
