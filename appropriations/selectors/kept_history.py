"""What staff changed in rows that are kept: who, when, from what to what, and whether it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from appropriations.models import Kept
from common.dates import day_words
from common.models import AuditEntry
from common.money import words as dollars_in_words
from members.models import User

SHOWN = 30
_LONG = 160
# What tells a reader nothing, or stands on the page in words of its own.
_UNTOLD = {"clearances", "slate_item", "carried_from", "key", "is_sample"}


@dataclass(frozen=True)
class FieldChange:
    name: str
    was: str
    now: str


@dataclass(frozen=True)
class Change:
    """One change in words; `undo` is its entry in the record where it can be undone."""

    at: datetime
    who: str
    verb: str
    about: str
    fields: tuple[FieldChange, ...]
    why: str
    row: Kept
    undo: int | None


def changes_of(rows: Iterable[Kept], *, label: Callable[[Any], str] = str) -> tuple[Change, ...]:
    """Return the newest changes of some rows, the newest first; two queries. `label` names a row among others."""
    by_subject = {(row._meta.label_lower, str(row.pk)): row for row in rows}  # noqa: SLF001 - Django documents it
    if not by_subject:
        return ()
    wanted = Q()
    for kind in {kind for kind, _ in by_subject}:
        wanted |= Q(subject_type=kind, subject_id__in=[key for one, key in by_subject if one == kind])
    entries = list(AuditEntry.objects.filter(wanted).order_by("-at", "-pk")[:SHOWN])
    people = {one.pk: str(one) for one in User.objects.filter(pk__in={entry.actor_id for entry in entries})}
    rows_of = [by_subject[entry.subject_type, entry.subject_id] for entry in entries]
    return tuple(_change(entry, people, row, label(row)) for entry, row in zip(entries, rows_of, strict=True))


def _change(entry: AuditEntry, people: Mapping[int, str], row: Kept, about: str) -> Change:
    edited = entry.verb.startswith("changed ")
    changed: dict[str, list[Any]] = entry.detail.get("changed", {}) if edited else {}
    return Change(
        at=entry.at,
        who=people.get(entry.actor_id or 0, "the shipped facts"),
        verb=entry.verb,
        about=about,
        fields=tuple(
            FieldChange(name.replace("_", " "), _said(name, was), _said(name, now))
            for name, (was, now) in changed.items()
            if name not in _UNTOLD
        ),
        why=str(entry.detail.get("why", "")),
        row=row,
        undo=entry.pk if edited and row.withdrawn_at is None else None,
    )


def _said(name: str, value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    if name == "dollars" and isinstance(value, int):
        return dollars_in_words(value)
    if name.endswith(("_on", "as_of")) and isinstance(value, str):
        return day_words(date.fromisoformat(value))
    text = str(value).replace("_", " ") if name in {"kind", "outcome", "report", "role"} else str(value)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
