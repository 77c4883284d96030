"""The audit log, searchable by the secretariat."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.access import staff
from common.models import AuditEntry
from members.filters import AuditFilter
from members.selectors.audit_log import lines

PER_PAGE = 50


@staff
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what to what, newest first."""
    rows = AuditFilter(request.GET, queryset=AuditEntry.objects.all())
    page = Paginator(rows.qs, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/audit.html", {"filter": rows, "page": page, "lines": lines(list(page))})
