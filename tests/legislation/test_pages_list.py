"""The list of bills: what is shown, found, filtered, ordered, paged and exported."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from common.csv_cells import safe
from legislation.models import Bill, BillFacts
from tests.factories.legislation import (
    ActionFactory,
    BillFactory,
    BillFactsFactory,
    CongressFactory,
    CosponsorFactory,
    FamilyBillFactory,
    TrackedBillFactory,
    change_facts,
)
from tests.factories.members import representative, staff_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client, settings: LazySettings) -> Client:
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    client.force_login(staff_member())
    return client


def tracked(**fields: object) -> Bill:
    bill: Bill = TrackedBillFactory(bill=BillFactory(**fields)).bill
    BillFactsFactory(bill=bill, checked_at=timezone.now())
    return bill


def shown(client: Client, **query: object) -> list[str]:
    response = client.get("/bills/", query)
    assert response.status_code == 200
    return [row.bill.pk for row in response.context["rows"]]


def test_tracked_bills_are_shown_and_all_on_request(staff: Client) -> None:
    followed, other = tracked(), BillFactory()
    assert shown(staff) == [followed.pk]
    assert set(shown(staff, scope="all")) == {followed.pk, other.pk}


def test_nothing_tracked_offers_all_bills(staff: Client) -> None:
    BillFactory()
    assert "No bill is tracked yet" in staff.get("/bills/").content.decode()


def test_filters_that_fit_nothing_offer_to_clear_them(staff: Client) -> None:
    tracked()
    page = staff.get("/bills/", {"q": "nothing of the kind"}).content.decode()
    assert "No tracked bill fits" in page
    assert "scope=all" in page
    everywhere = staff.get("/bills/", {"q": "nothing of the kind", "scope": "all"}).content.decode()
    assert "No bill fits" in everywhere


@pytest.mark.parametrize("words", ["HR 1144", "h.r. 1144", "119-hr-1144", "H.R. 1144 "])
def test_a_citation_finds_the_bill_though_nobody_tracks_it(staff: Client, words: str) -> None:
    BillFactory(number=1144)
    BillFactory(number=11440)
    assert shown(staff, q=words) == ["119-hr-1144"]


def test_a_citation_without_its_congress_finds_the_number_in_each(staff: Client) -> None:
    BillFactory(number=1144)
    BillFactory(number=1144, congress=CongressFactory(number=118))
    assert shown(staff, q="HR 1144") == ["119-hr-1144", "118-hr-1144"]
    assert shown(staff, q="118-hr-1144") == ["118-hr-1144"]


@pytest.mark.parametrize("words", ["117-347", "P.L. 117-347", "Public Law 117-347"])
def test_a_law_number_finds_its_bill(staff: Client, words: str) -> None:
    BillFactory(number=3946, bill_type="s", law_number="117-347", stage="enacted")
    BillFactory()
    assert shown(staff, q=words) == ["119-s-3946"]


def test_words_phrases_and_minus_work_as_on_the_web(staff: Client) -> None:
    human = tracked(title="Stop human trafficking now")
    labor = tracked(title="Human rights and labor trafficking")
    assert set(shown(staff, q="trafficking")) == {human.pk, labor.pk}
    assert shown(staff, q='"human trafficking"') == [human.pk]
    assert shown(staff, q="trafficking -labor") == [human.pk]


def test_filters_narrow_the_list(staff: Client) -> None:
    house = tracked(sponsor_party="R")
    senate = tracked(bill_type="s", sponsor_party="D", stage="reported")
    FamilyBillFactory(bill=senate)
    assert shown(staff, chamber="senate") == [senate.pk]
    assert shown(staff, type="hr") == [house.pk]
    assert shown(staff, stage="reported") == [senate.pk]
    assert shown(staff, party="D") == [senate.pk]
    assert shown(staff, family="sample-family") == [senate.pk]
    assert shown(staff, sponsor=house.sponsor_id) == [house.pk]


def test_a_filter_that_is_no_choice_is_no_error(staff: Client) -> None:
    tracked()
    assert staff.get("/bills/", {"stage": "nonsense", "page": "x"}).status_code == 200


def test_stale_bills_can_be_shown_alone_and_say_their_age(staff: Client) -> None:
    tracked()
    old = tracked()
    BillFactsFactory(bill=old)
    change_facts(BillFacts.objects.filter(bill=old), checked_at=timezone.now() - dt.timedelta(days=12))
    assert shown(staff, stale="on") == [old.pk]
    page = staff.get("/bills/").content.decode()
    assert page.count("12 days old") == 1


def test_the_order_can_be_chosen(staff: Client) -> None:
    first = tracked(number=9, latest_action_on=dt.date(2026, 1, 1), cosponsor_count=1)
    last = tracked(number=10, latest_action_on=dt.date(2026, 2, 1), cosponsor_count=0)
    never = tracked(number=11, latest_action_on=None, cosponsor_count=None)
    assert shown(staff) == [last.pk, first.pk, never.pk]
    assert shown(staff, sort="cosponsors") == [first.pk, last.pk, never.pk]
    assert shown(staff, sort="number") == [first.pk, last.pk, never.pk]


def test_thirty_bills_make_a_page_that_keeps_the_filters(staff: Client) -> None:
    for _ in range(31):
        tracked()
    response = staff.get("/bills/", {"chamber": "house"})
    assert len(response.context["rows"]) == 30
    assert "chamber=house&amp;page=2" in response.content.decode()
    assert len(shown(staff, page=2)) == 1


def test_an_incomplete_list_of_cosponsors_never_says_none(staff: Client) -> None:
    whole, part = tracked(), tracked()
    BillFactsFactory(bill=whole, group="cosponsors", is_complete=True)
    BillFactsFactory(bill=part, group="cosponsors", is_complete=False)
    rows = {row.bill.pk: row for row in staff.get("/bills/").context["rows"]}
    assert rows[whole.pk].cosponsors == "No cosponsors"
    assert rows[part.pk].cosponsors == "Cosponsors not known"


def _queries(client: Client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get("/bills/")
    return len(seen)


def test_thirty_bills_cost_no_more_queries_than_one(staff: Client) -> None:
    def one_more() -> None:
        bill = tracked()
        CosponsorFactory(bill=bill)
        ActionFactory(bill=bill)

    one_more()
    staff.get("/bills/")
    few = _queries(staff)
    for _ in range(29):
        one_more()
    assert _queries(staff) == few


def test_a_member_reads_the_list_and_gets_no_buttons_of_staff(client: Client) -> None:
    client.force_login(representative())
    tracked()
    page = client.get("/bills/").content.decode()
    assert "1 bill of the sitting Congress tracked" in page
    assert "Pull now" not in page


def test_the_export_holds_the_same_bills(staff: Client) -> None:
    tracked(number=1144, title="=HYPERLINK(1)")
    BillFactory()
    body = b"".join(staff.get("/bills/export.csv").streaming_content).decode("utf-8-sig")
    heading, row = csv.reader(io.StringIO(body))
    assert heading[0] == "Bill"
    assert row[:2] == ["H.R. 1144 (119th)", "'=HYPERLINK(1)"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "  =x"])
def test_no_cell_of_an_export_is_run_as_a_formula(text: str) -> None:
    assert safe(text).startswith("'")


def test_plain_cells_stay_as_they_are() -> None:
    assert (safe("S. 2012"), safe(None), safe(dt.date(2026, 1, 2))) == ("S. 2012", "", "2026-01-02")
