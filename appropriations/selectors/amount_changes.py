"""What was done to figures: who, when, why, from what to what, in words; and what of it can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from appropriations.choices import CellKind, Nature, SourceKind, Stage
from appropriations.models import Amount, ChangeSet, Line
from common.citations import fiscal_year as fy
from common.dates import day_words
from common.models import AuditEntry
from common.money import words as dollars_in_words
from members.models import User

SUBJECT = "appropriations.amount"
VERBS = {
    "recorded figure": "recorded",
    "changed figure": "changed",
    "withdrew figure": "withdrew",
    "chose the printed figure": "chose what is printed",
    "undid a change of a figure": "undid a change",
    "changed shipped amount": "shipped facts changed",
    "withdrew shipped amount": "shipped facts withdrew",
}
_CHOICES = {"kind": CellKind, "nature": Nature, "source_kind": SourceKind}
_NAMES = {
    "kind": "cell",
    "dollars_high": "upper end",
    "is_about": "approximate",
    "rate_of_fiscal_year": "at the rate of",
    "parent": "part of",
    "source_kind": "who says so",
    "as_of": "read on",
    "url": "link",
    "is_preferred": "printed",
    "preferred_reason": "printed because",
    "withdrawn_at": "withdrawn",
}
# Said by other fields, or by the verb itself.
_UNTOLD = {"withdrawn_at", "is_sample"}


@dataclass(frozen=True)
class ValueChange:
    """One field in words: what it was and what it is; `was` is empty where there was nothing."""

    name: str
    was: str
    now: str


@dataclass(frozen=True)
class AmountChange:
    """One change of one figure; `undo` is its change set where that can be undone."""

    at: datetime
    who: str
    verb: str
    line: Line | None
    cell: str
    key: str
    values: tuple[ValueChange, ...]
    reason: str
    undo: ChangeSet | None


def entries_of_amounts(amounts: QuerySet[Amount] | None = None) -> QuerySet[AuditEntry]:
    """Return the record of figures, all or some, the newest first."""
    entries = AuditEntry.objects.filter(subject_type=SUBJECT, verb__in=VERBS)
    if amounts is not None:
        keys = amounts.order_by().annotate(as_text=Cast("pk", CharField())).values("as_text")
        entries = entries.filter(subject_id__in=keys)
    return entries.order_by("-at", "-id")


def changes_in_words(entries: Iterable[AuditEntry]) -> tuple[AmountChange, ...]:
    """Return entries of the record in words; four queries."""
    rows = list(entries)
    about = {
        str(one.pk): one
        for one in Amount.objects.filter(pk__in=[row.subject_id for row in rows]).select_related("line")
    }
    people = dict(
        User.objects.filter(pk__in={row.actor_id for row in rows if row.actor_id}).values_list("pk", "name")
    )
    sets = _open_sets(rows)
    return tuple(_change(row, about.get(row.subject_id), people, sets) for row in rows)


def _open_sets(rows: Iterable[AuditEntry]) -> dict[str, ChangeSet]:
    named = {row.detail["change"] for row in rows if row.detail.get("change")}
    return {str(one.pk): one for one in ChangeSet.objects.filter(pk__in=named, undone_by__isnull=True)}


def _change(
    row: AuditEntry, amount: Amount | None, people: Mapping[int, str], sets: Mapping[str, ChangeSet]
) -> AmountChange:
    was, now = row.detail.get("was", {}), row.detail.get("now", {})
    changed = [
        name for name in now if (was.get(name) != now[name] if was else now[name] not in (None, "", False))
    ]
    told = [name for name in changed if name not in _UNTOLD]
    return AmountChange(
        at=row.at,
        who=people.get(row.actor_id or 0, "the desk"),
        verb=VERBS.get(row.verb, row.verb),
        line=amount.line if amount else None,
        cell=f"{fy(amount.fiscal_year)}, {Stage(amount.stage).label}" if amount else "",
        key=amount.key if amount else "",
        values=tuple(
            ValueChange(
                _NAMES.get(name, name.replace("_", " ")), _said(name, was.get(name)), _said(name, now[name])
            )
            for name in told
        ),
        reason=str(row.detail.get("reason") or ""),
        undo=sets.get(row.detail.get("change", "")),
    )


def _said(name: str, value: Any) -> str:
    if value in (None, ""):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in {"dollars", "dollars_high"} and isinstance(value, int):
        return dollars_in_words(value)
    if name in _CHOICES:
        return str(_CHOICES[name](value).label)
    if name == "rate_of_fiscal_year":
        return fy(value)
    return day_words(date.fromisoformat(value)) if name == "as_of" else str(value)
