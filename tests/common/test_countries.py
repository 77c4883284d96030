"""Countries by the names people here use."""

from __future__ import annotations

import pytest

from common.countries import COUNTRIES, country_code, country_name, nearest_country
from common.states import STATES


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Ghana", "GH"),
        ("ghana", "GH"),
        ("GH", "GH"),
        ("GHA", "GH"),
        ("Cote d'Ivoire", "CI"),
        ("Iran, Islamic Republic of", "IR"),
        ("South Korea", "KR"),
        ("UK", "GB"),
        ("Turkey", "TR"),
    ],
)
def test_a_country_is_known_by_each_of_its_names(said, code):
    assert country_code(said) == code


@pytest.mark.parametrize("said", ["Atlantis", "", "Congo", "United States", "Puerto Rico"])
def test_what_is_no_one_country_abroad_is_none(said):
    assert country_code(said) is None


def test_a_misspelled_name_has_a_nearest():
    assert nearest_country("Nepl") == "Nepal"
    assert nearest_country("qqqqqq") is None


def test_no_place_is_both_a_state_and_a_country_abroad():
    assert not {"PR", "GU", "VI", "AS", "MP", "US"} & COUNTRIES.keys()
    # Georgia, Delaware's "DE" and the like share letters or names with countries, not places.
    assert "Georgia" in COUNTRIES.values()
    assert "Georgia" in STATES.values()


def test_no_name_is_turned_about():
    assert [name for name in COUNTRIES.values() if " of" in name.partition(",")[2] or "(" in name] == []


def test_an_unknown_code_stays_as_it_is():
    assert country_name("ZZ") == "ZZ"
    assert country_name("KR") == "South Korea"
