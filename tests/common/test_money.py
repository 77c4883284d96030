"""Money in words and figures: exact, with its unit, and back again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.money import (
    MINUS,
    Change,
    NotMoney,
    Unit,
    figure,
    gap,
    heading,
    parse,
    places_needed,
    signed,
    words,
)

AMOUNTS = st.integers(min_value=-(10**14), max_value=10**14)
UNITS = st.sampled_from(list(Unit))


@given(AMOUNTS, UNITS, st.integers(0, 6))
def test_a_printed_figure_reads_back_as_the_same_dollars(amount, unit, places):
    assert parse(figure(amount, unit, places=places), unit) == amount


@given(AMOUNTS)
def test_words_keep_every_dollar(amount):
    text = words(amount)
    number = text.replace("$", "").split()[0]
    unit = {"billion": Unit.BILLIONS, "million": Unit.MILLIONS}.get(text.split()[-1], Unit.DOLLARS)
    assert parse(number, unit) == amount


@given(AMOUNTS, AMOUNTS)
def test_a_change_is_the_exact_difference_and_its_percent_is_within_half_a_tenth(before, after):
    change = Change(before, after)
    assert before + change.dollars == after
    if before <= 0:
        assert change.percent is None
    else:
        exact = Decimal(change.dollars) * 100 / Decimal(before)
        assert abs(change.percent - exact) <= Decimal("0.05")


@given(st.lists(AMOUNTS, max_size=6), UNITS)
def test_a_column_with_the_places_it_needs_has_equal_decimals(amounts, unit):
    places = places_needed(amounts, unit)
    decimals = {len(figure(amount, unit, places=places).partition(".")[2]) for amount in amounts}
    assert len(decimals) <= 1


@pytest.mark.parametrize(
    ("amount", "unit", "places", "printed"),
    [
        (105_625_000, Unit.MILLIONS, 0, "105.625"),
        (88_000_000, Unit.MILLIONS, 0, "88"),
        (88_000_000, Unit.MILLIONS, 1, "88.0"),
        (83_500_000, Unit.MILLIONS, 1, "83.5"),
        (1, Unit.MILLIONS, 0, "0.000001"),
        (0, Unit.MILLIONS, 0, "0"),
        (1_126_000_000, Unit.MILLIONS, 0, "1,126"),
        (-4_500_000, Unit.MILLIONS, 0, f"{MINUS}4.5"),
        (819_000, Unit.DOLLARS, 2, "819,000"),
    ],
)
def test_figures_are_exact_in_their_unit(amount, unit, places, printed):
    assert figure(amount, unit, places=places) == printed


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (105_625_000, "$105.625 million"),
        (1_300_000_000, "$1.3 billion"),
        (1_000_000_001, "$1,000,000,001"),
        (819_000, "$819,000"),
        (-2_000_000, f"{MINUS}$2 million"),
        (0, "$0"),
    ],
)
def test_amounts_in_a_sentence_say_their_unit(amount, said):
    assert words(amount) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (88_000_000, 83_500_000, f"{MINUS}4.5 ({MINUS}5.1%)"),
        (85_000_000, 88_000_000, "+3 (+3.5%)"),
        (88_000_000, 88_000_000, "no change"),
        (0, 5_000_000, "new"),
        (5_000_000, 0, f"{MINUS}5 ({MINUS}100.0%)"),
        (10_000_000_000, 10_000_000_001, "+0.000001 (less than 0.1%)"),
    ],
)
def test_a_change_names_dollars_and_percent(before, after, said):
    assert Change(before, after).text(Unit.MILLIONS) == said


def test_the_gap_to_the_ask_says_its_side():
    assert gap(83_500_000, 95_000_000) == "11.5 below the ask"
    assert gap(95_000_000, 95_000_000) == "meets the ask"
    assert gap(97_000_000, 95_000_000) == "2 above the ask"


def test_headings_say_the_unit_once():
    assert heading(Unit.MILLIONS) == "Dollars in millions"
    assert heading(Unit.DOLLARS) == "Dollars"
    assert signed(0) == "0"


@pytest.mark.parametrize(
    "text", ["", "language", "n/a", "12.5.1", "1e3", "88 million", "NaN", "Infinity", "٨٨"]
)
def test_words_are_refused_as_money(text):
    with pytest.raises(NotMoney, match="no amount of money"):
        parse(text, Unit.MILLIONS)


def test_parts_of_a_dollar_are_refused():
    with pytest.raises(NotMoney, match="whole number of dollars"):
        parse("0.0000001", Unit.MILLIONS)
