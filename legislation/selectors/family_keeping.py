"""What staff see when they keep a family: its rows, what was taken out, and what was changed by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from common.models import AuditEntry
from legislation.models import Authorization, Family, FamilyBill, FamilyCandidate, FamilyLaw, RemovedFamilyRow
from members.models import User

_CHANGES_SHOWN = 20
_SUBJECTS = [
    model._meta.label_lower  # noqa: SLF001 - Django documents it
    for model in (FamilyBill, FamilyLaw, Authorization, FamilyCandidate)
]


@dataclass(frozen=True)
class Change:
    """One change of a family, in words; `undo` is its entry where it can be undone."""

    at: datetime
    who: str
    verb: str
    about: str
    fields: tuple[tuple[str, str, str], ...]
    undo: int | None


@dataclass(frozen=True)
class FamilyKeeping:
    """Everything of a family that staff may change."""

    family: Family
    bills: tuple[FamilyBill, ...]
    laws: tuple[FamilyLaw, ...]
    authorizations: tuple[Authorization, ...]
    removed: tuple[RemovedFamilyRow, ...]
    changes: tuple[Change, ...]
    waiting: int


def family_keeping(family: Family) -> FamilyKeeping:
    """Return what staff keep of a family, in a constant number of queries."""
    return FamilyKeeping(
        family=family,
        bills=tuple(family.family_bills.select_related("bill", "companion")),
        laws=tuple(family.laws.all()),
        authorizations=tuple(family.authorizations.select_related("bill")),
        removed=tuple(family.removed.select_related("removed_by")),
        changes=tuple(_changes(family)),
        waiting=family.candidates.waiting().count(),
    )


def candidates_for(user: Any, *, family: str = "", state: str = "suggested") -> QuerySet[FamilyCandidate]:
    """Return the candidates a person may see, newest bills first: of a family or of all listed ones, in a state."""
    rows: QuerySet[FamilyCandidate] = FamilyCandidate.objects.visible_to(user).filter(state=state)
    rows = rows.filter(family=family) if family else rows.filter(family__archived_at__isnull=True)
    ordered = rows.order_by(
        "-bill__congress__number", "-bill__introduced_on", "bill__bill_type", "bill__number", "family"
    )
    return ordered.select_related("family", "decided_by", "bill__congress", "bill__sponsor")


def waiting_by_family(user: Any) -> list[tuple[Family, int]]:
    """Return the families with candidates nobody has answered yet, each with how many."""
    counted: dict[str, int] = {}
    for slug in FamilyCandidate.objects.visible_to(user).waiting().values_list("family_id", flat=True):
        counted[slug] = counted.get(slug, 0) + 1
    return [(family, counted[family.pk]) for family in Family.objects.filter(pk__in=counted)]


def _changes(family: Family) -> list[Change]:
    of_rows = AuditEntry.objects.filter(subject_type__in=_SUBJECTS, detail__family=family.pk)
    of_itself = AuditEntry.objects.filter(
        subject_type=family._meta.label_lower,  # noqa: SLF001 - as above
        subject_id=family.pk,
    )
    entries = list((of_rows | of_itself).order_by("-at", "-pk")[:_CHANGES_SHOWN])
    people = {one.pk: str(one) for one in User.objects.filter(pk__in=[entry.actor_id for entry in entries])}
    return [_change(entry, people) for entry in entries]


def _change(entry: AuditEntry, people: Mapping[int, str]) -> Change:
    changed = entry.detail.get("changed") or {}
    edited = entry.verb.startswith("changed a family")
    return Change(
        at=entry.at,
        who=people.get(entry.actor_id or 0, "somebody"),
        verb=entry.verb,
        about=str(entry.detail.get("key") or entry.detail.get("bill") or ""),
        fields=tuple((name.replace("_", " "), *map(_shown, pair)) for name, pair in changed.items())
        if edited
        else (),
        undo=entry.pk if edited else None,
    )


def _shown(value: object) -> str:
    return "nothing" if value in (None, "") else str(value)
