"""How organizations come, leave and come back, and whose access that moves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession

from common.dates import today
from common.models import AuditEntry
from members.choices import OrganizationKind, Role
from members.models import Affiliation, Organization
from members.services import membership
from members.services.invitations import invite, open_invitations
from members.services.organizations import OrganizationError
from members.services.rights import NotAllowed
from tests.factories.members import (
    AffiliationFactory,
    AllyFactory,
    OrganizationFactory,
    ReachFactory,
    SkillFactory,
    representative,
    staff_member,
)
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = today() - timedelta(days=1), today() + timedelta(days=1)


def at(organization, page=""):
    return f"/people/organizations/{organization.slug}/{page}"


def names_on(page):
    return [row["it"].name for row in page.context["rows"]]


@pytest.mark.parametrize("kind", ["member", "ally", "prospective"])
def test_the_secretariat_enters_an_organization_of_each_kind(kind):
    browser = signed_in(staff_member())
    sent = {"name": "SAMPLE  New One", "kind": kind, "joined_on": "2026-01-05"}
    answer = browser.post("/people/organizations/add/", sent)
    one = Organization.objects.get()
    assert answer.url == at(one, "profile/")
    assert (one.name, one.slug, one.kind) == ("SAMPLE New One", "sample-new-one", kind)
    assert one.joined_on == (date(2026, 1, 5) if kind == "member" else None)
    assert AuditEntry.objects.get(verb="added organization").detail["kind"] == kind


def test_a_member_needs_a_day_and_a_name_of_its_own():
    OrganizationFactory(name="SAMPLE One")
    browser = signed_in(staff_member())
    page = browser.post("/people/organizations/add/", {"name": "SAMPLE Two", "kind": "member"})
    assert page.context["form"].errors["joined_on"] == ["Say on which day it joined."]
    page = browser.post("/people/organizations/add/", {"name": "sample one", "kind": "ally"})
    assert "already" in str(page.context["form"].errors["name"])
    assert 'value="sample one"' in page.content.decode()


def test_two_names_that_look_alike_in_an_address_get_two_addresses():
    staff = staff_member()
    slugs = [
        membership.add_organization(name=name, kind=OrganizationKind.ALLY, by=staff).slug
        for name in ("Add", "SAMPLE One", "SAMPLE: One!")
    ]
    assert slugs == ["add-2", "sample-one", "sample-one-2"]


def test_no_service_of_membership_is_for_members():
    organization = OrganizationFactory()
    person = representative(organization)
    ally = AllyFactory()
    for act in (
        lambda: membership.add_organization(name="SAMPLE X", kind=OrganizationKind.ALLY, by=person),
        lambda: membership.admit(organization=ally, joined_on=today(), by=person),
        lambda: membership.record_leaving(organization=organization, last_day=today(), by=person),
        lambda: membership.take_back_leaving(organization=organization, roles=[], by=person),
        lambda: membership.rejoin(organization=organization, joined_on=today(), roles=[], by=person),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_prospective_organization_is_admitted_from_a_day():
    ally = AllyFactory(kind=OrganizationKind.PROSPECTIVE)
    browser = signed_in(staff_member())
    browser.post(at(ally, "admit/"), {"joined_on": str(TOMORROW)})
    ally.refresh_from_db()
    assert (ally.kind, ally.joined_on) == (OrganizationKind.MEMBER, TOMORROW)
    assert ally not in Organization.objects.active()
    assert ally in Organization.objects.active(on=TOMORROW)
    assert names_on(browser.get("/people/organizations/?standing=later")) == [ally.name]
    assert browser.get(at(ally, "admit/")).status_code == 404


def test_the_page_says_whose_access_ends_before_it_does():
    organization = OrganizationFactory()
    person = representative(organization)
    page = signed_in(staff_member()).get(at(organization, "leave/")).content.decode()
    assert person.name in page
    assert "Answers it gave stay in the record" in page


def test_the_day_after_its_last_its_people_open_nothing_by_an_open_session_either():
    organization = OrganizationFactory()
    person = representative(organization)
    theirs = signed_in(person)
    assert theirs.get("/people/organizations/").status_code == 200
    signed_in(staff_member()).post(at(organization, "leave/"), {"last_day": str(YESTERDAY)})
    assert not UserSession.objects.filter(user=person).exists()
    assert theirs.get("/people/organizations/").status_code in {302, 403}


def test_until_the_end_of_its_last_day_they_have_access():
    organization = OrganizationFactory()
    theirs = signed_in(representative(organization))
    signed_in(staff_member()).post(at(organization, "leave/"), {"last_day": str(today())})
    assert theirs.get("/people/organizations/").status_code == 200
    assert organization in Organization.objects.active()
    assert organization not in Organization.objects.active(on=TOMORROW)


def test_who_also_acts_for_another_keeps_that():
    organization = OrganizationFactory()
    person = representative(organization)
    other = AffiliationFactory(user=person).organization
    browser = signed_in(person)
    membership.record_leaving(organization=organization, last_day=YESTERDAY, by=staff_member())
    page = browser.get("/people/organizations/")
    assert page.status_code == 200
    assert page.wsgi_request.acting_for.organization == other


def test_leaving_ends_roles_and_revokes_invitations():
    organization, staff = OrganizationFactory(), staff_member()
    now, ended = (
        AffiliationFactory(organization=organization),
        AffiliationFactory(organization=organization, ends_on=date(2025, 1, 1)),
    )
    later = AffiliationFactory(organization=organization, starts_on=TOMORROW)
    invite(email="new@sample.example", name="New", organization=organization, role=Role.STAFF, by=staff)
    membership.record_leaving(organization=organization, last_day=YESTERDAY, by=staff)
    assert Affiliation.objects.get(pk=now.pk).ends_on == YESTERDAY
    assert Affiliation.objects.get(pk=ended.pk).ends_on == date(2025, 1, 1)
    assert Affiliation.objects.get(pk=later.pk).ends_on == TOMORROW
    assert not open_invitations().exists()
    entry = AuditEntry.objects.get(verb="recorded leaving")
    assert sorted(entry.detail["roles_ended"]) == sorted([now.pk, later.pk])


def test_a_last_day_before_it_joined_is_refused():
    organization = OrganizationFactory()
    page = signed_in(staff_member()).post(at(organization, "leave/"), {"last_day": "2019-01-01"})
    assert page.context["form"].errors["last_day"] == ["The last day cannot lie before the day it joined."]
    organization.refresh_from_db()
    assert organization.left_on is None


def test_it_leaves_once():
    organization, staff = OrganizationFactory(), staff_member()
    membership.record_leaving(organization=organization, last_day=YESTERDAY, by=staff)
    with pytest.raises(OrganizationError):
        membership.record_leaving(organization=organization, last_day=today(), by=staff)
    with pytest.raises(OrganizationError):
        membership.record_leaving(organization=AllyFactory(), last_day=today(), by=staff)


def test_a_leaving_recorded_by_mistake_is_taken_back_for_those_chosen():
    organization, staff = OrganizationFactory(), staff_member()
    first, second = AffiliationFactory.create_batch(2, organization=organization)
    membership.record_leaving(organization=organization, last_day=YESTERDAY, by=staff)
    signed_in(staff).post(at(organization, "return/"), {"what": "mistake", "roles": [first.pk]})
    organization.refresh_from_db()
    assert (organization.left_on, organization.joined_on) == (None, date(2020, 1, 6))
    assert list(Affiliation.objects.current().filter(organization=organization)) == [first]
    assert AuditEntry.objects.get(verb="took back leaving").detail["last_day"] == str(YESTERDAY)
    assert Affiliation.objects.get(pk=second.pk).ends_on == YESTERDAY


def test_one_that_joins_again_has_a_new_day_and_the_audit_log_keeps_the_old_ones():
    organization, staff = OrganizationFactory(), staff_member()
    role = AffiliationFactory(organization=organization)
    membership.record_leaving(organization=organization, last_day=date(2025, 6, 30), by=staff)
    signed_in(staff).post(
        at(organization, "return/"), {"what": "again", "joined_on": "2026-02-02", "roles": [role.pk]}
    )
    organization.refresh_from_db()
    assert (organization.joined_on, organization.left_on) == (date(2026, 2, 2), None)
    spells = (
        Affiliation.objects.filter(user=role.user).order_by("starts_on").values_list("starts_on", "ends_on")
    )
    assert list(spells) == [(date(2024, 1, 8), date(2025, 6, 30)), (date(2026, 2, 2), None)]
    detail = AuditEntry.objects.get(verb="recorded rejoining").detail
    assert (detail["joined_before"], detail["left_before"]) == ("2020-01-06", "2025-06-30")


def test_it_joins_again_only_after_its_last_day_and_with_its_own_people():
    organization, staff = OrganizationFactory(), staff_member()
    membership.record_leaving(organization=organization, last_day=YESTERDAY, by=staff)
    page = signed_in(staff).post(at(organization, "return/"), {"what": "again", "joined_on": str(YESTERDAY)})
    assert "only after its last day" in str(page.context["form"].errors["joined_on"])
    page = signed_in(staff).post(at(organization, "return/"), {"what": "again"})
    assert "Say on which day" in str(page.context["form"].errors["joined_on"])
    with pytest.raises(OrganizationError, match="ended with the membership"):
        membership.take_back_leaving(organization=organization, roles=[AffiliationFactory()], by=staff)
    organization.refresh_from_db()
    assert organization.left_on == YESTERDAY


def test_former_prospective_and_allied_organizations_are_for_the_secretariat_to_list():
    OrganizationFactory(name="SAMPLE Member")
    OrganizationFactory(name="SAMPLE Former", left_on=YESTERDAY)
    AllyFactory(name="SAMPLE Ally")
    AllyFactory(name="SAMPLE Maybe", kind=OrganizationKind.PROSPECTIVE)
    staff, other = (
        signed_in(staff_member()),
        signed_in(representative(OrganizationFactory(name="SAMPLE Our"))),
    )
    for standing in ("former", "ally"):
        name = f"SAMPLE {standing.capitalize()}"
        assert names_on(staff.get(f"/people/organizations/?standing={standing}")) == [name]
        assert names_on(other.get(f"/people/organizations/?standing={standing}")) == [
            "SAMPLE Member",
            "SAMPLE Our",
        ]
    assert names_on(staff.get("/people/organizations/?standing=prospective")) == ["SAMPLE Maybe"]
    assert names_on(staff.get("/people/organizations/")) == ["SAMPLE Member", "SAMPLE Our"]


def test_organizations_are_found_by_country():
    wanted = OrganizationFactory(name="SAMPLE Abroad")
    ReachFactory(organization=wanted, kind="country", code="GH")
    OrganizationFactory()
    browser = signed_in(staff_member())
    assert names_on(browser.get("/people/organizations/?country=GH")) == ["SAMPLE Abroad"]
    assert "abroad: Ghana" in browser.get("/people/organizations/").content.decode()


def test_a_long_list_comes_in_pages():
    OrganizationFactory.create_batch(51)
    browser = signed_in(staff_member())
    assert len(names_on(browser.get("/people/organizations/"))) == 50
    assert len(names_on(browser.get("/people/organizations/?page=2"))) == 1


def test_the_page_of_one_with_many_people_and_places_takes_no_more_queries():
    organization = OrganizationFactory()
    browser = signed_in(staff_member())

    def add(codes):
        for code in codes:
            AffiliationFactory(organization=organization)
            ReachFactory(organization=organization, code=code)
            SkillFactory().organizations.add(organization)

    add(["OR"])
    few = queries_of(browser, at(organization))
    add(["ME", "TX", "AK", "NY", "WA", "CA", "FL", "GA"])
    assert queries_of(browser, at(organization)) == few
