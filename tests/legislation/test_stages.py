"""The stage of a bill on its way through both chambers; docs/stages.md gives the reasons."""

# ruff: noqa: E501 - the clerks' words are quoted on one line

import datetime as dt

import pytest

from legislation.choices import BillType, Chamber, Stage, Step
from legislation.happenings import PlainAction
from legislation.stages import stage_of
from tests.legislation.stage_cases import (
    CALENDAR,
    HOUSE,
    HOUSE_LOC,
    INTRODUCED,
    LAW,
    PRESENTED,
    REFERRED,
    REPORTED,
    SENATE,
    SENATE_AMENDED,
    SIGNED,
    at,
    stage,
)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ((INTRODUCED, REFERRED), (Stage.INTRODUCED, "2025-01-10")),
        ((INTRODUCED, REFERRED, REPORTED, CALENDAR), (Stage.REPORTED, "2025-02-01")),
        ((INTRODUCED, REPORTED, HOUSE), (Stage.PASSED_HOUSE, "2025-03-01")),
        ((INTRODUCED, HOUSE, HOUSE_LOC, SENATE), (Stage.PASSED_CONGRESS, "2025-05-01")),
        ((INTRODUCED, HOUSE, SENATE_AMENDED), (Stage.RESOLVING, "2025-05-01")),
        ((INTRODUCED, HOUSE, SENATE, PRESENTED), (Stage.TO_PRESIDENT, "2025-06-01")),
        ((INTRODUCED, HOUSE, SENATE, PRESENTED, SIGNED), (Stage.ENACTED, "2025-06-05")),
        ((INTRODUCED, HOUSE, SENATE, PRESENTED, SIGNED, LAW), (Stage.ENACTED, "2025-06-05")),
        ((INTRODUCED, HOUSE, SENATE, PRESENTED, ("2025-06-20", LAW[1])), (Stage.ENACTED, "2025-06-20")),
    ],
)
def test_a_bill_moves_along_its_way(entries, expected):
    assert at(stage(*entries)) == expected


def test_a_bill_without_any_action_is_introduced_on_its_date():
    result = stage_of(BillType.S, Chamber.SENATE, [], introduced_on=dt.date(2025, 6, 10))
    assert at(result) == (Stage.INTRODUCED, "2025-06-10")
    assert result.step is None


def test_the_order_of_days_in_the_list_does_not_matter():
    entries = (INTRODUCED, REFERRED, REPORTED, HOUSE, SENATE, PRESENTED, SIGNED)
    assert stage(*reversed(entries)) == stage(*entries)


def test_a_law_number_alone_makes_a_bill_enacted_on_a_day_unknown():
    assert at(stage(INTRODUCED, HOUSE, SENATE, PRESENTED, laws=["119-5"])) == (Stage.ENACTED, "None")


def test_a_senate_bill_passes_the_senate_first():
    entries = (("2025-01-10", "Introduced in Senate"), SENATE)
    assert at(stage(*entries, bill_type=BillType.S)) == (Stage.PASSED_SENATE, "2025-05-01")


def test_a_bill_introduced_and_passed_in_one_breath_has_passed():
    text = "Introduced in the Senate, read twice, considered, read the third time, and passed without amendment by Unanimous Consent."
    assert stage(("2025-05-01", text), bill_type=BillType.S).stage is Stage.PASSED_SENATE


@pytest.mark.parametrize(
    "text",
    [
        "Ordered to be Reported (Amended) by Voice Vote.",
        "Forwarded by Subcommittee to Full Committee by Voice Vote.",
        "Rules Committee Resolution H. Res. 101 Reported to House. Rule provides for consideration of H.R. 9.",
        "Rule H. Res. 101 passed House.",
        "Motion by Senator Sample to concur in the House amendment to S. 9 with an amendment (SA 1) made in Senate.",
        "Motion to proceed to consideration of measure agreed to in Senate by Voice Vote.",
        "Mr. Sample moved to suspend the rules and pass the bill.",
        "On motion to recommit Failed by the Yeas and Nays: 204 - 221 (Roll no. 44).",
        "On motion that the committee rise Agreed to by voice vote.",
        "Motion to reconsider laid on the table Agreed to without objection.",
        "On ordering the previous question Agreed to by the Yeas and Nays: 219 - 206 (Roll no. 441).",
        "Pursuant to the provisions of H. Res. 1464, proceedings on H.R. 9 are considered vacated.",
        "Cloture motion on the measure presented in Senate.",
        "The committee substitute agreed to by Unanimous Consent.",
        "Submitted in House",
    ],
)
def test_a_step_is_no_stage(text):
    assert stage(INTRODUCED, ("2025-04-01", text)).stage is Stage.INTRODUCED


def test_a_reused_code_decides_nothing():
    # H12100 stands for reported bills, and since 2025 for some resolutions merely submitted.
    action = PlainAction(dt.date(2025, 1, 3), "Submitted in House", code="H12100", source_code="9")
    assert stage_of(BillType.HRES, Chamber.HOUSE, [action]).stage is Stage.INTRODUCED


def test_a_wrong_label_of_the_library_does_not_hide_a_passage():
    text = "Amendment failed by House: Pursuant to the provisions of H. Res. 179, H. Res. 176 is considered passed House."
    assert stage(("2025-03-01", text), bill_type=BillType.HRES).stage is Stage.AGREED_TO


def test_a_vote_on_many_bills_at_once_is_a_passage_without_changes_of_its_own():
    text = (
        "Pursuant to section 10 of H. Res. 1396, and the motion offered by Mr. Sample, the following bills passed under "
        "suspension of the rules: H.R. 1, as amended; S. 9; and agree to the Senate amendments to H.R. 7."
    )
    assert stage(INTRODUCED, ("2025-03-01", text)).stage is Stage.PASSED_HOUSE
    senate_first = (("2025-02-01", SENATE[1]), ("2025-03-01", f"Passed/agreed to in House: {text}"))
    assert stage(*senate_first, bill_type=BillType.S).stage is Stage.PASSED_CONGRESS
    accepted = (INTRODUCED, ("2025-02-01", HOUSE[1]), ("2025-02-20", SENATE_AMENDED[1]))
    label = "Resolving differences -- House actions: "
    assert stage(*accepted, ("2025-03-01", label + text)).stage is Stage.PASSED_CONGRESS


BETWEEN = (INTRODUCED, HOUSE, SENATE_AMENDED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On motion that the House agree to the Senate amendment Agreed to without objection.", Stage.PASSED_CONGRESS),
        ("On motion that the House suspend the rules and agree to the Senate amendment Agreed to by voice vote.", Stage.PASSED_CONGRESS),
        ("House agreed to Senate amendment pursuant to H. Res. 590.", Stage.PASSED_CONGRESS),
        ("On motion that the House agree with an amendment to the Senate amendment Agreed to by voice vote.", Stage.RESOLVING),
        ("House agreed to Senate amendment with amendment pursuant to H. Res. 1299", Stage.RESOLVING),
        ("On motion that the House agree to the Senate amendment Failed by the Yeas and Nays: 200 - 220.", Stage.RESOLVING),
        ("On motion that the House disagree to the Senate amendment, and request a conference Agreed to by voice vote.", Stage.RESOLVING),
    ],
)  # fmt: skip
def test_the_house_answers_the_senate_s_amendment(text, expected):
    assert stage(*BETWEEN, ("2025-05-20", text)).stage is expected


def test_amendments_go_back_and_forth_until_one_side_agrees():
    forth = (
        "2025-05-10",
        "On motion that the House agree with an amendment to the Senate amendment Agreed to by voice vote.",
    )
    back = (
        "2025-05-12",
        "Senate concurred in the House amendment to the Senate amendment to H.R. 9 with an amendment (SA 1).",
    )
    done = (
        "2025-05-15",
        "On motion that the House agree to the Senate amendment to the House amendment Agreed to by voice vote.",
    )
    assert at(stage(*BETWEEN, forth, back)) == (Stage.RESOLVING, "2025-05-01")
    assert at(stage(*BETWEEN, forth, back, done)) == (Stage.PASSED_CONGRESS, "2025-05-15")


def test_a_message_tells_that_the_house_changed_a_senate_bill_on_passage():
    passed = ("2025-05-02", "On passage Passed by the Yeas and Nays: 232 - 186 (Roll no. 128).")
    message = (
        "2025-05-05",
        "Message on House action received in Senate and at desk: House amendment to Senate bill.",
    )
    assert stage(SENATE, passed, bill_type=BillType.S).stage is Stage.PASSED_CONGRESS
    assert at(stage(SENATE, passed, message, bill_type=BillType.S)) == (Stage.RESOLVING, "2025-05-02")
    agreed = ("2025-05-09", "Senate agreed to the House amendment to S. 9 by Unanimous Consent.")
    assert stage(SENATE, passed, message, agreed, bill_type=BillType.S).stage is Stage.PASSED_CONGRESS


def test_agreeing_to_a_changed_title_alone_settles_nothing():
    text = "Senate agreed to the House amendment to the title by Unanimous Consent."
    passed = ("2025-05-02", HOUSE[1])
    assert stage(SENATE, passed, ("2025-05-09", text), bill_type=BillType.S).stage is Stage.RESOLVING


def test_a_conference_report_needs_both_chambers():
    house = (
        "2025-05-20",
        "On agreeing to the conference report Agreed to by the Yeas and Nays: 359 - 65 (Roll no. 673).",
    )
    house_loc = ("2025-05-20", f"Conference report agreed to in House: {house[1]}")
    senate = (
        "2025-05-21",
        "Senate agreed to conference report by Yea-Nay Vote. 83 - 16. Record Vote Number: 331.",
    )
    filed = ("2025-05-18", "Conference report H. Rept. 119-2 filed.")
    assert stage(*BETWEEN, filed, house, house_loc).stage is Stage.RESOLVING
    assert stage(*BETWEEN, filed).step is Step.CONFERENCE
    assert at(stage(*BETWEEN, filed, house, house_loc, senate)) == (Stage.PASSED_CONGRESS, "2025-05-21")
