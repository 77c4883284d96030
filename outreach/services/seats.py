"""What staff know of a seat: entered with its source, and taken back when it was wrong."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from common import audit
from members.models import User
from outreach.models import SeatEntry


class SeatEntryError(Exception):
    """Something that cannot be entered or taken back; the message is fit to be shown."""


@transaction.atomic
def enter_seat(*, by: User, **fields: Any) -> SeatEntry:
    """Write down what a source says of a seat; `fields` are those of SeatEntry.

    Raises SeatEntryError when `by` is not of the secretariat.
    """
    if not by.is_secretariat:
        raise SeatEntryError("The secretariat keeps what is known of seats.")
    entry = SeatEntry.objects.create(created_by=by.pk, **fields)
    audit.record("entered a seat", entry, actor_id=by.pk, kind=entry.kind, seat=str(entry))
    return entry


@transaction.atomic
def take_back_seat(*, entry: SeatEntry, by: User, why: str) -> SeatEntry:
    """Say that an entry was wrong: it stays, with who took it back and why, and counts no more.

    Raises SeatEntryError when `by` is not of the secretariat, or it was taken back before.
    """
    if not by.is_secretariat:
        raise SeatEntryError("The secretariat keeps what is known of seats.")
    current: SeatEntry = SeatEntry.objects.select_for_update().get(pk=entry.pk)
    if current.taken_back_at:
        raise SeatEntryError("It was taken back before.")
    current.taken_back_at, current.taken_back_by, current.taken_back_why = timezone.now(), by.pk, why.strip()
    current.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    audit.record("took back a seat entry", current, actor_id=by.pk)
    return current


@transaction.atomic
def restore_seat(*, entry: SeatEntry, by: User) -> SeatEntry:
    """Let an entry that was taken back count again. Raises SeatEntryError when `by` is not of the secretariat."""
    if not by.is_secretariat:
        raise SeatEntryError("The secretariat keeps what is known of seats.")
    current: SeatEntry = SeatEntry.objects.select_for_update().get(pk=entry.pk)
    current.taken_back_at = current.taken_back_by = None
    current.taken_back_why = ""
    current.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    audit.record("restored a seat entry", current, actor_id=by.pk)
    return current
