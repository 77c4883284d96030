"""What is in force, what is missing, what is asked about, how it reads: from plain requests, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appropriations.asking import (
    Request,
    Said,
    Turn,
    amount_in_words,
    asked_about,
    gaps_of,
    in_force,
    latest_words,
    slate_text,
    turn_of,
)

MILLION = 1_000_000


def request(line="hotline", **more):
    said = {"dollars": 5 * MILLION, "justification": "SAMPLE because", "bundle": "SAMPLE bill"}
    return Request(line=line, name=f"SAMPLE {line}", **(said | more))


def at(year):
    return datetime(year, 3, 1, tzinfo=UTC)


def test_the_latest_adopted_word_on_a_line_is_in_force():
    first = request(slate=1, adopted_at=at(2026))
    later = request(slate=2, adopted_at=at(2027), dollars=7 * MILLION)
    other = request("shelters", slate=1, adopted_at=at(2026))
    assert in_force([later, first, other]) == {"hotline": later, "shelters": other}


def test_what_an_amendment_dropped_is_no_longer_in_force_until_a_further_one_adds_it():
    first = request(slate=1, adopted_at=at(2026))
    dropped = request(slate=2, adopted_at=at(2027), is_dropped=True)
    again = request(slate=3, adopted_at=at(2028))
    assert in_force([first, dropped]) == {}
    assert in_force([first, dropped, again]) == {"hotline": again}
    assert latest_words([first, dropped])["hotline"] is dropped


def test_of_two_adopted_at_one_moment_the_later_slate_holds():
    first, second = (request(slate=number, adopted_at=at(2026), dollars=number) for number in (1, 2))
    assert in_force([second, first])["hotline"] is second


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 5), st.booleans()),
        max_size=12,
        unique_by=lambda one: one[:2],
    )
)
def test_one_word_a_line_is_in_force_whatever_the_order_they_come_in(said):
    words = [
        request(line, slate=number, adopted_at=at(2020 + number), is_dropped=drop)
        for line, number, drop in said
    ]
    assert in_force(words) == in_force(list(reversed(words)))
    for line, one in in_force(words).items():
        assert not one.is_dropped
        assert one.slate == max(word.slate for word in words if word.line == line)


@pytest.mark.parametrize(
    ("now", "before", "turn"),
    [
        (request(), None, Turn.ADDED),
        (request(), request(dollars=1), Turn.CHANGED),
        (request(), request(), Turn.SAME),
        (request(justification="SAMPLE other"), request(), Turn.SAME),
        (request(report_language="SAMPLE text"), request(), Turn.CHANGED),
        (request(is_dropped=True), request(), Turn.DROPPED),
    ],
)
def test_an_amendment_adds_changes_or_drops(now, before, turn):
    assert turn_of(now, before) == turn


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (request(), "$5 million"),
        (request(nature="not_less_than"), "not less than $5 million"),
        (request(report_language="SAMPLE"), "$5 million, and report language"),
        (
            request(dollars=None, words="$8.8 million above the President's Budget"),
            "$8.8 million above the President's Budget",
        ),
        (request(dollars=None, kind="language", report_language="SAMPLE"), "report language"),
        (request(is_dropped=True), "no longer asked for"),
        (request(dollars=None), "nothing yet"),
    ],
)
def test_what_is_asked_for_is_said_in_words(one, said):
    assert amount_in_words(one) == said


def test_a_line_without_an_amount_must_be_mended_and_one_without_a_justification_is_told_of():
    gaps = gaps_of([request(dollars=None), request("shelters", justification=" ")])
    assert [(gap.line, gap.must) for gap in gaps] == [("hotline", True), ("shelters", False)]


def test_language_that_is_asked_for_has_to_be_written():
    assert [gap.must for gap in gaps_of([request(kind="both")])] == [True]


def test_an_empty_slate_and_an_amendment_that_changes_nothing_must_be_mended():
    assert [gap.must for gap in gaps_of([])] == [True]
    assert [gap.must for gap in gaps_of([request()], {"hotline": request()})] == [True]
    assert gaps_of([request(is_dropped=True)], {"hotline": request()}) == ()
    assert [gap.must for gap in gaps_of([request(is_dropped=True)], {})] == [True]


def test_a_phrase_of_p2_is_asked_about_in_its_sentence_and_anew_when_the_sentence_changes():
    text = "We help survivors. No offset is asked for. It is new money."
    (asked,) = asked_about([request(justification=text)])
    assert (asked.phrase, asked.rule, asked.field) == ("offset", "P2", "justification")
    assert asked.sentence == "No offset is asked for."
    elsewhere = asked_about([request(justification=f"{text} More.")])
    assert [one.key for one in elsewhere] == [asked.key]
    (changed,) = asked_about([request(justification="An offset is asked for.")])
    assert changed.key != asked.key


def test_not_less_than_for_a_program_is_not_asked_about_and_the_note_is_read_too():
    assert asked_about([request(justification="Provide not less than $5,000,000 for the program.")]) == ()
    (asked,) = asked_about([], note="They want an earmark")
    assert (asked.line, asked.field) == ("", "note")


def test_the_text_names_each_request_its_reasons_and_its_language_by_bill():
    asks = [
        request(agency="SAMPLE agency"),
        request(
            "shelters",
            bundle="SAMPLE other bill",
            dollars=None,
            kind="language",
            report_language="One.\nTwo.",
        ),
    ]
    text = slate_text(Said("FY 2028", "Congress"), asks)
    assert "**SAMPLE hotline**, SAMPLE agency: $5 million." in text
    assert "# SAMPLE other bill" in text
    assert "> One.\n> Two." in text
    assert "SAMPLE because" in text


def test_the_text_of_an_amendment_says_what_it_does():
    before = {"hotline": request(), "shelters": request("shelters")}
    asks = [
        request(dollars=7 * MILLION),
        replace(request("shelters"), is_dropped=True),
        request("clinics", dollars=MILLION),
    ]
    text = slate_text(Said("FY 2028", "Congress", amends="the FY 2028 requests"), asks, before)
    assert "The coalition changes 3 lines of the FY 2028 requests. All other requests stand." in text
    assert "SAMPLE hotline**: $7 million, instead of $5 million." in text
    assert "SAMPLE shelters**: no longer asked for." in text
    assert "SAMPLE clinics**: added, $1 million." in text
