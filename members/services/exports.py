"""Handing out personal data as a file, each time written to the audit log."""

from __future__ import annotations

from django.db import transaction

from common import audit
from members.models import Affiliation, Organization, User


@transaction.atomic
def export_contacts(*, by: User) -> list[tuple[str, str, str, str]]:
    """Return (organization, name, role, e-mail) of everyone who acts for an active member, and log who took it."""
    rows = [
        (one.organization.name, one.user.name, one.get_role_display(), one.user.email)
        for one in Affiliation.objects.current()
        .filter(organization__in=Organization.objects.active(), user__is_active=True)
        .select_related("organization", "user")
        .order_by("organization__sort_key", "user__sort_key")
    ]
    audit.record("exported contacts", actor_id=by.pk, rows=len(rows))
    return rows
