"""What is new at a bill since somebody's last look, for the marks on its page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from legislation.models import Bill, BillEvent
from legislation.news import EventKind

_PEOPLE = {EventKind.COSPONSORED, EventKind.WITHDREW}


@dataclass(frozen=True)
class NewsSince:
    """The events that arrived since a moment, and which rows of the page they are read from."""

    since: datetime | None = None
    events: tuple[BillEvent, ...] = ()
    actions: frozenset[str] = field(default_factory=frozenset)
    people: frozenset[str] = field(default_factory=frozenset)


def news_since(bill: Bill, since: datetime | None) -> NewsSince:
    """Return what arrived at a bill after `since`, the newest first; nothing at a first look.

    Only the events of bills that are tracked, of a family or with somebody's alerts are kept.
    """
    if since is None:
        return NewsSince()
    events = tuple(BillEvent.objects.filter(bill=bill).since(since).order_by("-happened_on", "-pk"))
    return NewsSince(
        since=since,
        events=events,
        actions=frozenset(one.row for one in events if one.kind == EventKind.STEP),
        people=frozenset(one.row for one in events if one.kind in _PEOPLE),
    )
