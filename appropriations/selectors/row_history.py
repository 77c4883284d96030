"""What was done to a row and by whom, from the record; and what of it can be undone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, QuerySet

from common.models import AuditEntry
from members.models import User

ENTRIES_SHOWN = 30
ADDED_LINE = "added the line"
_SAYS_ENOUGH = {"changes", "changed_at", "taken_back_at", "done_on", "is_off", "is_proposed"}


@dataclass(frozen=True)
class HistoryLine:
    """One entry: when, who, what was done, and of each field what it was and became, where the words do not say it."""

    entry: AuditEntry
    who: str
    what: str
    fields: tuple[tuple[str, str, str], ...]


def entries_about(row: Model) -> QuerySet[AuditEntry]:
    """Return the record of one row, the newest first."""
    found: QuerySet[AuditEntry] = AuditEntry.objects.about(row._meta.label_lower, str(row.pk))  # noqa: SLF001
    return found.order_by("-at", "-pk")


def is_added_here(line: Model) -> bool:
    """Return whether a person added a line; one that was shipped would come back."""
    return entries_about(line).filter(verb=ADDED_LINE).exists()


def undoable_entry(row: Model) -> AuditEntry | None:
    """Return the newest entry that changed something, was not undone, and is no undoing itself; None without one."""
    entries = list(entries_about(row))
    undone = {entry.detail.get("undoes") for entry in entries}
    return next((one for one in entries if _can_be_undone(one) and one.pk not in undone), None)


def history_of(row: Model) -> list[HistoryLine]:
    """Return what was done to a row, the newest first, with names of people; three queries."""
    entries = list(entries_about(row)[:ENTRIES_SHOWN])
    names = dict(User.objects.filter(pk__in={one.actor_id for one in entries}).values_list("pk", "name"))
    return [
        HistoryLine(one, names.get(one.actor_id, "the desk"), one.verb, _fields(row, one)) for one in entries
    ]


def _can_be_undone(entry: AuditEntry) -> bool:
    return bool({"changed", "added", "removed"} & set(entry.detail)) and "undoes" not in entry.detail


def _fields(row: Model, entry: AuditEntry) -> tuple[tuple[str, str, str], ...]:
    changed: dict[str, list[Any]] = entry.detail.get("changed", {})
    return tuple(
        (_label(row, name), _said(was), _said(now))
        for name, (was, now) in changed.items()
        if name not in _SAYS_ENOUGH
    )


def _label(row: Model, name: str) -> str:
    try:
        field: Any = row._meta.get_field(name)  # noqa: SLF001 - Django documents it
    except FieldDoesNotExist:
        return name
    return str(field.verbose_name).capitalize()


def _said(value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
