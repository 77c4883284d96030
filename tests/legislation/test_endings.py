"""What the end of a Congress does to a measure: the pure rule, by day."""

from __future__ import annotations

import datetime as dt

import pytest

from common.dates import congress_day
from legislation.choices import Stage
from legislation.endings import Ending, Measure, congress_of, days_of, ending_of, sign_by

LAST_DAY = dt.date(2027, 1, 3)
BEFORE, AFTER = dt.date(2027, 1, 2), dt.date(2027, 1, 4)
FRESH_DAYS = 7


def at(
    stage: Stage,
    today: dt.date = AFTER,
    *,
    complete: bool = True,
    seen: dt.date | None = AFTER,
    on: dt.date = dt.date(2026, 12, 30),
) -> Ending:
    return ending_of(Measure(stage, on, complete, seen), LAST_DAY, today, FRESH_DAYS).ending


def washington(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{text}-05:00")


@pytest.mark.parametrize("stage", list(Stage))
def test_nothing_has_ended_while_the_congress_sits(stage: Stage) -> None:
    assert at(stage, BEFORE) is Ending.NONE


@pytest.mark.parametrize(
    ("stage", "ending"),
    [
        (Stage.INTRODUCED, Ending.DIED),
        (Stage.REPORTED, Ending.DIED),
        (Stage.PASSED_HOUSE, Ending.DIED),
        (Stage.PASSED_SENATE, Ending.DIED),
        (Stage.RESOLVING, Ending.DIED),
        (Stage.PASSED_CONGRESS, Ending.NOT_PRESENTED),
        (Stage.TO_PRESIDENT, Ending.BEFORE_PRESIDENT),
        (Stage.ENACTED, Ending.FINAL),
        (Stage.AGREED_TO, Ending.FINAL),
        (Stage.VETOED, Ending.FINAL),
        (Stage.FAILED, Ending.FINAL),
    ],
)
def test_a_measure_not_through_both_chambers_dies_and_no_other(stage: Stage, ending: Ending) -> None:
    assert at(stage) is ending
    assert at(stage, LAST_DAY) is ending


@pytest.mark.parametrize(
    "stage", [Stage.INTRODUCED, Stage.PASSED_HOUSE, Stage.PASSED_CONGRESS, Stage.TO_PRESIDENT]
)
def test_actions_known_in_part_tell_no_end(stage: Stage) -> None:
    assert at(stage, complete=False) is Ending.NOT_KNOWN
    assert at(stage, seen=None) is Ending.NOT_KNOWN


def test_a_bill_no_chamber_passed_is_told_by_facts_of_the_last_days() -> None:
    """P9: older facts may have missed everything."""
    assert at(Stage.INTRODUCED, seen=dt.date(2026, 12, 27)) is Ending.DIED
    assert at(Stage.INTRODUCED, seen=dt.date(2026, 12, 26)) is Ending.NOT_KNOWN
    assert at(Stage.INTRODUCED, seen=dt.date(2026, 6, 1)) is Ending.NOT_KNOWN


@pytest.mark.parametrize("stage", [Stage.PASSED_HOUSE, Stage.PASSED_SENATE, Stage.RESOLVING])
def test_a_bill_a_chamber_passed_is_told_only_by_facts_of_after_the_end(stage: Stage) -> None:
    """P9: it may have been enacted in the last days."""
    assert at(stage, seen=BEFORE) is Ending.NOT_KNOWN
    assert at(stage, seen=LAST_DAY) is Ending.DIED


def test_the_president_has_ten_days_sundays_excepted_after_the_day_of_presentment() -> None:
    # S. 3946 of the 117th was presented on Wednesday, December 28, 2022, and could be signed until January 9.
    assert sign_by(dt.date(2022, 12, 28)) == dt.date(2023, 1, 9)
    assert sign_by(dt.date(2026, 12, 30)) == dt.date(2027, 1, 11)


def test_a_bill_presented_in_time_did_not_die_and_what_is_known_is_said() -> None:
    measure = Measure(Stage.TO_PRESIDENT, dt.date(2026, 12, 30), True, dt.date(2026, 12, 30))
    on_the_last = ending_of(measure, LAST_DAY, dt.date(2027, 1, 11), FRESH_DAYS)
    assert (on_the_last.ending, on_the_last.sign_by) == (Ending.BEFORE_PRESIDENT, dt.date(2027, 1, 11))
    assert ending_of(measure, LAST_DAY, dt.date(2027, 1, 12), FRESH_DAYS).ending is Ending.NOT_SEEN_SIGNED


def test_a_bill_presented_long_before_the_end_was_decided_on_though_it_is_not_known_here_how() -> None:
    assert at(Stage.TO_PRESIDENT, on=dt.date(2026, 7, 1)) is Ending.NOT_KNOWN


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2027-01-02T23:59", dt.date(2027, 1, 2)),
        ("2027-01-03T00:00", dt.date(2027, 1, 2)),
        ("2027-01-03T11:59", dt.date(2027, 1, 2)),
        ("2027-01-03T12:00", dt.date(2027, 1, 3)),
        ("2027-01-04T00:00", dt.date(2027, 1, 4)),
        ("2026-06-15T09:00", dt.date(2026, 6, 15)),
    ],
)
def test_a_congress_ends_at_noon_in_washington(moment: str, day: dt.date) -> None:
    assert congress_day(washington(moment)) == day


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (dt.date(2025, 1, 2), 118),
        (dt.date(2025, 1, 3), 119),
        (BEFORE, 119),
        (LAST_DAY, 120),
        (dt.date(2028, 1, 2), 120),
    ],
)
def test_a_day_tells_its_congress(day: dt.date, number: int) -> None:
    assert congress_of(day) == number


def test_the_days_of_a_congress_follow_from_its_number() -> None:
    assert days_of(119) == (dt.date(2025, 1, 3), LAST_DAY)
    assert days_of(73) == (dt.date(1933, 3, 4), dt.date(1935, 1, 3))
    assert days_of(72) == (dt.date(1931, 3, 4), dt.date(1933, 3, 4))
