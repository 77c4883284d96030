"""How facts about a bill are said."""

from __future__ import annotations

import datetime as dt

import pytest

from common.citations import NBSP
from legislation.choices import Stage, Step
from legislation.endings import Ending
from legislation.wording import (
    Seat,
    Standing,
    authorization_ends,
    cited,
    day,
    fiscal_year_of,
    short_committee,
    stale_sentence,
    step_words,
    years,
)

JULY = dt.date(2025, 7, 22)


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


class Person:
    last_name = "Sample"
    full_name = "Pat Sample"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("House Committee on Foreign Affairs", "Foreign Affairs"),
        ("Foreign Affairs Committee", "Foreign Affairs"),
        ("Committee on the Judiciary", "Judiciary"),
        (
            "Senate Committee on Health, Education, Labor, and Pensions",
            "Health, Education, Labor, and Pensions",
        ),
    ],
)
def test_committees_are_named_as_people_say_them(name: str, short: str) -> None:
    assert short_committee(name) == short


def test_a_step_names_committee_amendment_and_day() -> None:
    said = step_words(
        Step.ORDERED_REPORTED,
        committee="Foreign Affairs Committee",
        text="Ordered to be Reported (Amended) by Voice Vote.",
        on=JULY,
    )
    assert plain(said) == "Ordered reported (amended) by Foreign Affairs on Jul 22, 2025"


def test_a_step_without_a_committee_is_still_a_sentence() -> None:
    assert plain(step_words(Step.HELD_AT_DESK, on=JULY)) == "Held at the desk on Jul 22, 2025"
    assert step_words("") == ""


@pytest.mark.parametrize("step", list(Step))
def test_every_step_has_words(step: Step) -> None:
    assert "{" not in step_words(step, committee="Judiciary Committee")
    assert step_words(step)


def standing(stage: Stage, **more: object) -> Standing:
    return Standing(stage=stage, stage_on=JULY, congress=118, **more)


def test_a_live_bill_says_its_step_and_no_end() -> None:
    live = standing(Stage.INTRODUCED, step=Step.REFERRED, step_on=JULY, step_committee="Judiciary Committee")
    assert plain(live.sentence) == "Referred to Judiciary on Jul 22, 2025."
    assert live.died_words == ""


def test_a_bill_that_died_says_how_far_it_got_and_with_which_congress() -> None:
    dead = standing(Stage.PASSED_HOUSE, ending=Ending.DIED)
    assert plain(dead.sentence) == "Passed House on Jul 22, 2025. Died with the 118th Congress."


def test_an_enacted_bill_names_its_law_and_never_died() -> None:
    law = standing(Stage.ENACTED, ending=Ending.FINAL, law_number="117-347")
    assert plain(law.sentence) == "Became P.L. 117-347 on Jul 22, 2025."
    assert not law.died


def test_a_law_without_its_number_says_so() -> None:
    assert "not yet known" in standing(Stage.ENACTED).law_words


def test_an_authorization_ends_and_an_act_never_lapses() -> None:
    assert plain(authorization_ends(2021, 2027)) == "the authorization of appropriations ended with FY 2021"
    assert plain(authorization_ends(2027, 2027)) == "the authorization of appropriations ends with FY 2027"


def test_fiscal_years_begin_in_october() -> None:
    assert fiscal_year_of(dt.date(2026, 9, 30)) == 2026
    assert fiscal_year_of(dt.date(2026, 10, 1)) == 2027
    assert plain(years(2026, 2030)) == "FY 2026\N{EN DASH}2030"
    assert plain(years(2027, 2027)) == "FY 2027"


def test_stale_facts_say_their_age_in_days() -> None:
    said = stale_sentence(dt.date(2026, 6, 1), dt.date(2026, 11, 21))
    assert plain(said) == "Facts as of Jun 1, 2026: 173 days old"


def test_days_never_carry_a_leading_zero() -> None:
    assert plain(day(dt.date(2025, 7, 2))) == "Jul 2, 2025"
    assert day(None) == ""


def test_people_are_cited_with_party_and_seat() -> None:
    assert cited(Person(), Seat("house", "D", "OR", 1)) == "Rep. Sample (D-OR-1)"
    assert cited(Person(), Seat("senate", "R", "ME")) == "Sen. Sample (R-ME)"
    assert cited(Person(), Seat("senate", "R", "")) == "Sen. Sample"


def test_actions_known_in_part_never_say_that_a_bill_died() -> None:
    """P9: the action that is missing may be the signature."""
    unknown = standing(Stage.PASSED_HOUSE, ending=Ending.NOT_KNOWN, actions_complete=False)
    assert "Died" not in unknown.sentence
    assert (
        unknown.died_words
        == "Not known how it ended: the 118th Congress is over, and the actions at hand are incomplete"
    )
