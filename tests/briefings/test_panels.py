"""What packets add to the pages of offices and bills."""

import pytest
from django.urls import reverse

from briefings import panels
from briefings.services.request import request_packet
from common.panels import fragments
from legislation.models import Family
from members.models import User
from outreach.models import Office
from tests.briefings.world import SENATOR


@pytest.fixture
def office(world):
    return request_packet(bioguide_id=SENATOR, requested_by=None)[0].office


def test_an_office_page_offers_a_packet_for_that_office(office, staff):
    html = panels.make_for_office(office, staff)
    assert f"{reverse('briefings:new_packet')}?office={SENATOR}" in html


def test_a_former_office_is_offered_no_packet(office, staff):
    office.state = "former"
    assert panels.make_for_office(office, staff) is None


def test_an_office_page_lists_its_packets_and_handings_over_in_two_queries(
    office, staff, django_assert_num_queries
):
    assert staff.is_secretariat
    with django_assert_num_queries(2):
        html = panels.packets_of_office(office, staff)
    assert reverse("briefings:packet", args=[office.packets.get().pk]) in html


def test_an_office_without_a_packet_shows_no_empty_list(world, staff):
    empty = Office.objects.create(
        kind="legislator", legislator=world.other, name="Rep. Other", as_of="2026-06-15"
    )
    assert panels.packets_of_office(empty, staff) is None


def test_a_bill_page_offers_a_packet_with_that_bill(world, staff):
    assert f"?bill={world.senate.pk}" in panels.make_with_bill(world.senate, staff)


@pytest.mark.parametrize(
    ("slot", "kind", "subject"),
    [
        ("line.beside", "line", "victims"),
        ("family.actions", "family", "rhytpa"),
        ("decision.beside", "minutes", "2026-01"),
    ],
)
def test_a_page_offers_the_packet_that_is_about_it(world, staff, slot, kind, subject):
    page = {"line": world.line, "family": Family.objects.get(), "minutes": world.decision}[kind]
    offered = [html for html in fragments(slot, page, staff) if "packets/new/" in str(html)]
    assert [f"/packets/new/{kind}/?subject={subject}" in html for html in offered] == [True]


@pytest.mark.parametrize("slot", ["office.actions", "office.beside", "bill.beside"])
def test_who_is_not_of_the_secretariat_is_offered_nothing(world, office, slot):
    subject = world.senate if slot == "bill.beside" else office
    member = User.objects.create_user("member@demo-coalition.example", name="Member Sample")
    assert not [html for html in fragments(slot, subject, member) if "packets/" in html]
