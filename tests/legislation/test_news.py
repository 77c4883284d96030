"""What makes an event itself, and which are new. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legislation.choices import Step
from legislation.clerks_words import Kind
from legislation.moved import Introduced, Signed, Stepped
from legislation.news import HORIZON, Event, EventKind, arrived_late, fresh, is_news, is_same, numbered, tell

BILL = "119-hr-9901"
DAY = dt.date(2026, 11, 17)


def step(
    name: str = "referred", on: dt.date = DAY, chamber: str = "", committees: tuple[str, ...] = ()
) -> Event:
    told = Stepped(BILL, on, 1, Kind.STEP, Step.REFERRED)
    return Event(EventKind.STEP, BILL, on, name, told, chamber, committees)


def joined(who: str = "X000001", on: dt.date = DAY, kind: EventKind = EventKind.COSPONSORED) -> Event:
    told = Signed(BILL, on, "D", f"Rep. {who}", withdrew=kind is EventKind.WITHDREW)
    return Event(kind, BILL, on, f"{who} 1", told, legislator_id=who)


def text(code: str = "ih 1", on: dt.date | None = DAY) -> Event:
    return Event(EventKind.TEXT, BILL, on, code, "H.R. 9901 has a new text")


def test_a_report_without_its_committee_or_chamber_is_of_the_same_event():
    whole = step(chamber="house", committees=("hsfa00",))
    assert is_same(whole, step())
    assert is_same(step(committees=("hsfa00",)), step(chamber="house"))
    assert not is_same(whole, step(chamber="senate"))
    assert not is_same(whole, step(committees=("hsju00",)))
    assert not is_same(whole, step("reported"))
    assert not is_same(whole, replace(whole, bill_id="119-hr-9902"))


def test_it_can_be_referred_on_two_days_but_is_signed_once():
    later = DAY + dt.timedelta(days=40)
    assert not is_same(step(), step(on=later))
    assert is_same(step("signed"), step("signed", on=later))
    assert step("signed").identity == step("signed", on=later).identity


def test_what_was_there_before_or_is_stored_is_not_new():
    assert fresh([], [step(), joined()]) == [joined(), step()]
    assert fresh([step()], [step(), joined()]) == [joined()]
    assert fresh([], [step(), joined()], stored=[joined()]) == [step()]


@pytest.mark.parametrize("event", [step(), joined(), text(), joined(kind=EventKind.WITHDREW)])
def test_a_corrected_day_is_no_new_event(event):
    corrected = replace(event, on=DAY + dt.timedelta(days=1))
    assert fresh([event], [corrected]) == []


def test_the_same_step_on_another_day_is_new_when_the_first_stands():
    again = step(on=DAY + dt.timedelta(days=5))
    assert fresh([step()], [step(), again]) == [again]


def test_what_is_long_past_or_came_undated_with_its_first_list_is_no_news():
    today = DAY + HORIZON
    assert is_news(step(), today=today, was_delivered=False)
    assert not is_news(step(), today=today + dt.timedelta(days=1), was_delivered=True)
    assert is_news(text(on=None), today=today, was_delivered=True)
    assert not is_news(text(on=None), today=today, was_delivered=False)


def test_a_delay_of_some_days_is_worth_saying():
    assert not arrived_late(DAY, DAY + dt.timedelta(days=3))
    assert arrived_late(DAY, DAY + dt.timedelta(days=4))
    assert not arrived_late(None, DAY)


def test_cosponsors_are_told_together_and_the_introduction_counts_its_own():
    intro = Event(EventKind.INTRODUCED, BILL, DAY, "", Introduced(BILL, DAY, "Rep. A (R-NJ)", ("D",)))
    told = [one.sentence.replace("\xa0", " ") for one in tell([intro, joined("X000001")], today=DAY)]
    assert told == ["H.R. 9901 was introduced by Rep. A (R-NJ) with 1 cosponsor (1 D)"]
    two = [joined("X000001"), joined("X000002")]
    assert [one.sentence.replace("\xa0", " ") for one in tell(two, today=DAY)] == [
        "H.R. 9901 gained 2 cosponsors (2 D)"
    ]


def test_a_second_text_of_the_same_kind_is_another():
    assert list(numbered(["eah", "ih", "eah"])) == ["eah 1", "ih 1", "eah 2"]


# Copies of a few events as several systems report them: with and without chamber, committee and in any order.
REPORTS = st.sampled_from(
    [
        step(),
        step(chamber="house"),
        step(committees=("hsfa00",)),
        step(chamber="house", committees=("hsfa00",)),
        step("reported", chamber="house"),
        step("reported"),
        step("signed"),
        step("signed", on=DAY + dt.timedelta(days=1)),
        joined("X000001"),
        joined("X000002"),
        joined("X000001", kind=EventKind.WITHDREW),
        text(),
        text(on=None),
    ]
)


@given(st.lists(st.lists(REPORTS, max_size=6), max_size=6))
def test_events_are_found_once_under_any_order_of_copies(copies):
    """Each copy is a whole list that replaces the one before; what was found is stored."""
    stored: list[Event] = []
    before: list[Event] = []
    for copy in copies:
        stored += fresh(before, copy, stored)
        before = copy
    for place, one in enumerate(stored):
        assert not any(is_same(one, other) for other in stored[place + 1 :])
    # Nothing is lost: whatever a copy held is stored in some form, but for days that were corrected.
    for copy in copies[-1:]:
        for one in copy:
            assert any((one.kind, one.name) == (other.kind, other.name) for other in stored)


@given(
    st.permutations([step(), step(chamber="house", committees=("hsfa00",)), joined(), text(), step("signed")])
)
def test_the_order_of_a_list_makes_no_difference(order):
    assert fresh([], order) == fresh([], sorted(order, key=lambda one: one.identity))
