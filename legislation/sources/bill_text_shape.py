"""What the readers of bill texts share: what they give back, and how words and dates are tidied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from legislation.choices import BillId
from legislation.sources.errors import SourceError
from legislation.text_parts import TextPart

_DATE = re.compile(
    r"(January|February|March|April|May|June|July|August|September|October|November|December)\s+(\d{1,2}),\s+(\d{4})"
)
# "In general.--": the dash after a heading in print is no part of it.
_HEADING_END = re.compile(r"[\s.]*(?:—|--)?[\s.]*$")
_BEFORE_MARK = re.compile(r"\s+([.,;:)”\u2019])|(?<=[(“])\s+")


class UnreadableBillText(SourceError):  # noqa: N818 - named for what is wrong
    """A text that cannot be read; the message names the file and what is wrong with it."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name}: {reason}")


@dataclass(frozen=True)
class ReadText:
    """What a reader found; `said` is the bill and version the text names itself, None when it does not."""

    title: str
    published_on: date | None
    parts: tuple[TextPart, ...]
    said: tuple[BillId, str] | None = None


def tidy(text: str) -> str:
    """Fold spaces, and take away those before a mark, which only the way of marking up put there."""
    return _BEFORE_MARK.sub(lambda found: found[1] or "", " ".join(text.split()))


def heading(text: str) -> str:
    """Tidy a heading and take away the marks that end it in print."""
    return _HEADING_END.sub("", tidy(text))


def run_in(enum: str, head: str, text: str) -> str:
    """Return a subdivision as it is printed: "(a) In general.—The Secretary shall ..."."""
    begun = " ".join(each for each in (enum, heading(head)) if each)
    if not head:
        return f"{begun} {text}".strip()
    return f"{begun}.—{text}" if text else f"{begun}.—"


def newest_day_in(text: str) -> date | None:
    """Return the newest date written out ("July 14, 2025"): the front of a bill tells each step up to its printing."""
    days = []
    for month, day, year in _DATE.findall(text):
        try:
            days.append(datetime.strptime(f"{month} {day} {year}", "%B %d %Y").date())  # noqa: DTZ007 - a date
        except ValueError:
            continue
    return max(days, default=None)
