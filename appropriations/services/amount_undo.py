"""Undoing a change of figures as one: each gets back the values it had, which is a change that can be undone itself."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.choices import ChangeKind
from appropriations.models import Amount, ChangeSet
from appropriations.services.amount_cells import cell_of, locked, refuse_orphans, settle
from appropriations.services.amount_checks import AmountError
from appropriations.services.amount_rows import VERBS, Done, Lot, put_back, write
from common.models import AuditEntry
from members.models import User

_MISTAKEN = "Undone: entered by mistake"


class ChangedSince(AmountError):  # noqa: N818 - it is an answer, not an error
    """What was changed has been changed again, or is undone already; the message says so."""


@transaction.atomic
def undo_change(*, change: ChangeSet, by: User) -> Done:
    """Give every figure of a change set the values it had before; what was recorded is withdrawn.

    Raises ChangedSince when a figure has been changed since, or the change is undone already, and AmountError while
    parts entered since stand in what would go.
    """
    held = ChangeSet.objects.select_for_update().get(pk=change.pk)
    if ChangeSet.objects.filter(undoes=held).exists():
        raise ChangedSince("This is undone already.")
    was, now = _entries(held)
    rows = locked(Amount.objects.filter(pk__in=was))
    if not rows:
        raise ChangedSince("There is nothing to undo.")
    lot = Lot()
    back = {row.pk: was[row.pk] or _withdrawn() for row in rows}
    wholes = Amount.objects.filter(key__in={values.get("parent") for values in back.values()} - {None, ""})
    by_key = {whole.key: whole for whole in wholes}
    cells = set()
    for row in rows:
        lot.take(row)
        if any(lot.before[row.pk][name] != value for name, value in now[row.pk].items()):
            raise ChangedSince("It has been changed again since: undo the newer change first.")
        cells.add(cell_of(row))
        put_back(row, back[row.pk], by_key)
        row.is_inner = row.parent is not None and row.parent.line_id == row.line_id
        cells.add(cell_of(row))
    _refuse_half(rows)
    settle(lot, cells)
    undone = ChangeSet.objects.create(kind=ChangeKind.UNDONE, by=by, undoes=held, reason="")
    write(lot, undone, ChangeKind.UNDONE)
    return Done(tuple(rows), undone)


def _withdrawn() -> dict[str, Any]:
    return {"withdrawn_at": timezone.now().isoformat(), "withdrawn_reason": _MISTAKEN}


def _entries(change: ChangeSet) -> tuple[dict[int, dict[str, Any]], dict[int, dict[str, Any]]]:
    """Return, by figure, the values before the first and after the last entry of a change; nothing before: recorded."""
    was: dict[int, dict[str, Any]] = {}
    now: dict[int, dict[str, Any]] = {}
    entries = AuditEntry.objects.filter(at=change.at, verb__in=VERBS, detail__change=str(change.pk)).order_by(
        "id"
    )
    for entry in entries:
        pk = int(entry.subject_id)
        recorded = pk in was and not was[pk]
        was[pk] = {} if recorded else entry.detail["was"] | was.get(pk, {})
        now[pk] = now.get(pk, {}) | entry.detail["now"]
    return was, now


def _refuse_half(rows: list[Amount]) -> None:
    """A whole does not go without its parts, and a part does not come back without its whole."""
    ours = {row.pk: row for row in rows}
    refuse_orphans([row for row in rows if row.withdrawn_at is not None])
    for row in rows:
        whole = ours.get(row.parent_id or 0, row.parent)
        if row.withdrawn_at is None and whole is not None and whole.withdrawn_at is not None:
            raise AmountError("What it is part of was withdrawn: bring that back first.")
