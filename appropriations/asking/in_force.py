"""Which request is in force for each line: the latest adopted word, whether of a slate or of an amendment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from appropriations.asking.request import Request

_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)


class Turn(StrEnum):
    """What an amendment does to a request."""

    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"
    SAME = "the same"


def latest_words(requests: Iterable[Request]) -> dict[str, Request]:
    """Return the latest word on each line (slug), a drop included, of what the slates of one year and addressee say."""
    latest: dict[str, Request] = {}
    for one in sorted(requests, key=_order):
        latest[one.line] = one
    return latest


def in_force(requests: Iterable[Request]) -> dict[str, Request]:
    """Return the requests in force by line: each the latest word on its line, where that is no drop."""
    return {line: one for line, one in latest_words(requests).items() if not one.is_dropped}


def turn_of(one: Request, before: Request | None) -> Turn:
    """Return what `one` does to the request that was in force before it, None where there was none."""
    if one.is_dropped:
        return Turn.DROPPED
    if before is None or before.is_dropped:
        return Turn.ADDED
    return Turn.SAME if one.asks == before.asks else Turn.CHANGED


def _order(one: Request) -> tuple[datetime, int]:
    return (one.adopted_at or _BEFORE_ALL, one.slate)
