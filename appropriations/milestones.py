"""The days of a fiscal year that a statute sets, and the day another year's deadline would fall on. Pure.

31 U.S.C. 1102 says when a fiscal year begins, 31 U.S.C. 1105(a) when the President submits the budget, and 2 U.S.C.
631 (section 300 of the Congressional Budget Act) what Congress should have done by when. Congress often misses them:
they are what the law says, not what will happen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_MONDAY = 0
_WEEK = 7
_TITLE_2 = ("2 U.S.C. 631", "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title2-section631")
_BUDGET = (
    "31 U.S.C. 1105(a)",
    "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title31-section1105",
)
_YEAR = ("31 U.S.C. 1102", "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title31-section1102")
# The day on which the sections named here were last read.
READ_ON = date(2026, 11, 27)


@dataclass(frozen=True)
class Milestone:
    """A day that a statute sets: `rule` names it for good."""

    rule: str
    title: str
    on: date
    source: str
    url: str


def milestones(fiscal_year: int) -> tuple[Milestone, ...]:
    """Return the days that statutes set for a fiscal year, in their order."""
    before = fiscal_year - 1
    return (
        Milestone("budget", "The President's Budget is due", first_monday(before, 2), *_BUDGET),
        Milestone(
            "resolution", "Congress is to complete the budget resolution", date(before, 4, 15), *_TITLE_2
        ),
        Milestone(
            "house-may-consider",
            "The House may consider appropriations bills without a budget resolution",
            date(before, 5, 15),
            *_TITLE_2,
        ),
        Milestone(
            "house-reports",
            "House Appropriations is to report its last annual bill",
            date(before, 6, 10),
            *_TITLE_2,
        ),
        Milestone(
            "house-completes", "The House is to complete the annual bills", date(before, 6, 30), *_TITLE_2
        ),
        Milestone("year-begins", "The fiscal year begins", date(before, 10, 1), *_YEAR),
        Milestone("year-ends", "The fiscal year ends", date(fiscal_year, 9, 30), *_YEAR),
    )


def first_monday(year: int, month: int) -> date:
    """Return the first Monday of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(_MONDAY - first.weekday()) % _WEEK)


def in_another_year(day: date, years: int) -> date:
    """Return about the same day `years` later, on the same day of the week: a Friday stays a Friday."""
    year = day.year + years
    is_leap_day = (day.month, day.day) == (2, 29)
    same = date(year, 2, 28) if is_leap_day else day.replace(year=year)
    away = (day.weekday() - same.weekday()) % _WEEK
    return same + timedelta(days=away if away <= _WEEK // 2 else away - _WEEK)
