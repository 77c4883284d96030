"""What became of report language over all documents; what in it a named person has to clear. Pure."""

from __future__ import annotations

import pytest

from appropriations.found_language import Ending, not_cleared, outcome_of, phrases_to_clear

ASKS = "SAMPLE. The Committee directs a report. The program may be paid by an offset."


@pytest.mark.parametrize(
    ("said", "ending"),
    [
        ({}, Ending.PENDING),
        ({"house": "pending"}, Ending.PENDING),
        ({"house": "adopted"}, Ending.PENDING),
        ({"senate": "not_adopted"}, Ending.PENDING),
        ({"house": "adopted", "senate": "adopted"}, Ending.ADOPTED),
        ({"house": "in_part", "senate": "in_part"}, Ending.IN_PART),
        ({"house": "adopted", "senate": "not_adopted"}, Ending.DIFFER),
        ({"house": "adopted", "senate": "pending"}, Ending.PENDING),
        ({"house": "adopted", "senate": "not_adopted", "joint_statement": "in_part"}, Ending.IN_PART),
        ({"house": "adopted", "senate": "adopted", "joint_statement": "not_adopted"}, Ending.NOT_ADOPTED),
        ({"house": "adopted", "senate": "adopted", "joint_statement": "pending"}, Ending.ADOPTED),
        ({"joint_statement": "adopted"}, Ending.ADOPTED),
    ],
)
def test_the_joint_statement_decides_over_the_chambers(said, ending):
    assert outcome_of(said).ending is ending


def test_chambers_that_differ_are_both_told():
    told = outcome_of({"house": "adopted", "senate": "not_adopted"})
    assert told.label == "Chambers differ"
    assert told.sentence == "House report: adopted; Senate report: not adopted. No joint statement is known."


def test_one_report_alone_says_that_nothing_is_known_of_the_other():
    assert outcome_of({"senate": "in_part"}).sentence == (
        "Senate report: adopted in part. Nothing is known yet of the House report."
    )


def test_a_phrase_is_asked_about_in_its_sentence():
    (one,) = phrases_to_clear([ASKS]).values()
    assert (one.phrase, one.rule, one.reason) == ("offset", "P2", "names an offset")
    assert one.sentence == "The program may be paid by an offset."


def test_what_is_cleared_holds_for_its_sentence_only():
    (key,) = phrases_to_clear([ASKS])
    assert not_cleared([ASKS], [key]) == {}
    assert not_cleared([f"{ASKS} It says more."], [key]) == {}
    changed = ASKS.replace("may be paid by an offset", "asks for an offset")
    assert [one.sentence for one in not_cleared([changed], [key]).values()] == [
        "The program asks for an offset."
    ]


def test_wording_that_asks_for_a_program_has_nothing_to_clear():
    assert phrases_to_clear(["Not less than $10,000,000 is for services to victims.", ""]) == {}
