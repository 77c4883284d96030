"""What moved, told once and in plain words."""

from __future__ import annotations

import datetime as dt

from common.citations import NBSP
from legislation.choices import Chamber, Step
from legislation.clerks_words import Kind
from legislation.moved import Introduced, Signed, Stepped, sentences

DAY = dt.date(2026, 5, 7)
BILL = "119-s-2012"


def told(**events: object) -> list[str]:
    return [one.sentence.replace(NBSP, " ") for one in sentences(**events)]


def signed(party: str, name: str, on: dt.date = DAY, *, withdrew: bool = False) -> Signed:
    return Signed(BILL, on, party, name, withdrew)


def step(kind: Kind = Kind.STEP, name: Step | None = None, **more: object) -> Stepped:
    fields: dict[str, object] = {"bill_id": BILL, "on": DAY, "position": 1, "kind": kind, "step": name} | more
    return Stepped(**fields)


def test_two_cosponsors_one_from_each_party_are_one_sentence() -> None:
    both = [signed("R", "Sen. One (R-ME)"), signed("D", "Sen. Two (D-IL)")]
    assert told(signed=both) == ["S. 2012 gained 2 cosponsors, one from each party"]


def test_all_parties_are_counted_alike() -> None:
    four = [signed(party, name) for party, name in [("D", "a"), ("I", "b"), ("R", "c"), ("R", "d")]]
    assert told(signed=four) == ["S. 2012 gained 4 cosponsors (2 R, 1 D, 1 I)"]


def test_one_cosponsor_is_named() -> None:
    assert told(signed=[signed("D", "Sen. Two (D-IL)")]) == ["S. 2012 gained a cosponsor, Sen. Two (D-IL)"]


def test_the_same_cosponsorship_reported_twice_is_told_once() -> None:
    assert told(signed=[signed("D", "Sen. Two (D-IL)")] * 2) == [
        "S. 2012 gained a cosponsor, Sen. Two (D-IL)"
    ]


def test_cosponsors_weeks_apart_are_told_apart_newest_first() -> None:
    early = signed("D", "Sen. Early (D-IL)", dt.date(2026, 3, 1))
    late = signed("R", "Sen. Late (R-ME)", dt.date(2026, 5, 7))
    assert [sentence.rpartition(", ")[2] for sentence in told(signed=[early, late])] == [
        "Sen. Late (R-ME)",
        "Sen. Early (D-IL)",
    ]


def test_a_withdrawal_is_told_as_one() -> None:
    gone = signed("R", "Sen. One (R-ME)", withdrew=True)
    assert told(signed=[gone]) == ["Sen. One (R-ME) withdrew as a cosponsor of S. 2012"]


def test_an_introduction_and_its_referral_are_one_sentence() -> None:
    new = Introduced(BILL, DAY, "Sen. Sponsor (R-ME)", ("R", "D", "D"))
    referred = step(name=Step.REFERRED, committees=("Judiciary Committee",))
    assert told(introduced=[new], stepped=[referred]) == [
        "S. 2012 was introduced by Sen. Sponsor (R-ME) with 3 cosponsors (2 D, 1 R) and referred to Judiciary"
    ]


def test_a_step_that_several_systems_report_is_told_once() -> None:
    same = [step(name=Step.REFERRED, position=n, committees=("Judiciary Committee",)) for n in range(3)]
    assert told(stepped=same) == ["S. 2012 was referred to Judiciary"]


def test_committees_of_one_day_are_told_together() -> None:
    two = [
        step(name=Step.REFERRED, position=1, committees=("House Committee on Foreign Affairs",)),
        step(name=Step.REFERRED, position=2, committees=("House Committee on the Judiciary",)),
    ]
    assert told(stepped=two) == ["S. 2012 was referred to Foreign Affairs and Judiciary"]


def test_floor_remarks_are_left_out_on_the_day_of_passage() -> None:
    day = [step(name=Step.FLOOR, position=1), step(Kind.PASSED, position=2, chamber=Chamber.SENATE)]
    assert told(stepped=day) == ["S. 2012 passed the Senate"]


def test_becoming_law_is_not_told_twice() -> None:
    day = [step(Kind.SIGNED, position=1), step(Kind.LAW, position=2)]
    assert told(stepped=day) == ["S. 2012 became law"]


def test_an_amended_report_says_so() -> None:
    reported = step(name=Step.ORDERED_REPORTED, committees=("Judiciary Committee",), amended=True)
    assert told(stepped=[reported]) == ["S. 2012 was ordered reported (amended) by Judiciary"]
