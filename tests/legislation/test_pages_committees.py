"""Pages of committees: who sits on one by side, and which bills it holds."""

from __future__ import annotations

import pytest

from legislation.models import BillCommittee
from tests.factories.legislation import (
    BillFactory,
    CommitteeFactory,
    CommitteeSeatFactory,
    LegislatorFactory,
    TermFactory,
    TrackedBillFactory,
)
from tests.factories.members import representative
from tests.pages import queries_of, sheet_rows, signed_in, words_of

pytestmark = pytest.mark.django_db
LIST = "/congress/committees/"


@pytest.fixture
def browser():
    return signed_in(representative())


def seat(committee, name, **fields):
    one = TermFactory(legislator=LegislatorFactory(last_name=name)).legislator
    return CommitteeSeatFactory(committee=committee, legislator=one, **fields)


def before(committee, *activities, **fields):
    bill = BillFactory(**fields)
    said = [{"name": name, "at": f"{on}T12:00:00+00:00"} for name, on in activities]
    BillCommittee.objects.create(bill=bill, committee=committee, activities=said)
    return bill


def test_committees_stand_by_chamber_with_who_leads_either_side(browser):
    CommitteeFactory(code="jspr00", name="Joint Committee on Printing", chamber="")
    senate = CommitteeFactory(code="ssfr00", name="Senate Committee on Foreign Relations", chamber="senate")
    house = CommitteeFactory()
    CommitteeFactory(code="hsxx00", name="House Committee of Old", is_current=False)
    CommitteeFactory(code="hsfa16", name="Africa", parent=house)
    seat(house, "Leader", title="Chairman", rank=1)
    seat(house, "Member", rank=2)
    seat(house, "Opposite", title="Ranking Member", side="minority", rank=1)
    TrackedBillFactory(bill=before(house))
    before(house)
    rows = browser.get(LIST).context["rows"]
    assert [row.committee.pk for row in rows] == [house.pk, senate.pk, "jspr00"]
    first = rows[0]
    assert [(one.name.split()[2], one.title) for one in first.leads] == [
        ("Leader", "Chairman"),
        ("Opposite", "Ranking Member"),
    ]
    assert (first.members, first.tracked) == (3, 1)
    assert "not yet assigned" in words_of(browser.get(LIST))


def test_filters_find_committees(browser):
    house = CommitteeFactory()
    CommitteeFactory(code="jspr00", name="Joint Committee on Printing", chamber="")
    TrackedBillFactory(bill=before(house))

    def shown(**query):
        return [row.committee.pk for row in browser.get(LIST, query).context["rows"]]

    assert shown(q="foreign") == shown(chamber="house") == shown(tracked="on") == [house.pk]
    assert shown(chamber="joint") == ["jspr00"]
    assert "No committee fits" in words_of(browser.get(LIST, {"q": "zzz"}))


def test_the_list_is_handed_out_as_a_file(browser):
    seat(CommitteeFactory(), "Leader", title="Chairman")
    (row,) = sheet_rows(browser.get(f"{LIST}export.csv"))[1:]
    assert row[:5] == [
        "House Committee on Foreign Affairs",
        "House",
        "Rep. Sample Leader (D-OR-1), Chairman",
        "1",
        "0",
    ]


def test_members_stand_by_side_in_the_order_of_the_roster(browser):
    house = CommitteeFactory(jurisdiction="SAMPLE jurisdiction.")
    seat(house, "Second", rank=2)
    seat(house, "First", rank=1, title="Chairman")
    seat(house, "Other", rank=1, side="minority")
    part = CommitteeFactory(code="hsfa16", name="Africa", parent=house)
    seat(part, "Partlead", title="Chairman")
    response = browser.get(f"{LIST}hsfa00/")
    sides = [
        (side.name, [one.name.split()[2] for one in side.members]) for side in response.context["it"].sides
    ]
    assert sides == [("majority", ["First", "Second"]), ("minority", ["Other"])]
    page = words_of(response)
    assert "A House committee with 3 members, 1 subcommittee." in page
    assert "SAMPLE jurisdiction." in page
    assert "Chairman: Rep. Sample Partlead" in page
    assert "A subcommittee of House Committee on Foreign Affairs" in words_of(browser.get(f"{LIST}hsfa16/"))


def test_bills_come_with_what_was_done_and_when(browser):
    house = CommitteeFactory()
    part = CommitteeFactory(code="hsfa16", name="Africa", parent=house)
    tracked = before(house, ("Referred To", "2025-02-07"), ("Markup By", "2025-07-22"))
    BillCommittee.objects.create(
        bill=tracked,
        committee=part,
        activities=[{"name": "Hearings by", "at": "2025-04-01T12:00:00+00:00"}],
    )
    TrackedBillFactory(bill=tracked)
    other = before(part)
    response = browser.get(f"{LIST}hsfa00/")
    assert [row.row.bill.pk for row in response.context["rows"]] == [tracked.pk]
    page = words_of(response)
    assert "Referred to Feb 7, 2025; Markup by Jul 22, 2025" in page
    assert "Africa: Hearings by Apr 1, 2025" in page
    shown = browser.get(f"{LIST}hsfa00/", {"all": "1"}).context["rows"]
    assert {row.row.bill.pk for row in shown} == {tracked.pk, other.pk}


def test_a_committee_without_members_or_bills_says_so(browser):
    CommitteeFactory()
    page = words_of(browser.get(f"{LIST}HSFA00/"))
    assert "its members are not yet assigned" in page
    assert "No tracked bill was referred to it." in page


def test_a_committee_known_from_bills_only_says_so(browser):
    CommitteeFactory(code="hsxx00", is_current=False)
    assert "it is not on the list of sitting committees at hand" in words_of(browser.get(f"{LIST}hsxx00/"))
    assert browser.get(f"{LIST}hsyy00/").status_code == 404


def test_longer_lists_take_no_more_queries(browser):
    house = CommitteeFactory()

    def add(many):
        for number in range(many):
            seat(house, f"Member{many}x{number}", title="Vice Chair")
            TrackedBillFactory(bill=before(house))
            code = f"hs{many:02d}{number:02d}"
            seat(CommitteeFactory(code=code, name=f"SAMPLE {code}"), "Lead", title="Chairman")
            part = CommitteeFactory(code=f"hsfa{many + number:02d}", name=f"SAMPLE part {code}", parent=house)
            seat(part, "Partlead", title="Chairman")

    add(1)
    few = [queries_of(browser, address) for address in (LIST, f"{LIST}hsfa00/")]
    add(30)
    assert [queries_of(browser, address) for address in (LIST, f"{LIST}hsfa00/")] == few
