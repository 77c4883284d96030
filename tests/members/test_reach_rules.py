"""The rules of skills and reach, from plain data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.reach import Dimension, Effect, Footprint, Presence, gaps, held_by, what_it_adds

STATES = [("AK", "Alaska"), ("ME", "Maine"), ("OR", "Oregon"), ("TX", "Texas")]
NAMES = {
    Dimension.STATE: STATES,
    Dimension.COUNTRY: [("GH", "Ghana"), ("NP", "Nepal")],
    Dimension.SKILL: [("Law", "Law"), ("Sewing", "Sewing")],
}


def a_member(name="One", **brings):
    national = brings.pop("national", False)
    sets = {key: frozenset(value) for key, value in brings.items()}
    return Presence(name, footprint=Footprint(**sets, national=national))


def effects(addition):
    return {one.held.key: one.effect for one in addition.items}


def test_what_nobody_brings_is_shown_too():
    held = held_by([a_member(states=["OR"])], Dimension.STATE, STATES)
    assert [(one.name, one.count) for one in held] == [
        ("Alaska", 0),
        ("Maine", 0),
        ("Oregon", 1),
        ("Texas", 0),
    ]
    assert [one.name for one in gaps(held)] == ["Alaska", "Maine", "Texas"]
    assert len(gaps(held, at_most=1)) == 4


def test_working_nationwide_fills_no_state():
    held = held_by([a_member(national=True)], Dimension.STATE, STATES)
    assert {one.count for one in held} == {0}


def test_who_brings_it_stands_in_the_order_given():
    held = held_by(
        [a_member("B", skills=["Law"]), a_member("A", skills=["Law"])], Dimension.SKILL, [("Law", "Law")]
    )
    assert held[0].who == "B; A"


@pytest.mark.parametrize(
    ("members", "effect"),
    [(0, Effect.NEW), (1, Effect.STRENGTHENED), (2, Effect.OVERLAP), (5, Effect.OVERLAP)],
)
def test_a_state_is_new_then_strengthened_then_an_overlap(members, effect):
    there = [a_member(f"M{number}", states=["OR"]) for number in range(members)]
    assert effects(what_it_adds(Footprint(states=frozenset({"OR"})), there, NAMES)) == {"OR": effect}


def test_the_answer_stands_in_words():
    there = [a_member("One", states=["OR"], skills=["Law"]), a_member("Two", skills=["Law"], national=True)]
    prospect = Footprint(
        states=frozenset({"AK", "ME", "OR"}),
        countries=frozenset({"GH"}),
        skills=frozenset({"Law"}),
        national=True,
        international=True,
    )
    assert what_it_adds(prospect, there, NAMES).sentences == [
        "New to the coalition: 2 states (Alaska, Maine) and 1 country (Ghana).",
        "From one organization to two: 1 state (Oregon).",
        "Brought by two or more already: 1 skill (Law).",
        "It works nationwide, as 1 member organization does.",
        "It would be the first to work internationally.",
    ]


def test_the_first_member_of_all_is_new_in_everything():
    addition = what_it_adds(Footprint(skills=frozenset({"Law", "Sewing"})), [], NAMES)
    assert addition.sentences == ["New to the coalition: 2 skills (Law, Sewing)."]


def test_what_brings_nothing_adds_nothing():
    assert Footprint().is_empty
    assert what_it_adds(Footprint(), [a_member(states=["OR"])], NAMES).sentences == []


footprints = st.builds(
    Footprint,
    states=st.frozensets(st.sampled_from([code for code, _ in STATES])),
    countries=st.frozensets(st.sampled_from(["GH", "NP"])),
    skills=st.frozensets(st.sampled_from(["Law", "Sewing"])),
    national=st.booleans(),
    international=st.booleans(),
)


@given(footprints, st.lists(footprints, max_size=6), st.randoms())
def test_the_order_of_the_members_never_matters_and_nothing_it_brings_is_lost(prospect, others, chance):
    there = [Presence(str(number), footprint=one) for number, one in enumerate(others)]
    addition = what_it_adds(prospect, there, NAMES)
    chance.shuffle(there)
    assert effects(what_it_adds(prospect, there, NAMES)) == effects(addition)
    assert len(addition.items) == sum(len(prospect.of(dimension)) for dimension in Dimension)
    parts = [addition.of(effect) for effect in Effect]
    assert sum(map(len, parts)) == len(addition.items)


@given(footprints, st.lists(footprints, max_size=6))
def test_once_it_has_joined_another_like_it_brings_nothing_new(prospect, others):
    there = [Presence(str(number), footprint=one) for number, one in enumerate([*others, prospect])]
    assert what_it_adds(prospect, there, NAMES).of(Effect.NEW) == ()
