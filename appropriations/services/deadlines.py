"""Keeping the deadlines of the money: entered, changed, done, canceled, confirmed; each can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.choices import DeadlineKind
from appropriations.models import BundleSubcommittee, Deadline
from appropriations.services.row_changes import RowError, change_row, undo_row
from common import audit
from common.access import is_staff
from common.models import AuditEntry
from members.models import User

# What a calendar kept elsewhere shows of a deadline.
_SHOWN_ELSEWHERE = {"due_on", "due_time", "is_off", "is_proposed", "title"}
# What may be said of a day that a rule of law or a letter sets.
_OF_OURS = {"filed_by", "filed_by_words", "note", "lines"}


@transaction.atomic
def add_deadline(*, fields: Mapping[str, Any], by: User, is_sample: bool = False) -> Deadline:
    """Enter a deadline with its source; `fields` are those of DeadlineForm, `lines` a list of rows.

    Raises RowError for others than staff.
    """
    _check(by)
    own = {name: value for name, value in fields.items() if name != "lines"}
    made = Deadline(**own, is_sample=is_sample)
    made.committee = _committee(made)
    made.save()
    made.lines.set(fields.get("lines", ()))
    audit.record("entered a deadline", made, actor_id=by.pk)
    return made


@transaction.atomic
def change_deadline(*, deadline: Deadline, fields: Mapping[str, Any], by: User) -> Deadline:
    """Change what is known of a deadline; one that was proposed is confirmed by it.

    Of a day that a rule of law or a Member letter sets, only who files, the lines and the note are changed. Raises
    RowError for others than staff, or a proposed one that was left out.
    """
    current = _locked(deadline, by)
    wanted = dict(fields)
    if current.is_set_elsewhere:
        wanted = {name: value for name, value in wanted.items() if name in _OF_OURS}
    verb = "changed a deadline"
    if current.is_proposed and current.is_off:
        raise RowError("It was left out: propose it again first.")
    if current.is_proposed:
        wanted["is_proposed"], verb = False, "confirmed a deadline"
    _change(current, wanted, verb, by)
    return current


@transaction.atomic
def mark_done(*, deadline: Deadline, on: date, by: User) -> Deadline:
    """Say that what was due was done, and when. Raises RowError for a deadline that is not open."""
    current = _locked(deadline, by)
    if not current.is_open:
        raise RowError("Only a deadline that is open can be done.")
    _change(current, {"done_on": on}, "marked a deadline as done", by)
    return current


@transaction.atomic
def cancel_deadline(*, deadline: Deadline, by: User) -> Deadline:
    """Say that a deadline falls away, or that a proposed one is not wanted; its row and history stay.

    Raises RowError for a day that is set elsewhere, or one that is done or canceled.
    """
    current = _locked(deadline, by)
    if current.is_set_elsewhere:
        raise RowError("Its day is set elsewhere, so it cannot be canceled here.")
    if current.is_off or current.done_on:
        raise RowError("It is done or canceled already.")
    verb = "left out a proposed deadline" if current.is_proposed else "canceled a deadline"
    _change(current, {"is_off": True}, verb, by)
    return current


@transaction.atomic
def reopen_deadline(*, deadline: Deadline, by: User) -> Deadline:
    """Take a deadline as open again that was done or canceled. Raises RowError where it is open."""
    current = _locked(deadline, by)
    if not (current.is_off or current.done_on):
        raise RowError("It is open.")
    _change(current, {"is_off": False, "done_on": None}, "reopened a deadline", by)
    return current


@transaction.atomic
def undo_deadline(*, deadline: Deadline, by: User) -> AuditEntry:
    """Undo the newest change of a deadline. Raises RowError when there is none, or it was changed otherwise since."""
    current = _locked(deadline, by)
    entry = undo_row(row=current, by=by)
    if _SHOWN_ELSEWHERE & set(entry.detail["changed"]):
        _moved(current)
    return entry


def _change(current: Deadline, fields: Mapping[str, Any], verb: str, by: User) -> None:
    changed = change_row(row=current, fields=fields, verb=verb, by=by)
    if {"chamber", "bundle_id"} & set(changed):
        current.committee = _committee(current)
        current.save(update_fields=["committee"])
    if _SHOWN_ELSEWHERE & set(changed):
        _moved(current)


def _moved(current: Deadline) -> None:
    """Let calendars kept elsewhere take the newer version."""
    current.changes += 1
    current.changed_at = timezone.now()
    current.save(update_fields=["changes", "changed_at"])


def _committee(deadline: Deadline) -> Any:
    """The subcommittee that writes the bundle in the chamber, where both are said and it is known."""
    if not (deadline.bundle_id and deadline.chamber) or deadline.kind == DeadlineKind.MEMBER_LETTER:
        return None
    found = BundleSubcommittee.objects.filter(
        bundle=deadline.bundle_id, chamber=deadline.chamber, last_fiscal_year__isnull=True
    ).select_related("committee")
    one = found.first()
    return one.committee if one else None


def _locked(deadline: Deadline, by: User) -> Deadline:
    _check(by)
    current: Deadline = Deadline.objects.select_for_update().get(pk=deadline.pk)
    return current


def _check(by: User) -> None:
    if not is_staff(by):
        raise RowError("The secretariat keeps the calendar of the money.")
