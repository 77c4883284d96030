"""The audit log, searchable by the secretariat."""

from __future__ import annotations

import csv

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from common.access import staff
from common.csv_cells import safe
from common.models import AuditEntry
from members.filters import AuditFilter
from members.selectors.audit_log import lines
from members.services.exports import export_audit_log

PER_PAGE = 50


@staff
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what to what, newest first."""
    rows = AuditFilter(request.GET, queryset=AuditEntry.objects.all())
    page = Paginator(rows.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/audit.html", {"filter": rows, "page": page, "lines": lines(list(page))})


@staff
@require_POST
def audit_csv(request: HttpRequest) -> HttpResponse:
    """The entries found as CSV, people and organizations by number as they are kept; taking it is logged."""
    found = AuditFilter(request.GET, queryset=AuditEntry.objects.all())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit-log.csv"'
    writer = csv.writer(response)
    writer.writerow(["at", "person", "acting for", "what", "on", "number", "details"])
    for row in export_audit_log(entries=found.qs, by=request.user):  # type: ignore[arg-type]
        writer.writerow([safe(cell) for cell in row])
    return response
