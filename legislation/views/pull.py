"""Asking for the newest facts of a bill, or of every tracked bill."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from common import doors
from common.access import staff
from common.models import Job
from legislation.models import Bill
from legislation.services.pull_bills import request_pull
from legislation.tasks import run_pull


@staff
@require_POST
def pull(request: HttpRequest, bill_id: str) -> HttpResponse:
    """Ask for the bill's newest facts and show how far that is."""
    chosen = get_object_or_404(Bill.objects.visible_to(request.user), pk=bill_id)
    return redirect("job", job_id=_ask([chosen.pk], request.user.pk).pk)


@staff
@require_POST
def pull_tracked(request: HttpRequest) -> HttpResponse:
    """Ask for the newest facts of every tracked bill."""
    return redirect("job", job_id=_ask(None, request.user.pk).pk)


def _ask(bill_ids: list[str] | None, person: int) -> Job:
    with transaction.atomic():
        job, created = request_pull(bill_ids=bill_ids, requested_by=person)
        if created:
            doors.send(run_pull, str(job.pk))
    return job
