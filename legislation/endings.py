"""What the end of a Congress does to a measure. Pure: no database, no clock; docs/end-of-a-congress.md has the table.

A Congress ends at noon of January 3 of each odd year (Twentieth Amendment); `today` is the day as
common.dates.congress_day counts it, which is still January 2 before that noon.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import TextChoices

from legislation.choices import Stage


class Ending(TextChoices):
    """How a measure stands to the end of its Congress."""

    NONE = "", "Its Congress sits"
    FINAL = "final", "At an end by itself"
    DIED = "died", "Died with its Congress"
    NOT_KNOWN = "not_known", "Not known how it ended"
    NOT_PRESENTED = "not_presented", "Passed both chambers, not known to be presented"
    BEFORE_PRESIDENT = "before_president", "Before the President"
    NOT_SEEN_SIGNED = "not_seen_signed", "Not known whether it was signed"


# Those that a list can be asked for beside the stages.
ENDINGS_ASKED = (Ending.DIED, Ending.NOT_KNOWN)

# Stages in which a measure was at an end by itself, whatever the Congress did afterwards.
FINAL = frozenset({Stage.ENACTED, Stage.AGREED_TO, Stage.FAILED, Stage.VETOED})
# Not through both chambers: with the Congress, such a measure dies.
DYING = frozenset(
    {Stage.INTRODUCED, Stage.REPORTED, Stage.PASSED_HOUSE, Stage.PASSED_SENATE, Stage.RESOLVING}
)
# Neither chamber had passed it: only for these do facts of the last days before the end tell how it ended.
NOT_PASSED = frozenset({Stage.INTRODUCED, Stage.REPORTED})
# The day of January at whose noon Congresses and regular terms end (Twentieth Amendment).
REGULAR_END = (1, 3)
_DAYS_TO_SIGN = 10
_SUNDAY = 6
_FIRST_JANUARY_3_CONGRESS = 74
_FIRST_YEAR = 1789


@dataclass(frozen=True)
class Measure:
    """What the rule asks of a measure. `seen_on`: the day its actions were last checked, None when never."""

    stage: Stage
    stage_on: dt.date | None
    actions_complete: bool
    seen_on: dt.date | None


@dataclass(frozen=True)
class Ended:
    """How a measure stands to the end of its Congress; `sign_by` is the last day on which it can be signed."""

    ending: Ending
    sign_by: dt.date | None = None


def ending_of(measure: Measure, ends_on: dt.date, today: dt.date, fresh_days: int) -> Ended:
    """Tell what the end of its Congress on `ends_on` means for a measure on a day.

    A measure that was not through both chambers has died. Never from actions that are incomplete, or were last
    checked before the end (P9): one that had passed a chamber may have gone on in the last days, so its actions
    must be seen after them; for one that had not, `fresh_days` before the end are near enough. One presented to
    the President can be signed for ten days, Sundays excepted (Constitution, Art. I sec. 7), also after the end.
    """
    if today < ends_on:
        return Ended(Ending.NONE)
    if measure.stage in FINAL:
        return Ended(Ending.FINAL)
    if not _is_known(measure, ends_on, fresh_days):
        return Ended(Ending.NOT_KNOWN)
    if measure.stage in DYING:
        return Ended(Ending.DIED)
    return (
        Ended(Ending.NOT_PRESENTED)
        if measure.stage is Stage.PASSED_CONGRESS
        else _presented(measure, ends_on, today)
    )


def _presented(measure: Measure, ends_on: dt.date, today: dt.date) -> Ended:
    last = sign_by(measure.stage_on) if measure.stage_on else None
    if last is None or last < ends_on:
        return Ended(Ending.NOT_KNOWN)
    return Ended(Ending.BEFORE_PRESIDENT if today <= last else Ending.NOT_SEEN_SIGNED, last)


def ended(stage: Stage, ends_on: dt.date, today: dt.date) -> bool:
    """Tell whether nothing can come of a measure any more, its Congress being over and it not through both chambers.

    Of a stage as it is known here: whether it is said to have died is `ending_of`.
    """
    return today >= ends_on and stage in DYING | {Stage.VETOED, Stage.FAILED}


def _is_known(measure: Measure, ends_on: dt.date, fresh_days: int) -> bool:
    if not measure.actions_complete or measure.seen_on is None:
        return False
    if measure.stage not in DYING:
        # What is said of it claims nothing that its source could have missed.
        return True
    near = dt.timedelta(days=fresh_days if measure.stage in NOT_PASSED else 0)
    return measure.seen_on >= ends_on - near


def sign_by(presented_on: dt.date) -> dt.date:
    """Return the last of the ten days, Sundays excepted, that the President has after the day of presentment."""
    day, left = presented_on, _DAYS_TO_SIGN
    while left:
        day += dt.timedelta(days=1)
        left -= day.weekday() != _SUNDAY
    return day


def congress_of(day: dt.date) -> int:
    """Return the number of the Congress that sits on a day since 1935."""
    year = day.year if (day.month, day.day) >= REGULAR_END else day.year - 1
    return (year - _FIRST_YEAR) // 2 + 1


def days_of(congress: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a Congress; the Twentieth Amendment moved them with the 74th."""
    year = _FIRST_YEAR + 2 * (congress - 1)
    starts = dt.date(year, 1, 3) if congress >= _FIRST_JANUARY_3_CONGRESS else dt.date(year, 3, 4)
    ends = dt.date(year + 2, 1, 3) if congress >= _FIRST_JANUARY_3_CONGRESS - 1 else dt.date(year + 2, 3, 4)
    return starts, ends
