"""Calendar entries as an iCalendar file (RFC 5545), through the library icalendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from icalendar import Calendar, Event

from common.calendar import Entry

MEDIA_TYPE = "text/calendar; charset=utf-8"
# How often a subscribed calendar is asked to look again (RFC 7986, and the older word for it).
LOOK_AGAIN = timedelta(hours=1)
_OFF = "CANCELLED"  # as RFC 5545 spells it  # codespell:ignore
_STATUS = {"canceled": _OFF, "postponed": _OFF, "rescheduled": "CONFIRMED"}


def calendar_file(entries: Iterable[Entry], *, name: str, now: datetime) -> bytes:
    """Return the entries as the content of a .ics file with a calendar called `name`.

    Times are in UTC, days without a time are all-day events, and no end is made up. Without a METHOD, DTSTAMP is
    when an event last changed (RFC 5545, 3.8.7.2); `now` stands in where that is not known.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.COALITION_NAME}//ATEST Policy Desk//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    changed = (entry.changed_at or now).astimezone(UTC)
    link = f"{settings.SITE_URL}{entry.path}"
    event.add("uid", f"{entry.uid}@{settings.SITE_HOST}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.starts_at.astimezone(UTC) if entry.starts_at else entry.day)
    event.add("summary", f"{entry.standing.capitalize()}: {entry.title}" if entry.standing else entry.title)
    event.add("status", _STATUS.get(entry.standing, "CONFIRMED"))
    # A hearing is news, not an appointment of one's own: it blocks no time.
    event.add("transp", "TRANSPARENT")
    event.add("url", link)
    event.add("description", _description(entry, link))
    if entry.place:
        event.add("location", entry.place)
    if entry.label:
        event.add("categories", [entry.label])
    return event


def _description(entry: Entry, link: str) -> str:
    about = ", ".join(words for words, _ in entry.links)
    return "\n".join(part for part in (entry.who, about, entry.note, link) if part)
