"""Reading pasted names: whom each means, and who is asked back rather than guessed. Pure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appropriations.signer_names import Person, find_people, read_names


def person(key, first, last, state="OR", district=1, *, party="D", **more):
    return Person(key, f"{first} {last}", last, (first, *more.get("also", ())), state, district, party)


ALDER = person("A1", "Ánna", "Álder-Birch", "ME", 2, party="R", also=("Anna T.",))
OAK = person("O1", "Robert", "Oak", "TX", 4, party="R", also=("Bob",))
OTHER_OAK = person("O2", "Maria", "Oak", "NY", 9, party="D")
TWO_WORDS = person("W1", "Bonnie", "Cedar Elm", "NJ", 12)
ELM = person("E1", "Bonnie", "Elm", "NJ", 3, party="R")
AT_LARGE = person("L1", "Dusty", "Larch", "AK", 0, party="R")
PEOPLE = [ALDER, OAK, OTHER_OAK, TWO_WORDS, ELM, AT_LARGE]


def sure(text):
    return [one.sure.bioguide_id if one.sure else None for one in find_people(read_names(text), PEOPLE)]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Anna Alder-Birch", "A1"),
        ("ÁNNA ÁLDER-BIRCH", "A1"),
        ("Rep. Anna T. Alder-Birch (R-ME-02)", "A1"),
        ("12. Congresswoman Anna Alder-Birch, Member of Congress", "A1"),
        ("The Honorable Robert Oak", "O1"),
        ("• Bob Oak (TX-04)", "O1"),
        ("Oak, Maria", "O2"),
        ("Rep. Oak (D-NY)", "O2"),
        ("Robert Oak, Jr.", "O1"),
        ("Bonnie Cedar Elm", "W1"),
        ("Bonnie Elm", "E1"),
        ("Larch", "L1"),
        ("Rep. Dusty Larch (R-AK-At Large)", "L1"),
    ],
)
def test_who_is_told_for_certain_is_found_however_the_name_is_written(line, who):
    assert sure(line) == [who]


@pytest.mark.parametrize(
    "line", ["Oak", "Rep. Oak", "Philip Oak", "Maria Oak (R-TX-4)", "Robert Oaks", "Nobody Here"]
)
def test_who_is_not_certain_is_asked_back(line):
    assert sure(line) == [None]


def test_those_who_could_be_meant_are_offered():
    (found,) = find_people(read_names("Rep. Oak"), PEOPLE)
    assert [one.bioguide_id for one in found.candidates] == ["O1", "O2"]
    (misspelled,) = find_people(read_names("Robert Oaks"), PEOPLE)
    assert misspelled.candidates[0] == OAK


@pytest.mark.parametrize(
    "text",
    [
        "Reps. Bob Oak, Maria Oak, and Dusty Larch",
        "Bob Oak and Maria Oak\nDusty Larch",
        "Bob Oak; Maria Oak; Dusty Larch;",
        "Signed:\n\n- Bob Oak\n- Maria Oak\n- Dusty Larch\n",
        "Bob Oak, Jr., Maria Oak, Dusty Larch",
        "Oak, Bob\nOak, Maria\nLarch, Dusty\nLarch, Dusty",
    ],
)
def test_a_list_is_read_as_letters_print_it_each_name_once(text):
    assert sure(text) == ["O1", "O2", "L1"]


def test_headings_numbers_and_empty_lines_are_no_names():
    assert read_names("Signers:\n\n1.\n---\n  \n") == ()


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_read_without_an_error_and_never_guessed(text):
    for found in find_people(read_names(text), PEOPLE):
        assert found.sure is None or found.sure in PEOPLE
        assert len(found.candidates) <= 6
