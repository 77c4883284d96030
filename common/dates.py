"""Days and hours as Washington counts them: stored in UTC, shown in US Eastern."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

EASTERN = ZoneInfo("America/New_York")
_TURN, _NOON = (1, 3), time(12)
_FIRST, _LAST = date(1900, 1, 1), date(9000, 1, 1)


def today() -> date:
    """Return today's date in Washington."""
    return timezone.now().astimezone(EASTERN).date()


def congress_day(moment: datetime | None = None) -> date:
    """Return the day by which Congresses and terms are counted, at a moment or now.

    They end at noon of January 3 (Twentieth Amendment): until then, Washington's January 3 counts as January 2.
    """
    local = (moment or timezone.now()).astimezone(EASTERN)
    is_before_noon = (local.month, local.day) == _TURN and local.time() < _NOON
    return local.date() - timedelta(days=1) if is_before_noon else local.date()


def start_of(day: date) -> datetime:
    """Return the moment a day begins in Washington; of days no clock reaches, the first or last year's."""
    return datetime.combine(min(max(day, _FIRST), _LAST), time.min, EASTERN)


def eastern(moment: datetime) -> datetime:
    """Return an aware moment in US Eastern time."""
    return moment.astimezone(EASTERN)


def clock_words(moment: datetime) -> str:
    """Return the time of day in Washington: "4:12 p.m."."""
    local = eastern(moment)
    half = "a.m." if local.hour < 12 else "p.m."  # noqa: PLR2004 - noon
    return f"{local.hour % 12 or 12}:{local:%M} {half}"


def day_words(on: date | datetime) -> str:
    """Return "Nov 21, 2026"; a moment is first put into US Eastern, a date without time is never shifted."""
    if isinstance(on, datetime):
        on = eastern(on).date()
    return f"{on:%b} {on.day}, {on.year}"


def moment_words(moment: datetime) -> str:
    """Return "Nov 21, 2026, 4:12 p.m. ET"."""
    return f"{day_words(moment)}, {clock_words(moment)} ET"
