"""Bills, laws and authorizations of a family as staff keep them: each change audited, each removal undoable."""

from __future__ import annotations

import json
from typing import Any, cast

from django.core import serializers
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from common import audit
from legislation.models import Authorization, FamilyBill, FamilyCandidate, FamilyLaw, RemovedFamilyRow
from legislation.services.tell_others import tell_family_bills
from members.models import User

Kind = RemovedFamilyRow.Kind
Row = FamilyBill | FamilyLaw | Authorization
KIND_OF: dict[type[Row], Kind] = {
    FamilyBill: Kind.BILL,
    FamilyLaw: Kind.LAW,
    Authorization: Kind.AUTHORIZATION,
}
MODEL_OF = {kind: model for model, kind in KIND_OF.items()}


class StillUsed(Exception):  # noqa: N818 - it is an answer, not an error
    """Something rests on the row, so that it cannot be removed; the message says so."""


def kind_of(row: Row) -> Kind:
    """Return which kind of row of a family it is."""
    return KIND_OF[type(row)]


@transaction.atomic
def keep_row(*, row: Row, by: User) -> Row:
    """Write a new or changed row with who did it; the same values again change nothing.

    What was removed before under the same key is no longer held as removed. A new bill that was suggested is
    confirmed with it, and a companion without one gets this one for its own.
    """
    before = type(row).objects.select_for_update().filter(pk=row.pk).first() if row.pk else None
    changed = _differences(before, row)
    if before is not None and not changed:
        return row
    row.staff_changed_at = timezone.now()
    row.save()
    RemovedFamilyRow.objects.filter(family=row.family, kind=kind_of(row), key=row.key).delete()
    audit.record(
        f"{'added' if before is None else 'changed'} a family's {kind_of(row).label.lower()}",
        row,
        actor_id=by.pk,
        family=row.family_id,
        key=row.key,
        changed=changed,
    )
    if isinstance(row, FamilyBill):
        _pair(row, by)
        _confirm(row, by)
        if before is None:
            tell_family_bills(rows=[row])
    return row


@transaction.atomic
def remove_row(*, row: Row, why: str, by: User) -> RemovedFamilyRow:
    """Take a row out of its family; it is kept as it was, and a later load of facts does not bring it back (P9).

    Raises StillUsed when something rests on it, ValueError without a reason.
    """
    if not why.strip():
        raise ValueError("Say why it is removed.")
    current = type(row).objects.select_for_update().get(pk=row.pk)
    removed, _ = RemovedFamilyRow.objects.update_or_create(
        family=current.family,
        kind=kind_of(current),
        key=current.key,
        defaults={
            "label": label_of(current),
            "values": values_of(current),
            "links": _links(current),
            "why": why.strip(),
            "removed_at": timezone.now(),
            "removed_by": by,
        },
    )
    audit.record(
        f"removed a family's {kind_of(current).label.lower()}",
        current,
        actor_id=by.pk,
        family=current.family_id,
        key=current.key,
        why=removed.why,
    )
    try:
        with transaction.atomic():
            current.delete()
    except ProtectedError as error:
        removed.delete()
        raise StillUsed(
            f"{label_of(current)} stays: other records rest on it. Change it instead of removing it."
        ) from error
    return removed


@transaction.atomic
def put_back(*, removed: RemovedFamilyRow, by: User) -> Row:
    """Put a removed row back as it was, with what pointed at it."""
    current = RemovedFamilyRow.objects.select_for_update().get(pk=removed.pk)
    model = MODEL_OF[Kind(current.kind)]
    written = {"model": model._meta.label_lower, **current.values}  # noqa: SLF001 - Django documents it
    (read,) = serializers.deserialize("python", [written])
    row = cast("Row", read.object)
    row.staff_changed_at = timezone.now()
    row.save()
    for name, keys in current.links.items():
        getattr(row, name).set(keys)
    current.delete()
    audit.record(
        f"put back a family's {kind_of(row).label.lower()}",
        row,
        actor_id=by.pk,
        family=row.family_id,
        key=row.key,
    )
    return row


def label_of(row: Row) -> str:
    """Return what a row is called in a sentence: "H.R. 1144 (119th)", "P.L. 117-347", "State: Office ..."."""
    if isinstance(row, FamilyBill):
        return row.bill.subject_label[:300]
    return str(row)[:300]


def _pair(row: FamilyBill, by: User) -> None:
    """Companions are each other's: the other part of the family says so too, unless it names a third."""
    others = FamilyBill.objects.filter(
        family=row.family, bill=row.companion_id, companion__isnull=True
    ).exclude(pk=row.pk)
    if row.companion_id and others.update(companion=row.bill_id, staff_changed_at=timezone.now()):
        audit.record(
            "paired a family's companion",
            row,
            actor_id=by.pk,
            family=row.family_id,
            bill=row.companion_id,
            companion=row.bill_id,
        )


def _confirm(row: FamilyBill, by: User) -> None:
    FamilyCandidate.objects.filter(family=row.family, bill=row.bill_id).exclude(state="confirmed").update(
        state="confirmed", decided_by=by, decided_at=timezone.now(), changed_at=timezone.now(), why=""
    )


def values_of(row: Row) -> dict[str, Any]:
    """Return a row as plain JSON values: its key and its fields."""
    (written,) = json.loads(serializers.serialize("json", [row]))
    return {"pk": written["pk"], "fields": written["fields"]}


def _differences(before: Row | None, row: Row) -> dict[str, list[Any]]:
    """What changes, field by field, as plain values before and after."""
    old = values_of(before)["fields"] if before is not None else {}
    new = values_of(row)["fields"]
    return {
        name: [old.get(name), value]
        for name, value in new.items()
        if name != "staff_changed_at" and value != old.get(name)
    }


def _links(row: Row) -> dict[str, list[Any]]:
    """What rows of higher apps point at it many to many, by the name they do it under."""
    relations = row._meta.related_objects  # noqa: SLF001 - Django documents it
    names = [str(one.get_accessor_name()) for one in relations if one.many_to_many]
    return {name: list(getattr(row, name).values_list("pk", flat=True)) for name in names}
