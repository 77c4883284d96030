"""Pages of recorded votes: every party alike, members by name, and what a source does not say said in words."""

from __future__ import annotations

import datetime as dt

import pytest

from common.models import Job
from legislation.models import RollCall
from tests.factories.legislation import (
    BillFactory,
    BillVoteFactory,
    LegislatorFactory,
    MemberVoteFactory,
    RollCallFactory,
    TrackedBillFactory,
)
from tests.factories.members import representative, staff_member
from tests.pages import queries_of, sheet_rows, signed_in, words_of

pytestmark = pytest.mark.django_db
LIST = "/congress/votes/"


@pytest.fixture
def browser():
    return signed_in(representative())


def a_vote(number=17, **fields):
    bill = fields.pop("bill", None) or BillFactory()
    vote = BillVoteFactory(bill=bill, roll_number=number, **fields)
    return vote, RollCallFactory(number=number, measure=bill.pk)


def test_the_list_has_tracked_bills_votes_newest_first(browser):
    old, new = BillFactory(), BillFactory()
    BillVoteFactory(bill=old, roll_number=3, acted_on=dt.date(2025, 3, 1))
    BillVoteFactory(bill=new, roll_number=9, acted_on=dt.date(2025, 9, 1))
    BillVoteFactory(roll_number=5)
    for bill in (old, new):
        TrackedBillFactory(bill=bill)
    rows = browser.get(LIST).context["rows"]
    assert [line.vote_id.number for _, line in rows] == [9, 3]
    assert len(browser.get(LIST, {"scope": "all"}).context["rows"]) == 3
    assert len(browser.get(LIST, {"scope": "all", "chamber": "senate"}).context["rows"]) == 0
    assert "No vote fits" in words_of(browser.get(LIST, {"chamber": "senate"}))


def test_the_list_is_handed_out_with_every_party_where_it_is_known(browser):
    vote, _ = a_vote(17)
    BillVoteFactory(chamber="senate", roll_number=3, action_text="SAMPLE words", acted_on=dt.date(2025, 1, 9))
    rows = sheet_rows(browser.get(f"{LIST}export.csv", {"scope": "all"}))[1:]
    assert rows[0][:4] == ["119-house-1-17", "2025-09-10", "House", "17"]
    assert rows[0][7:] == ["Passed", "274", "146", "D 61 to 145; I 0 to 1; R 213 to 0"]
    assert rows[1][7:] == ["", "", "", ""]
    assert vote.bill.name in rows[0]


def test_an_empty_list_says_that_most_bills_are_never_voted_on_so(browser):
    assert "No recorded vote on a tracked bill is known" in words_of(browser.get(LIST))


def test_every_party_has_its_row_and_the_sum_below(browser):
    vote, call = a_vote()
    response = browser.get(f"{LIST}{call.pk}/")
    page = words_of(response)
    assert "House roll call 17, 119th Congress, 1st session" in page
    assert "Passed, 274 to 146, on Sep 10, 2025." in page
    parties = response.context["it"].line.parties
    assert [(one.party, one.yea, one.nay, one.not_voting) for one in parties] == [
        ("D", 61, 145, 3),
        ("I", 0, 1, 3),
        ("R", 213, 0, 3),
    ]
    assert "All2741460" in page
    assert "Congress.gov API, as of Nov 19, 2026." in page
    assert vote.bill.name in page


def test_members_stand_by_name_whatever_they_voted(browser):
    _, call = a_vote()
    for name, words, state in (("Zebra", "Yea", "OR"), ("Álvarez", "Nay", "ME"), ("Baker", "Yea", "ME")):
        MemberVoteFactory(
            roll_call=call, words=words, state=state, legislator=LegislatorFactory(last_name=name)
        )
    shown = browser.get(f"{LIST}{call.pk}/").context["it"].members
    assert [one.legislator.last_name for one in shown] == ["Álvarez", "Baker", "Zebra"]
    of_maine = browser.get(f"{LIST}{call.pk}/", {"state": "ME"}).context["it"].members
    assert [one.legislator.last_name for one in of_maine] == ["Álvarez", "Baker"]
    assert "No member of this state" in words_of(browser.get(f"{LIST}{call.pk}/", {"state": "TX"}))
    assert len(browser.get(f"{LIST}{call.pk}/", {"state": "nonsense"}).context["it"].members) == 3


def test_members_are_handed_out_as_a_file(browser):
    _, call = a_vote()
    MemberVoteFactory(roll_call=call, legislator__last_name="=Formula", words="Yea")
    rows = sheet_rows(browser.get(f"{LIST}{call.pk}/members.csv"))
    assert rows[0] == ["Name", "Party", "State", "Vote", "Bioguide id"]
    assert rows[1][0].startswith("'=Formula")
    assert rows[1][1:4] == ["D", "OR", "Yea"]
    assert browser.get(f"{LIST}{call.pk}/members.xlsx").status_code == 200


def test_a_list_of_members_that_is_not_whole_says_so(browser):
    _, call = a_vote()
    RollCall.objects.filter(pk=call.pk).update(
        members_complete=False, note="members: 2 are listed and the totals count 430"
    )
    assert "The list is not complete" in words_of(browser.get(f"{LIST}{call.pk}/"))


def test_the_senates_vote_has_totals_and_says_why_no_parties(browser):
    BillVoteFactory(
        chamber="senate",
        roll_number=12,
        action_text="Passed Senate without amendment by Yea-Nay Vote. 93 - 5. Record Vote Number: 12.",
    )
    response = browser.get(f"{LIST}119-senate-1-12/")
    page = words_of(response)
    assert "Passed, 93 to 5, on Sep 10, 2025." in page
    assert "How each party voted in the Senate is not published in the source we read" in page
    assert "vote_119_1_00012.htm" in response.content.decode()


def test_a_house_vote_that_was_not_read_yet_tells_what_the_clerk_said(browser):
    BillVoteFactory(roll_number=21)
    page = words_of(browser.get(f"{LIST}119-house-1-21/"))
    assert "Passed, 316 to 113, on Sep 10, 2025." in page
    assert "How each party voted has not been read yet" in page


def test_a_vote_before_the_sources_first_congress_says_so(browser):
    BillVoteFactory(congress=115, roll_number=21)
    assert "from the 117th Congress on" in words_of(browser.get(f"{LIST}115-house-1-21/"))


def test_a_vote_on_an_amendment_names_it(browser):
    BillVoteFactory(roll_number=4, amendment_key="119-hamdt-7")
    assert "H.Amdt. 7" in words_of(browser.get(f"{LIST}119-house-1-4/"))


@pytest.mark.parametrize("vote_id", ["119-house-1-999", "nonsense", "119-hr-1144"])
def test_an_unknown_vote_is_not_found(browser, vote_id):
    assert browser.get(f"{LIST}{vote_id}/").status_code == 404
    assert browser.get(f"{LIST}{vote_id}/members.csv").status_code == 404


def test_staff_ask_for_one_vote_or_for_all(browser):
    assert browser.post(f"{LIST}pull/").status_code == 403
    staff = signed_in(staff_member())
    assert staff.post(f"{LIST}pull/", {"vote": "119-house-1-17"}).status_code == 302
    assert staff.post(f"{LIST}pull/", {"vote": "nonsense"}).status_code == 404
    assert Job.objects.get(kind="pull votes").arguments == {"votes": ["119-house-1-17"]}


def test_longer_lists_take_no_more_queries(browser):
    def add(many, start):
        for number in range(start, start + many):
            _, call = a_vote(number)
            MemberVoteFactory(roll_call=call)

    add(1, 1)
    call = RollCall.objects.get()
    MemberVoteFactory(roll_call=call)
    few = [queries_of(browser, address) for address in (f"{LIST}?scope=all", f"{LIST}{call.pk}/")]
    add(29, 2)
    for _ in range(29):
        MemberVoteFactory(roll_call=call)
    assert [queries_of(browser, address) for address in (f"{LIST}?scope=all", f"{LIST}{call.pk}/")] == few
