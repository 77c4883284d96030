"""Meetings that staff know of before the feed does: rows of their own with a source, which yield to the feed's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from common import audit
from common.dates import EASTERN
from legislation.choices import Source
from legislation.meeting_words import MeetingKind, MeetingStatus
from legislation.models import (
    Committee,
    CommitteeMeeting,
    Congress,
    MeetingBill,
    MeetingChange,
    MeetingCommittee,
)
from legislation.services.sync_meeting import shown_of
from legislation.services.tell_others import tell_meeting


class MeetingError(Exception):
    """A meeting cannot be entered so; the message is fit to be shown."""


@dataclass(frozen=True)
class Entered:
    """What staff enter about a meeting; `at` is the time in Washington, None where none is known."""

    committee: Committee
    kind: MeetingKind
    status: MeetingStatus
    title: str
    day: date
    at: time | None
    building: str
    room: str
    bills: Sequence[str]
    known_from: str
    link: str


@transaction.atomic
def enter_meeting(*, entered: Entered, by: Any) -> CommitteeMeeting:
    """Write a meeting known from elsewhere, with who says so and from what.

    Raises MeetingError when the feed has this meeting already, or no Congress sits that day.
    """
    known = _in_the_feed(entered)
    if known is not None:
        raise MeetingError("The feed carries this meeting already; open it from the calendar.")
    meeting = CommitteeMeeting(congress=_congress_of(entered.day), source=Source.STAFF, entered_by=by)
    _put(meeting, entered)
    meeting.save()
    _put_parts(meeting, entered)
    tell_meeting(meeting=meeting, changes=None, now=timezone.now())
    audit.record("entered a committee meeting", meeting, actor_id=by.pk)
    return meeting


@transaction.atomic
def correct_meeting(*, meeting_id: int, entered: Entered, by: Any) -> CommitteeMeeting:
    """Correct a meeting that staff entered; what changed is kept. Raises MeetingError once it has yielded."""
    meeting = _open_entry(meeting_id)
    before = shown_of(meeting)
    meeting.congress = _congress_of(entered.day)
    _put(meeting, entered)
    _put_parts(meeting, entered)
    after = shown_of(meeting)
    changed = [what for what in after if before[what] != after[what]]
    changes = MeetingChange.objects.bulk_create(
        MeetingChange(meeting=meeting, what=what, before=before[what], after=after[what]) for what in changed
    )
    if changed:
        meeting.sequence += 1
        meeting.changed_at = timezone.now()
        tell_meeting(meeting=meeting, changes=changes, now=meeting.changed_at)
    meeting.save()
    audit.record("corrected a committee meeting", meeting, actor_id=by.pk, what=changed)
    return meeting


@transaction.atomic
def withdraw_meeting(*, meeting_id: int, by: Any) -> CommitteeMeeting:
    """Take back a meeting entered by mistake; the row stays and says so. Raises MeetingError once it has yielded."""
    meeting = _open_entry(meeting_id)
    meeting.withdrawn_at = meeting.changed_at = timezone.now()
    meeting.sequence += 1
    meeting.save(update_fields=["withdrawn_at", "changed_at", "sequence"])
    audit.record("withdrew a committee meeting", meeting, actor_id=by.pk)
    return meeting


def _open_entry(meeting_id: int) -> CommitteeMeeting:
    found: CommitteeMeeting | None = (
        CommitteeMeeting.objects.select_for_update(of=("self",))
        .filter(pk=meeting_id, event_id="", withdrawn_at__isnull=True)
        .first()
    )
    if found is None:
        raise MeetingError("This meeting was not entered by staff, or was withdrawn.")
    if found.yields_to_id:
        raise MeetingError("The feed carries this meeting by now, so what was entered no longer counts.")
    return found


def _congress_of(day: date) -> Congress:
    found: Congress | None = Congress.objects.all().current(day)
    if found is None:
        raise MeetingError("No Congress is known that sits on this day.")
    return found


def _in_the_feed(entered: Entered) -> CommitteeMeeting | None:
    same = CommitteeMeeting.objects.exclude(event_id="").filter(
        day=entered.day,
        kind__in=[entered.kind, MeetingKind.MEETING],
        meeting_committees__code=entered.committee.pk,
    )
    found: CommitteeMeeting | None = same.first()
    return found


def _put(meeting: CommitteeMeeting, entered: Entered) -> None:
    meeting.chamber = entered.committee.chamber
    meeting.kind, meeting.status, meeting.title = entered.kind, entered.status, entered.title
    meeting.day = entered.day
    at = datetime.combine(entered.day, entered.at, EASTERN) if entered.at else None
    meeting.starts_at = at.astimezone(UTC) if at else None
    meeting.building, meeting.room = entered.building, entered.room
    meeting.entered_from, meeting.entered_link = entered.known_from, entered.link
    meeting.fetched_at = timezone.now()


def _put_parts(meeting: CommitteeMeeting, entered: Entered) -> None:
    MeetingCommittee.objects.filter(meeting=meeting).delete()
    MeetingCommittee.objects.create(
        meeting=meeting, committee=entered.committee, code=entered.committee.pk, name=entered.committee.name
    )
    MeetingBill.objects.filter(meeting=meeting).delete()
    MeetingBill.objects.bulk_create(
        MeetingBill(meeting=meeting, measure=measure, position=position)
        for position, measure in enumerate(dict.fromkeys(entered.bills))
    )
