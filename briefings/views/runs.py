"""Packets for many offices: asking for them, following them, stopping and going on, and the archive."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from briefings.forms.runs import RunForm
from briefings.models import PacketRun
from briefings.selectors.bills import UnknownBills
from briefings.selectors.offices import UnknownOffice
from briefings.selectors.runs import packets_of, progress_of, runs_for
from briefings.services import files
from briefings.services.runs import PACK_KIND, cancel_run, open_run, resume_run
from briefings.tasks import run_pack, run_packets
from common import doors
from common.access import staff
from common.models import Job

PER_PAGE, PACKETS_PER_PAGE = 25, 100


@staff
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """Every run of packets, newest first."""
    page = Paginator(runs_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "briefings/runs.html", {"page": page})


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new_run(request: HttpRequest) -> HttpResponse:
    """The form for packets of many offices; sent, it asks for them and leads to the run's page."""
    form = RunForm(request.POST or None, user=request.user)
    if form.is_valid():
        try:
            with transaction.atomic():
                run, opened = open_run(
                    bioguide_ids=form.cleaned_data["bioguide_ids"],
                    choices=form.choices,
                    requested_by=request.user,  # type: ignore[arg-type]
                    wants_final=form.cleaned_data["final"],
                    title=form.cleaned_data["title"],
                    template=form.cleaned_data["template"],
                )
                _send(opened)
        except (UnknownOffice, UnknownBills) as error:
            form.add_error(None, str(error))
        else:
            if not opened:
                messages.info(request, "The same packets are being made already; here they are.")
            return redirect("briefings:run", run_id=run.pk)
    return render(request, "briefings/new_run.html", {"form": form}, status=422 if form.errors else 200)


@staff
@require_safe
def run(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """One run: how far it is, and each of its packets."""
    found = _run(request, run_id)
    return render(request, "briefings/run.html", {"progress": progress_of(found), **_listed(request, found)})


@staff
@require_safe
def progress(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """The part that changes while packets are made; once none is, the whole page is asked for again."""
    found = _run(request, run_id)
    seen = progress_of(found)
    if not seen.is_making:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context = {"progress": seen, "again": True, **_listed(request, found)}
    return render(request, "briefings/run_progress.html", context)


def _listed(request: HttpRequest, found: PacketRun) -> dict[str, Any]:
    wanted = request.GET.get("state", "")
    rows = packets_of(found).filter(**{"state": wanted} if wanted else {})
    page = Paginator(rows, PACKETS_PER_PAGE).get_page(request.GET.get("page"))
    return {"run": found, "page": page, "wanted": wanted}


@staff
@require_POST
def cancel(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Stop a run; what is made is kept."""
    found = _run(request, run_id)
    cancel_run(run=found, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "Stopped. What was made is kept; you can go on at any time.")
    return redirect("briefings:run", run_id=found.pk)


@staff
@require_POST
def resume(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Go on with a run: make what is not made yet, and try again what failed."""
    found = _run(request, run_id)
    with transaction.atomic():
        _send(resume_run(run=found, by=request.user))  # type: ignore[arg-type]
    return redirect("briefings:run", run_id=found.pk)


@staff
@require_safe
def file(request: HttpRequest, run_id: uuid.UUID) -> HttpResponseBase:
    """The archive of a run, read from disk as it is sent."""
    found = _run(request, run_id)
    if not found.file or not files.path_of(found.file).is_file():
        raise Http404("This run has no archive.")
    name = f"packets-{slugify(found.title)}.zip"
    response = FileResponse(files.path_of(found.file).open("rb"), as_attachment=True, filename=name)
    response["Cache-Control"] = "no-store, private"
    return response


def _run(request: HttpRequest, run_id: uuid.UUID) -> PacketRun:
    found: PacketRun = get_object_or_404(PacketRun.objects.visible_to(request.user), pk=run_id)
    return found


def _send(opened: list[Job]) -> None:
    for job in opened:
        doors.send(run_pack if job.kind == PACK_KIND else run_packets, str(job.pk))
