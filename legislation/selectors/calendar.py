"""The calendar page: what lies ahead day by day, what was, and a month at a glance."""

from __future__ import annotations

import calendar as months
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse

from common import calendar
from common.calendar import Entry
from common.dates import EASTERN, today
from legislation.models import CommitteeMeeting, Congress
from legislation.selectors.meetings import entries_of

MEETINGS = "meetings"
A_PAGE = 30
# How far ahead other things (deadlines, the end of a Congress) are listed after the last known meeting.
FAR = timedelta(days=400)
COMING_DAYS, COMING_AT_MOST = 14, 8
IN_A_CELL = 3
_SUNDAYS_FIRST = months.Calendar(firstweekday=6)


@dataclass(frozen=True)
class Day:
    """A day with what it holds."""

    day: date
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Agenda:
    """A page of days; `page` is the page of meetings it was made from."""

    page: Page[Any]
    days: tuple[Day, ...]


@dataclass(frozen=True)
class Cell:
    """A day of a month's grid: what is shown of it, and how many more there are."""

    day: date
    in_month: bool
    is_today: bool
    entries: tuple[Entry, ...]
    more: int


@dataclass(frozen=True)
class Month:
    """A month in weeks from Sunday to Saturday."""

    first: date
    weeks: tuple[tuple[Cell, ...], ...]
    before: date
    after: date
    count: int


def upcoming(
    user: Any, meetings: QuerySet[CommitteeMeeting], number: object, *, start: date, with_others: bool
) -> Agenda:
    """Return a page of the meetings from `start` on, with what else lies in its days if wanted.

    The days of two pages meet without a gap or a day told twice: what is no meeting stands with the page whose first
    day comes at or before it.
    """
    rows = meetings.filter(day__gte=start).upcoming(start)  # type: ignore[attr-defined]
    page = Paginator(rows, A_PAGE).get_page(number)  # type: ignore[arg-type]
    entries = entries_of(list(page))
    if with_others:
        first = start if page.number == 1 else entries[0].day
        last = _day_before_next(rows, page) or max([start, *(one.day for one in entries)]) + FAR
        entries += calendar.entries(user, first, last, without={MEETINGS})
    return Agenda(page, _by_day(sorted(entries, key=lambda entry: entry.order)))


def past(meetings: QuerySet[CommitteeMeeting], number: object) -> Agenda:
    """Return a page of the meetings before today, the newest day first."""
    page = Paginator(meetings.past(), A_PAGE).get_page(number)  # type: ignore[attr-defined,arg-type]
    days = _by_day(sorted(entries_of(list(page)), key=lambda entry: entry.order))
    return Agenda(page, days[::-1])


def month(user: Any, meetings: QuerySet[CommitteeMeeting], first: date, *, with_others: bool) -> Month:
    """Return the grid of the month that begins on `first`."""
    weeks = _SUNDAYS_FIRST.monthdatescalendar(first.year, first.month)
    start, end = weeks[0][0], weeks[-1][-1]
    entries = entries_of(list(meetings.filter(day__gte=start, day__lte=end)))
    if with_others:
        entries += calendar.entries(user, start, end, without={MEETINGS})
    held = defaultdict(list)
    for entry in sorted(entries, key=lambda one: one.order):
        held[entry.day].append(entry)
    now = today()
    return Month(
        first=first,
        weeks=tuple(tuple(_cell(day, first, now, held[day]) for day in week) for week in weeks),
        before=(first - timedelta(days=1)).replace(day=1),
        after=(first + timedelta(days=31)).replace(day=1),
        count=sum(len(found) for day, found in held.items() if day.month == first.month),
    )


def coming_up(user: Any) -> list[Day]:
    """Return what the next fourteen days hold, for the homes; at most eight things."""
    found = calendar.entries(user, today(), today() + timedelta(days=COMING_DAYS), for_home=True)
    return list(_by_day(found[:COMING_AT_MOST]))


def congress_entries(_user: Any, first: date, last: date) -> Iterable[Entry]:
    """Return the ends of Congresses in these days: the calendar's provider.

    A Congress ends at noon on January 3 (Twentieth Amendment).
    """
    for one in Congress.objects.filter(ends_on__gte=first, ends_on__lte=last).order_by("number"):
        yield Entry(
            uid=f"congress-{one.number}-ends",
            title=f"The {one.ordinal} Congress ends",
            day=one.ends_on,
            path=reverse("legislation:calendar"),
            starts_at=datetime.combine(one.ends_on, time(12), EASTERN),
            label="Congress",
            note="What is not law by then has died with it.",
        )


def feed_entries(user: Any, carries: Iterable[str], *, back: timedelta, ahead: timedelta) -> list[Entry]:
    """Return what a person's calendar feed carries: the chosen kinds of the days around today."""
    now = today()
    return calendar.entries(user, now - back, now + ahead, only=set(carries))


def _day_before_next(rows: QuerySet[CommitteeMeeting], page: Page[Any]) -> date | None:
    """Return the day before the next page's first day; None on the last page."""
    if not page.has_next():
        return None
    following: CommitteeMeeting = rows[page.end_index()]
    return following.day - timedelta(days=1) if following.day else None


def _by_day(entries: Iterable[Entry]) -> tuple[Day, ...]:
    return tuple(Day(day, tuple(found)) for day, found in groupby(entries, key=lambda entry: entry.day))


def _cell(day: date, first: date, now: date, entries: list[Entry]) -> Cell:
    shown = IN_A_CELL if len(entries) > IN_A_CELL + 1 else len(entries)
    return Cell(day, day.month == first.month, day == now, tuple(entries[:shown]), len(entries) - shown)
