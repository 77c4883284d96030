"""Where a figure comes from, as the source mark shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from common.dates import eastern


@dataclass(frozen=True)
class SourceMark:
    """The answer to "who says so": a document, where in it, as of when, and who entered it.

    `goes_stale` is for facts that move (a bill's cosponsors); a figure in a signed Act never goes stale.
    """

    document: str
    page: str = ""
    url: str = ""
    as_of: date | datetime | None = None
    entered_by: str = ""
    note: str = ""
    goes_stale: bool = False

    def is_stale(self, today: date, after_days: int) -> bool:
        """Whether the fact moves and was last refreshed more than `after_days` before `today`, or never."""
        if not self.goes_stale:
            return False
        days = age_in_days(self.as_of, today)
        return days is None or days > after_days


def age_in_days(as_of: date | datetime | None, today: date) -> int | None:
    """Return how many days ago `as_of` was, counted in Washington; None when it is not known."""
    if as_of is None:
        return None
    day = eastern(as_of).date() if isinstance(as_of, datetime) else as_of
    return (today - day).days


def stale_words(as_of: date | datetime | None, today: date, after_days: int) -> str:
    """Return "not refreshed for 12 days" for a moving fact older than `after_days`, "never refreshed", or ""."""
    days = age_in_days(as_of, today)
    if days is None:
        return "never refreshed"
    return f"not refreshed for {days} days" if days > after_days else ""
