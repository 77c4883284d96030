"""What must be true of the surroundings before tables are made in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from atest import database_role
from atest.embedded.binaries import FLOOR


@register(Tags.database)
def postgresql_is_new_enough(
    *,
    app_configs: Sequence[AppConfig] | None = None,  # noqa: ARG001 - Django's signature
    databases: Sequence[str] | None = None,
    **_options: Any,
) -> list[CheckMessage]:
    """Refuse a server older than PostgreSQL 15, before the first migration meets what it cannot do."""
    return [error for alias in databases or [] for error in judge_version(connections[alias].pg_version)]


@register(Tags.database)
def role_cannot_change_the_record(
    *,
    app_configs: Sequence[AppConfig] | None = None,  # noqa: ARG001 - Django's signature
    databases: Sequence[str] | None = None,
    **_options: Any,
) -> list[CheckMessage]:
    """Refuse a site that outsiders reach and whose own role could empty the audit log."""
    if settings.SITE_IS_LOCAL or "default" not in (databases or []):
        return []
    reason = database_role.too_strong()
    hint = "Set DATABASE_OWNER_URL to the owning role and DATABASE_URL to another: see docs/operations.md."
    return [Error(f"The role of DATABASE_URL {reason}.", hint=hint, id="atest.E002")] if reason else []


def judge_version(number: int) -> list[CheckMessage]:
    """Return an error for a server whose version `number` (150004 is 15.4) is below the floor."""
    if number >= FLOOR * 10000:
        return []
    message = f"PostgreSQL {number // 10000} is too old: {FLOOR} or newer is needed."
    return [Error(message, hint="Upgrade the server that DATABASE_URL names.", id="atest.E001")]
