"""Naming a row of any app in a form or an address: "legislation.bill:119-s-2012"."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Model


def address_of(row: Model) -> str:
    """Return how a form or an address names a row: "decisions.proposal:7"."""
    return f"{row._meta.label_lower}:{row.pk}"  # noqa: SLF001 - Django documents it


def find_named(named: str, user: Any) -> Model | None:
    """Return the row that `named` points at if `user` may see it by the model's own rule, else None.

    Only models whose rows have such a rule (`.visible_to`) can be named.
    """
    label, _, key = named.partition(":")
    try:
        rows = apps.get_model(label)._default_manager.all()  # noqa: SLF001 - as above
    except (LookupError, ValueError):
        return None
    if not key or not hasattr(rows, "visible_to"):
        return None
    try:
        found: Model | None = rows.visible_to(user).filter(pk=key).first()
    except (ValueError, TypeError, ValidationError):
        return None
    return found
