"""Which words are hits (P1, P2), and which only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.guard import GuardRule, check

PASSES = [
    "The Blue Campaign at the Department of Homeland Security",
    "an awareness campaign in airports",
    "States that elect to receive funds under this section",
    "opposing counsel may cross-examine the witness",
    "We ask you to vote yes on S. 2012.",
    "Please vote for H.R. 1144 and against any weakening amendment.",
    "not less than $105,625,000 for the Office on Trafficking in Persons",
    "We thank Senator Collins for leading S. 2012.",
    "Survivors transferred to safe housing within 48 hours",
    "The Senate was elected to consider",
    "support the campaign for fair food",
    "offset printing",
    "The defeat of trafficking networks",
]
PARTISAN = [
    "Time to vote out Senator X.",
    "Vote against Rep. Doe this fall",
    "Re-elect Senator Doe",
    "help us defeat the incumbents",
    "unseat Representative Doe",
    "our legislative scorecard",
    "the corrupt GOP",
    "blame Democrats for the delay",
    "a campaign contribution to the sponsor",
    "before the midterm elections"[:-1],
    "support her reelection",
]
OFFSETS = [
    "offset by a cut to another account",
    "a pay-for is needed",
    "we found a payfor",
    "transfer $5 million from the Asset Forfeiture Fund",
    "transfer from the account of another program",
    "redirect funding from border barriers",
    "Community Project Funding for a shelter",
    "Congressionally Directed Spending",
    "with a named recipient",
    "earmarked for one grantee",
]


@pytest.mark.parametrize("text", PASSES)
def test_words_of_the_field_pass(text):
    assert check(text) == ()


@pytest.mark.parametrize("text", PARTISAN)
def test_electoral_and_partisan_phrases_are_hits(text):
    hits = check(text)
    assert [hit.rule for hit in hits] == [GuardRule.NONPARTISAN], hits


@pytest.mark.parametrize("text", OFFSETS)
def test_offsets_transfers_and_earmarks_are_hits(text):
    hits = check(text)
    assert [hit.rule for hit in hits] == [GuardRule.NO_OFFSET], hits


def test_a_hit_says_where_it_stands_and_why():
    (hit,) = check("We say: vote out Senator X now.")
    assert hit.phrase == "vote out Senator X"
    assert "We say: vote out Senator X now."[hit.start : hit.end] == hit.phrase
    assert hit.reason == "asks for a vote on a person or party"


def test_hits_of_both_rules_come_in_the_order_they_stand():
    rules = [hit.rule for hit in check("An offset would do. Vote out Senator X. No earmark.")]
    assert rules == [GuardRule.NO_OFFSET, GuardRule.NONPARTISAN, GuardRule.NO_OFFSET]


@given(st.sampled_from(PARTISAN + OFFSETS), st.text(alphabet="abc .,\n", max_size=40))
def test_a_hit_is_found_wherever_it_stands(phrase, around):
    assert {hit.phrase for hit in check(phrase)} <= {
        hit.phrase for hit in check(f"{around} {phrase} {around}")
    }
