"""Confirming a table: its figures are recorded and changed in one transaction and one change set, and undone as one."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.cells.importing import changes_of
from appropriations.cells.line_names import slug_for
from appropriations.cells.said import NewAmount
from appropriations.choices import ImportState, StagedState
from appropriations.models import Amount, ChangeSet, Line, StagedCell, TableImport
from appropriations.services.amounts import AmountError, change_amounts, record_amounts, undo_change
from appropriations.services.import_amounts import ImportRefused, held_open
from appropriations.services.import_staging import Tell, from_plain, stage
from common import audit
from members.models import User

_WHY_CHANGED = "import of"


class ContradictedError(ImportRefused):
    """Cells cannot be saved beside what is there; they are marked, and nothing was saved."""


def confirm(
    *, imported: TableImport, by: User, leave_out: bool = False, because: str = "", tell: Tell | None = None
) -> TableImport:
    """Save what the table says; cells that cannot be read, refused ones and uncleared words only with `leave_out`.

    Where another source differs, the imported figure stands beside it, or is printed for the reason `because`. Raises
    ImportRefused when figures changed since the table was read (it is read anew then), when there is nothing to save,
    or for cells that contradict what is there, which are then marked.
    """
    if tell:
        # What is told inside the one transaction is heard only after it.
        tell(0, imported.cells.to_save().count(), "Saving all of it in one go")
    try:
        return _save(imported, by, leave_out=leave_out, because=because.strip())
    except _Contradiction as found:
        return _mark(found)
    except _ChangedMeanwhile:
        stage(imported=imported)
        raise ImportRefused(
            "Figures were changed since this table was read. It was read anew: look again."
        ) from None


class _ChangedMeanwhile(Exception):  # noqa: N818 - turned into an answer where the transaction has ended
    """Figures are not as they were when the table was held against them."""


class _Contradiction(Exception):  # noqa: N818 - turned into an answer where the transaction has ended
    def __init__(self, error: AmountError, cells: Sequence[StagedCell]) -> None:
        self.error, self.cells = error, cells
        super().__init__(str(error))


def _mark(found: _Contradiction) -> TableImport:
    told = False
    for problem in found.error.problems:
        if problem.row < len(found.cells) and problem.where:
            cell = found.cells[problem.row]
            StagedCell.objects.filter(pk=cell.pk).update(state=StagedState.UNREADABLE, why=problem.message)
            told = True
    if not told:
        raise ContradictedError(f"Nothing was saved: {found.error}") from found
    raise ContradictedError(
        "Nothing was saved: some cells contradict what is there. They are listed as not readable, with the reason."
    ) from found


@transaction.atomic
def _save(imported: TableImport, by: User, *, leave_out: bool, because: str) -> TableImport:
    held = held_open(imported)
    if held.staged_at is None or ChangeSet.objects.filter(at__gt=held.staged_at).exists():
        raise _ChangedMeanwhile
    cells = list(held.cells.to_save().select_related("amount", "amount__parent").order_by("row", "id"))
    many_left = held.cells.left_out().count()
    if not cells:
        raise ImportRefused("There is nothing to save: no cell is new or changed.")
    if many_left and not leave_out:
        raise ImportRefused(
            f"{many_left:,} {'cell' if many_left == 1 else 'cells'} would be left out. "
            "Correct what is wrong, or say that it may be left out."
        )
    slugs = _add_lines(held, cells, by)
    new = [cell for cell in cells if cell.state != StagedState.CHANGED]
    changed = [cell for cell in cells if cell.state == StagedState.CHANGED]
    reason = f"{_WHY_CHANGED} {held.name}"
    change = _record(new, slugs, because, by, reason) if new else None
    change = _change(changed, by, reason, change) if changed else change
    held.state, held.confirmed_by, held.confirmed_at = ImportState.CONFIRMED, by, timezone.now()
    held.change = change
    held.outcome = {**_counted(cells), "left_out": many_left, "new_lines": len(slugs)}
    held.save(update_fields=["state", "confirmed_by", "confirmed_at", "change", "outcome"])
    audit.record("imported table", held, actor_id=by.pk, name=held.name, **held.outcome)
    return held


def _counted(cells: Sequence[StagedCell]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for cell in cells:
        counted[cell.state] = counted.get(cell.state, 0) + 1
    return counted


def _add_lines(held: TableImport, cells: Sequence[StagedCell], by: User) -> dict[str, str]:
    """Add the lines that names in the file were said to be new for; return their slugs by name in the file."""
    wanted: Mapping[str, Mapping[str, Any]] = {
        label: one for label, one in held.lines.items() if one.get("new")
    }
    used = {cell.label for cell in cells if cell.line_id is None}
    taken = set(Line.objects.values_list("slug", flat=True))
    slugs: dict[str, str] = {}
    for label in sorted(used & set(wanted)):
        account, _, name = label.rpartition(" / ")
        slugs[label] = slug_for(name, taken)
        taken.add(slugs[label])
        line = Line.objects.create(
            slug=slugs[label],
            name=name[:200],
            account=account[:200],
            department=str(wanted[label]["department"])[:120],
            bundle_id=wanted[label]["new"],
        )
        audit.record("added line", line, actor_id=by.pk, name=line.name, table=held.pk)
    return slugs


def _record(
    cells: Sequence[StagedCell], slugs: Mapping[str, str], because: str, by: User, reason: str
) -> ChangeSet | None:
    keys = _free_keys(cells)
    said = [_said(cell, slugs, because, keys) for cell in cells]
    try:
        return record_amounts(said=said, by=by, reason=reason).change
    except AmountError as error:
        raise _Contradiction(error, cells) from error


def _free_keys(cells: Sequence[StagedCell]) -> dict[str, str]:
    """Return another key for each that a figure had which was withdrawn since: its history keeps the old one."""
    wanted = {cell.said["key"] for cell in cells} - {""}
    taken = Amount.objects.filter(key__in=wanted).values_list("key", flat=True)
    return {key: f"{key[:108]}-{secrets.token_hex(5)}" for key in taken}


def _said(cell: StagedCell, slugs: Mapping[str, str], because: str, keys: Mapping[str, str]) -> NewAmount:
    key, parent = cell.said["key"], cell.said["parent"]
    return from_plain(
        cell.said,
        line=cell.line_id or slugs[cell.label],
        key=keys.get(key, key),
        parent=keys.get(parent, parent),
        # Only where sources differ is there something to choose.
        because=because if cell.state == StagedState.CONFLICT else "",
    )


def _change(cells: Sequence[StagedCell], by: User, reason: str, into: ChangeSet | None) -> ChangeSet | None:
    changes = []
    for cell in cells:
        if cell.amount is None:
            raise ImportRefused("A figure that would change is gone. Read the table again.")
        changes.append((cell.amount, changes_of(from_plain(cell.said), cell.given)))
    try:
        return change_amounts(changes=changes, reason=reason, by=by, into=into).change
    except AmountError as error:
        raise _Contradiction(error, cells) from error


@transaction.atomic
def undo_import(*, imported: TableImport, by: User) -> TableImport:
    """Undo everything a confirmed table did: what it recorded is withdrawn, what it changed is as before.

    Lines it added stay. Raises ImportRefused when it was not confirmed, is undone already, or when one of its figures
    has been changed since.
    """
    held: TableImport = TableImport.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if held.state != ImportState.CONFIRMED or held.change is None:
        raise ImportRefused("Only a table that was imported can be undone, and only once.")
    try:
        undo_change(change=held.change, by=by)
    except AmountError as error:
        raise ImportRefused(str(error)) from error
    held.state = ImportState.UNDONE
    held.save(update_fields=["state"])
    audit.record("undid import of table", held, actor_id=by.pk, name=held.name)
    return held
