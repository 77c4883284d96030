"""The page of one committee meeting, its file for a calendar, and meetings that staff enter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.access import member, staff
from common.dates import eastern
from common.doors import send
from common.ics import MEDIA_TYPE, calendar_file
from legislation.forms import MeetingForm
from legislation.meeting_words import MeetingKind, MeetingStatus
from legislation.models import CommitteeMeeting
from legislation.selectors.meetings import MeetingPage, meeting_page
from legislation.services.enter_meeting import (
    Entered,
    MeetingError,
    correct_meeting,
    enter_meeting,
    withdraw_meeting,
)
from legislation.services.pull_meetings import request_meetings
from legislation.tasks import run_meetings

page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """When and where a committee meets, on what, with whom, and what changed."""
    return render(request, "legislation/meeting.html", {"page": _found(request, pk)})


@member
@require_safe
def meeting_file(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting as a file for a calendar."""
    page = _found(request, pk)
    if page.meeting.day is None:
        raise Http404("A meeting without a date fits into no calendar.")
    content = calendar_file([page.entry], name=page.entry.label, now=timezone.now())
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{page.entry.uid}.ics"'
    return response


@staff
@page_with_form
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a meeting known from elsewhere."""
    form = MeetingForm(request.POST or None)
    if form.is_valid():
        try:
            made = enter_meeting(entered=_entered(form), by=request.user)
        except MeetingError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, "The meeting is in the calendar; it yields to the feed once that carries it."
            )
            return redirect(made)
    return _form_page(request, form)


@staff
@page_with_form
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a meeting that staff entered."""
    kept: CommitteeMeeting = get_object_or_404(_entries(request), pk=pk)
    form = MeetingForm(request.POST or None, initial=_initial(kept))
    if form.is_valid():
        try:
            correct_meeting(meeting_id=kept.pk, entered=_entered(form), by=request.user)
        except MeetingError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Corrected; what it said before stands under its changes.")
            return redirect(kept)
    return _form_page(request, form, kept)


@staff
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a meeting entered by mistake."""
    kept: CommitteeMeeting = get_object_or_404(_entries(request), pk=pk)
    try:
        withdraw_meeting(meeting_id=kept.pk, by=request.user)
    except MeetingError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken out of the calendar. Its page stays and says so.")
    return redirect(kept)


@staff
@require_POST
def pull(request: HttpRequest) -> HttpResponse:
    """Fetch committee meetings now."""
    with transaction.atomic():
        job, created = request_meetings(requested_by=request.user.pk)
        if created:
            send(run_meetings, str(job.pk))
    return redirect("job", job_id=job.pk)


def _found(request: HttpRequest, pk: int) -> MeetingPage:
    try:
        return meeting_page(request.user, pk)
    except CommitteeMeeting.DoesNotExist as error:
        raise Http404("There is no such meeting.") from error


def _entries(request: HttpRequest) -> Any:
    return CommitteeMeeting.objects.visible_to(request.user).filter(event_id="")


def _entered(form: MeetingForm) -> Entered:
    said = form.cleaned_data
    kind, status = MeetingKind(said.pop("kind")), MeetingStatus(said.pop("status"))
    return Entered(kind=kind, status=status, **said)


def _initial(kept: CommitteeMeeting) -> dict[str, Any]:
    body = kept.meeting_committees.first()
    return {
        "committee": body.committee_id if body else None,
        "kind": kept.kind,
        "status": kept.status,
        "day": kept.day,
        "at": eastern(kept.starts_at).time() if kept.starts_at else None,
        "room": kept.room,
        "building": kept.building,
        "title": kept.title,
        "bills": ", ".join(one.measure for one in kept.meeting_bills.all()),
        "known_from": kept.entered_from,
        "link": kept.entered_link,
    }


def _form_page(request: HttpRequest, form: MeetingForm, kept: CommitteeMeeting | None = None) -> HttpResponse:
    context = {"form": form, "meeting": kept}
    return render(request, "legislation/meeting_form.html", context, status=422 if form.errors else 200)
