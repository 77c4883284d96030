"""What an organization follows: chosen by those who speak for it, listed, and shown first on its home."""

from __future__ import annotations

import pytest

from common.models import AuditEntry
from members.choices import Role
from members.models import Follow
from members.services.follows import follow, unfollow
from members.services.organizations import NotTheirs
from tests.factories.decisions import an_open_proposal
from tests.factories.legislation import BillFactory, FamilyFactory
from tests.factories.members import AffiliationFactory, OrganizationFactory, representative, staff_member
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db


def own(person):
    return person.current_affiliations[0].organization


def test_who_speaks_for_an_organization_follows_and_stops_and_both_are_logged():
    person, bill = representative(), BillFactory(number=9001)
    kept = follow(organization=own(person), target=bill, by=person)
    assert follow(organization=own(person), target=bill, by=person) == kept
    unfollow(follow=kept, by=person)
    assert not Follow.objects.exists()
    logged = AuditEntry.objects.filter(verb__in=["followed", "unfollowed"])
    assert [(one.verb, one.actor_id, one.detail) for one in logged] == [
        ("unfollowed", person.pk, {"target": f"legislation.bill:{bill.pk}"}),
        ("followed", person.pk, {"target": f"legislation.bill:{bill.pk}"}),
    ]


@pytest.mark.parametrize("who", ["staff of the organization", "another organization", "the secretariat"])
def test_nobody_else_chooses_for_it(who):
    organization, bill = OrganizationFactory(), BillFactory(number=9001)
    person = {
        "staff of the organization": lambda: (
            AffiliationFactory(organization=organization, role=Role.STAFF).user
        ),
        "another organization": representative,
        "the secretariat": staff_member,
    }[who]()
    kept = follow(organization=organization, target=bill, by=representative(organization))
    with pytest.raises(NotTheirs):
        follow(organization=organization, target=BillFactory(number=9002), by=person)
    with pytest.raises(NotTheirs):
        unfollow(follow=kept, by=person)


def test_only_bills_families_lines_and_priorities_are_followed():
    person = representative()
    with pytest.raises(ValueError, match="cannot be followed"):
        follow(organization=own(person), target=an_open_proposal(), by=person)
    browser = signed_in(person)
    for named in (
        "members.user:1",
        "legislation.bill:none",
        "legislation.bill:",
        "nonsense",
        "a.b:c",
        "bill:1",
    ):
        assert browser.post("/member/follow/", {"target": named}).status_code == 404, named


def test_the_button_follows_and_comes_back_and_the_list_stops():
    person, bill, family = representative(), BillFactory(number=9001), FamilyFactory()
    browser = signed_in(person)
    page = f"/bills/{bill.pk}/"
    assert "Follow<" in browser.get(page).content.decode()
    wanted = {"target": f"legislation.bill:{bill.pk}", "next": page}
    assert browser.post("/member/follow/", wanted).url == page
    assert "Follow<" not in browser.get(page).content.decode()
    browser.post("/member/follow/", {"target": f"legislation.family:{family.pk}"})
    listed = browser.get("/member/following/")
    assert [(label, [one.name for one in things]) for label, things in listed.context["followed"]] == [
        ("Bills", [str(bill)]),
        ("Families", [str(family)]),
    ]
    for one in Follow.objects.all():
        browser.post(f"/member/follow/{one.pk}/stop/")
    assert not Follow.objects.exists()


def test_another_organizations_follow_is_not_found():
    person, bill = representative(), BillFactory(number=9001)
    kept = follow(organization=own(person), target=bill, by=person)
    assert signed_in(representative()).post(f"/member/follow/{kept.pk}/stop/").status_code == 404
    assert Follow.objects.exists()


def test_it_leads_nowhere_else():
    person, bill = representative(), BillFactory(number=9001)
    wanted = {"target": f"legislation.bill:{bill.pk}", "next": "https://elsewhere.example/"}
    assert signed_in(person).post("/member/follow/", wanted).url == "/member/following/"


def test_a_longer_list_takes_no_more_queries():
    person = representative()
    browser = signed_in(person)
    follow(organization=own(person), target=BillFactory(number=9001), by=person)
    few = queries_of(browser, "/member/following/")
    for number in range(9002, 9031):
        follow(organization=own(person), target=BillFactory(number=number), by=person)
    assert queries_of(browser, "/member/following/") == few
