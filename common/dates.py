"""Days and hours as Washington counts them: stored in UTC, shown in US Eastern."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

EASTERN = ZoneInfo("America/New_York")


def today() -> date:
    """Return today's date in Washington."""
    return timezone.now().astimezone(EASTERN).date()


def eastern(moment: datetime) -> datetime:
    """Return an aware moment in US Eastern time."""
    return moment.astimezone(EASTERN)
