"""What offices do when the facts under them change."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.dispatch import receiver

from common.dates import today
from common.events import roster_changed
from outreach.services.offices import ensure_offices


@receiver(roster_changed)
def on_roster_changed(sender: Any, on: date, **_: Any) -> None:  # noqa: ARG001 - Django's signature
    """Keep the offices in step; a roster of an earlier day is judged as of today."""
    ensure_offices(on=max(on, today()))
