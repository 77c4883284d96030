"""How changes of figures are written: what was and what is now, who, when, why, all of one change set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from appropriations.choices import ChangeKind
from appropriations.models import Amount, ChangeSet, Line
from appropriations.services.amount_checks import in_words
from common.audit import record_each
from members.models import User

# What of a figure can change; line, fiscal year and stage are what it is a figure of.
EDITABLE = (
    "kind",
    "nature",
    "parent",
    "dollars",
    "dollars_high",
    "is_about",
    "words",
    "rate_of_fiscal_year",
    "document",
    "page",
    "url",
    "source_kind",
    "as_of",
    "note",
)
_KEPT = (*EDITABLE, "is_preferred", "preferred_reason", "withdrawn_at", "withdrawn_reason")
# What follows of the others.
_ALWAYS = ("is_inner", "touched_at")
_BATCH = 1000
_VERBS = {
    ChangeKind.RECORDED: "recorded figure",
    ChangeKind.CHANGED: "changed figure",
    ChangeKind.WITHDRAWN: "withdrew figure",
    ChangeKind.PRINTED: "chose the printed figure",
    ChangeKind.UNDONE: "undid a change of a figure",
}
VERBS = tuple(_VERBS.values())


@dataclass(frozen=True)
class Done:
    """What a verb did: the figures it was asked about, and the change set; None where nothing changed."""

    amounts: tuple[Amount, ...]
    change: ChangeSet | None

    @property
    def amount(self) -> Amount:
        """The one figure it was asked about."""
        return self.amounts[0]


@dataclass
class Lot:
    """Figures under change: each as it was, so that only what differs is written and told."""

    before: dict[int, dict[str, Any]] = field(default_factory=dict)
    touched: dict[int, Amount] = field(default_factory=dict)

    def take(self, amount: Amount) -> Amount:
        """Remember how a figure is before it is changed; return it."""
        if amount.pk not in self.before:
            self.before[amount.pk] = snapshot(amount)
            self.touched[amount.pk] = amount
        return self.touched[amount.pk]

    def altered(self) -> list[Amount]:
        """Return the figures that are not as they were."""
        return [row for pk, row in self.touched.items() if snapshot(row) != self.before[pk]]


def snapshot(amount: Amount) -> dict[str, Any]:
    """Return what of a figure can change, as plain JSON values; the whole it is part of by its key."""
    values = {name: getattr(amount, name) for name in _KEPT if name != "parent"}
    for name in ("as_of", "withdrawn_at"):
        values[name] = values[name].isoformat() if values[name] else None
    return values | {"parent": amount.parent.key if amount.parent else ""}


def put_back(amount: Amount, values: dict[str, Any], wholes: dict[str, Amount]) -> None:
    """Set fields of a figure from a snapshot's values."""
    for name, value in values.items():
        if name == "parent":
            amount.parent = wholes.get(value)
        elif name == "as_of":
            amount.as_of = date.fromisoformat(value)
        elif name == "withdrawn_at":
            amount.withdrawn_at = datetime.fromisoformat(value) if value else None
        else:
            setattr(amount, name, value)


def begin(kind: ChangeKind, by: User, reason: str, into: ChangeSet | None) -> ChangeSet:
    """Return the change set to write into: the one begun before, or a new one."""
    return into or ChangeSet.objects.create(kind=kind, by=by, reason=reason.strip()[:300])


def write(lot: Lot, change: ChangeSet, kind: ChangeKind, new: Sequence[Amount] = ()) -> bool:
    """Write what differs and new figures, each with its entry in the audit log; return whether anything was written.

    Raises AmountError with what the database refused.
    """
    altered = lot.altered()
    names = {
        line.slug: line for line in Line.objects.filter(slug__in={one.line_id for one in (*altered, *new)})
    }
    try:
        with transaction.atomic():
            _update(lot, altered)
            _create(new)
    except IntegrityError as error:
        raise in_words(error, [*new, *altered], names) from error
    entries: list[tuple[Any, dict[str, object]]] = [
        (one, _told(one, change, {}, snapshot(one))) for one in new
    ]
    for row in altered:
        was, now = lot.before[row.pk], snapshot(row)
        changed = [name for name in now if was[name] != now[name]]
        entries.append(
            (
                row,
                _told(
                    row, change, {name: was[name] for name in changed}, {name: now[name] for name in changed}
                ),
            )
        )
    record_each(_VERBS[kind], entries, actor_id=change.by_id, at=change.at)
    return bool(entries)


def _told(amount: Amount, change: ChangeSet, was: dict[str, Any], now: dict[str, Any]) -> dict[str, object]:
    return {
        "change": str(change.pk),
        "key": amount.key,
        "line": amount.line_id,
        "fiscal_year": amount.fiscal_year,
        "stage": amount.stage,
        "reason": change.reason,
        "was": was,
        "now": now,
    }


def _update(lot: Lot, altered: list[Amount]) -> None:
    now = timezone.now()
    for row in altered:
        row.touched_at = now if row.entered_by_id is None else row.touched_at
        row.is_inner = row.parent is not None and row.parent.line_id == row.line_id
    # The database looks at each row by itself: what is no longer printed makes room first.
    leaving = [row for row in altered if lot.before[row.pk]["is_preferred"] and not _is_printed(row)]
    gone = {row.pk for row in leaving}
    for rows in (leaving, [row for row in altered if row.pk not in gone]):
        names = {
            name for row in rows for name, value in snapshot(row).items() if lot.before[row.pk][name] != value
        }
        if names:
            # Every row is there already: an insert that updates, as bulk_update takes minutes for a large import.
            Amount.objects.bulk_create(
                rows,
                batch_size=_BATCH,
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=[*names, *_ALWAYS],
            )


def _is_printed(row: Amount) -> bool:
    return row.is_preferred and row.withdrawn_at is None and not row.is_inner


def _create(new: Sequence[Amount]) -> None:
    """Create figures, wholes before their parts."""
    waiting = list(new)
    while waiting:
        ready = [one for one in waiting if one.parent is None or one.parent.pk is not None]
        if not ready:
            raise ValueError("figures that are parts of each other")
        for one in ready:
            # The whole has its number only now that it is saved.
            one.parent = one.parent
        Amount.objects.bulk_create(ready, batch_size=_BATCH)
        done = set(map(id, ready))
        waiting = [one for one in waiting if id(one) not in done]
