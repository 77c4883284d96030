"""Undoing a change of a family from its entry in the record of who did what."""

from __future__ import annotations

from typing import Any, cast

from django.core import serializers
from django.db import transaction

from common.models import AuditEntry
from legislation.models import Family
from legislation.services.families import edit_family
from legislation.services.family_rows import KIND_OF, Row, keep_row, values_of
from members.models import User

_MODEL_OF = {model._meta.label_lower: model for model in KIND_OF}  # noqa: SLF001 - Django documents it


class ChangedSince(Exception):  # noqa: N818 - it is an answer, not an error
    """What was changed has been changed again, or is gone; the message says so."""


@transaction.atomic
def undo_change(*, family: Family, entry_id: int, by: User) -> None:
    """Give what an entry changed the values it had before; that is a change of its own, and audited.

    Raises ChangedSince when the values are no longer those the entry left, or the row is gone.
    """
    entry = AuditEntry.objects.filter(pk=entry_id, verb__startswith="changed a family").first()
    if entry is None:
        raise ChangedSince("There is no such change.")
    changed: dict[str, list[Any]] = entry.detail.get("changed", {})
    if entry.subject_id == family.pk and entry.subject_type == family._meta.label_lower:  # noqa: SLF001 - as above
        current = Family.objects.select_for_update().get(pk=family.pk)
        _same({name: getattr(current, name) for name in changed}, changed)
        edit_family(family=current, words={name: pair[0] for name, pair in changed.items()}, by=by)
        return
    row = _row(family, entry)
    written = values_of(row)
    _same(written["fields"], changed)
    fields = written["fields"] | {name: pair[0] for name, pair in changed.items()}
    (read,) = serializers.deserialize(
        "python", [{"model": entry.subject_type, "pk": row.pk, "fields": fields}]
    )
    keep_row(row=cast("Row", read.object), by=by)


def _row(family: Family, entry: AuditEntry) -> Row:
    model = _MODEL_OF.get(entry.subject_type)
    row = model.objects.filter(pk=entry.subject_id, family=family).first() if model else None
    if row is None:
        raise ChangedSince("It is no longer in the family. Put it back first.")
    return cast("Row", row)


def _same(now: dict[str, Any], changed: dict[str, list[Any]]) -> None:
    if any(now.get(name) != pair[1] for name, pair in changed.items()):
        raise ChangedSince("It has been changed again since: undo the newer change first.")
