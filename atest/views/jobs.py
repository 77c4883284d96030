"""How far the work is that someone waits for."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from atest.job_words import back_link, done_link, heading
from atest.selectors import job_for
from common.access import member
from common.jobs import request_cancel
from common.models import Job


@member
def job(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """The page of one job; it follows along by itself, and without scripts by looking again."""
    return render(request, "atest/job.html", _context(_job(request, job_id), whole=True))


@member
def progress(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """The part of the page that changes."""
    return render(
        request, "atest/job_progress.html", _context(_job(request, job_id), whole="whole" in request.GET)
    )


@member
@require_POST
def cancel(request: HttpRequest, job_id: uuid.UUID) -> HttpResponse:
    """Ask the work to stop at its next step."""
    found = _job(request, job_id)
    request_cancel(found)
    messages.info(request, "It stops at its next step; what was done until then is kept.")
    return redirect("job", job_id=found.pk)


def _job(request: HttpRequest, job_id: uuid.UUID) -> Job:
    found = job_for(request.user, job_id)
    if found is None:
        raise Http404("No such work, or it is not yours to see.")
    return found


def _context(found: Job, *, whole: bool) -> dict[str, object]:
    url, label = done_link(found)
    back_url, back_label = back_link(found)
    return {
        "job": found,
        "heading": heading(found),
        "done_url": url,
        "done_label": label,
        "back_url": back_url,
        "back_label": back_label,
        "whole": whole,
    }
