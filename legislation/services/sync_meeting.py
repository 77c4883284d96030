"""Writing one meeting as a source has it, and keeping what changed since the last look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from common.dates import day_words, moment_words
from legislation.choices import BillId, Source
from legislation.meeting_words import MeetingKind, MeetingStatus
from legislation.models import Committee, CommitteeMeeting, MeetingBill, MeetingChange, MeetingCommittee
from legislation.services.tell_others import tell_meeting
from legislation.sources.meeting_records import MeetingRecord

# What calendars show of a meeting: a change of these raises its sequence.
_SHOWN = ("time", "place", "status", "kind", "title", "bills", "committees")


class MeetingOutcome(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    OLDER = "older"


@transaction.atomic
def sync_meeting(*, record: MeetingRecord, now: datetime) -> MeetingOutcome:
    """Write `record` and what changed; an older copy than the one at hand changes nothing (P9).

    What staff entered about the same meeting yields to it from now on. The Congress must be known here.
    """
    meeting = (
        CommitteeMeeting.objects.select_for_update()
        .filter(congress_id=record.congress, event_id=record.event_id)
        .first()
    )
    if meeting is None:
        meeting = CommitteeMeeting(congress_id=record.congress, event_id=record.event_id, changed_at=now)
        outcome = MeetingOutcome.CREATED
        before: dict[str, str] = {}
    elif _is_older(record, meeting):
        return MeetingOutcome.OLDER
    else:
        outcome, before = MeetingOutcome.UNCHANGED, shown_of(meeting)
    _put(meeting, record, now)
    meeting.save()
    _put_committees(meeting, record)
    _put_bills(meeting, record)
    if before and _note_changes(meeting, before, now):
        outcome = MeetingOutcome.CHANGED
    if outcome is MeetingOutcome.CREATED:
        tell_meeting(meeting=meeting, changes=None, now=now)
    _let_entered_yield(meeting)
    return outcome


@transaction.atomic
def note_gone(*, congress: int, event_id: str, now: datetime) -> bool:
    """Keep that the source no longer has a meeting; the row stays as it was. Whether that is news."""
    meeting = (
        CommitteeMeeting.objects.select_for_update()
        .filter(congress_id=congress, event_id=event_id, gone_since__isnull=True)
        .first()
    )
    if meeting is None:
        return False
    meeting.gone_since = meeting.fetched_at = meeting.changed_at = now
    meeting.sequence += 1
    meeting.save(update_fields=["gone_since", "fetched_at", "changed_at", "sequence"])
    change = MeetingChange.objects.create(
        meeting=meeting, what="list", before="", after="no longer there", seen_at=now
    )
    tell_meeting(meeting=meeting, changes=[change], now=now)
    return True


def shown_of(meeting: CommitteeMeeting) -> dict[str, str]:
    """Return what calendars show of a meeting, in words that can be told apart and read."""
    bodies = MeetingCommittee.objects.filter(meeting=meeting)
    bills = MeetingBill.objects.filter(meeting=meeting)
    return {
        "time": time_words(meeting.day, meeting.starts_at),
        "place": meeting.place,
        "status": MeetingStatus(meeting.status).label if meeting.status else "",
        "kind": MeetingKind(meeting.kind).label,
        "title": meeting.title,
        "bills": ", ".join(BillId.parse(one.measure).citation for one in bills.order_by("measure")),
        "committees": ", ".join(one.name for one in bodies.order_by("code")),
    }


def time_words(day: date | None, starts_at: datetime | None) -> str:
    """Return "Dec 3, 2026, 10:00 a.m. ET", "Dec 3, 2026" or ""."""
    if starts_at:
        return moment_words(starts_at)
    return day_words(day) if day else ""


def _is_older(record: MeetingRecord, meeting: CommitteeMeeting) -> bool:
    known, given = meeting.source_updated_at, record.updated_at
    return bool(known and given and given < known)


def _put(meeting: CommitteeMeeting, record: MeetingRecord, now: datetime) -> None:
    meeting.chamber = record.chamber
    meeting.kind, meeting.kind_from_title = record.kind, record.kind_from_title
    meeting.status = record.status
    meeting.title = record.title or meeting.title
    if record.day or not meeting.day:
        # A date that cannot be read takes none away.
        meeting.day, meeting.starts_at = record.day, record.starts_at
    meeting.building, meeting.room, meeting.address = record.building, record.room, record.address
    meeting.witnesses = [asdict(one) for one in record.witnesses]
    meeting.documents = [asdict(one) for one in record.documents]
    meeting.videos = [asdict(one) for one in record.videos]
    meeting.source = Source.CONGRESS_API
    meeting.source_updated_at = record.updated_at or meeting.source_updated_at
    meeting.fetched_at = now
    meeting.gone_since = None


def _put_committees(meeting: CommitteeMeeting, record: MeetingRecord) -> None:
    codes = [body.code for body in record.bodies]
    known = set(Committee.objects.filter(pk__in=codes).values_list("pk", flat=True))
    MeetingCommittee.objects.filter(meeting=meeting).exclude(code__in=codes).delete()
    MeetingCommittee.objects.bulk_create(
        [
            MeetingCommittee(
                meeting=meeting,
                committee_id=body.code if body.code in known else None,
                code=body.code,
                name=body.name,
                position=position,
            )
            for position, body in enumerate(record.bodies)
        ],
        update_conflicts=True,
        unique_fields=["meeting", "code"],
        update_fields=["committee", "name", "position"],
    )


def _put_bills(meeting: CommitteeMeeting, record: MeetingRecord) -> None:
    MeetingBill.objects.filter(meeting=meeting).exclude(measure__in=record.bills).delete()
    MeetingBill.objects.bulk_create(
        [
            MeetingBill(
                meeting=meeting, measure=measure, from_title=record.bills_from_title, position=position
            )
            for position, measure in enumerate(record.bills)
        ],
        update_conflicts=True,
        unique_fields=["meeting", "measure"],
        update_fields=["from_title", "position"],
    )


def _note_changes(meeting: CommitteeMeeting, before: dict[str, str], now: datetime) -> bool:
    after = shown_of(meeting)
    changed = [what for what in _SHOWN if before[what] != after[what]]
    if not changed:
        return False
    changes = MeetingChange.objects.bulk_create(
        MeetingChange(meeting=meeting, what=what, before=before[what], after=after[what], seen_at=now)
        for what in changed
    )
    meeting.sequence += 1
    meeting.changed_at = now
    meeting.save(update_fields=["sequence", "changed_at"])
    tell_meeting(meeting=meeting, changes=changes, now=now)
    return True


def _let_entered_yield(meeting: CommitteeMeeting) -> None:
    """Lay down what staff entered about this meeting: the same committee, day and kind.

    The feed's plain "meeting" may be any kind: the Senate's list calls everything so.
    """
    kinds: Iterable[str] = (
        MeetingKind.values if meeting.kind == MeetingKind.MEETING else [meeting.kind, MeetingKind.MEETING]
    )
    codes = MeetingCommittee.objects.filter(meeting=meeting).values("code")
    CommitteeMeeting.objects.filter(
        event_id="",
        congress_id=meeting.congress_id,
        yields_to__isnull=True,
        withdrawn_at__isnull=True,
        day=meeting.day,
        kind__in=kinds,
        meeting_committees__code__in=codes,
    ).update(yields_to=meeting)
