"""P9: where an office stands on a Member letter; that it did not sign is said of a whole list only. Pure."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from appropriations.supporting import LetterNow, LetterStand, Seat, missing_names, stand_on_letter

CLOSED = date(2025, 5, 23)
TODAY = date(2026, 11, 27)
SEAT = Seat("house", date(2025, 1, 3), date(2027, 1, 3))
WHOLE = LetterNow("house", is_whole=True, closed_on=CLOSED)
DAYS = st.none() | st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 1, 1))


def stands(letter=WHOLE, *, is_lead=None, seats=(SEAT,), on=TODAY):
    return stand_on_letter(letter, is_lead=is_lead, seats=seats, on=on)


def test_who_is_on_the_list_led_or_signed_whether_or_not_it_is_whole():
    for whole in (True, False):
        letter = LetterNow("house", whole, CLOSED)
        assert stands(letter, is_lead=True) == LetterStand.LED
        assert stands(letter, is_lead=False, seats=()) == LetterStand.SIGNED


def test_who_is_missing_from_a_whole_list_did_not_sign():
    assert stands() == LetterStand.DID_NOT_SIGN


def test_a_letter_of_both_chambers_or_of_one_not_said_could_be_signed_from_either():
    either = LetterNow("", is_whole=True, closed_on=CLOSED)
    senate = Seat("senate", date(2023, 1, 3), date(2029, 1, 3))
    assert stands(either, seats=(senate,)) == LetterStand.DID_NOT_SIGN
    assert stands(WHOLE, seats=(senate,)) == LetterStand.NOT_KNOWN


@given(
    whole=st.booleans(),
    closed=DAYS,
    chamber=st.sampled_from(["", "house", "senate"]),
    seat=st.none()
    | st.builds(Seat, st.sampled_from(["house", "senate"]), DAYS.filter(bool), DAYS.filter(bool)),
    on=DAYS.filter(bool),
)
def test_a_negative_is_never_said_of_a_list_with_gaps_an_open_letter_or_an_office_that_could_not_sign(
    whole, closed, chamber, seat, on
):
    found = stands(LetterNow(chamber, whole, closed), seats=(seat,) if seat else (), on=on)
    assert found in {LetterStand.DID_NOT_SIGN, LetterStand.NOT_KNOWN}
    if found == LetterStand.DID_NOT_SIGN:
        assert whole
        assert closed is not None
        assert closed < on
        assert seat is not None
        assert seat.starts_on <= closed <= seat.ends_on
        assert chamber in ("", seat.chamber)


def test_how_many_names_are_missing_is_counted_against_what_a_source_says():
    assert missing_names(70, 72) == 2
    assert missing_names(72, 72) == missing_names(3, None) == missing_names(80, 72) == 0
