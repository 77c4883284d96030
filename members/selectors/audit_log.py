"""Audit entries as the secretariat reads them: ids turned into names for whoever still has one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps

from common.models import AuditEntry
from common.templatetags.desk import day, moment
from members.models import Organization, User

_DAY_OR_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?[+-]\d{2}:\d{2})?")


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
    """Return entries with names of people and organizations, in two queries however many there are."""
    people = User.objects.in_bulk(
        _ids(entries, "user", "members.user") | {one.actor_id for one in entries if one.actor_id}
    )
    organizations = Organization.objects.in_bulk(
        _ids(entries, "organization", "members.organization")
        | {one.acting_for for one in entries if one.acting_for}
    )
    named: dict[str, dict[int, Any]] = {"user": people, "organization": organizations}
    return [
        AuditLine(
            at=one.at,
            actor=_named(people, one.actor_id) if one.actor_id else "",
            acting_for=_named(organizations, one.acting_for) if one.acting_for else "",
            verb=one.verb,
            subject=_subject(one, named),
            detail=detail_in_words(
                {
                    key: _named(named[key], value) if key in named and value else value
                    for key, value in one.detail.items()
                }
            ),
        )
        for one in entries
    ]


def _ids(entries: Sequence[AuditEntry], key: str, subject_type: str) -> set[int]:
    """Numbers of one kind of thing that entries name as what was changed, or among their details."""
    subjects = {
        int(one.subject_id)
        for one in entries
        if one.subject_type == subject_type and one.subject_id.isdigit()
    }
    return subjects | {one.detail[key] for one in entries if isinstance(one.detail.get(key), int)}


def _subject(entry: AuditEntry, named: dict[str, dict[int, Any]]) -> str:
    kind = entry.subject_type.removeprefix("members.")
    if entry.subject_type.startswith("members.") and kind in named and entry.subject_id.isdigit():
        return f"{kind_in_words(entry.subject_type)} {_named(named[kind], int(entry.subject_id))}"
    return f"{kind_in_words(entry.subject_type)} {entry.subject_id}".strip()


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
            words.append(
                f"{name} {', '.join(map(_as_read, value)) if isinstance(value, list) else _as_read(value)}"
            )
    return ", ".join(words)


def _as_read(value: Any) -> str:
    """A stored day or moment as every page writes it; anything else as it is."""
    text = str(value)
    if not _DAY_OR_MOMENT.fullmatch(text):
        return text
    try:
        return moment(datetime.fromisoformat(text)) if "T" in text else day(date.fromisoformat(text))
    except ValueError:
        return text


def _named(rows: dict[int, Any], key: Any) -> str:
    return str(rows[key]) if key in rows else f"number {key}"
