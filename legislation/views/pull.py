"""Asking for the newest facts of a bill, or of every tracked bill."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from common.access import staff
from legislation.models import Bill
from legislation.services.pull_bills import request_pull
from legislation.tasks import run_pull


@staff
@require_POST
def pull(request: HttpRequest, bill_id: str) -> HttpResponse:
    """Ask for the bill's newest facts and show how far that is."""
    chosen = get_object_or_404(Bill.objects.visible_to(request.user), pk=bill_id)
    with transaction.atomic():
        job = request_pull(bill_ids=[chosen.pk], requested_by=request.user.pk)
        transaction.on_commit(lambda: run_pull.delay(str(job.pk)))
    return redirect("job", job_id=job.pk)
