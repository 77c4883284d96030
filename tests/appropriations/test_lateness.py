"""Money after enactment by the day: what is late, stopped, ended. Pure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appropriations.lateness import PlainEvent, Standing, is_told, lateness

DUE, CAME = date(2025, 10, 1), date(2025, 12, 30)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1))


def notice(**fields):
    return PlainEvent("notice", 2025, **fields)


def test_a_notice_that_came_ninety_days_after_it_was_due_was_ninety_days_late():
    found = lateness(notice(due_on=DUE, happened_on=CAME), date(2026, 1, 14))
    assert (found.standing, found.days, found.is_open) == (Standing.CAME_LATE, 90, False)
    assert found.sentence.replace("\N{NO-BREAK SPACE}", " ") == (
        "The notice of funding of FY 2025 was issued Dec 30, 2025, 90 days late: it was due Oct 1, 2025."
    )


@pytest.mark.parametrize(
    ("today", "standing", "days"),
    [
        (DUE - timedelta(days=2), Standing.AHEAD, 2),
        (DUE, Standing.AHEAD, 0),
        (DUE + timedelta(days=1), Standing.LATE, 1),
        (CAME, Standing.LATE, 90),
    ],
)
def test_what_is_due_and_has_not_come_is_late_from_the_next_day_on(today, standing, days):
    found = lateness(notice(due_on=DUE), today)
    assert (found.standing, found.days) == (standing, days)
    assert found.is_open is (standing is Standing.LATE)


def test_one_day_is_said_in_the_singular():
    assert " is 1 day late:" in lateness(notice(due_on=DUE), DUE + timedelta(days=1)).sentence


def test_what_came_on_its_day_came_in_time():
    found = lateness(notice(due_on=DUE, happened_on=DUE), CAME)
    assert (found.standing, found.days) == (Standing.IN_TIME, 0)


def test_what_came_without_a_due_day_is_neither_late_nor_in_time():
    found = lateness(notice(happened_on=CAME), CAME)
    assert (found.standing, found.days) == (Standing.HAPPENED, None)
    assert "late" not in found.sentence
    assert "in time" not in found.sentence


def test_money_withheld_is_open_until_it_is_released():
    withheld = PlainEvent("withholding", 2026, happened_on=DUE)
    assert lateness(withheld, CAME).sentence.endswith("90 days ago; no end is known.")
    assert lateness(withheld, CAME).is_open
    released = PlainEvent("withholding", 2026, happened_on=DUE, ended_on=CAME)
    found = lateness(released, CAME)
    assert (found.standing, found.days) == (Standing.RESUMED, 90)
    assert found.sentence.endswith("and released Dec 30, 2025, 90 days later.")


def test_a_month_in_words_stands_in_place_of_a_day_and_of_a_count_of_days():
    grants = PlainEvent("termination", 2025, happened_on=date(2025, 3, 27), day_words="in March 2025")
    assert lateness(grants, CAME).sentence == "Grants were terminated in March 2025; no end is known."


def test_what_came_late_is_told_for_a_year():
    late = notice(due_on=DUE, happened_on=CAME)
    assert is_told(late, CAME + timedelta(days=364))
    assert not is_told(late, CAME + timedelta(days=365))
    assert not is_told(notice(due_on=DUE, happened_on=DUE), DUE)


@given(due=DAYS, came=DAYS, today=DAYS)
def test_late_is_exactly_what_is_past_its_due_day(due, came, today):
    assert (lateness(notice(due_on=due), today).standing is Standing.LATE) == (today > due)
    assert (lateness(notice(due_on=due, happened_on=came), today).standing is Standing.CAME_LATE) == (
        came > due
    )


@pytest.mark.parametrize("kind", ["notice", "withholding"])
def test_an_event_without_a_day_is_refused(kind):
    with pytest.raises(ValueError, match="day"):
        lateness(PlainEvent(kind, 2026), CAME)
