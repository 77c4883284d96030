"""The page of one bill."""

from __future__ import annotations

import datetime as dt
import io
import re

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags
from openpyxl import load_workbook

from common.citations import NBSP
from common.models import AuditEntry, Job
from legislation.models import Bill, BillCommittee, BillFacts, RelatedBill, TrackedBill
from tests.factories.legislation import (
    ActionFactory,
    AuthorizationFactory,
    BillFactory,
    BillFactsFactory,
    CommitteeFactory,
    CongressFactory,
    CosponsorFactory,
    FamilyBillFactory,
    LegislatorFactory,
    TrackedBillFactory,
    change_facts,
)
from tests.factories.members import representative, staff_member
from tests.pages import sheet_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client, settings: LazySettings) -> Client:
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    client.force_login(staff_member())
    return client


def a_bill(**fields: object) -> Bill:
    bill: Bill = BillFactory(**fields)
    for group in ("core", "actions", "cosponsors"):
        BillFactsFactory(bill=bill, group=group, checked_at=timezone.now())
    return bill


def text_of(client: Client, bill: Bill, **query: str) -> str:
    response = client.get(f"/bills/{bill.pk}/", query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()).replace(NBSP, " "))


def test_the_page_says_where_the_bill_stands(staff: Client) -> None:
    bill = a_bill(
        number=1144,
        step="ordered_reported",
        step_on=dt.date(2025, 7, 22),
        step_committee=CommitteeFactory(),
        step_text="Ordered to be Reported (Amended) by Voice Vote.",
    )
    page = text_of(staff, bill)
    assert "H.R. 1144 (119th)" in page
    assert "Ordered reported (amended) by Foreign Affairs on Jul 22, 2025." in page


def test_cosponsors_are_counted_by_party_and_the_sponsor_is_not(staff: Client) -> None:
    bill = a_bill()
    for party in ("R", "R", "D"):
        CosponsorFactory(bill=bill, party=party)
    CosponsorFactory(bill=bill, party="D", withdrawn_on=dt.date(2025, 6, 1))
    page = text_of(staff, bill)
    assert "3 cosponsors (2 R, 1 D), sponsor not counted, as of" in page
    assert "1 withdrew" in page
    assert "withdrew Jun 1, 2025" in page


def test_a_list_that_is_not_complete_says_so_and_claims_nothing(staff: Client) -> None:
    bill = a_bill()
    change_facts(BillFacts.objects.filter(bill=bill), "cosponsors", is_complete=False)
    page = text_of(staff, bill)
    assert "Cosponsors not known" in page
    assert "known only up to the last published text" in page
    assert "No cosponsors" not in page


def test_cosponsors_can_be_ordered_by_state(staff: Client) -> None:
    bill = a_bill()
    for state in ("TX", "CA"):
        CosponsorFactory(bill=bill, state=state, legislator=LegislatorFactory(last_name=f"From{state}"))
    page = text_of(staff, bill, cosponsors="state")
    assert page.index("FromCA") < page.index("FromTX")


def test_the_cosponsors_come_as_a_file_in_the_order_of_the_page(staff: Client) -> None:
    bill = a_bill()
    for state, withdrew in (("TX", None), ("CA", dt.date(2025, 6, 1))):
        CosponsorFactory(bill=bill, state=state, party="R", withdrawn_on=withdrew)
    heading, *rows = sheet_rows(staff.get(f"/bills/{bill.pk}/cosponsors.csv?cosponsors=state"))
    told = [dict(zip(heading, row, strict=True)) for row in rows]
    assert [(row["State"], row["Withdrawn"]) for row in told] == [("CA", "2025-06-01"), ("TX", "")]


def test_the_file_of_a_list_that_is_not_complete_says_so(staff: Client) -> None:
    bill = a_bill()
    change_facts(BillFacts.objects.filter(bill=bill), "cosponsors", is_complete=False)
    CosponsorFactory(bill=bill)
    book = load_workbook(io.BytesIO(staff.get(f"/bills/{bill.pk}/cosponsors.xlsx").content))
    notes = " ".join(str(row[0].value) for row in book["About this list"])
    assert "not complete" in notes
    assert "as of" in notes


def test_actions_come_newest_first_with_who_reported_them(staff: Client) -> None:
    bill = a_bill()
    ActionFactory(bill=bill, text="SAMPLE older", position=1)
    ActionFactory(
        bill=bill,
        text="SAMPLE newer",
        position=2,
        source_name="House floor actions",
        provenance=[{"code": "H11100"}, {"code": "H11100"}],
    )
    page = text_of(staff, bill)
    assert page.index("SAMPLE newer") < page.index("SAMPLE older")
    assert "House floor actions · code H11100 · listed 2 times" in page


def test_an_action_we_laid_over_shows_its_own_source(staff: Client) -> None:
    bill = a_bill()
    ActionFactory(
        bill=bill,
        text="Signed by President.",
        laid_over_source="plaw",
        laid_over_url="https://www.govinfo.gov/app/details/PLAW-117publ348",
    )
    response = staff.get(f"/bills/{bill.pk}/")
    assert "Laid over" in response.content.decode()
    assert "PLAW-117publ348" in response.content.decode()


def test_a_bill_of_a_past_congress_died_with_it(staff: Client) -> None:
    bill = a_bill(congress=CongressFactory(number=118), stage="passed_house", stage_on=dt.date(2024, 2, 13))
    assert "Passed House on Feb 13, 2024. Died with the 118th Congress." in text_of(staff, bill)


def test_facts_not_checked_for_a_week_say_their_age_at_the_top(staff: Client) -> None:
    bill = a_bill()
    assert "days old" not in text_of(staff, bill)
    change_facts(BillFacts.objects.filter(bill=bill), checked_at=timezone.now() - dt.timedelta(days=12))
    assert "12 days old.Pull now" in text_of(staff, bill).replace(". Pull", ".Pull")


def test_a_bill_no_source_was_read_for_says_so(staff: Client) -> None:
    assert "No source has been read for this bill yet" in text_of(staff, BillFactory())


def test_related_bills_are_linked_where_they_are_known_here(staff: Client) -> None:
    bill, other = a_bill(), BillFactory()
    RelatedBill.objects.create(bill=bill, other_id=other.pk, title="SAMPLE here", relationships=[])
    RelatedBill.objects.create(bill=bill, other_id="119-s-9999", title="SAMPLE away", relationships=[])
    page = staff.get(f"/bills/{bill.pk}/").content.decode()
    assert f'href="/bills/{other.pk}/"' in page
    assert 'href="/bills/119-s-9999/"' not in page


def test_an_authorization_a_bill_proposes_is_not_called_law(staff: Client) -> None:
    bill = a_bill()
    AuthorizationFactory(
        status="proposed",
        bill=bill,
        law="",
        first_fiscal_year=2026,
        last_fiscal_year=2030,
        dollars=17_000_000,
    )
    page = text_of(staff, bill)
    assert "Authorizations it proposes" in page
    assert "not law" in page
    assert "$17 million a year, FY 2026\N{EN DASH}2030" in page


def test_an_unknown_bill_gets_one_clear_message(staff: Client) -> None:
    response = staff.get("/bills/119-hr-4040/")
    assert response.status_code == 404


def test_a_member_sees_the_bill_and_no_buttons_of_staff(client: Client) -> None:
    bill = a_bill()
    client.force_login(representative())
    page = client.get(f"/bills/{bill.pk}/").content.decode()
    assert "Pull now" not in page
    assert "/track/" not in page
    assert client.post(f"/bills/{bill.pk}/pull/").status_code == 403
    assert client.post(f"/bills/{bill.pk}/track/").status_code == 403


def test_tracking_can_be_stopped_and_undone_as_it_was(staff: Client) -> None:
    since = timezone.now() - dt.timedelta(days=90)
    bill = TrackedBillFactory(bill=a_bill(), since=since, reason="SAMPLE reason").bill
    staff.post(f"/bills/{bill.pk}/untrack/")
    assert not TrackedBill.objects.exists()
    assert "Undo: track it as before" in text_of(staff, bill)
    staff.post(f"/bills/{bill.pk}/track/")
    again = TrackedBill.objects.get()
    assert (again.since, again.reason) == (since, "SAMPLE reason")
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"tracked a bill", "stopped tracking a bill"} <= verbs


def test_tracking_twice_is_one_row(staff: Client) -> None:
    bill = a_bill()
    staff.post(f"/bills/{bill.pk}/track/", {"reason": "SAMPLE"})
    staff.post(f"/bills/{bill.pk}/track/")
    assert TrackedBill.objects.get().reason == "SAMPLE"
    assert Bill.objects.filter(pk=bill.pk).exists()


def test_pull_now_makes_one_job_and_leads_to_its_progress(staff: Client) -> None:
    bill = a_bill()
    first = staff.post(f"/bills/{bill.pk}/pull/")
    second = staff.post(f"/bills/{bill.pk}/pull/")
    job = Job.objects.get()
    assert first.url == second.url == f"/jobs/{job.pk}/"
    assert f"Pulling {bill.citation}" in staff.get(first.url).content.decode().replace(NBSP, " ")
    assert "Waiting" in text_of(staff, bill)


def _grow(bill: Bill, count: int) -> None:
    for number in range(count):
        CosponsorFactory(bill=bill)
        ActionFactory(bill=bill, committee_codes=["hsfa00"])
        BillCommittee.objects.create(
            bill=bill,
            committee=CommitteeFactory(code=f"hs{bill.number % 10}{number:03d}", name=f"SAMPLE {number}"),
        )
        RelatedBill.objects.create(bill=bill, other_id=BillFactory().pk, relationships=[])


def test_a_large_bill_costs_no_more_queries_than_a_small_one(staff: Client) -> None:
    bill = a_bill()
    FamilyBillFactory(bill=bill)
    _grow(bill, 1)
    staff.get(f"/bills/{bill.pk}/")
    with CaptureQueriesContext(connection) as small:
        staff.get(f"/bills/{bill.pk}/")
    for row in bill.bill_committees.all():
        row.delete()
    RelatedBill.objects.all().delete()
    _grow(bill, 30)
    with CaptureQueriesContext(connection) as large:
        staff.get(f"/bills/{bill.pk}/")
    assert len(large) == len(small)
