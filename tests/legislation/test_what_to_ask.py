"""What to ask an office about a bill: the rule of docs/what-to-ask.md, case by case, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from legislation.choices import Stage, Stand, Step, WhatToAsk
from legislation.signing import BillNow, OnBill, Referral, cosponsorship, referrals, stand
from legislation.sources import facts_table
from legislation.stages import stage_of
from legislation.what_to_ask import OfficeNow, SeatNow, what_to_ask

FACTS = Path("legislation/facts")
JULY = date(2025, 7, 22)
FOREIGN = Referral("hsfa00", "House Committee on Foreign Affairs", Step.REFERRED, date(2025, 2, 7))
JUDICIARY = Referral("hsju00", "House Committee on the Judiciary", Step.REFERRED, date(2025, 2, 7))
CRIME = Referral("hsju08", "Crime", Step.REFERRED_SUBCOMMITTEE, date(2025, 3, 1))
RELATIONS = Referral("ssfr00", "Senate Committee on Foreign Relations", Step.REFERRED, JULY)

HOUSE_BILL = BillNow("hr", "H.R. 9100", Stage.INTRODUCED, referrals=(FOREIGN, JUDICIARY))
SENATE_BILL = BillNow("s", "S. 9200", Stage.INTRODUCED, referrals=(RELATIONS,))
HOUSE_LIST = OnBill("hr", "H.R. 9100", is_live=True, list_is_complete=True)
SENATE_LIST = OnBill("s", "S. 9200", is_live=True, list_is_complete=True)
REPRESENTATIVE = OfficeNow("house", HOUSE_LIST)
SENATOR = OfficeNow("senate", SENATE_LIST)
COSPONSOR = replace(HOUSE_LIST, cosponsored=True, cosponsored_on=date(2025, 6, 12))


def did(one, step, on=JULY):
    return replace(one, step=step, on=on)


def kinds(office, bill):
    return [ask.kind.value for ask in what_to_ask(office, bill)]


def only(office, bill):
    (ask,) = what_to_ask(office, bill)
    return ask


def chair(committee, title="Chairman", office=REPRESENTATIVE):
    return replace(office, seats=(SeatNow(committee, title),))


# --- where an office stands, and what is never said of it (P9) ---


@pytest.mark.parametrize(
    ("one", "chamber", "expected"),
    [
        (HOUSE_LIST, "house", Stand.NOT_YET),
        (replace(HOUSE_LIST, list_is_complete=False), "house", Stand.NOT_KNOWN),
        (replace(HOUSE_LIST, list_is_fresh=False), "house", Stand.NOT_KNOWN),
        (replace(HOUSE_LIST, is_live=False), "house", Stand.NOT_LIVE),
        (HOUSE_LIST, "senate", Stand.OTHER_CHAMBER),
        (replace(HOUSE_LIST, is_sponsor=True, list_is_complete=False), "house", Stand.SPONSOR),
        (replace(COSPONSOR, list_is_complete=False, list_is_fresh=False), "house", Stand.COSPONSOR),
        # Who moved to the other chamber stays on the list they signed.
        (COSPONSOR, "senate", Stand.COSPONSOR),
        (replace(COSPONSOR, withdrawn_on=JULY), "house", Stand.WITHDREW),
    ],
)
def test_a_negative_is_said_of_a_live_bill_from_a_complete_and_fresh_list_only(one, chamber, expected):
    assert stand(one, chamber) == expected


# --- whether names can still be added ---


@pytest.mark.parametrize(
    ("bill", "is_open"),
    [
        (HOUSE_BILL, True),
        # Multiple referral: the last committee decides, not the first.
        (replace(HOUSE_BILL, stage=Stage.REPORTED, referrals=(did(FOREIGN, Step.REPORTED), JUDICIARY)), True),
        (replace(HOUSE_BILL, referrals=(did(FOREIGN, Step.ORDERED_REPORTED), JUDICIARY)), True),
        (
            replace(HOUSE_BILL, referrals=(did(FOREIGN, Step.REPORTED), did(JUDICIARY, Step.DISCHARGED))),
            False,
        ),
        (
            replace(
                HOUSE_BILL, stage=Stage.REPORTED, referrals=(did(FOREIGN, Step.REPORTED),), step=Step.REPORTED
            ),
            False,
        ),
        # Sequential referral: a committee that got it later counts again.
        (
            replace(
                HOUSE_BILL,
                stage=Stage.REPORTED,
                referrals=(did(FOREIGN, Step.REPORTED), did(JUDICIARY, Step.REFERRED, date(2025, 9, 1))),
            ),
            True,
        ),
        # A subcommittee's part closes nothing.
        (replace(HOUSE_BILL, referrals=(JUDICIARY, did(CRIME, Step.FORWARDED))), True),
        # On the calendar all its committees are done, even where an action does not name them.
        (replace(HOUSE_BILL, stage=Stage.REPORTED, step=Step.ON_CALENDAR), False),
        (replace(HOUSE_BILL, referrals=()), None),
        (replace(HOUSE_BILL, referrals_known=False), None),
        (replace(HOUSE_BILL, actions_known=False), None),
        # What is known to be closed stays so however old the facts are.
        (
            replace(HOUSE_BILL, actions_known=False, referrals=(did(FOREIGN, Step.REPORTED),)),
            False,
        ),
        (
            replace(HOUSE_BILL, referrals_known=False, referrals=(did(FOREIGN, Step.REPORTED),)),
            None,
        ),
        (replace(HOUSE_BILL, stage=Stage.PASSED_HOUSE, stage_on=JULY), False),
        (replace(HOUSE_BILL, ended=True), False),
        (SENATE_BILL, True),
        (replace(SENATE_BILL, stage=Stage.REPORTED, referrals=(did(RELATIONS, Step.REPORTED),)), True),
        (replace(SENATE_BILL, step=Step.ON_CALENDAR), True),
        (replace(SENATE_BILL, actions_known=False), None),
        (replace(SENATE_BILL, stage=Stage.PASSED_SENATE), False),
        (replace(SENATE_BILL, stage=Stage.ENACTED), False),
    ],
)
def test_names_can_be_added_until_the_committees_are_done_or_the_senate_has_voted(bill, is_open):
    assert cosponsorship(bill).is_open is is_open


def test_the_reason_names_the_committees_that_still_have_it_and_the_one_that_was_last():
    assert cosponsorship(HOUSE_BILL).reason == (
        "Open until Foreign Affairs and Judiciary have reported or been discharged"
    )
    done = replace(HOUSE_BILL, referrals=(did(FOREIGN, Step.REPORTED), did(JUDICIARY, Step.DISCHARGED)))
    assert "Its last committee, Foreign Affairs, reported it" in cosponsorship(done).reason
    after = cosponsorship(replace(SENATE_BILL, stage=Stage.PASSED_SENATE))
    assert "unanimous consent" in after.reason


# --- what to ask ---


@pytest.mark.parametrize(
    ("office", "bill", "expected"),
    [
        (REPRESENTATIVE, HOUSE_BILL, ["cosponsor"]),
        (SENATOR, SENATE_BILL, ["cosponsor"]),
        (replace(REPRESENTATIVE, on=replace(HOUSE_LIST, is_sponsor=True)), HOUSE_BILL, ["thank"]),
        (replace(REPRESENTATIVE, on=COSPONSOR), HOUSE_BILL, ["thank"]),
        (replace(REPRESENTATIVE, on=replace(COSPONSOR, withdrawn_on=JULY)), HOUSE_BILL, ["nothing"]),
        (replace(REPRESENTATIVE, sits=False), HOUSE_BILL, ["nothing"]),
        # A House bill in the House: a senator is not asked yet.
        (replace(SENATOR, on=HOUSE_LIST), HOUSE_BILL, ["nothing"]),
        # Cosponsorship closed.
        (
            REPRESENTATIVE,
            replace(HOUSE_BILL, stage=Stage.REPORTED, step=Step.ON_CALENDAR),
            ["closed"],
        ),
        # Chairs and ranking members of the committees that have it.
        (chair("hsju00"), HOUSE_BILL, ["markup", "cosponsor"]),
        (chair("hsju00", "Chair"), HOUSE_BILL, ["markup", "cosponsor"]),
        (chair("hsju00", "Chairwoman"), HOUSE_BILL, ["markup", "cosponsor"]),
        (chair("hsju00", "Ranking Member"), HOUSE_BILL, ["markup", "cosponsor"]),
        (chair("hsju00", "Vice Chair"), HOUSE_BILL, ["cosponsor"]),
        (chair("hsju00", "Ex Officio"), HOUSE_BILL, ["cosponsor"]),
        (chair("hsju00", ""), HOUSE_BILL, ["cosponsor"]),
        (chair("hsbu00"), HOUSE_BILL, ["cosponsor"]),
        (replace(chair("hsju00"), on=COSPONSOR), HOUSE_BILL, ["markup", "thank"]),
        (
            chair("hsfa00"),
            replace(HOUSE_BILL, referrals=(did(FOREIGN, Step.ORDERED_REPORTED),)),
            ["report", "cosponsor"],
        ),
        (
            chair("hsfa00"),
            replace(HOUSE_BILL, stage=Stage.REPORTED, referrals=(did(FOREIGN, Step.REPORTED), JUDICIARY)),
            ["cosponsor"],
        ),
        (
            chair("hsfa00"),
            replace(HOUSE_BILL, referrals=(did(FOREIGN, Step.DISCHARGED), JUDICIARY)),
            ["cosponsor"],
        ),
        # A subcommittee, until it has let go or its committee has taken the bill up.
        (chair("hsju08"), replace(HOUSE_BILL, referrals=(JUDICIARY, CRIME)), ["markup", "cosponsor"]),
        (
            chair("hsju08"),
            replace(HOUSE_BILL, referrals=(JUDICIARY, did(CRIME, Step.FORWARDED))),
            ["cosponsor"],
        ),
        (
            chair("hsju08"),
            replace(HOUSE_BILL, referrals=(JUDICIARY, did(CRIME, Step.SUBCOMMITTEE_DISCHARGED))),
            ["cosponsor"],
        ),
        (
            chair("hsju08"),
            replace(HOUSE_BILL, referrals=(did(JUDICIARY, Step.MARKED_UP), CRIME)),
            ["cosponsor"],
        ),
        # The leaders of the floor.
        (replace(REPRESENTATIVE, leads="Speaker of the House"), HOUSE_BILL, ["cosponsor"]),
        (
            replace(REPRESENTATIVE, leads="Speaker of the House"),
            replace(
                HOUSE_BILL,
                stage=Stage.REPORTED,
                step=Step.ON_CALENDAR,
                referrals=(did(FOREIGN, Step.REPORTED),),
            ),
            ["floor", "closed"],
        ),
        (
            replace(REPRESENTATIVE, leads="House Majority Leader"),
            replace(HOUSE_BILL, referrals=(did(FOREIGN, Step.ORDERED_REPORTED), JUDICIARY)),
            ["floor", "cosponsor"],
        ),
        (
            replace(SENATOR, leads="Senate Majority Leader"),
            replace(SENATE_BILL, referrals=(did(RELATIONS, Step.ORDERED_REPORTED),)),
            ["cosponsor"],
        ),
        (
            replace(SENATOR, leads="Senate Majority Leader"),
            replace(SENATE_BILL, step=Step.ON_CALENDAR),
            ["floor", "cosponsor"],
        ),
        # After passage the other chamber has the next word.
        (
            replace(SENATOR, on=HOUSE_LIST),
            replace(HOUSE_BILL, stage=Stage.PASSED_HOUSE, stage_on=JULY),
            ["other_chamber"],
        ),
        (
            chair("ssfr00", office=replace(SENATOR, on=HOUSE_LIST)),
            replace(HOUSE_BILL, stage=Stage.PASSED_HOUSE, referrals=(FOREIGN, RELATIONS)),
            ["markup"],
        ),
        (
            replace(SENATOR, on=HOUSE_LIST, leads="Senate Majority Leader"),
            replace(HOUSE_BILL, stage=Stage.PASSED_HOUSE, step=Step.HELD_AT_DESK),
            ["floor"],
        ),
        (REPRESENTATIVE, replace(HOUSE_BILL, stage=Stage.PASSED_HOUSE, stage_on=JULY), ["closed"]),
        (
            replace(REPRESENTATIVE, on=COSPONSOR),
            replace(HOUSE_BILL, stage=Stage.PASSED_HOUSE),
            ["thank"],
        ),
        (chair("hsfa00"), replace(HOUSE_BILL, stage=Stage.PASSED_HOUSE), ["closed"]),
        # Between the chambers only the leaders set a vote.
        (
            replace(SENATOR, on=HOUSE_LIST, leads="Senate Majority Leader"),
            replace(HOUSE_BILL, stage=Stage.RESOLVING),
            ["floor"],
        ),
        (replace(SENATOR, on=HOUSE_LIST), replace(HOUSE_BILL, stage=Stage.RESOLVING), ["nothing"]),
        (
            replace(REPRESENTATIVE, leads="Speaker of the House", on=COSPONSOR),
            replace(HOUSE_BILL, stage=Stage.VETOED),
            ["floor", "thank"],
        ),
        # At the end there are thanks, and nothing to ask.
        *[
            case
            for stage in (
                Stage.ENACTED,
                Stage.FAILED,
                Stage.AGREED_TO,
                Stage.PASSED_CONGRESS,
                Stage.TO_PRESIDENT,
            )
            for case in [
                (
                    replace(chair("hsju00"), leads="Speaker of the House"),
                    replace(HOUSE_BILL, stage=stage),
                    ["nothing"],
                ),
                (replace(REPRESENTATIVE, on=COSPONSOR), replace(HOUSE_BILL, stage=stage), ["thank"]),
            ]
        ],
        (replace(REPRESENTATIVE, on=COSPONSOR), replace(HOUSE_BILL, ended=True), ["nothing"]),
        (replace(chair("hsju00"), lines=("SAMPLE line",)), replace(HOUSE_BILL, ended=True), ["nothing"]),
        # Appropriators, beside all else.
        (replace(REPRESENTATIVE, lines=("SAMPLE line",)), HOUSE_BILL, ["cosponsor", "line"]),
        (replace(REPRESENTATIVE, on=COSPONSOR, lines=("SAMPLE line",)), HOUSE_BILL, ["line", "thank"]),
    ],
)
def test_what_to_ask(office, bill, expected):
    assert kinds(office, bill) == expected


def test_who_may_be_on_it_already_is_asked_with_that_said():
    for doubt in ({"list_is_complete": False}, {"list_is_fresh": False, "list_as_of": date(2026, 6, 1)}):
        ask = only(replace(REPRESENTATIVE, on=replace(HOUSE_LIST, **doubt)), HOUSE_BILL)
        assert (ask.words, ask.is_sure) == ("Cosponsor, unless already on it", False)
        assert ask.reason.startswith("Not known whether")
        assert "Not yet" not in ask.reason


def test_an_open_list_that_may_have_closed_is_no_certain_ask():
    assert only(REPRESENTATIVE, HOUSE_BILL).is_sure
    assert not only(REPRESENTATIVE, replace(HOUSE_BILL, actions_known=False)).is_sure


def test_what_a_committee_has_not_done_is_certain_from_complete_and_fresh_actions_only():
    sure, _ = what_to_ask(chair("hsju00"), HOUSE_BILL)
    unsure, _ = what_to_ask(chair("hsju00"), replace(HOUSE_BILL, actions_known=False))
    assert (sure.is_sure, unsure.is_sure) == (True, False)
    assert "old or incomplete" in unsure.reason


def test_leaders_of_either_party_are_asked_each_what_they_can_do():
    """P1: the one who schedules is asked to, the one who does not is asked to join."""
    reported = replace(HOUSE_BILL, stage=Stage.REPORTED, step=Step.ON_CALENDAR)
    words = {
        post: what_to_ask(replace(REPRESENTATIVE, leads=post), reported)[0].words
        for post in ("Speaker of the House", "House Majority Leader", "House Minority Leader")
    }
    assert list(words.values()) == ["Schedule a floor vote"] * 2 + ["Join in asking for a floor vote"]
    assert what_to_ask(chair("hsju00"), HOUSE_BILL)[0].words == "Schedule a markup"
    assert (
        what_to_ask(chair("hsju00", "Ranking Member"), HOUSE_BILL)[0].words == "Join in asking for a markup"
    )


def test_every_answer_has_a_reason_and_nothing_stands_alone():
    offices = [REPRESENTATIVE, SENATOR, chair("hsju00"), replace(REPRESENTATIVE, sits=False)]
    for stage in Stage:
        for office in offices:
            asks = what_to_ask(office, replace(HOUSE_BILL, stage=stage, stage_on=JULY))
            assert asks
            assert all(ask.words and ask.reason for ask in asks)
            assert len(asks) == 1 or WhatToAsk.NOTHING not in {ask.kind for ask in asks}


# --- the vehicles as the shipped facts have them ---


@cache
def shipped():
    return {str(record.id): record for record, _ in facts_table.read_bills(FACTS / "bills.jsonl", {})}


def now_of(bill_id):
    record = shipped()[bill_id]
    result = stage_of(record.id.type, record.origin_chamber, record.actions, record.laws or ())
    names = {one.system_code: one.name for one in record.committees or ()}
    return BillNow(
        record.id.type,
        record.id.citation,
        result.stage,
        result.stage_on,
        result.step or "",
        referrals=referrals(names, result.committee_steps),
    )


@pytest.mark.parametrize(
    ("bill_id", "is_open", "still_has_it"),
    [
        # Ordered reported by Foreign Affairs is not reported: its list is open.
        ("119-hr-1144", True, {"hsfa00", "hsju00", "hsed00"}),
        ("119-hr-2796", True, {"hsfa00", "hsju00", "hsed00"}),
        ("119-hr-2961", True, {"hsju00", "hsed00"}),
        ("119-hr-4113", True, {"hsfa00"}),
        ("119-s-2647", True, {"ssfr00"}),
        ("119-hr-3856", True, {"hsed00"}),
        ("119-s-2012", True, {"ssju00"}),
        # Passed the House without a report of any committee: closed all the same, and now the Senate's.
        ("117-hr-6552", False, {"ssfr00"}),
        ("118-hr-5856", False, {"ssfr00"}),
    ],
)
def test_the_vehicles_as_they_stand(bill_id, is_open, still_has_it):
    bill = now_of(bill_id)
    assert cosponsorship(bill).is_open is is_open
    have = {one.committee for one in bill.before(bill.acting) if not one.is_done}
    assert have == still_has_it


@pytest.mark.parametrize(
    ("bill_id", "committee", "words"),
    [
        ("119-hr-1144", "hsfa00", "Report the bill"),
        ("119-hr-1144", "hsju00", "Schedule a markup"),
        ("119-hr-4113", "hsfa00", "Schedule a markup"),
        ("119-hr-3856", "hsed00", "Schedule a markup"),
    ],
)
def test_the_chairs_of_the_vehicles(bill_id, committee, words):
    bill = now_of(bill_id)
    first, second = what_to_ask(chair(committee), bill)
    assert (first.words, second.kind) == (words, WhatToAsk.COSPONSOR)


def test_laws_of_the_families_leave_nothing_to_ask():
    for bill_id in ("115-s-1312", "115-hr-2200"):
        bill = now_of(bill_id)
        assert bill.stage == Stage.ENACTED
        assert kinds(replace(REPRESENTATIVE, on=replace(HOUSE_LIST, is_live=False)), bill) == ["nothing"]


@pytest.mark.parametrize("step", list(Step))
def test_each_step_a_committee_can_have_leaves_something_to_say(step):
    assert what_to_ask(chair("hsju00"), replace(HOUSE_BILL, step=step, referrals=(did(JUDICIARY, step),)))
