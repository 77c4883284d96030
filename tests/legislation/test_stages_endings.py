"""How a bill ends: with the President, agreed to, voted down, laid aside, or with its Congress."""

# ruff: noqa: E501 - the clerks' words are quoted on one line

import datetime as dt

import pytest

from legislation.choices import BillType, Stage, Step
from legislation.endings import ended
from tests.legislation.stage_cases import (
    HOUSE,
    INTRODUCED,
    LAW,
    PRESENTED,
    REFERRED,
    REPORTED,
    SENATE,
    SIGNED,
    at,
    stage,
)

VETOED = ("2025-06-10", "Vetoed by President.")
SUSTAINED = (
    "2025-06-20",
    "On passage, the objections of the President to the contrary notwithstanding Failed by the Yeas and Nays: (2/3 required): 248 - 177.",
)
OVER_HOUSE = (
    "2025-06-20",
    "Passed House over veto: On passage, the objections of the President to the contrary notwithstanding Passed.",
)
OVER_SENATE = ("2025-06-22", "Passed Senate over veto by Yea-Nay Vote. 81 - 13.")


def test_a_veto_stands_unless_both_chambers_override_it():
    sent = (INTRODUCED, HOUSE, SENATE, PRESENTED, VETOED)
    assert at(stage(*sent)) == (Stage.VETOED, "2025-06-10")
    assert stage(*sent, SUSTAINED).stage is Stage.VETOED
    assert stage(*sent, SUSTAINED).step is Step.OVERRIDE_FAILED
    assert stage(*sent, OVER_HOUSE).stage is Stage.VETOED
    assert stage(*sent, OVER_HOUSE).step is Step.OVERRIDDEN_HOUSE
    assert at(stage(*sent, OVER_HOUSE, OVER_SENATE)) == (Stage.ENACTED, "2025-06-22")


def test_a_pocket_veto_is_a_veto():
    assert (
        stage(INTRODUCED, HOUSE, SENATE, PRESENTED, ("2025-06-20", "Pocket Vetoed by President.")).stage
        is Stage.VETOED
    )


@pytest.mark.parametrize("bill_type", [BillType.HCONRES, BillType.SCONRES, BillType.HRES, BillType.SRES])
def test_only_bills_and_joint_resolutions_become_law(bill_type):
    result = stage(INTRODUCED, PRESENTED, SIGNED, LAW, bill_type=bill_type, laws=["119-5"])
    assert result.stage is Stage.INTRODUCED


def test_an_amendment_to_the_constitution_goes_to_the_states_and_is_never_enacted():
    sent = ("2025-06-01", "Transmitted to the Archivist for submission to the States for ratification.")
    result = stage(INTRODUCED, HOUSE, SENATE, sent, bill_type=BillType.HJRES)
    assert (result.stage, result.step) == (Stage.PASSED_CONGRESS, Step.SENT_TO_STATES)


def test_a_simple_resolution_is_agreed_to_by_its_own_chamber():
    senate = "Submitted in the Senate, considered, and agreed to without amendment and with a preamble by Unanimous Consent."
    assert at(stage(("2025-01-27", senate), bill_type=BillType.SRES)) == (Stage.AGREED_TO, "2025-01-27")
    house = "On agreeing to the resolution Agreed to without objection."
    assert stage(("2025-01-27", house), bill_type=BillType.HRES).stage is Stage.AGREED_TO


def test_a_concurrent_resolution_needs_both_chambers():
    house = (
        "2025-02-01",
        "On agreeing to the resolution Agreed to by the Yeas and Nays: 220 - 200 (Roll no. 3).",
    )
    senate = (
        "2025-03-01",
        "Received in the Senate, considered, and agreed to without amendment by Unanimous Consent.",
    )
    changed = (
        "2025-03-01",
        "Resolution agreed to in Senate without amendment and an amended preamble by Unanimous Consent.",
    )
    assert stage(house, bill_type=BillType.HCONRES).stage is Stage.PASSED_HOUSE
    assert at(stage(house, senate, bill_type=BillType.HCONRES)) == (Stage.AGREED_TO, "2025-03-01")
    assert stage(house, changed, bill_type=BillType.HCONRES).stage is Stage.RESOLVING


FAILED_HOUSE = ("2025-03-01", "On passage Failed by the Yeas and Nays: 204 - 216 (Roll no. 188).")
FAILED_SENATE = (
    "2025-03-01",
    "Failed of passage in Senate by Yea-Nay Vote. 49 - 49. Record Vote Number: 225.",
)
SUSPENSION = (
    "2025-03-01",
    "On motion to suspend the rules and pass the bill Failed by the Yeas and Nays: (2/3 required): 240 - 188.",
)


@pytest.mark.parametrize(
    "entry",
    [
        FAILED_HOUSE,
        FAILED_SENATE,
        ("2025-03-01", f"Failed of passage/not agreed to in House: {FAILED_HOUSE[1]}"),
        ("2025-03-01", "Under the order of 2/1/25, not having achieved 60 votes in the affirmative, failed of passage in Senate by Yea-Nay Vote."),
        ("2025-03-01", "On agreeing to the resolution Failed by recorded vote: 206 - 222 (Roll no. 87)."),
    ],
)  # fmt: skip
def test_a_bill_voted_down_has_failed(entry):
    assert at(stage(INTRODUCED, entry)) == (Stage.FAILED, "2025-03-01")


@pytest.mark.parametrize(
    "label", ["", "Failed of passage/not agreed to in House: ", "Failed of passage/not agreed to in House "]
)
def test_missing_two_thirds_under_suspension_is_a_step_and_not_the_end(label):
    result = stage(INTRODUCED, REFERRED, ("2025-03-01", label + SUSPENSION[1]))
    assert result.stage is Stage.INTRODUCED
    assert (result.step, str(result.step_on)) == (Step.SUSPENSION_FAILED, "2025-03-01")


def test_a_bill_that_failed_and_passed_later_has_passed():
    assert at(stage(INTRODUCED, FAILED_HOUSE, ("2025-04-01", HOUSE[1]))) == (Stage.PASSED_HOUSE, "2025-04-01")


def test_the_second_chamber_can_vote_a_bill_down():
    assert at(stage(INTRODUCED, HOUSE, ("2025-04-01", FAILED_SENATE[1]))) == (Stage.FAILED, "2025-04-01")


def test_a_motion_to_reconsider_keeps_the_question_open_until_it_is_tabled():
    entered = ("2025-03-01", "Motion by Senator Sample to reconsider the vote by which S.J. Res. 9 failed of passage (Record Vote No. 211) entered in Senate.")  # fmt: skip
    tabled = ("2025-03-01", "Motion to table the motion to reconsider the vote by which S.J. Res. 9 failed of passage (Record Vote No. 211) agreed to in Senate by Yea-Nay Vote. 50 - 49.")  # fmt: skip
    kind = BillType.SJRES
    assert stage(FAILED_SENATE, entered, bill_type=kind).stage is Stage.INTRODUCED
    assert stage(FAILED_SENATE, entered, bill_type=kind).step is Step.RECONSIDERATION
    assert stage(FAILED_SENATE, entered, tabled, bill_type=kind).stage is Stage.FAILED


def test_a_motion_to_reconsider_a_cloture_vote_reopens_no_passage():
    text = "Motion by Senator Sample to reconsider the vote by which cloture on the motion to proceed to S. 9 was not invoked (Record Vote No. 1) entered in Senate."
    assert stage(FAILED_SENATE, ("2025-03-01", text), bill_type=BillType.S).stage is Stage.FAILED


def test_a_bill_taken_up_again_after_it_failed_is_alive():
    again = (
        "2025-03-09",
        "Third cloture motion on the motion to proceed to the measure not invoked in Senate by Yea-Nay Vote. 47 - 50.",
    )
    result = stage(FAILED_SENATE, again, bill_type=BillType.S)
    assert (result.stage, result.step) == (Stage.INTRODUCED, Step.CLOTURE_FAILED)


@pytest.mark.parametrize(
    "text",
    [
        "On motion to table the measure Agreed to by the Yeas and Nays: 218 - 197 (Roll no. 219).",
        "Pursuant to the provisions of H. Res. 601, H. Res. 600 is laid on the table.",
        "Laid on the table by unanimous consent.",
    ],
)
def test_a_resolution_laid_on_the_table_has_failed(text):
    result = stage(("2025-03-01", text), bill_type=BillType.HRES)
    assert (result.stage, result.step) == (Stage.FAILED, Step.TABLED)


def test_a_bill_laid_on_the_table_for_another_or_after_passage_has_not_failed():
    result = stage(INTRODUCED, REPORTED, ("2025-03-01", "Laid on the table. See S. 9 for further action."))
    assert (result.stage, result.step) == (Stage.REPORTED, Step.TABLED)
    after = stage(
        INTRODUCED,
        HOUSE,
        ("2025-03-02", "Pursuant to the provisions of H. Res. 5, H.R. 9 is laid on the table."),
    )
    assert (after.stage, after.step) == (Stage.PASSED_HOUSE, Step.TABLED)


def test_indefinite_postponement_is_a_step():
    text = "Indefinitely postponed by Senate by Unanimous Consent."
    result = stage(("2025-02-27", text), bill_type=BillType.SJRES)
    assert (result.stage, result.step) == (Stage.INTRODUCED, Step.POSTPONED)


def test_a_passage_that_was_vacated_did_not_happen():
    vacated = ("2025-05-08", "Senate vitiated previous passage.")
    reported = ("2025-02-01", "Committee on Finance. Reported by Senator Sample without amendment.", "ssfi00")
    result = stage(reported, SENATE, vacated, bill_type=BillType.S)
    assert at(result) == (Stage.REPORTED, "2025-02-01")
    assert result.step is Step.VOTE_VACATED
    again = stage(reported, SENATE, vacated, ("2025-05-09", SENATE[1]), bill_type=BillType.S)
    assert at(again) == (Stage.PASSED_SENATE, "2025-05-09")


@pytest.mark.parametrize(
    ("at_stage", "died"),
    [
        (Stage.INTRODUCED, True),
        (Stage.REPORTED, True),
        (Stage.PASSED_HOUSE, True),
        (Stage.RESOLVING, True),
        (Stage.VETOED, True),
        (Stage.FAILED, True),
        (Stage.PASSED_CONGRESS, False),
        (Stage.TO_PRESIDENT, False),
        (Stage.ENACTED, False),
        (Stage.AGREED_TO, False),
    ],
)
def test_a_bill_dies_with_its_congress_unless_it_was_through(at_stage, died):
    last_day = dt.date(2027, 1, 3)
    assert ended(at_stage, last_day, last_day) is died
    assert not ended(at_stage, last_day, last_day - dt.timedelta(days=1))
