"""The audit log, searchable by the secretariat."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from common.access import staff
from common.models import AuditEntry
from common.sheets import FileReply, Kind, Sheet, as_file
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
def audit_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The entries found as a file, people and organizations by number as they are kept; taking it is logged."""
    found = AuditFilter(request.GET, queryset=AuditEntry.objects.all())
    rows = export_audit_log(entries=found.qs, by=request.user)  # type: ignore[arg-type]
    headings = ("At (UTC)", "Person", "Acting for", "What", "On", "Number", "Details")
    return as_file(Sheet("audit-log", headings, rows), kind)
