"""When organizations that have not answered are reminded: mornings in Washington before a deadline.

The soft deadline: two days before. The hard one: a week before where no soft deadline is still to come, two days
before, and on its last day (the morning before, where it falls before noon). All at 8 a.m. US Eastern, whatever
the clocks did in between.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from common.dates import EASTERN, eastern

HOUR = time(8)
NOON = time(12)


@dataclass(frozen=True)
class Step:
    """One reminder: what it is called in the record, when it goes, and before which deadline."""

    name: str
    at: datetime
    deadline: datetime


def steps(*, soft: datetime | None, hard: datetime) -> list[Step]:
    """Return every reminder before a soft deadline (if there is one) and a hard one, in their order."""
    return sorted({*_before_soft(soft), *_before_hard(soft, hard)}, key=lambda one: one.at)


def _before_soft(soft: datetime | None) -> Iterator[Step]:
    if soft:
        yield Step("soft-2", _morning(soft, 2), soft)


def _before_hard(soft: datetime | None, hard: datetime) -> Iterator[Step]:
    week_before = _morning(hard, 7)
    if soft is None or soft <= week_before:
        yield Step("hard-7", week_before, hard)
    yield Step("hard-2", _morning(hard, 2), hard)
    yield Step("last-day", _morning(hard, 0 if eastern(hard).time() >= NOON else 1), hard)


def _morning(deadline: datetime, days_before: int) -> datetime:
    day = eastern(deadline).date() - timedelta(days=days_before)
    return datetime.combine(day, HOUR, tzinfo=EASTERN)


def due_step(*, soft: datetime | None, hard: datetime, asked_at: datetime, now: datetime) -> Step | None:
    """Return the reminder to send now, or None.

    The newest whose time has come, so that a site that was down does not send yesterday's too; never one whose time
    was before the question was put (whoever was just asked is not reminded), nor after the deadline it is about.
    """
    came = [one for one in steps(soft=soft, hard=hard) if asked_at < one.at <= now]
    return came[-1] if came and now < came[-1].deadline else None


def next_step(*, soft: datetime | None, hard: datetime, asked_at: datetime, now: datetime) -> Step | None:
    """Return the reminder that comes next, or None when there is none left."""
    ahead = [one for one in steps(soft=soft, hard=hard) if one.at > max(now, asked_at)]
    return ahead[0] if ahead else None
