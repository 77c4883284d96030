"""How fresh every source is, with the history of its runs; staff can have one read now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from common import doors
from common.access import staff
from common.models import Job
from legislation import tasks
from legislation.known_sources import (
    ALL_BILLS,
    HOUSE_VOTES,
    LEGISLATORS,
    MEETINGS,
    SOURCES,
    TEXTS,
    TRACKED_BILLS,
)
from legislation.selectors import source_pages
from legislation.selectors.entered import late_facts
from legislation.services.discover_bills import request_discovery
from legislation.services.fetch_legislators import request_roster
from legislation.services.pull_bills import request_pull
from legislation.services.pull_meetings import request_meetings
from legislation.services.pull_texts import request_texts
from legislation.services.pull_votes import request_votes

A_PAGE = 25
# What reads a source now: the kind of its job, who opens one, and the task that runs it.
_READERS: dict[str, tuple[str, Callable[..., tuple[Job, bool]], Any]] = {
    TRACKED_BILLS: ("pull bills", request_pull, tasks.run_pull),
    ALL_BILLS: ("discover bills", request_discovery, tasks.run_discovery),
    TEXTS: ("pull texts", request_texts, tasks.run_text_pull),
    MEETINGS: ("pull meetings", request_meetings, tasks.run_meetings),
    HOUSE_VOTES: ("pull votes", request_votes, tasks.run_vote_pull),
    LEGISLATORS: ("load legislators", request_roster, tasks.run_roster),
}


@staff
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every source with its freshness, the services with their budget, and the runs, newest first."""
    chosen = request.GET.get("source", "")
    chosen = chosen if chosen in SOURCES else ""
    lines = source_pages.source_lines({key: kind for key, (kind, _, _) in _READERS.items()})
    context = {
        "lines": lines,
        "stale": [line for line in lines if line.is_stale and line.last],
        "readable": list(_READERS),
        "services": source_pages.service_lines(),
        "queue": source_pages.queue_facts(),
        "late": late_facts(),
        "chosen": SOURCES.get(chosen),
        "page": Paginator(source_pages.runs(chosen), A_PAGE).get_page(request.GET.get("page")),
        "labels": {key: each.label for key, each in SOURCES.items()},
    }
    return render(request, "legislation/sources.html", context)


@staff
@require_POST
def read_now(request: HttpRequest) -> HttpResponse:
    """Have a source read now, and show how far that is."""
    if request.POST.get("source", "") not in _READERS:
        raise Http404("No such source, or nothing here reads it.")
    _, ask, task = _READERS[request.POST["source"]]
    with transaction.atomic():
        job, created = ask(requested_by=request.user.pk)
        if created:
            doors.send(task, str(job.pk))
    return redirect("job", job_id=job.pk)
