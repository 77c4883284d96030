"""Lists of every room as files: what stands on the page stands in the file, and who may not see one gets none."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from tests.factories.legislation import (
    AuthorizationFactory,
    BillFactory,
    CommitteeMeetingFactory,
    FamilyBillFactory,
    FamilyFactory,
)
from tests.factories.members import former_member, representative
from tests.factories.outreach import OfficeFactory
from tests.factories.watches import TriageItemFactory
from tests.pages import sheet_rows, signed_in

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/triage/export.csv",
    "/people/offices/export.csv",
    "/calendar/meetings/export.csv",
    "/bills/families/sample-family/bills.csv",
    "/bills/families/sample-family/authorizations.csv",
]


def rows_of(address):
    heading, *rows = sheet_rows(signed_in(representative()).get(address))
    return [dict(zip(heading, row, strict=True)) for row in rows]


@pytest.fixture
def family():
    return FamilyFactory(slug="sample-family")


def test_the_triage_says_what_was_made_of_each_bill():
    TriageItemFactory(state="dismissed", dismissed_because="=SAMPLE other matter")
    (row,) = rows_of("/triage/export.csv?state=dismissed")
    assert (row["State"], row["Dismissed because"]) == ("Dismissed", "'=SAMPLE other matter")
    assert rows_of("/triage/export.csv") == []


def test_offices_say_how_each_stands_and_by_whom():
    office = OfficeFactory()
    (row,) = rows_of("/people/offices/export.csv")
    assert row["Office"] == str(office)
    assert row["Key"] == office.key
    assert row["As of"]


def test_meetings_follow_the_filters_of_the_calendar():
    CommitteeMeetingFactory(kind="markup", title="SAMPLE markup", bills=["119-hr-9001"])
    CommitteeMeetingFactory(kind="hearing", title="SAMPLE hearing")
    (row,) = rows_of("/calendar/meetings/export.csv?scope=all&kind=markup")
    assert (row["Title"], row["Time (US Eastern)"], row["Day"]) == ("SAMPLE markup", "10:00", "2026-12-03")
    assert row["Bills"] == "H.R. 9001 (119th)"


def test_a_familys_file_has_its_bills_and_which_part_each_has(family):
    bill = BillFactory(number=9001)
    FamilyBillFactory(family=family, bill=bill, part="vehicle")
    assert [row["Bill"] for row in rows_of("/bills/families/sample-family/bills.csv")] == [
        "H.R. 9001 (119th)"
    ]
    response = signed_in(representative()).get("/bills/families/sample-family/bills.xlsx")
    notes = load_workbook(io.BytesIO(response.content))["About this list"]
    assert "Vehicle" in str(notes["A1"].value)


def test_law_and_what_is_only_proposed_are_told_apart_in_each_row(family):
    bill = BillFactory(number=9001)
    AuthorizationFactory(family=family, status="in_law", dollars=5_000_000, name="SAMPLE law")
    AuthorizationFactory(
        family=family, status="proposed", law="", bill=bill, dollars=7_000_000, name="SAMPLE proposal"
    )
    told = {row["Provision"]: row for row in rows_of("/bills/families/sample-family/authorizations.csv")}
    assert (told["SAMPLE law"]["Status"], told["SAMPLE law"]["Dollars a year"]) == ("In law", "5000000")
    assert told["SAMPLE proposal"]["Status"] == "Proposed"
    assert told["SAMPLE proposal"]["Law or bill"] == "H.R. 9001 (119th)"
    assert told["SAMPLE proposal"]["What that means"].startswith("would authorize")


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_left_takes_no_file_along(address, family):
    assert signed_in(former_member()).get(address).status_code == 403
