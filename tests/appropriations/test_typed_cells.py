"""What a cell of a coalition's table says: each spelling by its reading, and what is refused with the reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appropriations.cells.typed import Typed, read_typed, write_typed
from common.money import Unit

NBSP = "\N{NO-BREAK SPACE}"


def dollars(amount, high=None, **fields):
    return Typed("range" if high else "dollars", amount, high, **fields)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("14.5", dollars(14_500_000)),
        ("11.0", dollars(11_000_000)),
        ("$11.0", dollars(11_000_000)),
        ("11.", dollars(11_000_000)),
        (".819", dollars(819_000)),
        ("0", dollars(0)),
        ("$ 0.0", dollars(0)),
        ("US$ 35", dollars(35_000_000)),
        ("1,300", dollars(1_300_000_000)),
        ("13,822,000", dollars(13_822_000)),
        ("$819,000", dollars(819_000)),
        ("819000", dollars(819_000)),
        ("$13.822M", dollars(13_822_000)),
        ("13.822 mil.", dollars(13_822_000)),
        ("1.3 billion", dollars(1_300_000_000)),
        ("1,000.5 million", dollars(1_000_500_000)),
        ("500 thousand", dollars(500_000)),
        ("500k", dollars(500_000)),
        ("50,000 dollars", dollars(50_000)),
        ("129.325", dollars(129_325_000)),
        ("about 31", dollars(31_000_000, is_about=True)),
        ("~31", dollars(31_000_000, is_about=True)),
        ("approx. $31 million", dollars(31_000_000, is_about=True)),
        ("10-12", dollars(10_000_000, 12_000_000)),
        ("10 to 12", dollars(10_000_000, 12_000_000)),
        ("10 \N{EN DASH} 12.5", dollars(10_000_000, 12_500_000)),
        ("$10-$12 million", dollars(10_000_000, 12_000_000)),
        ("from 10 to 12", dollars(10_000_000, 12_000_000)),
        ("between 10 and 12", dollars(10_000_000, 12_000_000)),
        ("about 10 to 12", dollars(10_000_000, 12_000_000, is_about=True)),
        ("$900 million to $1.2 billion", dollars(900_000_000, 1_200_000_000)),
        ("$11.0 & language", dollars(11_000_000, words="language")),
        ("11.0 and language", dollars(11_000_000, words="language")),
        ("11.0; report language", dollars(11_000_000, words="report language")),
        ("17.5 (foreign nationals)", dollars(17_500_000, words="foreign nationals")),
        ("17.5 for foreign nationals", dollars(17_500_000, words="for foreign nationals")),
        ("not less than $67 million", dollars(67_000_000, nature="not_less_than")),
        ("no less than 67", dollars(67_000_000, nature="not_less_than")),
        ("at least 67", dollars(67_000_000, nature="not_less_than")),
        ("up to 37.5", dollars(37_500_000, nature="up_to")),
        ("88*", dollars(88_000_000)),
        ("88 [1]", dollars(88_000_000)),
        ("88\N{SUPERSCRIPT TWO}", dollars(88_000_000)),
        ("88\N{DAGGER}", dollars(88_000_000)),
        (f"{NBSP} 88{NBSP}", dollars(88_000_000)),
        (f"$11.0{NBSP}&{NBSP}language", dollars(11_000_000, words="language")),
        ("'88", dollars(88_000_000)),
    ],
)
def test_an_amount_is_read_to_the_dollar(text, typed):
    assert read_typed(text) == typed


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("$8.8 above PBR for TIP", Typed("words", words="$8.8 above PBR for TIP")),
        ("2.0 below the request", Typed("words", words="2.0 below the request")),
        ("language", Typed("words", words="language")),
        ("language*", Typed("words", words="language")),
        ("such sums", Typed("words", words="such sums")),
        ("12 + 3 rapid response", Typed("words", words="12 + 3 rapid response")),
        ("10 and 12", Typed("words", words="10 and 12")),
        ("CR", Typed("words", words="CR")),
        ("FY24", Typed("words", words="FY24")),
        ("FY24 PBR", Typed("words", words="FY24 PBR")),
        ("words: language*", Typed("words", words="language*")),
        ("words: TBD", Typed("words", words="TBD")),
        ("notice issued December 30, 2025", Typed("words", words="notice issued December 30, 2025")),
        ("TBD", Typed("tbd")),
        ("tba", Typed("tbd")),
        ("To be determined.", Typed("tbd")),
        ("TBD: after the markup", Typed("tbd", words="after the markup")),
        ("n/a", Typed("not_applicable")),
        ("N/A", Typed("not_applicable")),
        ("not applicable", Typed("not_applicable")),
        ("not specified", Typed("not_specified")),
        ("not found", Typed("not_found")),
        ("not found: the Act was not read", Typed("not_found", words="the Act was not read")),
        ("FY24 rate", Typed("prior_rate", words="FY24 rate", rate_of=2024)),
        ("FY24 level", Typed("prior_rate", words="FY24 level", rate_of=2024)),
        ("FY 2024 enacted", Typed("prior_rate", words="FY 2024 enacted", rate_of=2024)),
        ("CR at the FY24 rate", Typed("prior_rate", words="CR at the FY24 rate", rate_of=2024)),
        (
            "full-year continuing resolution at the FY 2024 rate",
            Typed("prior_rate", words="full-year continuing resolution at the FY 2024 rate", rate_of=2024),
        ),
    ],
)
def test_words_stay_words(text, typed):
    assert read_typed(text) == typed


@pytest.mark.parametrize(
    "text", ["", "  ", NBSP, "-", "--", "---", "\N{EM DASH}", "*", "\N{ZERO WIDTH SPACE}"]
)
def test_a_cell_that_says_nothing_makes_no_figure(text):
    assert read_typed(text).is_empty


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("(5)", "below zero"),
        ("($5.0)", "below zero"),
        ("-5", "below zero"),
        ("$-5", "below zero"),
        ("\N{MINUS SIGN}5 million", "below zero"),
        ("12-10", "from less to more"),
        ("10-10", "from less to more"),
        ("10 million to 12", "unit of both ends"),
        ("2024-2025", "looks like years"),
        ("1.0000001", "not a whole number of dollars"),
        ("50,000", "or in dollars?"),
        ("9,000,000 billion", "more than any budget"),
        ("1.2.3", "neither an amount nor words"),
        ("1,00,0", "neither an amount nor words"),
        ("88 (1)", "neither an amount nor words"),
        ("1O.5", "neither an amount nor words"),
        ("38%", "neither an amount nor words"),
        ("11, 12", "neither an amount nor words"),
        ("10 + 5", "neither an amount nor words"),
        ("10+", "neither an amount nor words"),
        ("12-Oct", "is a date"),
        ("2026-10-12 00:00:00", "is a date"),
        ("10/12/2026", "is a date"),
        ("#REF!", "error of a spreadsheet"),
        ("=SUM(A1:A3)", "is a formula"),
        ("x" * 301, "301 characters"),
    ],
)
def test_what_cannot_be_read_says_why(text, why):
    read = read_typed(text)
    assert why in read.problem
    assert not read.kind
    assert read.dollars is None
    assert not read.is_empty


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("88000000", Unit.DOLLARS, 88_000_000),
        ("88,000", Unit.THOUSANDS, 88_000_000),
        ("13,822", Unit.THOUSANDS, 13_822_000),
        ("1.3", Unit.BILLIONS, 1_300_000_000),
        ("13.822 million", Unit.THOUSANDS, 13_822_000),
        ("13.822 million", Unit.DOLLARS, 13_822_000),
    ],
)
def test_a_bare_number_counts_in_the_unit_of_the_table(text, unit, amount):
    assert read_typed(text, unit=unit).dollars == amount


@pytest.mark.parametrize("text", ["-5", "(5)", "($5.0 million)", "$-5", "\N{MINUS SIGN}$5"])
def test_what_takes_away_may_stand_below_zero(text):
    assert read_typed(text, may_be_negative=True) == dollars(-5_000_000)


def test_words_beside_an_amount_below_zero_are_asked_about():
    assert "Keep words apart" in read_typed("-5 of unspent balances", may_be_negative=True).problem


def test_parts_of_a_dollar_are_refused_in_a_table_of_dollars():
    assert "whole number of dollars" in read_typed("14.5", unit=Unit.DOLLARS).problem


amounts = st.integers(min_value=0, max_value=10**15 - 1)
units = st.sampled_from([Unit.DOLLARS, Unit.THOUSANDS, Unit.MILLIONS])
said = st.sampled_from(["", "language", "for foreign nationals", "TBD", "10 to 12", "(a) aside"])


@given(amounts, units, st.booleans(), said, st.sampled_from(["", "not_less_than", "up_to"]))
def test_an_amount_written_and_read_again_is_the_same(amount, unit, about, words, nature):
    typed = Typed("dollars", amount, is_about=about, words=words, nature=nature)
    assert read_typed(write_typed(typed, unit=unit), unit=unit) == typed


@given(st.lists(amounts, min_size=2, max_size=2, unique=True), units, said)
def test_a_range_written_and_read_again_is_the_same(ends, unit, words):
    typed = Typed("range", min(ends), max(ends), words=words)
    assert read_typed(write_typed(typed, unit=unit), unit=unit) == typed


@pytest.mark.parametrize(
    "typed",
    [
        Typed("tbd"),
        Typed("tbd", words="after the markup"),
        Typed("not_found", words="not at hand"),
        Typed("not_applicable"),
        Typed("not_specified"),
        Typed("words", words="TBD"),
        Typed("words", words="14.5"),
        Typed("words", words="language [1]"),
        Typed("words", words="$8.8 above PBR for TIP"),
        Typed("prior_rate", words="FY24 rate", rate_of=2024),
        Typed("prior_rate", words="full-year continuing resolution at the FY 2024 rate", rate_of=2024),
    ],
)
def test_words_written_and_read_again_are_the_same(typed):
    assert read_typed(write_typed(typed)) == typed


@given(st.text(max_size=60))
def test_any_text_is_read_as_something_or_refused_in_words(text):
    read = read_typed(text)
    assert bool(read.kind) + bool(read.problem) + read.is_empty == 1
