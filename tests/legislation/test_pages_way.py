"""Which marks of the stage track a bill has reached."""

from __future__ import annotations

import datetime as dt

from legislation.choices import Stage, Step
from legislation.endings import Ending
from legislation.way import Journey, reached, track
from legislation.wording import Standing

FEB, JULY = dt.date(2025, 2, 7), dt.date(2025, 7, 22)


def journey(stage: Stage, bill_type: str = "hr", *, had_committee: bool = True, **more: object) -> Journey:
    facts: dict[str, object] = {"stage": stage, "stage_on": JULY, "congress": 119} | more
    return Journey(bill_type, FEB, Standing(**facts), had_committee)


def states(one: Journey) -> list[str]:
    return [step.state for step in track(one)]


def test_a_bill_ordered_reported_stands_in_committee_and_says_so() -> None:
    one = journey(
        Stage.INTRODUCED, step=Step.ORDERED_REPORTED, step_on=JULY, step_committee="Foreign Affairs Committee"
    )
    current = track(one)[1]
    assert (current.label, current.state) == ("Committee", "current")
    assert current.note.startswith("ordered reported by Foreign Affairs")


def test_a_bill_that_passed_without_a_committee_shows_the_skipped_mark_hollow() -> None:
    assert states(journey(Stage.PASSED_HOUSE, had_committee=False)) == [
        "done",
        "skipped",
        "current",
        "todo",
        "todo",
        "todo",
    ]


def test_a_senate_bill_passes_the_senate_first() -> None:
    assert [step.label for step in track(journey(Stage.PASSED_SENATE, "s"))][2] == "Passed Senate"


def test_a_law_has_every_mark_done_and_its_own_date_last() -> None:
    assert reached(journey(Stage.ENACTED))["law"] == JULY
    assert states(journey(Stage.ENACTED))[:5] == ["done"] * 5


def test_a_vetoed_bill_stops_at_the_president() -> None:
    assert states(journey(Stage.VETOED))[4] == "stopped"


def test_a_bill_that_died_is_stopped_where_it_was() -> None:
    steps = track(journey(Stage.PASSED_HOUSE, ending=Ending.DIED))
    assert steps[2].state == "stopped"
    assert "died with the 119th Congress" in steps[2].note


def test_a_simple_resolution_has_three_marks() -> None:
    assert states(journey(Stage.AGREED_TO, "sres")) == ["done", "done", "current"]


def test_a_concurrent_resolution_agreed_to_passed_both_chambers() -> None:
    assert states(journey(Stage.AGREED_TO, "hconres")) == ["done", "done", "done", "current"]
