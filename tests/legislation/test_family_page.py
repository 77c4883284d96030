"""The page of a family: what differs between its vehicles, who says they are companions, what is authorized when."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from common.citations import NBSP
from legislation.models import BillCommittee, BillText, FamilyCandidate, RelatedBill, TextVersion
from legislation.selectors.authorizations import authorization_years
from legislation.selectors.candidates import candidate_rows
from legislation.selectors.family_page import FamilyPage, family_page
from legislation.selectors.family_texts import MOST_TEXTS
from legislation.services.compare_texts import compare_texts
from legislation.text_parts import TextPart, as_plain, digest_of
from tests.factories.legislation import (
    AuthorizationFactory,
    BillFactory,
    BillFactsFactory,
    CommitteeFactory,
    CongressFactory,
    CosponsorFactory,
    FamilyBillFactory,
    FamilyFactory,
    FamilyLawFactory,
    LegislatorFactory,
)
from tests.factories.members import representative, staff_member

pytestmark = pytest.mark.django_db
SLUG = "sample-family"


def vehicle(number: int, **more):
    return FamilyBillFactory(bill=BillFactory(number=number, **more)).bill


def shown() -> FamilyPage:
    return family_page(staff_member(), SLUG)


def cells(label: str) -> dict[str, str]:
    """What each column says in one row."""
    page = shown().live
    row = next(row for row in page.rows if row.label == label)
    said = ["; ".join(line.text for line in cell.lines).replace(NBSP, " ") for cell in row.cells]
    return dict(zip((one.bill.pk for one in page.columns), said, strict=True))


def text_of(bill, *sections: tuple[str, str], code: str = "ih") -> BillText:
    parts = [
        TextPart("section", str(place), heading, words) for place, (heading, words) in enumerate(sections, 1)
    ]
    return BillText.objects.create(
        measure=bill.pk, code=code, origin="file", digest=digest_of(parts), words=1, sections=len(sections),
        content=as_plain(parts),
    )  # fmt: skip


def complete(bill) -> None:
    BillFactsFactory(bill=bill, group="cosponsors", is_complete=True)


def said(client: Client) -> str:
    response = client.get(f"/bills/families/{SLUG}/")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()).replace(NBSP, " "))


# Side by side.


def test_each_vehicle_is_a_column_and_a_fact_all_share_is_told_once():
    vehicle(1144), vehicle(2796)
    page = shown().live
    assert [one.bill.pk for one in page.columns] == ["119-hr-1144", "119-hr-2796"]
    alike = {row.label for row in page.rows if row.alike}
    assert {"Title", "Chamber", "Introduced"} <= alike
    assert "Sponsor" not in alike
    assert [row.bill.pk for row, _ in page.cards] == ["119-hr-1144", "119-hr-2796"]


def test_committees_stand_by_their_short_names():
    bill = vehicle(1144)
    BillCommittee.objects.create(bill=bill, committee=CommitteeFactory())
    vehicle(2796)
    assert cells("Committees") == {"119-hr-1144": "Foreign Affairs", "119-hr-2796": "not known"}


def test_who_is_on_one_vehicle_only_is_counted_by_party_for_all_parties():
    one, other = vehicle(1), vehicle(2)
    both = LegislatorFactory()
    for bill in (one, other):
        complete(bill)
        CosponsorFactory(bill=bill, legislator=both, party="R")
    CosponsorFactory(bill=one, party="D"), CosponsorFactory(bill=one, party="I")
    CosponsorFactory(bill=one, legislator=other.sponsor, party="R")
    CosponsorFactory(bill=one, party="R", withdrawn_on=dt.date(2025, 6, 1))
    assert cells("Cosponsors of this one only") == {"119-hr-1": "2 (1 D, 1 I)", "119-hr-2": "none"}


def test_a_list_with_gaps_never_says_who_is_on_no_other(client):
    one, other = vehicle(1), vehicle(2)
    complete(one)
    BillFactsFactory(bill=other, group="cosponsors", is_complete=False)
    CosponsorFactory(bill=one)
    assert set(cells("Cosponsors of this one only").values()) == {"not known: a list here has gaps"}


def test_a_senators_name_is_not_missing_from_a_house_bill():
    for bill in (vehicle(1), vehicle(2, bill_type="s")):
        complete(bill)
        CosponsorFactory(bill=bill)
    assert "Cosponsors of this one only" not in {row.label for row in shown().live.rows}


def test_published_texts_are_listed_with_their_day():
    bill = vehicle(1)
    TextVersion.objects.create(
        bill=bill,
        name="Introduced in House",
        code="ih",
        published_on=dt.date(2025, 2, 7),
        position=0,
        formats=[{"type": "PDF", "url": "https://www.govinfo.gov/sample.pdf"}],
    )
    assert cells("Texts") == {"119-hr-1": "Introduced in House"}


# Companions.


def test_companions_say_who_identified_them():
    house, senate = vehicle(1), vehicle(2, bill_type="s")
    RelatedBill.objects.create(
        bill=house, other_id=senate.pk, relationships=[{"type": "Identical bill", "by": "CRS"}]
    )
    RelatedBill.objects.create(
        bill=senate, other_id=house.pk, relationships=[{"type": "Identical bill", "by": "House"}]
    )
    (pair,) = shown().companions
    assert (pair.first, pair.second, pair.is_member) == (house.pk, senate.pk, True)
    assert [one.words for one in pair.said] == [
        "“Identical bill”, identified by CRS",
        "“Identical bill”, identified by House",
    ]
    assert cells("Companion") == {house.pk: "S. 2", senate.pk: "H.R. 1"}


def test_an_identical_bill_outside_the_family_is_told_so(client):
    house = vehicle(1)
    RelatedBill.objects.create(
        bill=house, other_id="119-s-2", relationships=[{"type": "Identical bill", "by": "CRS"}]
    )
    RelatedBill.objects.create(
        bill=house, other_id="119-s-3", relationships=[{"type": "Related bill", "by": "CRS"}]
    )
    (pair,) = shown().companions
    assert (pair.second, pair.is_member, pair.is_here) == ("119-s-2", False, False)
    client.force_login(representative())
    assert "not both are vehicles of the family" in said(client)


# Texts.


def test_texts_are_compared_by_a_task_and_read_by_the_page(client):
    old, new = vehicle(1), vehicle(2)
    findings = ("Findings", "Congress finds that SAMPLE words stand here for a reason of their own.")
    text_of(old, findings, ("Grants", "The SAMPLE Secretary may make grants of a certain kind to some."))
    text_of(new, findings, ("Reports", "Not later than one year after enactment there is a SAMPLE report."))
    waiting = shown().texts.waiting
    assert [(a.measure, b.measure) for a, b in waiting] == [("119-hr-1", "119-hr-2")]
    client.force_login(representative())
    assert "being compared" in said(client)
    assert compare_texts(keys=[text.key for pair in waiting for text in pair]) == 1
    (found,) = shown().texts.known
    assert (found.same, found.only_old, found.only_new) == (1, ("Sec. 2. Grants",), ("Sec. 2. Reports",))
    page = said(client)
    assert "being compared" not in page
    assert "Sec. 2. Grants" in page
    assert f"a={waiting[0][0].key}" in client.get(f"/bills/families/{SLUG}/").content.decode()


def test_the_newest_text_of_each_counts_and_one_alone_is_not_compared(client):
    old, new = vehicle(1), vehicle(2)
    text_of(old, ("Findings", "Congress finds SAMPLE things."))
    text_of(old, ("Findings", "Congress finds other SAMPLE things."), code="eh")
    assert shown().texts.is_empty
    assert shown().texts.without_text == (new.pk,)
    text_of(new, ("Findings", "Congress finds SAMPLE things."))
    assert [(a.code, b.code) for a, b in shown().texts.waiting] == [("eh", "ih")]
    assert compare_texts(keys=["119-hr-1-eh", "119-hr-9-ih"]) == 0


def test_too_many_texts_are_not_compared_two_by_two(client):
    for number in range(MOST_TEXTS + 1):
        text_of(vehicle(number + 1), ("Findings", f"Congress finds SAMPLE thing {number}."))
    assert shown().texts.too_many
    client.force_login(representative())
    assert "choose two" in said(client)


# Authorizations.


def test_years_stand_in_a_row_with_law_and_proposal_apart():
    family = FamilyFactory()
    AuthorizationFactory(family=family, first_fiscal_year=2018, last_fiscal_year=2021, dollars=13_822_000)
    bill = BillFactory(number=2012)
    for first, last, dollars in ((2026, 2026, 200_000_000), (2027, 2030, None)):
        AuthorizationFactory(
            family=family, status="proposed", law="", bill=bill, bill_version="as introduced",
            first_fiscal_year=first, last_fiscal_year=last, dollars=dollars, such_sums=dollars is None,
        )  # fmt: skip
    years = authorization_years(list(family.authorizations.all()), dt.date(2026, 11, 27))
    assert (years.years[0], years.years[-1], years.current) == (2018, 2030, 2027)
    (law,), (proposed,) = years.in_law, years.proposed
    assert [(one.width, one.text) for one in law.spans] == [(4, "$13.822M"), (9, "")]
    assert [(one.width, one.text) for one in proposed.spans] == [(8, ""), (1, "$200M"), (4, "such sums")]
    assert law.ends.replace(NBSP, " ") == "the authorization of appropriations ended with FY 2021"
    assert proposed.ends.replace(NBSP, " ") == "would authorize appropriations through FY 2030"


def test_the_table_of_years_keeps_to_the_newest_and_says_what_it_leaves_out():
    family = FamilyFactory()
    AuthorizationFactory(family=family, first_fiscal_year=2001, last_fiscal_year=2003)
    AuthorizationFactory(family=family, first_fiscal_year=2018, last_fiscal_year=2030)
    years = authorization_years(list(family.authorizations.all()), dt.date(2026, 11, 27))
    assert (years.years[0], years.left_out, len(years.in_law)) == (2017, 1, 1)
    assert authorization_years([]) is None


# The whole.


def test_a_family_with_nothing_yet_says_so(client):
    FamilyFactory()
    client.force_login(representative())
    page = said(client)
    assert "No SAMPLE bill has been introduced in the" in page
    assert "None is recorded here." in page


def test_a_page_of_thirty_vehicles_costs_no_more_queries_than_one_of_two(client):
    client.force_login(representative())
    for number in (1, 2):
        _full_vehicle(number)
    assert client.get(f"/bills/families/{SLUG}/").status_code == 200
    with CaptureQueriesContext(connection) as few:
        client.get(f"/bills/families/{SLUG}/")
    for number in range(3, 31):
        _full_vehicle(number)
    with CaptureQueriesContext(connection) as many:
        client.get(f"/bills/families/{SLUG}/")
    # Two texts are looked for in the cache, thirty are too many to compare.
    assert len(many) <= len(few)


def test_candidates_and_keeping_cost_a_constant_number_of_queries(client):
    user = staff_member()
    client.force_login(user)

    def queries(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as told:
            client.get(path)
        return len(told)

    paths = (f"/bills/families/{SLUG}/keep/", "/bills/families/candidates/", "/bills/families/")
    _full_vehicle(1), _candidate(501)
    few = [queries(path) for path in paths]
    for number in range(2, 16):
        _full_vehicle(number), _candidate(500 + number)
    assert [queries(path) for path in paths] == few
    assert candidate_rows(user, []) == []


def _candidate(number: int) -> None:
    reason = {
        "why": "same_title",
        "with_bill": "119-hr-1",
        "evidence": "SAMPLE",
        "about": "x",
        "key": "same_title:x",
    }
    FamilyCandidate.objects.create(
        family=FamilyFactory(),
        bill=BillFactory(number=number),
        reasons=[reason],
        first_seen_at=timezone.now(),
    )


def _full_vehicle(number: int) -> None:
    bill = vehicle(number)
    other = BillFactory(number=number, bill_type="s")
    FamilyBillFactory(bill=other, companion=bill)
    complete(bill)
    CosponsorFactory(bill=bill), CosponsorFactory(bill=other)
    BillCommittee.objects.create(bill=bill, committee=CommitteeFactory())
    TextVersion.objects.create(bill=bill, name="Introduced in House", code="ih", position=0)
    RelatedBill.objects.create(
        bill=bill, other_id=other.pk, relationships=[{"type": "Identical bill", "by": "CRS"}]
    )
    text_of(bill, ("Findings", f"Congress finds SAMPLE thing {number}."))
    FamilyBillFactory(bill=BillFactory(number=300 + number), part="neighbor")
    FamilyBillFactory(bill=BillFactory(number=300 + number, congress=CongressFactory(number=118)))
    AuthorizationFactory(family=FamilyFactory(), status="proposed", law="", bill=bill)
    FamilyLawFactory(law_number=f"117-{number}", bill=bill)
