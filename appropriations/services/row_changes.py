"""Changing a row so that nothing is overwritten silently: what was and what is are recorded, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db.models import Model

from appropriations.selectors.row_history import undoable_entry
from common import audit
from common.clearing import clear_phrases
from common.models import AuditEntry
from members.models import User


class RowError(Exception):
    """A row cannot be kept or changed so; the message is fit to be shown."""


def change_row(
    *,
    row: Model,
    fields: Mapping[str, Any],
    verb: str,
    by: User,
    check: Callable[[Any], None] | None = None,
    undoes: AuditEntry | None = None,
) -> dict[str, list[Any]]:
    """Set fields of a row that the caller has locked and record each with what it was; return what changed.

    `fields` are by attribute name; those of many rows to many take a list of rows. Nothing is recorded where nothing
    changed. `check` is asked before the row is saved and raises RowError; `undoes` names the entry that is undone.
    """
    many = {name: value for name, value in fields.items() if _is_many(row, name)}
    changed: dict[str, list[Any]] = {}
    for name, value in fields.items():
        if name in many:
            continue
        attribute = row._meta.get_field(name).attname  # type: ignore[union-attr]  # noqa: SLF001 - documented
        was = getattr(row, attribute)
        setattr(row, name, value)
        if was != getattr(row, attribute):
            changed[attribute] = [plain(was), plain(getattr(row, attribute))]
    if check:
        check(row)
    row.save()
    for name, rows in many.items():
        manager = getattr(row, name)
        was_keys, now_keys = sorted(one.pk for one in manager.all()), sorted(one.pk for one in rows)
        if was_keys != now_keys:
            manager.set(rows)
            changed[name] = [was_keys, now_keys]
    if changed:
        detail: dict[str, Any] = {"changed": changed}
        audit.record(verb, row, actor_id=by.pk, **detail, **({"undoes": undoes.pk} if undoes else {}))
    return changed


def undo_row(*, row: Model, by: User, check: Callable[[Any], None] | None = None) -> AuditEntry:
    """Give a row that the caller has locked what it had before its newest change that still stands; return the entry.

    Raises RowError when there is none, or the row has other values by now.
    """
    entry = undoable_entry(row)
    if entry is None or "changed" not in entry.detail:
        raise RowError("There is nothing to undo.")
    restored: dict[str, Any] = {}
    for name, (was, now) in entry.detail["changed"].items():
        if _is_many(row, name):
            current: Any = sorted(one.pk for one in getattr(row, name).all())
            value: Any = list(row._meta.get_field(name).related_model.objects.filter(pk__in=was))  # type: ignore[union-attr]  # noqa: SLF001
        else:
            current, value = plain(getattr(row, name)), row._meta.get_field(name).to_python(was)  # type: ignore[union-attr]  # noqa: SLF001
        if current != now:
            raise RowError("It was changed again since: undo the newer change first.")
        restored[name] = value
    verb = f"undid: {entry.verb}"[:60]
    change_row(row=row, fields=restored, verb=verb, by=by, check=check, undoes=entry)
    return entry


def record_cleared(*, row: Model, fields: Sequence[str], phrases: Sequence[str], by: User) -> None:
    """Record that `by` cleared phrases of common.guard in texts of a row: they mention and do not ask (P1, P2)."""
    if phrases:
        texts = {name: str(getattr(row, name) or "") for name in fields}
        clear_phrases(subject=row, texts=texts, phrases=phrases, by=by.pk)
        audit.record("cleared words: mentions, does not ask", row, actor_id=by.pk, phrases=list(phrases))


def plain(value: Any) -> Any:
    """Return a value as the record keeps it: days and hours as text."""
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _is_many(row: Model, name: str) -> bool:
    return bool(row._meta.get_field(name).many_to_many)  # noqa: SLF001 - Django documents it
