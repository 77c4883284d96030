"""Rows that staff keep: writing one with its history, withdrawing, restoring, undoing a change. Nothing is deleted."""

from __future__ import annotations

import json
from typing import Any, cast

from django.core import serializers
from django.db import IntegrityError, transaction
from django.utils import timezone

from appropriations.models import (
    BundleBill,
    FundingEvent,
    Kept,
    LanguageFound,
    LineEffect,
    LinePlacement,
    ReportLanguage,
)
from common import audit
from common.models import AuditEntry
from members.models import User

# How a row is named in an address.
KINDS: dict[str, type[Kept]] = {
    model.kept_kind: model
    for model in (ReportLanguage, LanguageFound, BundleBill, FundingEvent, LinePlacement, LineEffect)
}
# What says who and when, and not what; it is no change of its own.
_ASIDE = {"entered_by", "entered_at", "staff_changed_at", "withdrawn_at", "withdrawn_by", "withdrawn_reason"}
_CHANGED = "changed"


class KeptError(Exception):
    """What was asked for cannot be done; the message is fit to be shown."""


@transaction.atomic
def keep_row(*, row: Kept, by: User) -> bool:
    """Write a new or changed row; return whether that changed something. The same values again change nothing."""
    model = type(row)
    before = model.objects.select_for_update().filter(pk=row.pk).first() if row.pk else None  # type: ignore[attr-defined]
    if before is not None and before.withdrawn_at:
        raise KeptError("It was withdrawn. Restore it first.")
    changed = _differences(before, row)
    if before is not None and not changed:
        return False
    if before is None:
        row.entered_by = by
    row.staff_changed_at = timezone.now()
    row.save()
    audit.record(
        f"{'added' if before is None else _CHANGED} {name_of(row)}"[:60], row, actor_id=by.pk, changed=changed
    )
    return True


@transaction.atomic
def withdraw_row(*, row: Kept, reason: str, by: User) -> None:
    """Take a row back with the reason; it stays, says so and can be restored. Raises KeptError without a reason."""
    why = reason.strip()
    if not why:
        raise KeptError("Say why it is withdrawn.")
    current = _locked(row)
    if current.withdrawn_at:
        return
    current.withdrawn_at = current.staff_changed_at = timezone.now()
    current.withdrawn_by, current.withdrawn_reason = by, why
    current.save()
    audit.record(f"withdrew {name_of(row)}"[:60], row, actor_id=by.pk, why=why)


@transaction.atomic
def restore_row(*, row: Kept, by: User) -> None:
    """Put back what was withdrawn, as it was. Raises KeptError where another row has taken its place."""
    current = _locked(row)
    if not current.withdrawn_at:
        return
    current.withdrawn_at = current.withdrawn_by = None
    current.withdrawn_reason = ""
    current.staff_changed_at = timezone.now()
    try:
        with transaction.atomic():
            current.save()
    except IntegrityError as error:
        raise KeptError("Another row has taken its place. Change or withdraw that one first.") from error
    audit.record(f"restored {name_of(row)}"[:60], row, actor_id=by.pk)


@transaction.atomic
def undo_change(*, row: Kept, entry_id: int, by: User) -> Kept:
    """Give what an entry of the record changed the values it had before; that is a change of its own, and recorded.

    Raises KeptError when there is no such change of the row, or the values were changed again since.
    """
    row = _locked(row)
    entries = AuditEntry.objects.about(_label(type(row)), row.pk)
    entry = entries.filter(pk=entry_id, verb__startswith=f"{_CHANGED} ").first()
    if entry is None:
        raise KeptError("There is no such change.")
    now = values_of(row)
    changed: dict[str, list[Any]] = entry.detail["changed"]
    if any(now.get(name) != pair[1] for name, pair in changed.items()):
        raise KeptError("It has been changed again since: undo the newer change first.")
    fields = now | {name: pair[0] for name, pair in changed.items()}
    written = {"model": entry.subject_type, "pk": row.pk, "fields": fields}
    (read,) = serializers.deserialize("python", [written])
    before = cast("Kept", read.object)
    try:
        with transaction.atomic():
            keep_row(row=before, by=by)
    except IntegrityError as error:
        raise KeptError("As it was before it would clash with another row. Change that one first.") from error
    return before


def name_of(row: Kept) -> str:
    """Return what kind of row it is, for a sentence: "report language", "bill that carries lines"."""
    return str(row._meta.verbose_name)  # noqa: SLF001 - Django documents it


def values_of(row: Kept) -> dict[str, Any]:
    """Return the fields of a row as plain JSON values."""
    (written,) = json.loads(serializers.serialize("json", [row]))
    fields: dict[str, Any] = written["fields"]
    return fields


def _locked(row: Kept) -> Kept:
    current: Kept | None = type(row).objects.select_for_update().filter(pk=row.pk).first()  # type: ignore[attr-defined]
    if current is None:
        raise KeptError("It is no longer here.")
    return current


def _differences(before: Kept | None, row: Kept) -> dict[str, list[Any]]:
    old = values_of(before) if before is not None else {}
    return {
        name: [old.get(name), value]
        for name, value in values_of(row).items()
        if name not in _ASIDE and value != old.get(name)
    }


def _label(model: type[Kept]) -> str:
    return str(model._meta.label_lower)  # noqa: SLF001 - as above
