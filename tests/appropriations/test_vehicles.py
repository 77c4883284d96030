"""The bills that carry the lines: how far each came, what is not at hand, continuing resolutions, what staff enter."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from appropriations.grid_query import GridQuery
from appropriations.models import BundleBill, Line
from appropriations.selectors.grid import grid_of
from appropriations.selectors.vehicles import heads_of, vehicles_page
from appropriations.services.first_data import load_first_data
from atest.following import moved_for
from legislation.models import TrackedBill
from members.services.follows import follow
from tests.factories.appropriations import AmountFactory, BundleBillFactory, BundleFactory, LineFactory
from tests.factories.legislation import ActionFactory, BillFactory
from tests.factories.members import representative, staff_member
from tests.pages import queries_of, sheet_rows, signed_in

pytestmark = pytest.mark.django_db

PAGE = "/money/bills/"
REPORTED = (
    "The House Committee on Appropriations reported an original measure, H. Rept. 119-1, by Mr. Sample."
)


@pytest.fixture
def desk():
    return signed_in(staff_member())


@pytest.fixture
def member():
    return signed_in(representative())


def said(response):
    return " ".join(response.content.decode().split())


def a_house_bill(**fields):
    """A House bill of FY 2027 at hand, reported on May 15, 2026."""
    bill = BillFactory(stage="reported", stage_on=date(2026, 5, 15))
    ActionFactory(bill=bill, acted_on=date(2026, 5, 15), text=REPORTED, committee_codes=["hsap00"])
    return BundleBillFactory(bill=bill, role="house_bill", fiscal_year=2027, citation=bill.citation, **fields)


def test_a_bill_at_hand_shows_its_stage_its_day_and_its_place(member):
    row = a_house_bill()
    page = said(member.get(PAGE, {"year": "2027"}))
    assert "Reported on May 15, 2026." in page
    (shown,) = vehicles_page(2027, [row.bundle], with_history=False).rows
    assert {one.place.value: one.on for one in shown.places if one.on} == {
        "house_committee": date(2026, 5, 15)
    }


def test_what_is_not_at_hand_is_said(member):
    a_house_bill()
    page = said(member.get(PAGE, {"year": "2027"}))
    assert "No Senate bill: none is at hand." in page
    assert "No Act: none is at hand." in page
    assert "No House bill" not in page


def test_an_act_that_is_not_at_hand_stands_in_the_table_without_a_day(member):
    BundleBillFactory(citation="H.R. 7148 (119th)", fiscal_year=2026)
    page = said(member.get(PAGE, {"year": "2026"}))
    assert "day not known</span><small>H.R. 7148</small>" in page
    assert "The bill is not at hand here." in page


def test_a_continuing_resolution_is_told_once_with_its_days_for_all_it_covers(member):
    for key in ("one", "two"):
        BundleBillFactory(
            bundle=BundleFactory(key=key, short_name=f"SAMPLE {key}"),
            role="cr",
            citation="H.R. 5371 (119th)",
            starts_on=date(2025, 11, 12),
            ends_on=date(2026, 1, 30),
        )
    page = said(member.get(PAGE, {"year": "2026"}))
    assert page.count("Nov 12, 2025 to Jan 30, 2026, 80 days") == 1
    assert "For SAMPLE one, SAMPLE two." in page
    assert page.count("No Act: none is at hand.") == 2


def test_a_full_year_continuing_resolution_is_the_law_of_a_year(member):
    bill = BillFactory(stage="enacted", stage_on=date(2025, 3, 15), law_number="119-4")
    ActionFactory(bill=bill, acted_on=date(2025, 3, 11), text="On passage Passed by the Yeas and Nays.")
    ActionFactory(bill=bill, acted_on=date(2025, 3, 15), text="Became Public Law No: 119-4.")
    row = BundleBillFactory(bill=bill, role="full_year_cr", fiscal_year=2025)
    (shown,) = vehicles_page(2025, [row.bundle], with_history=False).rows
    assert {one.place.value: one.on for one in shown.places if one.on} == {"law": date(2025, 3, 15)}
    assert "The whole fiscal year" in said(member.get(PAGE, {"year": "2025"}))


def test_the_heads_of_the_grid_tell_the_act_or_else_the_bills_on_the_way():
    line = LineFactory()
    AmountFactory(line=line, fiscal_year=2027)
    house = a_house_bill(bundle=line.bundle)
    BundleBillFactory(bundle=line.bundle, fiscal_year=2027, role="cr", ends_on=date(2026, 12, 1))
    (group,) = grid_of(Line.objects.all(), GridQuery((2027,))).groups
    ((_, (told,)),) = group.vehicles
    assert (told.bill_id, told.brief) == (house.bill_id, "Reported May 15, 2026")
    act = BundleBillFactory(bundle=line.bundle, fiscal_year=2027)
    assert [one.pk for one in heads_of([line.bundle_id], [2027])[line.bundle_id, 2027]] == [act.pk]


def test_the_page_of_a_line_says_where_its_bills_stand(member):
    line = LineFactory()
    AmountFactory(line=line, fiscal_year=2027)
    a_house_bill(bundle=line.bundle)
    assert "House bill. Reported on May 15, 2026." in said(member.get(line.get_absolute_url()))


def test_the_page_takes_as_many_queries_for_thirty_bills_as_for_one(member, desk):
    a_house_bill()
    address = f"{PAGE}?year=2027"
    first = queries_of(member, address), queries_of(desk, address)
    for number in range(29):
        a_house_bill(bundle=BundleFactory(key=f"bundle-{number}"))
    assert (queries_of(member, address), queries_of(desk, address)) == first


def test_a_year_or_a_bill_that_makes_no_sense_shows_the_newest_year(member):
    a_house_bill()
    for query in ({}, {"year": "1492"}, {"year": "nonsense", "bundle": "nothing"}):
        response = member.get(PAGE, query)
        assert response.context["shown"].fiscal_year == 2027, query


def typed(**fields):
    return {
        "fiscal_year": "2027",
        "role": "house_bill",
        "bill": "",
        "citation": "",
        "starts_on": "",
        "ends_on": "",
        "note": "",
        "source": "SAMPLE list",
        "source_url": "",
        "as_of": "2026-11-21",
        **fields,
    }


def test_staff_add_one_bill_for_several_regular_bills_and_it_is_followed(desk):
    bill = BillFactory(number=9003)
    bundles = [BundleFactory(key=key).key for key in ("one", "two")]
    fields = typed(bill="119-hr-9003", bundles=bundles)
    page = desk.post(reverse("appropriations:add_vehicle"), fields, follow=True)
    assert "was added for 2 regular bills" in said(page)
    rows = BundleBill.objects.filter(bill=bill)
    assert {(row.bundle_id, row.citation) for row in rows} == {
        ("one", "H.R. 9003 (119th)"),
        ("two", "H.R. 9003 (119th)"),
    }
    assert TrackedBill.objects.filter(bill=bill).exists()


def test_a_bill_of_a_congress_that_is_over_is_not_followed(desk):
    bill = BillFactory(id="118-hr-4366", congress__number=118, number=4366)
    bundle = BundleFactory()
    desk.post(reverse("appropriations:add_vehicle"), typed(bill="118-hr-4366", bundles=[bundle.key]))
    assert BundleBill.objects.get().bill == bill
    assert not TrackedBill.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({}, "bill", "Name the bill"),
        ({"bill": "H.R. 99999 (119th)"}, "bill", "not here yet"),
        ({"citation": "H.R. 1", "ends_on": "2026-12-01"}, "ends_on", "Only a continuing resolution"),
        ({"citation": "H.R. 1", "role": "cr"}, "ends_on", "until which day"),
        (
            {"citation": "H.R. 1", "role": "cr", "starts_on": "2026-12-02", "ends_on": "2026-12-01"},
            "ends_on",
            "comes after the first",
        ),
        ({"citation": "H.R. 1", "source": ""}, "source", "required"),
        ({"citation": "H.R. 1", "bundles": []}, "bundles", "required"),
        ({"citation": "SAMPLE taken"}, "__all__", "SAMPLE taken is there already for SAMPLE bill"),
    ],
)
def test_what_is_wrong_in_a_bill_is_said_at_its_field(desk, fields, field, message):
    taken = BundleBillFactory(citation="SAMPLE taken", role="house_bill", fiscal_year=2027)
    response = desk.post(
        reverse("appropriations:add_vehicle"), typed(**{"bundles": [taken.bundle_id], **fields})
    )
    assert response.status_code == 422
    assert message in str(response.context["form"].errors[field])
    assert BundleBill.objects.count() == 1


def test_a_bill_is_edited_removed_and_restored_with_its_history(desk):
    row = BundleBillFactory(citation="H.R. 1 (119th)", note="division B")
    fields = typed(fiscal_year="2026", role="law", citation="H.R. 1 (119th)", note="division C")
    desk.post(reverse("appropriations:edit_vehicle", args=[row.pk]), fields)
    page = said(desk.get(PAGE, {"year": "2026"}))
    assert "division B" in page
    assert "division C" in page
    desk.post(
        reverse("appropriations:withdraw_kept", args=["vehicle", row.pk]), {"reason": "it carries another"}
    )
    page = said(desk.get(PAGE, {"year": "2026"}))
    assert "it carries another" in page
    assert "No Act: none is at hand." in page
    desk.post(reverse("appropriations:restore_kept", args=["vehicle", row.pk]))
    assert "No Act: none is at hand." not in said(desk.get(PAGE, {"year": "2026"}))


def test_members_read_and_see_no_way_to_write(member):
    a_house_bill()
    page = said(member.get(PAGE))
    assert "Add a bill" not in page
    assert "/edit/" not in page


def test_the_file_has_every_bill_and_says_what_is_missing(member):
    a_house_bill()
    heading, *rows = sheet_rows(member.get(f"{PAGE}export.csv", {"year": "2027"}))
    cells = [dict(zip(heading, row, strict=True)) for row in rows]
    assert cells[0]["Where it stands"].replace("\N{NO-BREAK SPACE}", " ").startswith("Reported on May 15")
    assert [row["What it is"] for row in cells[1:]] == [
        "No Senate bill: none is at hand.",
        "No Act: none is at hand.",
    ]


def test_what_moves_at_a_bill_that_carries_a_followed_line_is_told():
    person = representative()
    line = LineFactory()
    row = a_house_bill(bundle=line.bundle)
    organization = person.current_affiliations[0].organization
    follow(organization=organization, target=line, by=person)
    moved = moved_for(organization.pk, person, since=row.bill.created_at, limit=8)
    assert {one.bill_id for one in moved.bills.items} == {row.bill_id}


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "law", "ends_on": date(2026, 1, 30)},
        {"role": "cr", "starts_on": date(2026, 2, 1), "ends_on": date(2026, 1, 30)},
        {"role": "other"},
        {"fiscal_year": 26},
        {"withdrawn_at": "2026-11-21T00:00Z"},
    ],
)
def test_the_database_refuses_a_bill_that_is_not_what_it_says(fields):
    bundle = BundleFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        BundleBillFactory(bundle=bundle, **fields)


def test_the_shipped_bills_are_those_read_in_public_sources():
    list(load_first_data())
    resolutions = BundleBill.objects.filter(role="cr")
    assert {(row.citation, row.starts_on, row.ends_on) for row in resolutions} == {
        ("H.R. 5371 (119th)", date(2025, 11, 12), date(2026, 1, 30))
    }
    full = BundleBill.objects.filter(role="full_year_cr")
    assert {(row.fiscal_year, row.citation) for row in full} == {(2025, "P.L. 119-4")}
    assert full.count() == 6
    of_2027 = BundleBill.objects.filter(fiscal_year=2027, bundle="cjs")
    assert [(row.citation, row.role) for row in of_2027] == [("H.R. 8845 (119th)", "house_bill")]
    assert not BundleBill.objects.filter(source="").exists()
