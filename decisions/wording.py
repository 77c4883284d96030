"""How deadlines are said. Pure: no database, no clock."""

from __future__ import annotations

from datetime import datetime, timedelta

HOUR = timedelta(hours=1)


def time_left(deadline: datetime, now: datetime) -> str:
    """Return "9 days left", "1 day left", "5 hours left", "less than an hour left"; "" once it has passed."""
    left = deadline - now
    if left <= timedelta():
        return ""
    if left.days:
        return f"{left.days} {'day' if left.days == 1 else 'days'} left"
    hours = left // HOUR
    if not hours:
        return "less than an hour left"
    return f"{hours} {'hour' if hours == 1 else 'hours'} left"
