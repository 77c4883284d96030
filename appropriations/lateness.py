"""Money after enactment by the day: what is late, withheld or ended, and for how many days. Pure; the day is given.

What was due and has not happened is late from the day after its due day on. Days are counted from that due day: due
on October 1 and come on December 30 is 90 days late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from appropriations.choices import FundingKind
from common.citations import fiscal_year
from common.dates import day_words

# How long after it came money that was late is still told of where lines in trouble are.
TOLD_AFTERWARDS = timedelta(days=365)
_STOPS = {FundingKind.WITHHOLDING, FundingKind.TERMINATION}
_CAME = {
    FundingKind.NOTICE: ("The notice of funding", "issued"),
    FundingKind.RELEASE: ("The release of funds", "made"),
    FundingKind.OBLIGATION: ("The obligation of funds", "made"),
}


class Standing(StrEnum):
    """How an event stands on a day."""

    LATE = "late"
    STOPPED = "stopped"
    AHEAD = "ahead"
    CAME_LATE = "came_late"
    IN_TIME = "in_time"
    RESUMED = "resumed"
    HAPPENED = "happened"


STANDING_LABELS = {
    Standing.LATE: "Late",
    Standing.STOPPED: "Withheld or ended",
    Standing.AHEAD: "Due",
    Standing.CAME_LATE: "Came late",
    Standing.IN_TIME: "In time",
    Standing.RESUMED: "Released again",
    Standing.HAPPENED: "Happened",
}


@dataclass(frozen=True)
class PlainEvent:
    """What the rule needs of an event; `day_words` stand for the day where the source gives a month only."""

    kind: str
    fiscal_year: int
    happened_on: date | None = None
    due_on: date | None = None
    ended_on: date | None = None
    day_words: str = ""


@dataclass(frozen=True)
class Lateness:
    """How an event stands: for how many days it is or was late or stopped, and in a sentence."""

    standing: Standing
    days: int | None
    sentence: str

    @property
    def label(self) -> str:
        return STANDING_LABELS[self.standing]

    @property
    def is_open(self) -> bool:
        """Whether the money is late or stopped on the day asked about."""
        return self.standing in (Standing.LATE, Standing.STOPPED)


def lateness(event: PlainEvent, today: date) -> Lateness:
    """Return how an event stands on a day."""
    return _stop(event, today) if event.kind in _STOPS else _coming(event, today)


def is_told(event: PlainEvent, today: date) -> bool:
    """Whether a line is shown among those in trouble: late or stopped now, or late until less than a year ago."""
    found = lateness(event, today)
    if found.is_open:
        return True
    came = event.happened_on
    return found.standing is Standing.CAME_LATE and came is not None and today - came < TOLD_AFTERWARDS


def _coming(event: PlainEvent, today: date) -> Lateness:
    due, came = event.due_on, event.happened_on
    what, verb = _CAME[FundingKind(event.kind)]
    money = f"{what} of {fiscal_year(event.fiscal_year)}"
    if came is not None:
        said = f"{money} was {verb} {_on(event, came)}"
        if due is None:
            return Lateness(Standing.HAPPENED, None, f"{said}.")
        days = (came - due).days
        if days > 0:
            return Lateness(
                Standing.CAME_LATE, days, f"{said}, {_days(days)} late: it was due {day_words(due)}."
            )
        return Lateness(Standing.IN_TIME, 0, f"{said}, in time: it was due {day_words(due)}.")
    if due is None:
        raise ValueError("An event has a day on which it happened or is due.")
    days = (today - due).days
    if days > 0:
        return Lateness(
            Standing.LATE,
            days,
            f"{money} is {_days(days)} late: it was due {day_words(due)} and has not come.",
        )
    when = "is due today" if days == 0 else f"is due {day_words(due)}, in {_days(-days)}"
    return Lateness(Standing.AHEAD, -days, f"{money} {when}.")


def _stop(event: PlainEvent, today: date) -> Lateness:
    began, ended = event.happened_on, event.ended_on
    if began is None:
        raise ValueError("What stopped has a day on which it did.")
    # Grants that are terminated were made in several years: the fiscal year says when, not of which money.
    are_grants = event.kind == FundingKind.TERMINATION
    said = (
        "Grants were terminated" if are_grants else f"Money of {fiscal_year(event.fiscal_year)} was withheld"
    )
    said = f"{said} {_on(event, began)}"
    if ended is not None and ended <= today:
        days = (ended - began).days
        back = "restored" if are_grants else "released"
        return Lateness(
            Standing.RESUMED, days, f"{said} and {back} {day_words(ended)}, {_after(days, event)}."
        )
    days = (today - began).days
    if event.day_words or days <= 0:
        return Lateness(Standing.STOPPED, days, f"{said}; no end is known.")
    return Lateness(Standing.STOPPED, days, f"{said}, {_days(days)} ago; no end is known.")


def _on(event: PlainEvent, day: date) -> str:
    return event.day_words or day_words(day)


def _after(days: int, event: PlainEvent) -> str:
    return "later" if event.day_words else f"{_days(days)} later"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
