"""Saving what was typed into cells of the grid, all of it as one change that can be undone as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from appropriations.cells.entering import Entered, Move
from appropriations.models import Amount, ChangeSet
from appropriations.services.amounts import (
    AmountError,
    NewAmount,
    change_amounts,
    record_amounts,
    withdraw_amounts,
)
from members.models import User


@dataclass(frozen=True)
class Said:
    """The one document that says everything typed at once, and why what stood there is changed."""

    document: str
    as_of: date
    source_kind: str
    page: str = ""
    url: str = ""
    reason: str = ""


@transaction.atomic
def enter_cells(*, entries: Sequence[Entered], said: Said, by: User) -> ChangeSet | None:
    """Save typed cells (cells.entering), all or nothing; return the change to undo, None where nothing was to be saved.

    New figures are recorded, another document's are printed for the reason given, corrections change the figure, and
    emptied cells withdraw it. Raises AmountError with every problem in words, also when a figure is gone meanwhile.
    """
    change: ChangeSet | None = None
    new = [_new(one, said) for one in entries if one.move in {Move.NEW, Move.BESIDE}]
    if new:
        change = record_amounts(said=new, by=by, reason=said.reason, into=change).change
    rows = _rows(entries)
    changed = [(rows[_key(one)], _to(one, said)) for one in entries if one.move == Move.CHANGED]
    if changed:
        change = change_amounts(changes=changed, reason=said.reason, by=by, into=change).change or change
    gone = [rows[_key(one)] for one in entries if one.move == Move.WITHDRAWN]
    if gone:
        change = withdraw_amounts(amounts=gone, reason=said.reason, by=by, into=change).change
    return change


def _key(one: Entered) -> str:
    return one.cell.printed.key if one.cell.printed is not None else ""


def _rows(entries: Sequence[Entered]) -> dict[str, Amount]:
    keys = {_key(one) for one in entries if one.move in {Move.CHANGED, Move.WITHDRAWN}}
    rows = {row.key: row for row in Amount.objects.standing().filter(key__in=keys)}
    if missing := keys - set(rows):
        raise AmountError(
            f"{len(missing)} of these figures were withdrawn meanwhile: look at the grid again."
        )
    return rows


def _reading(one: Entered) -> dict[str, Any]:
    typed = one.typed
    return {
        "kind": typed.kind,
        "nature": one.nature,
        "dollars": typed.dollars,
        "dollars_high": typed.dollars_high,
        "is_about": typed.is_about,
        "words": typed.words,
        "rate_of_fiscal_year": typed.rate_of,
    }


def _new(one: Entered, said: Said) -> NewAmount:
    cell = one.cell
    return NewAmount(
        line=cell.line,
        fiscal_year=cell.fiscal_year,
        stage=cell.stage,
        document=said.document,
        page=said.page,
        url=said.url,
        as_of=said.as_of,
        source_kind=said.source_kind,
        parent=cell.printed.parent if cell.printed is not None else "",
        because=said.reason if one.move == Move.BESIDE else "",
        **_reading(one),
    )


def _to(one: Entered, said: Said) -> dict[str, Any]:
    """Return what a correction sets; of the source only what was said anew."""
    source = {"as_of": said.as_of, "page": said.page, "url": said.url}
    return _reading(one) | {name: value for name, value in source.items() if value}
