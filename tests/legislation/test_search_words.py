"""The query language of the search, read without a database."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legislation.search_query import BillQuery
from legislation.search_words import All, AnyOf, Not, Term, WordsError, read_words

LABOR, FORCED = Term("labor trafficking", is_phrase=True), Term("forced labor", is_phrase=True)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("trafficking", Term("trafficking")),
        ("human trafficking", All((Term("human"), Term("trafficking")))),
        ("human AND trafficking", All((Term("human"), Term("trafficking")))),
        ('"labor trafficking"', LABOR),
        ("“labor trafficking”", LABOR),
        ('"labor trafficking', LABOR),
        ('"labor trafficking" OR "forced labor"', AnyOf((LABOR, FORCED))),
        (
            '"labor trafficking" OR "forced labor" -children',
            AnyOf((LABOR, All((FORCED, Not(Term("children")))))),
        ),
        (
            '("labor trafficking" OR "forced labor") -children',
            All((AnyOf((LABOR, FORCED)), Not(Term("children")))),
        ),
        ("visa NOT (child OR youth)", All((Term("visa"), Not(AnyOf((Term("child"), Term("youth"))))))),
        ("visa -(child OR youth)", All((Term("visa"), Not(AnyOf((Term("child"), Term("youth"))))))),
        ('visa -"forced labor"', All((Term("visa"), Not(FORCED)))),
        ("traffick*", Term("traffick", starts=True)),
        ("ab*", Term("ab*")),
        ("search and rescue or not", All(tuple(map(Term, ["search", "and", "rescue", "or", "not"])))),
        ("anti-trafficking", Term("anti-trafficking")),
        ("(visa", Term("visa")),
        ("visa) fraud", All((Term("visa"), Term("fraud")))),
        ("visa - fraud", All((Term("visa"), Term("fraud")))),
        ("NOT NOT visa fraud", All((Not(Not(Term("visa"))), Term("fraud")))),
    ],
)
def test_what_is_typed_is_read_as_people_mean_it(typed: str, read: object) -> None:
    assert read_words(typed) == read


@pytest.mark.parametrize("typed", ["-children", "NOT children", "visa OR -children", "-a -b", "NOT (a OR b)"])
def test_a_search_that_only_takes_away_says_so(typed: str) -> None:
    with pytest.raises(WordsError, match="Say also what to look for"):
        read_words(typed)


@pytest.mark.parametrize(
    "typed", ["visa OR", "OR visa", "AND visa", "visa AND OR fraud", "visa NOT", "( OR visa)"]
)
def test_an_operator_with_nothing_beside_it_is_named(typed: str) -> None:
    with pytest.raises(WordsError, match="Something is missing beside"):
        read_words(typed)


@pytest.mark.parametrize("typed", ["", "  ", "***", '""', "()", "--", "AND", "?!"])
def test_signs_alone_are_no_words(typed: str) -> None:
    with pytest.raises(WordsError, match="no word"):
        read_words(typed)


@pytest.mark.parametrize("typed", ["x" * 501, "a " * 41, "(" * 9 + "visa"])
def test_a_search_has_a_size(typed: str) -> None:
    with pytest.raises(WordsError, match="at most"):
        read_words(typed)


@given(st.text(alphabet="ab -\"()*|&ORANDT\x00'\\:!<>", max_size=60))
def test_whatever_is_typed_is_read_or_refused_in_words(typed: str) -> None:
    with contextlib.suppress(WordsError):
        assert read_words(typed)


def test_a_search_keeps_its_meaning_in_an_address_and_as_json() -> None:
    asked = BillQuery(q='"forced labor"', chamber="house", introduced_from=dt.date(2025, 1, 3), stale=True)
    assert BillQuery.from_json(asked.as_json()) == asked
    assert asked.as_address() == "q=%22forced+labor%22&chamber=house&introduced_from=2025-01-03&stale=on"


def test_a_watch_keeps_what_is_looked_for_and_not_how_it_was_listed() -> None:
    asked = BillQuery(q="visa", sort="relevance", stale=True)
    assert asked.as_watched == BillQuery(q="visa", scope="all")
    assert asked.narrows
    assert not BillQuery(scope="all", sort="number").narrows


def test_a_name_that_is_not_known_any_more_is_passed_over() -> None:
    assert BillQuery.from_json({"q": "visa", "moon": "full"}) == BillQuery(q="visa")
