"""Families: live vehicles side by side, predecessors, laws, authorizations apart."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from common.citations import NBSP
from legislation.models import Bill, FamilyBill
from legislation.selectors.families import family_strips
from legislation.selectors.family_page import family_page
from tests.factories.legislation import (
    AuthorizationFactory,
    BillFactory,
    CongressFactory,
    CosponsorFactory,
    FamilyBillFactory,
    FamilyFactory,
    FamilyLawFactory,
)
from tests.factories.members import representative, staff_member

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()).replace(NBSP, " "))


def test_live_vehicles_stand_above_their_predecessors() -> None:
    FamilyBillFactory(bill=BillFactory(number=1144))
    FamilyBillFactory(bill=BillFactory(number=2647, bill_type="s"))
    old = BillFactory(number=5856, congress=CongressFactory(number=118), stage="passed_house")
    FamilyBillFactory(bill=old)
    strip = family_strips(staff_member())[0]
    assert [(row.congress, row.live) for row in strip.rows] == [(119, True), (118, False)]
    assert [one.bill_id for one in strip.rows[0].vehicles] == ["119-hr-1144", "119-s-2647"]
    assert strip.rows[1].house[0].outcome == "passed House"
    assert strip.words == "2 live vehicles, 1 before"


def test_the_farthest_along_is_told_as_a_fact_by_stage_then_step() -> None:
    FamilyBillFactory(bill=BillFactory(number=1, step="ordered_reported", step_on=dt.date(2025, 7, 22)))
    FamilyBillFactory(bill=BillFactory(number=2, step="referred", step_on=dt.date(2025, 8, 1)))
    assert "H.R. 1." in family_strips(staff_member())[0].farthest.replace(NBSP, " ")


def test_of_vehicles_at_one_step_none_is_said_to_be_farther_along() -> None:
    family = FamilyFactory()
    for number, acted in ((3856, dt.date(2025, 6, 10)), (2012, dt.date(2026, 4, 29))):
        FamilyBill.objects.create(
            family=family, bill=BillFactory(number=number, latest_action_on=acted), part="vehicle"
        )
    farthest = family_strips(staff_member())[0].farthest.replace(NBSP, " ")
    assert farthest.startswith("Equally far along: ")
    assert "H.R. 3856" in farthest
    assert "H.R. 2012" in farthest


def test_carriers_and_neighbors_are_no_vehicles() -> None:
    FamilyBillFactory(bill=BillFactory(number=1), part=FamilyBill.Part.NEIGHBOR)
    carrier = BillFactory(number=2, bill_type="s", law_number="113-4", stage="enacted")
    FamilyBillFactory(bill=carrier, part=FamilyBill.Part.CARRIER)
    shown = family_page(staff_member(), "sample-family")
    assert shown.live.columns == ()
    assert len(shown.carriers) == len(shown.neighbors) == 1


def test_authorizations_in_law_and_proposed_stand_apart_and_nothing_lapses(client: Client) -> None:
    family = FamilyFactory()
    AuthorizationFactory(family=family, first_fiscal_year=2018, last_fiscal_year=2021)
    AuthorizationFactory(
        family=family,
        status="proposed",
        law="",
        bill=BillFactory(number=1144),
        first_fiscal_year=2025,
        last_fiscal_year=2029,
    )
    client.force_login(representative())
    said = page(client, "/bills/families/sample-family/")
    assert "the authorization of appropriations ended with FY 2021" in said
    assert said.index("In law") < said.index("ended with FY 2021") < said.index("Proposed, not law")
    assert "lapsed" not in said


def test_laws_say_what_is_known_when_the_day_is_not(client: Client) -> None:
    FamilyLawFactory(law_number="110-457", enacted_on=None, date_note="2008; day not found")
    client.force_login(representative())
    said = page(client, "/bills/families/sample-family/")
    assert "P.L. 110-457" in said
    assert "2008; day not found" in said


def test_vehicles_side_by_side_show_cosponsors_of_all_parties(client: Client) -> None:
    bill = FamilyBillFactory(bill=BillFactory(number=1144), note="SAMPLE what differs").bill
    for party in ("R", "D", "I"):
        CosponsorFactory(bill=bill, party=party)
    client.force_login(representative())
    said = page(client, "/bills/families/sample-family/")
    assert "3 cosponsors (1 D, 1 I, 1 R), sponsor not counted" in said
    assert "SAMPLE what differs" in said


def test_an_unknown_family_is_not_found(client: Client) -> None:
    client.force_login(representative())
    assert client.get("/bills/families/nothing/").status_code == 404


def test_strips_cost_a_constant_number_of_queries() -> None:
    user = staff_member()
    FamilyBillFactory(bill=BillFactory())
    family_strips(user)
    with CaptureQueriesContext(connection) as few:
        family_strips(user)
    for slug in ("second", "third"):
        for _ in range(15):
            FamilyBillFactory(family=FamilyFactory(slug=slug), bill=BillFactory())
    with CaptureQueriesContext(connection) as many:
        family_strips(user)
    assert len(many) == len(few)


def test_rows_ordered_by_their_congress_turned_around_begin_with_the_newest():
    """Ordering by a row of another table goes by that table's own order, here turned around."""
    for number in (117, 119, 118):
        FamilyBillFactory(bill=BillFactory(congress=CongressFactory(number=number)))
    assert [bill.congress_id for bill in Bill.objects.all()] == [119, 118, 117]
    assert [part.bill.congress_id for part in FamilyBill.objects.all()] == [119, 118, 117]
    newest = FamilyBill.objects.order_by("-bill__congress").first()
    assert newest.bill.congress_id == 119
