"""Audit entries as the secretariat reads them: ids turned into names for whoever still has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps

from common.models import AuditEntry
from members.models import Organization, User


@dataclass(frozen=True)
class AuditLine:
    """One entry, its actor named as of now."""

    at: datetime
    actor: str
    acting_for: str
    verb: str
    subject: str
    detail: str


def lines(entries: Sequence[AuditEntry]) -> list[AuditLine]:
    """Return entries with names of actors and organizations, in two queries however many there are."""
    people = User.objects.in_bulk({one.actor_id for one in entries if one.actor_id})
    organizations = Organization.objects.in_bulk({one.acting_for for one in entries if one.acting_for})
    return [
        AuditLine(
            at=one.at,
            actor=_named(people, one.actor_id) if one.actor_id else "",
            acting_for=_named(organizations, one.acting_for) if one.acting_for else "",
            verb=one.verb,
            subject=f"{kind_in_words(one.subject_type)} {one.subject_id}".strip(),
            detail=detail_in_words(one.detail),
        )
        for one in entries
    ]


def kind_in_words(subject_type: str) -> str:
    """Return the table an entry is about by its name in words; the stored name where the table is gone."""
    try:
        return str(apps.get_model(subject_type)._meta.verbose_name)  # noqa: SLF001 - Django's documented name
    except (LookupError, ValueError):
        return subject_type


def detail_in_words(detail: dict[str, Any]) -> str:
    """Return an entry's plain values in one line, what is empty or false left out: "proposal 2, on behalf"."""
    words = []
    for key, value in detail.items():
        name = key.replace("_", " ")
        if value is True:
            words.append(name)
        elif value not in (None, "", False, []):
            words.append(f"{name} {', '.join(map(str, value)) if isinstance(value, list) else value}")
    return ", ".join(words)


def _named(rows: dict[int, Any], key: int) -> str:
    return str(rows[key]) if key in rows else f"number {key}"
