"""Mentions: who is meant by an @ and a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.mentions import find, known_by

KNOWN = known_by(
    [
        ("Ana Sample", "ana"),
        ("Ana Sample Rivera", "rivera"),
        ("José Sample", "jose"),
        ("Sam Sample", "sam one"),
        ("Sam Sample", "sam two"),
        ("SAMPLE Open Door, Inc.", "door"),
        ("Open Door", "door"),
        ("", "nameless"),
    ]
)


@pytest.mark.parametrize(
    ("text", "mentioned"),
    [
        ("@Ana Sample, what do you think?", ("ana",)),
        ("What does @ana sample think?", ("ana",)),
        ("I agree with @Ana Sample.", ("ana",)),
        ("(@Ana Sample)", ("ana",)),
        ("**@Ana Sample** knows", ("ana",)),
        ("@Ana Sample's count", ("ana",)),
        ("@Ana Sample\u2019s count", ("ana",)),
        ("@Ana Sample Rivera knows", ("rivera",)),
        ("@Jose Sample", ("jose",)),
        ("Ask @Open Door and @SAMPLE Open Door, Inc.", ("door",)),
        ("@Ana\nSample", ("ana",)),
        ("@José Sample @Ana Sample @José Sample", ("jose", "ana")),
        ("write to ana@sample.example or x@Ana Sample", ()),
        ("no call here, Ana Sample", ()),
        ("a lone @ and @ Ana Sample", ()),
    ],
)
def test_a_name_after_an_at_sign_mentions_whoever_it_fits(text, mentioned):
    found = find(text, KNOWN)
    assert found.mentioned == mentioned
    assert found.unmatched == ()


@pytest.mark.parametrize(
    ("text", "unmatched"),
    [
        ("@Nobody at all", ("Nobody",)),
        ("@Sam Sample", ("Sam",)),
        ("@Ana", ("Ana",)),
        ("@Nobody, @Nobody and @Other", ("Nobody", "Other")),
        ("@" + "x" * 100, ("x" * 40,)),
    ],
)
def test_a_name_that_is_nobodys_or_more_than_ones_is_told(text, unmatched):
    assert find(text, KNOWN) == type(find("", KNOWN))((), unmatched)


def test_where_nobody_is_known_every_name_is_told():
    assert find("@Ana Sample", {}).unmatched == ("Ana",)


@given(st.text(alphabet="@ AnaSmple.,'\n", max_size=60))
def test_no_text_mentions_anyone_who_is_not_known(text):
    assert set(find(text, KNOWN).mentioned) <= {"ana", "rivera", "jose", "door"}
