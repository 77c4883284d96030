"""Handing out personal data as a file, each time written to the audit log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from common import audit
from common.models import AuditEntry
from members.models import Affiliation, Organization, User
from members.services.rights import require_staff


@transaction.atomic
def export_contacts(*, by: User) -> list[tuple[str, str, str, str]]:
    """Return (organization, name, role, e-mail) of everyone who acts for an active member, and log who took it.

    Raises NotAllowed unless `by` is of the secretariat.
    """
    require_staff(by)
    rows = [
        (one.organization.name, one.user.name, one.get_role_display(), one.user.email)
        for one in Affiliation.objects.current()
        .filter(organization__in=Organization.objects.active(), user__is_active=True)
        .select_related("organization", "user")
        .order_by("organization__sort_key", "user__sort_key")
    ]
    audit.record("exported contacts", actor_id=by.pk, rows=len(rows))
    return rows


@transaction.atomic
def export_audit_log(*, entries: QuerySet[AuditEntry], by: User) -> Iterator[tuple[Any, ...]]:
    """Log that `by` takes `entries`, then return them as rows of plain values, ids and no names.

    Raises NotAllowed unless `by` is of the secretariat.
    """
    require_staff(by)
    newest = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first()
    audit.record("exported audit log", actor_id=by.pk, rows=entries.count())
    # The entry just written is not among those taken.
    return _rows(entries.filter(pk__lte=newest or 0))


def _rows(entries: QuerySet[AuditEntry]) -> Iterator[tuple[Any, ...]]:
    for one in entries.iterator():
        yield (
            one.at.isoformat(timespec="seconds"),
            one.actor_id,
            one.acting_for,
            one.verb,
            one.subject_type,
            one.subject_id,
            json.dumps(one.detail, sort_keys=True) if one.detail else "",
        )
