"""What an office can do for a bill, in sentences, and which of our asks fit it: without a database."""

from dataclasses import replace
from datetime import date

import pytest

from briefings.packet.able import able
from briefings.packet.fitting import fits, is_to_sign
from legislation.choices import Stage, Step
from legislation.signing import BillNow, OnBill, Referral
from legislation.what_to_ask import OfficeNow, SeatNow

JULY = date(2025, 7, 22)
JUDICIARY = Referral("ssju00", "Senate Committee on the Judiciary", Step.REFERRED, JULY)
FOREIGN = Referral("hsfa00", "House Committee on Foreign Affairs", Step.ORDERED_REPORTED, JULY)
SENATE_BILL = BillNow("s", "S. 9200", Stage.INTRODUCED, referrals=(JUDICIARY,))
HOUSE_BILL = BillNow("hr", "H.R. 9100", Stage.INTRODUCED, referrals=(FOREIGN,))
SENATOR = OfficeNow("senate", OnBill("s", "S. 9200", is_live=True, list_is_complete=True))
REPRESENTATIVE = OfficeNow("house", OnBill("hr", "H.R. 9100", is_live=True, list_is_complete=True))


def on(office, **known):
    return replace(office, on=replace(office.on, **known))


def seated(office, committee, title=""):
    return replace(office, seats=(SeatNow(committee, title),))


@pytest.mark.parametrize(
    ("who", "office", "bill", "said"),
    [
        (
            "Sen. Chair",
            seated(SENATOR, "ssju00", "Chairman"),
            SENATE_BILL,
            "As Chairman of Judiciary, which has S. 9200, Sen. Chair can schedule a markup",
        ),
        (
            "Sen. Ranking",
            seated(SENATOR, "ssju00", "Ranking Member"),
            SENATE_BILL,
            "As Ranking Member of Judiciary, which has S. 9200, Sen. Ranking can join in asking for a markup",
        ),
        (
            "Sen. Member",
            seated(SENATOR, "ssju00"),
            SENATE_BILL,
            "Sen. Member sits on Judiciary, which has S. 9200, and votes there when it is taken up",
        ),
        (
            "Rep. Chair",
            seated(REPRESENTATIVE, "hsfa00", "Chairman"),
            HOUSE_BILL,
            (
                "As Chairman of Foreign Affairs, which ordered H.R. 9100 reported on Jul 22, 2025, "
                "Rep. Chair can report "
                "the bill"
            ),
        ),
        (
            "Rep. Speaker",
            replace(REPRESENTATIVE, leads="Speaker of the House"),
            HOUSE_BILL,
            (
                "As Speaker of the House, Rep. Speaker can schedule a floor vote on H.R. 9100. "
                "Foreign Affairs ordered it "
                "reported on Jul 22, 2025; the House can take it up under suspension of the rules"
            ),
        ),
        (
            "Rep. Next",
            REPRESENTATIVE,
            replace(SENATE_BILL, stage=Stage.PASSED_SENATE, stage_on=JULY),
            "The Senate passed it on Jul 22, 2025; the House has the next word; Rep. Next can help it pass the House",
        ),
    ],
)
def test_what_an_office_can_do_is_said_with_what_makes_it_able(who, office, bill, said):
    assert able(who, office, bill)[0].text.replace("\N{NO-BREAK SPACE}", " ") == said


def test_who_sits_ex_officio_or_on_another_committee_has_no_vote_there():
    for office in (seated(SENATOR, "ssju00", "Ex Officio"), seated(SENATOR, "ssfr00")):
        assert [one.kind for one in able("Sen. Member", office, SENATE_BILL)] == ["cosponsor"]


def test_that_a_committee_still_has_a_bill_is_sure_from_whole_and_fresh_actions_only():
    known = replace(SENATE_BILL, actions_known=False)
    for title in ("Chairman", ""):
        assert not able("Sen. Chair", seated(SENATOR, "ssju00", title), known)[0].is_sure


def test_who_withdrew_is_told_nothing_about_it():
    gone = on(SENATOR, cosponsored=True, withdrawn_on=JULY)
    assert able("Sen. Gone", gone, SENATE_BILL) == ()


def test_who_is_on_it_is_thanked_and_a_closed_list_is_said_to_be_closed():
    sponsor = able("Sen. First", on(SENATOR, is_sponsor=True), SENATE_BILL)
    assert [one.text for one in sponsor] == ["Thank you for sponsoring S. 9200"]
    done = replace(HOUSE_BILL, referrals=(replace(FOREIGN, step=Step.REPORTED),))
    (closed,) = able("Rep. Late", REPRESENTATIVE, done)
    assert closed.text.startswith("Names can no longer be added. Its last committee, Foreign Affairs")


@pytest.mark.parametrize(
    ("seeks", "text", "expected"),
    [
        ("cosponsor", "Join Sen. Sample on S. 9200", True),
        ("markup", "Cosponsor and then take up S. 9200", False),
        ("", "Cosponsor S. 9200, the SAMPLE Act.", True),
        ("", "Please co-sponsor S. 9200.", True),
        ("", "Bring S. 9200, which 30 cosponsors support, to a markup.", False),
        ("", "Ask each cosponsor of S. 9200 for a floor statement.", False),
    ],
)
def test_whether_an_ask_is_to_sign_is_what_staff_chose_else_the_verb_it_opens_with(seeks, text, expected):
    assert is_to_sign(seeks, text) is expected


@pytest.mark.parametrize(
    ("office", "bill", "to_sign", "any_other"),
    [
        (SENATOR, SENATE_BILL, True, True),
        (on(SENATOR, list_is_complete=False), SENATE_BILL, True, True),
        (on(SENATOR, is_sponsor=True), SENATE_BILL, False, True),
        (on(SENATOR, cosponsored=True), SENATE_BILL, False, True),
        (on(SENATOR, cosponsored=True, withdrawn_on=JULY), SENATE_BILL, False, True),
        (replace(SENATOR, chamber="house"), SENATE_BILL, False, True),
        (SENATOR, replace(SENATE_BILL, stage=Stage.PASSED_SENATE), False, True),
        (SENATOR, replace(SENATE_BILL, stage=Stage.ENACTED), False, False),
        (SENATOR, replace(SENATE_BILL, ended=True), False, False),
    ],
)
def test_an_ask_fits_while_the_office_can_do_what_is_asked(office, bill, to_sign, any_other):
    assert fits([(office, bill)], to_sign=True) is to_sign
    assert fits([(office, bill)], to_sign=False) is any_other


def test_of_a_family_one_vehicle_is_enough_and_without_a_bill_an_ask_fits():
    assert fits([(on(SENATOR, is_sponsor=True), SENATE_BILL), (REPRESENTATIVE, HOUSE_BILL)], to_sign=True)
    assert fits([], to_sign=True)
