"""Which words are hits (P1, P2), and which only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.guard import GuardRule, check, open_hits
from tests.common.guard_sentences import ASKED, MENTIONED, PARTISAN, PASSES


@pytest.mark.parametrize("text", PASSES)
def test_words_of_the_field_pass(text):
    assert check(text) == ()


@pytest.mark.parametrize("text", PARTISAN)
def test_electoral_and_partisan_phrases_are_hits_that_a_person_may_clear(text):
    hits = check(text)
    assert {hit.rule for hit in hits} == {GuardRule.NONPARTISAN}, hits
    assert open_hits(text, [hit.key for hit in hits]) == ()


@pytest.mark.parametrize("text", MENTIONED)
def test_a_text_that_mentions_an_offset_a_transfer_or_an_earmark_is_a_hit_that_a_person_may_clear(text):
    hits = check(text)
    assert {hit.rule for hit in hits} == {GuardRule.NO_OFFSET}, hits
    assert open_hits(text, [hit.key for hit in hits]) == ()


@pytest.mark.parametrize("text", ASKED)
def test_a_text_that_asks_for_an_offset_a_transfer_or_an_earmark_cannot_be_cleared(text):
    hits = check(text)
    assert {hit.rule for hit in hits} == {GuardRule.NO_OFFSET}, hits
    assert open_hits(text, [hit.key for hit in hits]) != ()


def test_there_are_enough_sentences_of_each_sort():
    assert min(len(PARTISAN), len(MENTIONED + ASKED), len(PASSES)) >= 40


def test_a_phrase_is_cleared_in_its_sentence_and_asked_about_in_another():
    (hit,) = check("The bill carries an offset. It is short.")
    assert hit.sentence == "The bill carries an offset."
    assert open_hits("It is short. The bill  carries an OFFSET.", [hit.key]) == ()
    (again,) = open_hits("An offset is in the bill.", [hit.key])
    assert again.phrase == "offset"


def test_a_hit_names_the_words_and_the_principle():
    (hit,) = check("The bill carries an offset.")
    assert hit.said == "“offset” names an offset (P2, no offsets, no transfers, no earmarks)"


def test_a_hit_says_where_it_stands_and_why():
    (hit,) = check("We say: vote out Senator X now.")
    assert hit.phrase == "vote out Senator X"
    assert "We say: vote out Senator X now."[hit.start : hit.end] == hit.phrase
    assert hit.reason == "asks for a vote on a person or party"


def test_hits_of_both_rules_come_in_the_order_they_stand():
    rules = [hit.rule for hit in check("An offset would do. Vote out Senator X. No earmark.")]
    assert rules == [GuardRule.NO_OFFSET, GuardRule.NONPARTISAN, GuardRule.NO_OFFSET]


@given(st.sampled_from(PARTISAN + MENTIONED), st.text(alphabet="abc .,\n", max_size=40))
def test_a_hit_is_found_wherever_it_stands(phrase, around):
    found = {hit.phrase for hit in check(f"{around} {phrase} {around}")}
    assert {hit.phrase for hit in check(phrase)} <= found
