"""Pages of offices."""

from __future__ import annotations

from datetime import date

import pytest

from outreach.choices import OfficeKind
from outreach.models import Office
from tests.factories.legislation import (
    BillFactory,
    CommitteeFactory,
    CommitteeSeatFactory,
    CosponsorFactory,
    LegislatorFactory,
    TrackedBillFactory,
)
from tests.factories.members import former_member, representative, staff_member
from tests.factories.outreach import MeetingFactory, OfficeFactory
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db


def names_on(response):
    return [row.office.name for row in response.context["rows"]]


def office_of(name, **term):
    fields = {f"term__{key}": value for key, value in term.items()}
    return OfficeFactory(legislator=LegislatorFactory(last_name=name), name=f"Rep. {name}", **fields)


def test_offices_stand_by_last_name_and_are_found_by_every_filter():
    appropriations = CommitteeFactory(
        code="ssap00", name="Senate Committee on Appropriations", chamber="senate"
    )
    wanted = office_of("Hernández", chamber="senate", state="ME", party="Republican")
    CommitteeSeatFactory(legislator=wanted.legislator, committee=appropriations)
    office_of("Zebra")
    browser = signed_in(representative())
    assert names_on(browser.get("/people/offices/")) == ["Rep. Hernández", "Rep. Zebra"]
    for query in ("search=hernandez", "chamber=senate", "state=ME", "party=Republican", "committee=ssap00"):
        assert names_on(browser.get(f"/people/offices/?{query}")) == ["Rep. Hernández"], query
    assert "No office fits" in browser.get("/people/offices/?search=zzz").content.decode()


def test_a_longer_list_takes_no_more_queries():
    committee = CommitteeFactory(code="hsap00", name="House Committee on Appropriations")

    def add(number):
        for office in OfficeFactory.create_batch(number):
            CommitteeSeatFactory(legislator=office.legislator, committee=committee)

    browser = signed_in(representative())
    add(1)
    few = queries_of(browser, "/people/offices/")
    add(29)
    assert queries_of(browser, "/people/offices/") == few


def test_an_office_shows_who_and_where_they_sit():
    office = office_of("Collins", chamber="senate", state="ME", party="Republican")
    committee = CommitteeFactory(code="ssap00", name="Senate Committee on Appropriations", chamber="senate")
    CommitteeSeatFactory(legislator=office.legislator, committee=committee, title="Chairman")
    page = signed_in(representative()).get(office.get_absolute_url())
    it = page.context["it"]
    assert it.heading == "Sen. Sample Collins (R-ME)"
    assert it.formal == "The Honorable Sample Collins, United States Senate"
    assert [(seat.committee, seat.title) for seat in it.seats] == [(committee.name, "Chairman")]
    assert "Chairman" in page.content.decode()


def test_tracked_bills_are_those_sponsored_or_signed_and_no_others():
    office = office_of("Alder")
    sponsored = BillFactory(number=9001, sponsor=office.legislator)
    signed = BillFactory(number=9002)
    withdrawn = BillFactory(number=9003)
    other, untracked = BillFactory(number=9004), BillFactory(number=9005, sponsor=office.legislator)
    for bill in (sponsored, signed, withdrawn, other):
        TrackedBillFactory(bill=bill)
    CosponsorFactory(bill=signed, legislator=office.legislator, is_original=True)
    CosponsorFactory(bill=withdrawn, legislator=office.legislator, withdrawn_on=date(2026, 1, 2))
    page = signed_in(representative()).get(office.get_absolute_url())
    it = page.context["it"]
    assert [one.bill for one in it.sponsored] == [sponsored]
    assert [(one.bill, one.note) for one in it.cosponsored] == [
        (signed, "original cosponsor"),
        (withdrawn, "withdrawn Jan 2, 2026"),
    ]
    assert untracked.citation not in page.content.decode()


def test_more_bills_and_seats_take_no_more_queries():
    office = office_of("Alder")
    browser = signed_in(representative())

    def add(number):
        for place in range(number):
            bill = BillFactory()
            TrackedBillFactory(bill=bill)
            CosponsorFactory(bill=bill, legislator=office.legislator)
            code = f"hs{chr(97 + place % 26)}{chr(97 + number % 26)}00"
            CommitteeSeatFactory(legislator=office.legislator, committee=CommitteeFactory(code=code))

    add(1)
    few = queries_of(browser, office.get_absolute_url())
    add(20)
    assert queries_of(browser, office.get_absolute_url()) == few


def test_a_committees_office_shows_who_sits_on_it_and_what_lies_before_it():
    committee = CommitteeFactory()
    Office.objects.create(
        kind=OfficeKind.COMMITTEE, committee=committee, name=committee.name, as_of=date(2026, 6, 15)
    )
    member = office_of("Alder")
    CommitteeSeatFactory(legislator=member.legislator, committee=committee, title="Chair")
    bill = BillFactory(number=9001)
    TrackedBillFactory(bill=bill)
    bill.committees.add(committee)
    it = signed_in(representative()).get("/people/offices/hsfa00/").context["it"]
    assert [(one.key, one.title) for one in it.members] == [(member.legislator_id, "Chair")]
    assert [one.bill for one in it.before] == [bill]


def test_an_office_nobody_knows_is_not_found():
    browser = signed_in(staff_member())
    for key in ("X999999", "hsxx00", "12", "999999999999999999999999"):
        assert browser.get(f"/people/offices/{key}/").status_code == 404, key


def test_notes_of_meetings_are_read_inside_only():
    meeting = MeetingFactory(notes="SAMPLE canary notes")
    address = meeting.office.get_absolute_url()
    assert "canary" in signed_in(representative()).get(address).content.decode()
    assert signed_in(former_member()).get(address).status_code == 403
