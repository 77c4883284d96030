"""What lies ahead, over all apps: each says in its AppConfig.ready() what it puts into the calendar.

The calendar page, the "Coming up" blocks and the private calendar feeds read what is registered here and know none
of the apps.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from common.access import is_inside

# How an event stands when it is not simply to come.
Standing = Literal["", "rescheduled", "postponed", "canceled"]


@dataclass(frozen=True)
class Entry:
    """One thing in the calendar.

    `uid` never changes; `title` and `note` are what calendars kept elsewhere get and so are neutral (P5), `inside`
    and `inside_note` what pages behind the sign-in show instead or besides, where there is more to say. `starts_at`
    is None for a day without a time. `links` are what it is about, as (words, path or empty). `sequence` rises with
    each change, at `changed_at`.
    """

    uid: str
    title: str
    day: date
    path: str
    starts_at: datetime | None = None
    label: str = ""
    standing: Standing = ""
    inside: str = ""
    who: str = ""
    place: str = ""
    links: tuple[tuple[str, str], ...] = ()
    note: str = ""
    inside_note: str = ""
    sequence: int = 0
    changed_at: datetime | None = None
    is_sample: bool = False

    @property
    def heading(self) -> str:
        """What a page behind the sign-in calls it."""
        return self.inside or self.title

    @property
    def is_off(self) -> bool:
        """Whether it does not happen at the time it is listed for."""
        return self.standing in ("postponed", "canceled")

    @property
    def order(self) -> tuple[date, str, str]:
        """By day; what has no time before what has one."""
        return (self.day, self.starts_at.isoformat() if self.starts_at else "", self.uid)


# (the reader, first day, last day) -> what the reader may see of these days
Gather = Callable[[Any, date, date], Iterable[Entry]]


@dataclass(frozen=True)
class Provider:
    """One kind of thing in the calendar: `name` is a slug, `label` what people choose it by for their feeds.

    `on_homes` is for what the homes do not tell elsewhere already.
    """

    name: str
    label: str
    entries: Gather
    on_homes: bool = True


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> None:
    """Add a kind of thing; registering the same name again replaces it."""
    _providers[provider.name] = provider


def choices() -> tuple[tuple[str, str], ...]:
    """Return every kind as (name, label), by label."""
    return tuple(sorted(((one.name, one.label) for one in _providers.values()), key=lambda pair: pair[1]))


def entries(
    user: Any,
    first: date,
    last: date,
    *,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
    for_home: bool = False,
) -> list[Entry]:
    """Return what lies in the days from `first` to `last`, both included, in order; nothing to outsiders (P5).

    `only` and `without` name kinds; `for_home` leaves out what the homes tell elsewhere.
    """
    if not is_inside(user):
        return []
    wanted = (
        one
        for one in _providers.values()
        if (only is None or one.name in only) and one.name not in without and (one.on_homes or not for_home)
    )
    found = (entry for one in wanted for entry in one.entries(user, first, last))
    return sorted(found, key=lambda entry: entry.order)
