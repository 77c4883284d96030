"""The sources the desk reads: how people call them, how often each is read, when it counts as stale. Pure.

A new source is a line here; its runs are recorded under its key by legislation/services/source_runs.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

TRACKED_BILLS = "tracked bills"
ALL_BILLS = "all bills"
TEXTS = "texts"
MEETINGS = "committee meetings"
HOUSE_VOTES = "house votes"
LEGISLATORS = "legislators"


@dataclass(frozen=True)
class KnownSource:
    """One source: what it brings in one sentence, how often it is read, after how long it is stale."""

    key: str
    label: str
    what: str
    every: timedelta
    stale_after: timedelta


_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
SOURCES = {
    each.key: each
    for each in (
        KnownSource(
            TRACKED_BILLS,
            "Tracked bills",
            "Every tracked bill, fetched by its number, whatever the lists say.",
            2 * _HOUR,
            _DAY,
        ),
        KnownSource(
            ALL_BILLS,
            "New and changed bills",
            "The list of all bills of the Congress, compared with what is here.",
            _HOUR / 2,
            _DAY,
        ),
        KnownSource(TEXTS, "Texts", "Published texts of tracked bills.", 6 * _HOUR, 2 * _DAY),
        KnownSource(
            MEETINGS,
            "Committee meetings",
            "Hearings and markups that committees have announced.",
            _HOUR,
            _DAY,
        ),
        KnownSource(HOUSE_VOTES, "House votes", "Roll calls of the House, by member.", 6 * _HOUR, 2 * _DAY),
        KnownSource(
            LEGISLATORS,
            "Legislators and committees",
            "Who sits in Congress and on which committee.",
            7 * _DAY,
            14 * _DAY,
        ),
    )
}


def known(key: str) -> KnownSource:
    """Return a source by its key. Raises KeyError: a run under an unlisted name would be shown nowhere."""
    return SOURCES[key]
