"""How legislators are named."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from common.states import DELEGATES, STATES
from legislation import styles


@dataclass(frozen=True)
class Person:
    last_name: str
    full_name: str


@dataclass(frozen=True)
class Seat:
    chamber: str
    state: str
    district: int | None
    party_letter: str


COLLINS = (Person("Collins", "Susan M. Collins"), Seat("senate", "ME", None, "R"))
BONAMICI = (Person("Bonamici", "Suzanne Bonamici"), Seat("house", "OR", 1, "D"))
NORTON = (Person("Norton", "Eleanor Holmes Norton"), Seat("house", "DC", 0, "D"))
HERNANDEZ = (Person("Hernández", "Pablo José Hernández"), Seat("house", "PR", 0, "D"))
BEGICH = (Person("Begich", "Nicholas J. Begich III"), Seat("house", "AK", 0, "R"))
KING = (Person("King", "Angus S. King, Jr."), Seat("senate", "ME", None, "I"))


@pytest.mark.parametrize(
    ("who", "named"),
    [
        (COLLINS, "Sen. Collins (R-ME)"),
        (BONAMICI, "Rep. Bonamici (D-OR-1)"),
        (NORTON, "Del. Norton (D-DC)"),
        (HERNANDEZ, "Resident Commissioner Hernández (D-PR)"),
        (BEGICH, "Rep. Begich (R-AK-At Large)"),
        (KING, "Sen. King (I-ME)"),
    ],
)
def test_title_and_name_follow_the_seat(who, named):
    assert styles.title_and_name(*who) == named


@pytest.mark.parametrize(
    ("who", "formal"),
    [
        (COLLINS, "The Honorable Susan M. Collins, United States Senate"),
        (BONAMICI, "The Honorable Suzanne Bonamici, United States House of Representatives"),
        (NORTON, "The Honorable Eleanor Holmes Norton, United States House of Representatives"),
    ],
)
def test_formal_name_says_the_chamber(who, formal):
    assert styles.formal_name(*who) == formal


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (COLLINS, "Maine"),
        (BONAMICI, "Oregon's 1st District"),
        (BEGICH, "Alaska at large"),
        (HERNANDEZ, "Puerto Rico"),
        ((None, Seat("house", "TX", 22, "R")), "Texas's 22nd District"),
    ],
)
def test_seat_in_words(who, words):
    assert styles.seat_in_words(who[1]) == words


def test_every_delegate_is_called_so_and_nobody_else():
    titles = {state: styles.title(Seat("house", state, 0, "D")) for state in STATES}
    assert {state for state, said in titles.items() if said == "Del."} == DELEGATES
    assert [state for state, said in titles.items() if said == "Resident Commissioner"] == ["PR"]
    assert sum(said == "Rep." for said in titles.values()) == 50


def test_a_letter_opens_with_the_whole_title():
    assert styles.salutation(*HERNANDEZ) == "Dear Resident Commissioner Hernández"
    assert styles.salutation(*COLLINS) == "Dear Senator Collins"
