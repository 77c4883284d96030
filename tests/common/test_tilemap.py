"""The tile grid holds every state once and shades by count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import tilemap

STATES = frozenset(tilemap.layout())


def test_fifty_states_the_district_and_five_territories_each_have_one_tile():
    assert len(STATES) == 56
    assert {"DC", "PR", "GU", "VI", "AS", "MP"} <= STATES
    assert len(set(tilemap.layout().values())) == 56
    assert max(column for column, _ in tilemap.layout().values()) == tilemap.COLUMNS - 1
    assert max(row for _, row in tilemap.layout().values()) == tilemap.ROWS - 1


@given(st.integers(1, 600))
def test_steps_cover_every_count_once_and_the_highest_is_the_darkest(highest):
    ranges = tilemap.bounds(highest)
    covered = [value for low, high in ranges for value in range(low, high + 1)]
    assert covered == list(range(1, highest + 1))
    assert tilemap.step_of(highest, highest) == tilemap.STEPS
    assert tilemap.step_of(0, highest) == 0


@given(st.integers(1, 600), st.data())
def test_more_is_never_lighter(highest, data):
    low, high = sorted((data.draw(st.integers(0, highest)), data.draw(st.integers(0, highest))))
    assert tilemap.step_of(low, highest) <= tilemap.step_of(high, highest)


def test_an_unknown_state_is_refused_rather_than_dropped():
    with pytest.raises(ValueError, match="XX"):
        tilemap.tiles({"XX": 1})


def test_named_states_are_marked_and_missing_ones_are_zero():
    drawn = {tile.state: tile for tile in tilemap.tiles({"ME": 2}, frozenset({"OR"}))}
    assert drawn["OR"].named
    assert drawn["OR"].value == 0
    assert drawn["ME"].step == tilemap.STEPS
