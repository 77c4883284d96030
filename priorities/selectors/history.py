"""What was done to a position, an ask or a message: the record of its row, decisions by their number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Model

from appropriations.selectors.row_history import HistoryLine, history_of, undoable_entry
from decisions.models import Decision

# The step says it already, and when.
_SAID = {"Cleared for packets", "Cleared by", "Archived", "Withdrawn at"}
_NAMED: dict[str, tuple[Any, str]] = {"Decision": (Decision, "number")}


def told_history(row: Model) -> list[HistoryLine]:
    """Return what was done to a row, the newest first, with decisions by number; at most four queries."""
    lines = history_of(row)
    named = {
        label: {
            str(key): str(name)
            for key, name in model.objects.filter(pk__in=_keys(lines, label)).values_list("pk", attribute)
        }
        for label, (model, attribute) in _NAMED.items()
        if _keys(lines, label)
    }
    return [
        replace(
            line,
            fields=tuple(
                (label, named.get(label, {}).get(was, was), named.get(label, {}).get(now, now))
                for label, was, now in line.fields
                if label not in _SAID
            ),
        )
        for line in lines
    ]


def can_undo(row: Model) -> bool:
    """Return whether a change of a row stands that can be taken back; one query."""
    entry = undoable_entry(row)
    return entry is not None and "changed" in entry.detail


def _keys(lines: list[HistoryLine], label: str) -> set[int]:
    said = {
        value for line in lines for name, was, now in line.fields if name == label for value in (was, now)
    }
    return {int(value) for value in said if value.isdecimal()}
