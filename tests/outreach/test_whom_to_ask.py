"""The page of whom to ask next: who is listed, with what evidence, and how it is filtered, ordered and taken along."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from appropriations.models import Bundle, BundleSubcommittee, Line
from common.sheets import csv_lines
from legislation.choices import FactGroup, Stage
from legislation.selectors.leadership import floor_leaders
from outreach.choices import OfficeState
from outreach.exports import ask_sheet
from outreach.selectors.whom_to_ask import whom_to_ask
from tests.factories.legislation import (
    ActionFactory,
    AuthorizationFactory,
    BillFactory,
    BillFactsFactory,
    CommitteeFactory,
    CommitteeSeatFactory,
    CongressFactory,
    CosponsorFactory,
    FamilyBillFactory,
    FamilyFactory,
    LegislatorFactory,
    TermFactory,
)
from tests.factories.members import OrganizationFactory, former_member, representative
from tests.factories.outreach import OfficeFactory, SeatEntryFactory
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/bills/119-hr-9001/whom-to-ask/"


def office_of(name, **term):
    fields = {f"term__{key}": value for key, value in term.items()}
    return OfficeFactory(legislator=LegislatorFactory(last_name=name), name=f"Rep. {name}", **fields)


def vehicle(number=9001, *, fresh=True, complete=True, **fields):
    """A vehicle of a family before the House Committee on Foreign Affairs, its facts checked today unless told."""
    bill = BillFactory(number=number, **fields)
    checked = timezone.now() - timedelta(days=0 if fresh else 100)
    for group in (FactGroup.CORE, FactGroup.ACTIONS, FactGroup.COSPONSORS, FactGroup.COMMITTEES):
        is_complete = complete or group != FactGroup.COSPONSORS
        BillFactsFactory(bill=bill, group=group, checked_at=checked, is_complete=is_complete)
    bill.committees.add(CommitteeFactory())
    ActionFactory(
        bill=bill,
        text="Referred to the House Committee on Foreign Affairs.",
        committee_codes=["hsfa00"],
        acted_on=date(2025, 2, 7),
    )
    FamilyBillFactory(family=FamilyFactory(), bill=bill)
    return bill


def predecessor(number=8001, *, by=None, **fields):
    bill = BillFactory(number=number, congress=CongressFactory(number=118), **fields)
    FamilyBillFactory(family=FamilyFactory(), bill=bill)
    if by:
        CosponsorFactory(bill=bill, legislator=by.legislator)
    return bill


def rows_of(response):
    return {row.name.split()[-2]: row for row in response.context["page"]}


def opened(address=ADDRESS):
    return signed_in(representative()).get(address)


def words(row):
    return [one.words.replace("\N{NO-BREAK SPACE}", " ") for one in row.evidence]


def test_who_was_on_a_predecessor_and_is_not_on_the_vehicle_is_asked_to_cosponsor():
    vehicle()
    predecessor(by=office_of("Alder"))
    row = rows_of(opened())["Alder"]
    assert words(row) == ["Cosponsored H.R. 8001 (118th)"]
    assert [(ask.words, ask.is_sure) for ask in row.asks] == [("Cosponsor", True)]
    assert row.stands == "Not yet on it"


def test_who_is_on_it_is_thanked_and_colleagues_of_the_state_are_listed_whatever_the_party():
    bill = vehicle()
    signed = office_of("Birch", state="ME", party="Republican")
    CosponsorFactory(bill=bill, legislator=signed.legislator, party="R")
    office_of("Cedar", state="ME", party="Democrat")
    office_of("Dogwood", state="TX")
    rows = rows_of(opened())
    assert list(rows) == ["Birch", "Cedar"]
    assert [ask.words for ask in rows["Birch"].asks] == ["Thank the cosponsor"]
    assert words(rows["Cedar"]) == ["Rep. Birch (R-ME-1), also of Maine, is on it"]


def test_members_of_the_committee_are_listed_and_its_chair_is_asked_for_a_markup():
    vehicle()
    led, sits = office_of("Alder"), office_of("Birch")
    CommitteeSeatFactory(legislator=led.legislator, title="Chairman")
    CommitteeSeatFactory(legislator=sits.legislator)
    rows = rows_of(opened())
    assert [ask.words for ask in rows["Alder"].asks] == ["Schedule a markup", "Cosponsor"]
    assert words(rows["Alder"]) == ["On Foreign Affairs (Chairman)"]
    assert [ask.words for ask in rows["Birch"].asks] == ["Cosponsor"]


def test_an_organization_is_named_by_its_own_choice_only_and_alone_lists_nobody():
    vehicle()
    predecessor(by=office_of("Alder", state="OR"))
    office_of("Birch", state="OR")
    for name, naming, states in (
        ("SAMPLE Named", "chosen", ["OR"]),
        ("SAMPLE Elsewhere", "chosen", ["WA"]),
        ("SAMPLE Unnamed", "no", []),
    ):
        organization = OrganizationFactory(name=name, naming=naming, naming_states=states)
        organization.reach.create(kind="state", code="OR")
    page = opened()
    rows = rows_of(page)
    assert list(rows) == ["Alder"]
    assert words(rows["Alder"])[1:] == [
        "SAMPLE Named works in Oregon and may be named there",
        "2 member organizations work in Oregon, not to be named there",
    ]
    assert "SAMPLE Unnamed" not in page.content.decode()
    assert "SAMPLE Elsewhere" not in page.content.decode()


def test_appropriators_of_a_line_of_the_family_are_asked_for_it():
    bill = vehicle()
    writes = CommitteeFactory(code="hsap19", name="Commerce, Justice", parent=CommitteeFactory(code="hsap00"))
    bundle = Bundle.objects.create(key="cjs", name="Commerce, Justice, Science", short_name="CJS")
    BundleSubcommittee.objects.create(bundle=bundle, chamber="house", committee=writes)
    line = Line.objects.create(slug="sample", name="SAMPLE line", department="SAMPLE", bundle=bundle)
    line.authorizations.add(AuthorizationFactory(family=bill.family_parts.get().family))
    CommitteeSeatFactory(legislator=office_of("Alder").legislator, committee=writes)
    row = rows_of(opened())["Alder"]
    assert "Request funding: SAMPLE line" in [ask.words for ask in row.asks]
    assert words(row) == ["On the appropriations subcommittee that writes SAMPLE line"]


def test_a_leader_is_listed_once_there_is_something_to_take_up():
    (speaker,) = (
        one for one in floor_leaders(date(2026, 11, 21)).values() if one.title.startswith("Speaker")
    )
    TermFactory(legislator=LegislatorFactory(bioguide_id=speaker.bioguide_id, last_name="Alder"), state="LA")
    bill = vehicle()
    assert not opened().context["page"].object_list
    bill.stage = Stage.REPORTED
    bill.save()
    ActionFactory(
        bill=bill,
        text="Reported by the Committee on Foreign Affairs. H. Rept. 119-1.",
        committee_codes=["hsfa00"],
        acted_on=date(2025, 9, 1),
    )
    row = rows_of(opened())["Alder"]
    assert [ask.words for ask in row.asks] == ["Schedule a floor vote", "Cosponsorship closed"]
    assert floor_leaders(date(2027, 1, 3)) == {}


def test_after_passage_the_other_chamber_is_asked_and_its_own_thanked():
    bill = vehicle(stage=Stage.PASSED_HOUSE, stage_on=date(2025, 9, 1))
    CosponsorFactory(bill=bill, legislator=office_of("Alder", state="ME").legislator)
    office_of("Birch", state="ME")
    office_of("Cedar", state="ME", chamber="senate")
    rows = rows_of(opened())
    assert {name: [ask.kind for ask in row.asks] for name, row in rows.items()} == {
        "Alder": ["thank"],
        "Cedar": ["other_chamber"],
    }


@pytest.mark.parametrize("kind", [OfficeState.VACANT, OfficeState.ELECTED])
def test_an_office_that_holds_no_seat_is_not_listed(kind):
    vehicle()
    office = office_of("Alder")
    predecessor(by=office)
    SeatEntryFactory(legislator=office.legislator, kind=kind)
    assert not opened().context["page"].object_list


def test_a_departing_office_is_listed_and_said_to_be_departing():
    vehicle()
    office = office_of("Alder")
    predecessor(by=office)
    SeatEntryFactory(legislator=office.legislator, kind=OfficeState.DEPARTING)
    assert "Departing" in opened().content.decode()


def test_delegates_and_the_resident_commissioner_cosponsor_in_the_house():
    vehicle()
    delegate, commissioner = (
        office_of("Alder", state="GU", district=0),
        office_of("Birch", state="PR", district=0),
    )
    bill = predecessor(by=delegate)
    CosponsorFactory(bill=bill, legislator=commissioner.legislator)
    assert {tuple(row.kinds) for row in rows_of(opened()).values()} == {("cosponsor",)}
    assert set(rows_of(opened())) == {"Alder", "Birch"}


def test_after_the_congress_there_is_nothing_to_ask():
    bill = vehicle()
    predecessor(by=office_of("Alder", ends_on=date(2029, 1, 3)))
    user = representative()
    assert whom_to_ask([bill.pk], user, date(2027, 1, 2)).rows
    assert whom_to_ask([bill.pk], user, date(2027, 1, 3)).rows == ()


def test_a_law_leaves_a_page_that_says_so():
    vehicle(stage=Stage.ENACTED, law_number="119-1")
    page = opened()
    assert "Nothing can be asked about" in page.content.decode()
    bill_page = signed_in(representative()).get("/bills/119-hr-9001/").content.decode()
    assert "whom-to-ask" not in bill_page


def test_bill_and_family_lead_to_it():
    vehicle()
    browser = signed_in(representative())
    assert ADDRESS in browser.get("/bills/119-hr-9001/").content.decode()
    family = browser.get("/bills/families/sample-family/").content.decode()
    assert "/bills/families/sample-family/whom-to-ask/" in family


def test_a_family_lists_each_office_with_each_live_vehicle_and_what_it_is_on_beside():
    one, other = vehicle(9001), vehicle(9002)
    predecessor()
    office = office_of("Alder")
    CosponsorFactory(bill=one, legislator=office.legislator)
    page = opened("/bills/families/sample-family/whom-to-ask/")
    rows = list(page.context["page"])
    assert [(row.bill_id, row.asks[0].kind) for row in rows] == [(one.pk, "thank"), (other.pk, "cosponsor")]
    assert words(rows[1])[0] == "Cosponsors H.R. 9001 (119th), of the same family"
    assert [bill.bill_id for bill in page.context["asked"].bills] == [one.pk, other.pk]


def many():
    """Three offices to filter: Alder a chair in Oregon, Birch a cosponsor in Maine, Cedar his colleague."""
    bill = vehicle()
    CommitteeSeatFactory(legislator=office_of("Alder", state="OR").legislator, title="Chair")
    CosponsorFactory(bill=bill, legislator=office_of("Birch", state="ME", party="Republican").legislator)
    office_of("Cedar", state="ME", party="Independent")


def test_every_filter_finds_its_rows():
    many()
    browser = signed_in(representative())
    for query, expected in {
        "": ["Alder", "Birch", "Cedar"],
        "search=alder": ["Alder"],
        "ask=markup": ["Alder"],
        "ask=thank": ["Birch"],
        "ask=cosponsor": ["Alder", "Cedar"],
        "evidence=delegation": ["Cedar"],
        "evidence=on_it": ["Birch"],
        "committee=hsfa00": ["Alder"],
        "state=ME": ["Birch", "Cedar"],
        "party=R": ["Birch"],
        "party=I": ["Cedar"],
        "chamber=house": ["Alder", "Birch", "Cedar"],
        "ask=no-such-thing&state=ZZ": ["Alder", "Birch", "Cedar"],
        "sort=seat": ["Birch", "Cedar", "Alder"],
        "sort=ask": ["Cedar", "Alder", "Birch"],
        "sort=no-such-order": ["Alder", "Birch", "Cedar"],
    }.items():
        assert list(rows_of(browser.get(f"{ADDRESS}?{query}"))) == expected, query
    assert "No office fits" in browser.get(f"{ADDRESS}?chamber=senate").content.decode()


def test_the_file_holds_what_the_filters_chose():
    many()
    vehicle(9002)
    browser = signed_in(representative())
    response = browser.get("/bills/119-hr-9001/whom-to-ask.csv?state=ME")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert [line["Party"] for line in lines] == ["R", "I"]
    assert lines[0]["What to ask"] == "Thank the cosponsor"
    assert lines[1]["Evidence"] == "Rep. Birch (R-ME-1), also of Maine, is on it"
    assert "attachment" in response["Content-Disposition"]
    family = browser.get("/bills/families/sample-family/whom-to-ask.csv?bill=119-hr-9002")
    text = b"".join(family.streaming_content).decode("utf-8-sig")
    assert {line["Bill"] for line in csv.DictReader(io.StringIO(text))} == {"H.R. 9002 (119th)"}


def test_the_rows_come_as_a_workbook_that_says_how_far_the_list_is_known():
    many()
    response = signed_in(representative()).get("/bills/119-hr-9001/whom-to-ask.xlsx?state=ME")
    book = load_workbook(io.BytesIO(response.content))
    assert [row[1].value for row in book.worksheets[0].iter_rows(min_row=2)] == ["R", "I"]
    assert "H.R. 9001" in " ".join(str(row[0].value) for row in book["About this list"])


def test_no_cell_of_the_file_is_run_as_a_formula():
    many()
    (row, *_) = whom_to_ask(["119-hr-9001"], representative()).rows
    _, line = csv_lines(ask_sheet("bill", [replace(row, name="=cmd()")], []))
    assert line.startswith("'=cmd()")


def test_a_longer_list_takes_no_more_queries():
    earlier = predecessor()
    vehicle()

    def add(number):
        for office in OfficeFactory.create_batch(number):
            CosponsorFactory(bill=earlier, legislator=office.legislator)
            CommitteeSeatFactory(legislator=office.legislator)
        OrganizationFactory().reach.create(kind="state", code="OR")

    browser = signed_in(representative())
    add(1)
    addresses = (ADDRESS, "/bills/families/sample-family/whom-to-ask/", "/bills/119-hr-9001/")
    few = [queries_of(browser, address) for address in addresses]
    add(29)
    vehicle(9002)
    assert [queries_of(browser, address) for address in addresses] == few


def test_a_long_list_comes_in_pages():
    earlier = predecessor()
    vehicle()
    for office in OfficeFactory.create_batch(60):
        CosponsorFactory(bill=earlier, legislator=office.legislator)
    browser = signed_in(representative())
    assert len(browser.get(ADDRESS).context["page"]) == 50
    assert len(browser.get(f"{ADDRESS}?page=2").context["page"]) == 10


def test_nobody_outside_sees_it():
    vehicle()
    assert signed_in(former_member()).get(ADDRESS).status_code == 403
    assert opened("/bills/119-hr-1/whom-to-ask/").status_code == 404
    assert opened("/bills/families/none/whom-to-ask/").status_code == 404
