"""When someone is reminded of a deadline of the money: in the morning, some days before. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from common.dates import EASTERN, eastern

HOUR = time(8)
USUAL_DAYS = 7


def reminds_at(due_on: date, days_before: int) -> datetime:
    """Return when the reminder of a deadline goes: 8 a.m. US Eastern, so many days before."""
    return datetime.combine(due_on - timedelta(days=days_before), HOUR, tzinfo=EASTERN)


def is_time(due_on: date, days_before: int, now: datetime) -> bool:
    """Whether the reminder goes now: its morning has come, and the day itself is not over.

    Whoever begins to follow, or is made to file, when that morning is past is reminded at once.
    """
    return reminds_at(due_on, days_before) <= now and eastern(now).date() <= due_on
