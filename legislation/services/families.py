"""Families as staff keep them: adding one, changing its words, setting it aside. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from common import audit
from legislation.models import Family
from members.models import User

# What staff may say of a family.
WORDS = ("name", "short_name", "about")


@transaction.atomic
def add_family(*, slug: str, name: str, short_name: str, about: str, by: User) -> Family:
    """Add a family, which has no bill yet. Raises IntegrityError when the slug is taken."""
    family = Family.objects.create(
        slug=slug, name=name, short_name=short_name, about=about, staff_changed_at=timezone.now()
    )
    audit.record("added a family", family, actor_id=by.pk, name=name)
    return family


@transaction.atomic
def edit_family(*, family: Family, words: Mapping[str, str], by: User) -> Family:
    """Change the words of a family; the same words again change nothing. A later load of facts keeps them (P9)."""
    row: Family = Family.objects.select_for_update().get(pk=family.pk)
    changed = {
        name: (getattr(row, name), words[name])
        for name in WORDS
        if name in words and words[name] != getattr(row, name)
    }
    if not changed:
        return row
    for name, (_, after) in changed.items():
        setattr(row, name, after)
    row.staff_changed_at = timezone.now()
    row.save()
    audit.record("changed a family", row, actor_id=by.pk, changed=_told(changed))
    return row


@transaction.atomic
def archive_family(*, family: Family, by: User) -> None:
    """Set a family aside: it is no longer listed and gets no candidates; its page and all of it stay."""
    if Family.objects.filter(pk=family.pk, archived_at__isnull=True).update(archived_at=timezone.now()):
        audit.record("archived a family", family, actor_id=by.pk)


@transaction.atomic
def restore_family(*, family: Family, by: User) -> None:
    """List a family again as it was."""
    if Family.objects.filter(pk=family.pk, archived_at__isnull=False).update(archived_at=None):
        audit.record("restored a family", family, actor_id=by.pk)


def _told(changed: Mapping[str, tuple[Any, Any]]) -> dict[str, list[Any]]:
    return {name: list(pair) for name, pair in changed.items()}
