"""The verbs of figures: record, change, withdraw, choose the printed one, undo. Nothing is overwritten silently.

Of the figures of one cell (line, fiscal year, stage, nature) exactly one is printed; others stand beside it.
Dollars are whole dollars. Each verb takes `into`, the change set of an earlier one, so that an import or a
pasted column can be undone as one. Who may do so is asked at the door.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.cells.said import NewAmount, Problem
from appropriations.choices import CellKind, ChangeKind
from appropriations.models import Amount, ChangeSet
from appropriations.services.amount_cells import (
    Cell,
    cell_of,
    locked,
    refuse_orphans,
    refuse_rings,
    settle,
    standing_in,
    step_aside,
)
from appropriations.services.amount_checks import AmountError, check, look_up, refuse_copies
from appropriations.services.amount_rows import EDITABLE, Done, Lot, begin, snapshot, write
from appropriations.services.amount_undo import ChangedSince, undo_change
from members.models import User

__all__ = [
    "AmountError",
    "ChangedSince",
    "Done",
    "NewAmount",
    "change_amount",
    "change_amounts",
    "prefer_amount",
    "record_amount",
    "record_amounts",
    "undo_change",
    "withdraw_amount",
    "withdraw_amounts",
]


# Why a figure is printed where nothing was found before.
_FOUND = "A source was found."


def record_amount(*, said: NewAmount, by: User, into: ChangeSet | None = None) -> Done:
    """Write what one document says; see record_amounts."""
    return record_amounts(said=[said], by=by, into=into)


@transaction.atomic
def record_amounts(
    *, said: Sequence[NewAmount], by: User, reason: str = "", into: ChangeSet | None = None
) -> Done:
    """Write what documents say, all or nothing; return the new figures in the order given.

    The first figure of a cell is printed. A further one stands beside it, unless it says `because`, or nothing had
    been found for the cell: then it is printed for that reason. Raises AmountError with every problem, naming
    line, year, stage and row.
    """
    known = look_up(said)
    check(said, known)
    new = _rows(said, known.wholes, by)
    there = standing_in(map(cell_of, new))
    inner = Amount.objects.standing().filter(is_inner=True, line__in=known.lines)
    years = {one.fiscal_year for one in new}
    refuse_copies(
        new,
        [*(one for rows in there.values() for one in rows), *inner.filter(fiscal_year__in=years)],
        known.lines,
    )
    lot = Lot()
    printed = {cell: next((one for one in rows if one.is_preferred), None) for cell, rows in there.items()}
    for one, row in zip(said, new, strict=True):
        if row.is_inner:
            continue
        _place(lot, printed, row, one.because.strip())
    change = begin(ChangeKind.RECORDED, by, reason, into)
    write(lot, change, ChangeKind.RECORDED, new)
    return Done(tuple(new), change)


def _place(lot: Lot, printed: dict[Cell, Amount | None], row: Amount, because: str) -> None:
    """Print a new figure where none is, or where there is a reason to; the one printed until then steps aside."""
    current = printed.get(cell_of(row))
    if current is not None and CellKind.NOT_FOUND == current.kind != row.kind:
        because = because or _FOUND
    if current is not None and not because:
        row.is_preferred = False
        return
    if current is not None:
        step_aside(lot, current)
    row.preferred_reason = because
    printed[cell_of(row)] = row


def _rows(said: Sequence[NewAmount], wholes: Mapping[str, Amount], by: User) -> list[Amount]:
    names = [one.name for one in fields(NewAmount) if one.name not in {"line", "parent", "key", "because"}]
    now = timezone.now()
    rows = [
        Amount(
            key=one.key or _key(one),
            line_id=one.line,
            entered_by=by,
            entered_at=now,
            **{name: _tidy(getattr(one, name)) for name in names},
        )
        for one in said
    ]
    lot = {row.key: row for row in rows}
    for one, row in zip(said, rows, strict=True):
        if one.parent:
            row.parent = wholes.get(one.parent) or lot[one.parent]
            row.is_inner = row.parent.line_id == row.line_id
    return rows


def _key(one: NewAmount) -> str:
    return f"{one.line}-{one.fiscal_year}-{one.stage.replace('_', '-')}-{secrets.token_hex(5)}"


def change_amount(
    *, amount: Amount, to: Mapping[str, Any], reason: str, by: User, into: ChangeSet | None = None
) -> Done:
    """Change what is known of one figure; see change_amounts."""
    return change_amounts(changes=[(amount, to)], reason=reason, by=by, into=into)


@transaction.atomic
def change_amounts(
    *,
    changes: Sequence[tuple[Amount, Mapping[str, Any]]],
    reason: str,
    by: User,
    into: ChangeSet | None = None,
) -> Done:
    """Set fields of figures, all or nothing; `to` holds names of EDITABLE, `parent` as a key ("" for none).

    A figure in the wrong cell is withdrawn and recorded anew. Raises AmountError without a reason, for what cannot be,
    and for a figure that was withdrawn.
    """
    _ask_why(reason)
    rows = locked([amount for amount, _ in changes], standing=True)
    wanted = [_with(row, to) for row, (_, to) in zip(rows, changes, strict=True)]
    known = look_up(wanted)
    check(wanted, known)
    lot = Lot()
    cells: set[Cell] = set()
    for row, (_, to), one in zip(rows, changes, wanted, strict=True):
        lot.take(row)
        cells.add(cell_of(row))
        _set(row, to, known.wholes.get(one.parent))
        cells.add(cell_of(row))
    if not lot.altered():
        return Done(tuple(rows), into)
    refuse_rings(row for row in rows if snapshot(row)["parent"] != lot.before[row.pk]["parent"])
    settle(lot, cells)
    change = begin(ChangeKind.CHANGED, by, reason, into)
    write(lot, change, ChangeKind.CHANGED)
    return Done(tuple(rows), change)


def withdraw_amount(
    *,
    amount: Amount,
    reason: str,
    by: User,
    print_instead: Amount | None = None,
    into: ChangeSet | None = None,
) -> Done:
    """Take one figure back; see withdraw_amounts."""
    return withdraw_amounts(amounts=[amount], reason=reason, by=by, print_instead=print_instead, into=into)


@transaction.atomic
def withdraw_amounts(
    *,
    amounts: Sequence[Amount],
    reason: str,
    by: User,
    print_instead: Amount | None = None,
    into: ChangeSet | None = None,
) -> Done:
    """Take figures back; they stay in the history with the reason. The last one left in a cell is then printed.

    Where several are left, `print_instead` says which. Raises AmountError without a reason, for a figure withdrawn
    before, where a choice is missing, and while parts of it stand.
    """
    _ask_why(reason)
    rows = locked(amounts, standing=True)
    refuse_orphans(rows)
    lot = Lot()
    now = timezone.now()
    for row in rows:
        lot.take(row)
        row.withdrawn_at, row.withdrawn_reason = now, reason.strip()[:300]
    settle(lot, {cell_of(row) for row in rows}, print_instead)
    change = begin(ChangeKind.WITHDRAWN, by, reason, into)
    write(lot, change, ChangeKind.WITHDRAWN)
    return Done(tuple(rows), change)


@transaction.atomic
def prefer_amount(*, amount: Amount, reason: str, by: User, into: ChangeSet | None = None) -> Done:
    """Print this one of several figures of a cell, for a reason that is shown beside it.

    Raises AmountError without a reason, for a figure that was withdrawn, and for a part, which is listed with
    its whole.
    """
    _ask_why(reason)
    (row,) = locked([amount], standing=True)
    if row.is_inner:
        raise AmountError("A part is listed with its whole: there is nothing to choose.")
    lot = Lot()
    lot.take(row)
    for other in standing_in([cell_of(row)])[cell_of(row)]:
        if other.is_preferred and other.pk != row.pk:
            step_aside(lot, other)
    row.is_preferred, row.preferred_reason = True, reason.strip()[:300]
    if not lot.altered():
        return Done((row,), into)
    change = begin(ChangeKind.PRINTED, by, reason, into)
    write(lot, change, ChangeKind.PRINTED)
    return Done((row,), change)


def _ask_why(reason: str) -> None:
    if not reason.strip():
        raise AmountError([Problem("reason", "Say why: the reason stays in the history.")])


def _set(row: Amount, to: Mapping[str, Any], whole: Amount | None) -> None:
    for name, value in to.items():
        if name not in EDITABLE:
            raise AmountError(f"“{name}” of a figure cannot be changed: withdraw it and record it anew.")
        if name != "parent":
            setattr(row, name, _tidy(value))
    row.parent = whole
    row.is_inner = whole is not None and whole.line_id == row.line_id


def _with(row: Amount, to: Mapping[str, Any]) -> NewAmount:
    own = {"line": row.line_id, "parent": row.parent.key if row.parent else "", "because": "", "key": ""}
    values: dict[str, Any] = {
        one.name: own[one.name] if one.name in own else getattr(row, one.name) for one in fields(NewAmount)
    }
    return NewAmount(**(values | {name: value for name, value in to.items() if name in EDITABLE}))


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value
