"""The days that statutes set, days proposed for another year, and when a reminder goes. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appropriations.milestones import first_monday, in_another_year, milestones
from appropriations.reminding import is_time, reminds_at

YEARS = st.integers(min_value=1991, max_value=2099)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("budget", date(2027, 2, 1)),
        ("resolution", date(2027, 4, 15)),
        ("house-reports", date(2027, 6, 10)),
        ("year-begins", date(2027, 10, 1)),
        ("year-ends", date(2028, 9, 30)),
    ],
)
def test_the_law_sets_these_days_for_fiscal_year_2028(rule, day):
    assert {one.rule: one.on for one in milestones(2028)}[rule] == day


@pytest.mark.parametrize(("year", "monday"), [(2025, 3), (2026, 2), (2027, 1), (2028, 7)])
def test_the_budget_is_due_on_the_first_monday_in_february(year, monday):
    assert first_monday(year, 2) == date(year, 2, monday)


@given(YEARS)
def test_each_day_has_its_statute_and_stands_in_order(year):
    found = milestones(year)
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert all("U.S.C." in one.source and one.url.startswith("https://uscode.house.gov/") for one in found)
    assert len({one.rule for one in found}) == len(found)
    assert found[0].on.weekday() == 0
    assert found[0].on.day <= 7


@given(DAYS, st.integers(min_value=1, max_value=5))
def test_a_day_proposed_for_another_year_keeps_its_weekday_and_moves_three_days_at_most(day, years):
    proposed = in_another_year(day, years)
    same = (
        date(day.year + years, 2, 28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=day.year + years)
    )
    assert proposed.weekday() == day.weekday()
    assert abs((proposed - same).days) <= 3


def test_a_reminder_goes_at_eight_in_washington_whatever_the_clocks_did_in_between():
    # Clocks go forward on March 14, 2027.
    assert reminds_at(date(2027, 3, 19), 7) == datetime(2027, 3, 12, 13, tzinfo=UTC)
    assert reminds_at(date(2027, 3, 22), 7) == datetime(2027, 3, 15, 12, tzinfo=UTC)


@given(DAYS, st.integers(min_value=0, max_value=60))
def test_a_reminder_goes_from_its_morning_to_the_end_of_the_day_itself(day, before):
    morning = reminds_at(day, before)
    assert not is_time(day, before, morning - timedelta(seconds=1))
    assert is_time(day, before, morning)
    assert not is_time(
        day, before, datetime.combine(day + timedelta(days=1), datetime.min.time(), UTC) + timedelta(hours=6)
    )
