"""The register of decisions, inside: the list, and one record with its whole history."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.access import member
from common.sheets import FileReply, Kind, as_file
from decisions.exports import decision_sheet
from decisions.filters import DecisionFilter
from decisions.models import Decision
from decisions.selectors.record import record_of

PER_PAGE = 25


@member
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision, newest first; restricted ones with a lock."""
    rows = DecisionFilter(
        request.GET, queryset=Decision.objects.visible_to(request.user).select_related("corrected_by")
    )
    page = Paginator(rows.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filter": rows, "page": page, "rests_on_sample": any(one.is_sample for one in page)}
    return render(request, "decisions/decisions.html", context)


@member
@require_safe
def decisions_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same decisions as a file."""
    seen = Decision.objects.visible_to(request.user).select_related("corrected_by")
    return as_file(decision_sheet(DecisionFilter(request.GET, queryset=seen).qs), kind)


@member
@require_safe
def decision(request: HttpRequest, number: str) -> HttpResponse:
    """One decision: its text, and inside how and by whom it was adopted."""
    rows = Decision.objects.visible_to(request.user).select_related("corrects", "corrected_by")
    one = get_object_or_404(rows, number=number)
    on_public_record = Decision.objects.public().filter(pk=one.pk).exists()
    context = {
        "decision": one,
        "record": record_of(one, request.user),
        "on_public_record": on_public_record,
        "rests_on_sample": one.is_sample,
    }
    return render(request, "decisions/decision.html", context)
