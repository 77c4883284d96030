"""The latest step of a bill and of each committee."""

# ruff: noqa: E501 - the clerks' words are quoted on one line

import pytest

from legislation.choices import Stage, Step
from tests.legislation.stage_cases import (
    CALENDAR,
    HOUSE,
    INTRODUCED,
    PRESENTED,
    REFERRED,
    REPORTED,
    SENATE,
    SIGNED,
    stage,
)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Referred to the Subcommittee on Health.", Step.REFERRED_SUBCOMMITTEE),
        ("Subcommittee Hearings Held", Step.HEARING),
        ("Committee on Indian Affairs. Hearings held. Hearings printed: S.Hrg. 116-1.", Step.HEARING),
        ("Committee Consideration and Mark-up Session Held", Step.MARKED_UP),
        ("Committee on Environment and Public Works. Committee consideration and Mark Up Session held.", Step.MARKED_UP),
        ("Forwarded by Subcommittee to Full Committee (Amended) by Voice Vote .", Step.FORWARDED),
        ("Subcommittee on Research and Technology Discharged.", Step.SUBCOMMITTEE_DISCHARGED),
        ("Committee on the Judiciary. Ordered to be reported with an amendment favorably.", Step.ORDERED_REPORTED),
        ("Committee on Ways and Means discharged.", Step.DISCHARGED),
        ("Senate Committee on Veterans' Affairs discharged by Unanimous Consent.", Step.DISCHARGED),
        ("Senate Committee on Finance discharged Unanimous Consent.", Step.DISCHARGED),
        ("Placed on Senate Legislative Calendar under General Orders. Calendar No. 581.", Step.ON_CALENDAR),
        ("Introduced in the Senate. Read the first time. Placed on Senate Legislative Calendar under Read the First Time.", Step.ON_CALENDAR),
        ("Held at the desk.", Step.HELD_AT_DESK),
        ("Motion to Discharge Committee filed by Mrs. Sample. Petition No: 119-1.", Step.DISCHARGE_PETITION),
        ("Cloture motion on the motion to proceed to the measure presented in Senate.", Step.CLOTURE_FILED),
        ("Cloture on the measure invoked in Senate by Yea-Nay Vote. 74 - 17.", Step.CLOTURE_INVOKED),
        ("Upon reconsideration, cloture on the motion to proceed to H.R. 9 invoked in Senate by Yea-Nay Vote. 67 - 32.", Step.CLOTURE_INVOKED),
        ("Upon reconsideration, the second cloture on the motion to proceed to the measure not invoked in Senate.", Step.CLOTURE_FAILED),
        ("Cloture on the motion to proceed to the measure not invoked in Senate by Yea-Nay Vote. 48 - 50.", Step.CLOTURE_FAILED),
        ("Motion to proceed to consideration of measure rejected in Senate by Yea-Nay Vote. 49 - 49.", Step.CONSIDERATION_FAILED),
        ("Motion to discharge Senate Committee on Foreign Relations rejected by Yea-Nay Vote. 19 - 80.", Step.CONSIDERATION_FAILED),
        ("Committee on Energy and Natural Resources. Failed to report favorably.", Step.CONSIDERATION_FAILED),
        ("Considered under suspension of the rules.", Step.FLOOR),
        ("Star Print ordered on the bill.", Step.REFERRED),
        ("Sponsor introductory remarks on measure. (CR E371)", Step.REFERRED),
    ],
)  # fmt: skip
def test_each_step_is_told_by_its_words(text, step):
    result = stage(INTRODUCED, REFERRED, ("2025-04-01", text, "hsju00"))
    assert result.stage is Stage.INTRODUCED
    assert result.step is step


def test_a_step_names_its_committee_and_each_committee_keeps_its_latest():
    result = stage(
        INTRODUCED,
        ("2025-01-10", "Referred to the Committee on Foreign Affairs, and in addition to the Committee on the Judiciary", "hsfa00", "hsju00"),
        ("2025-07-22", "Ordered to be Reported (Amended) by Voice Vote.", "hsfa00"),
        ("2025-07-22", "Committee Consideration and Mark-up Session Held", "hsfa00"),
    )  # fmt: skip
    assert (result.step, result.step_committee) == (Step.ORDERED_REPORTED, "hsfa00")
    assert {each.committee: (each.step, str(each.on)) for each in result.committee_steps} == {
        "hsfa00": (Step.ORDERED_REPORTED, "2025-07-22"),
        "hsju00": (Step.REFERRED, "2025-01-10"),
    }


def test_the_steps_before_a_passage_are_behind_the_bill():
    result = stage(
        INTRODUCED, REPORTED, CALENDAR, ("2025-03-01", "Considered under suspension of the rules."), HOUSE
    )
    assert result.step is None


def test_what_the_other_chamber_did_on_the_day_of_passage_is_ahead():
    received = (
        "2025-03-01",
        "Received in the Senate and Read twice and referred to the Committee on Finance.",
        "ssfi00",
    )
    result = stage(INTRODUCED, HOUSE, received)
    assert (result.step, result.step_committee) == (Step.REFERRED, "ssfi00")


def test_a_law_has_no_step():
    filed = (
        "2025-08-28",
        "By Senator Sample from Committee on Finance filed written report. Report No. 119-9.",
    )
    assert stage(INTRODUCED, HOUSE, SENATE, PRESENTED, SIGNED, filed).step is None
