"""Days and hours as Washington counts them: stored in UTC, shown in US Eastern."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

EASTERN = ZoneInfo("America/New_York")
_FIRST, _LAST = date(1900, 1, 1), date(9000, 1, 1)


def today() -> date:
    """Return today's date in Washington."""
    return timezone.now().astimezone(EASTERN).date()


def start_of(day: date) -> datetime:
    """Return the moment a day begins in Washington; of days no clock reaches, the first or last year's."""
    return datetime.combine(min(max(day, _FIRST), _LAST), time.min, EASTERN)


def eastern(moment: datetime) -> datetime:
    """Return an aware moment in US Eastern time."""
    return moment.astimezone(EASTERN)
