"""Telling the secretariat that who sits in Congress has changed."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from members.models import SecretariatTerm
from members.services.notices import notify


def tell_roster(*, as_of: date) -> None:
    """Write a notice for everyone of the secretariat, in the caller's transaction; once for a roster's day."""
    staff = SecretariatTerm.objects.current().filter(user__is_active=True)
    notify(
        recipient_ids=set(staff.values_list("user", flat=True)),
        kind="roster",
        title="Who sits in Congress has changed",
        path=reverse("legislation:legislators"),
        event_key=f"roster:{as_of}",
    )
