"""What a roll call is called, and what the clerks' words tell of one."""

from __future__ import annotations

import datetime as dt

import pytest

from legislation.choices import Cast, Chamber
from legislation.roll_calls import Totals, UnknownVoteId, VoteId, cast_of, named_in, result_in, totals_in


def test_a_roll_call_is_known_by_congress_chamber_session_and_number():
    vote_id = VoteId.parse("119-house-1-17")
    assert vote_id == VoteId(119, Chamber.HOUSE, 1, 17)
    assert str(vote_id) == "119-house-1-17"
    assert vote_id.label == "House roll call 17, 119th Congress, 1st session"


@pytest.mark.parametrize(
    "text", ["", "119-hr-1144", "119-house-3-17", "0-house-1-17", "119-house-1-0", "119-house-1-17x", "1-2"]
)
def test_what_is_no_roll_call_is_refused_with_an_example(text):
    with pytest.raises(UnknownVoteId, match="119-house-1-17"):
        VoteId.parse(text)


def test_each_chamber_has_a_page_of_the_vote():
    assert VoteId.parse("119-house-1-17").official_url == "https://clerk.house.gov/Votes/202517"
    assert VoteId.parse("119-house-2-3").official_url == "https://clerk.house.gov/Votes/20263"
    assert VoteId.parse("117-senate-1-12").official_url == (
        "https://www.senate.gov/legislative/LIS/roll_call_votes/vote1171/vote_117_1_00012.htm"
    )


HOUSE, SENATE = "by the Yeas and Nays: ", "by Yea-Nay Vote. "
PASS = "On motion to suspend the rules and pass the bill"
WORDS = [
    (f"On passage Passed {HOUSE}219 - 210 (Roll no. 183). (text: CR H3110)", 183, Totals(219, 210), "Passed"),
    (f"{PASS} Agreed to {HOUSE}(2/3 required): 367 - 20 (Roll no. 34).", 34, Totals(367, 20), "Agreed to"),
    (f"{PASS} Failed {HOUSE}(2/3 required): 250 - 168 (Roll no. 90).", 90, Totals(250, 168), "Failed"),
    ("Passed by recorded vote: 220 - 201, 1 Present (Roll no. 17).", 17, Totals(220, 201, 1), "Passed"),
    (f"Passed Senate {SENATE}62 - 36. Record Vote Number: 355.(text: CR S2)", 355, Totals(62, 36), "Passed"),
    (
        f"Cloture not invoked in Senate {SENATE}48 - 47. Record Vote Number: 9.",
        9,
        Totals(48, 47),
        "Not invoked",
    ),
    (
        f"Motion to waive rejected {SENATE}50 - 49. Record Vote Number: 5.(CR S6)",
        5,
        Totals(50, 49),
        "Rejected",
    ),
]


@pytest.mark.parametrize(("text", "number", "totals", "result"), WORDS)
def test_the_clerks_words_give_totals_and_outcome(text, number, totals, result):
    assert totals_in(text, number) == totals
    assert result_in(text, number) == result


@pytest.mark.parametrize(
    "text",
    [
        "Roll call votes on amendments in House",
        "Passed by the Yeas and Nays: 219 - 210 (Roll no. 184).",
        "Committee ordered it reported by the Yeas and Nays: 30 - 12.",
        "",
    ],
)
def test_words_about_another_vote_or_none_give_nothing(text):
    assert totals_in(text, 183) is None
    assert result_in(text, 183) == ""


def test_of_two_votes_in_one_action_each_gets_its_own():
    text = (
        "Motion to table agreed to in Senate by Yea-Nay Vote. 60 - 38. Record Vote Number: 7. "
        "Passed Senate by Yea-Nay Vote. 90 - 8. Record Vote Number: 8."
    )
    assert (totals_in(text, 7), result_in(text, 7)) == (Totals(60, 38), "Agreed to")
    assert (totals_in(text, 8), result_in(text, 8)) == (Totals(90, 8), "Passed")


def test_the_roll_calls_an_action_names_belong_to_the_session_of_its_day():
    text = f"Motion to table agreed to in Senate {SENATE}60 - 38. Record Vote Number: 7."
    assert named_in(text, 117, dt.date(2021, 11, 17)) == (VoteId.parse("117-senate-1-7"),)
    assert named_in(text, 117, dt.date(2022, 12, 1)) == (VoteId.parse("117-senate-2-7"),)
    assert named_in(WORDS[0][0], 117, dt.date(2021, 6, 24)) == (VoteId.parse("117-house-1-183"),)
    assert named_in("Referred to the Committee on Foreign Affairs.", 117, dt.date(2021, 6, 24)) == ()


def test_totals_name_who_answered_present_only_when_somebody_did():
    assert Totals(316, 113).words == "316 to 113"
    assert Totals(316, 113, 0).words == "316 to 113"
    assert Totals(220, 201, 1).words == "220 to 201, 1 present"


@pytest.mark.parametrize(
    ("words", "cast"),
    [
        ("Yea", Cast.YEA),
        ("Aye", Cast.YEA),
        ("Nay", Cast.NAY),
        ("No", Cast.NAY),
        ("Present", Cast.PRESENT),
        ("Not Voting", Cast.NOT_VOTING),
        ("A Name", Cast.OTHER),
    ],
)
def test_what_a_members_word_means(words, cast):
    assert cast_of(words) is cast
