"""Pages of organizations, the audit log and exports."""

from __future__ import annotations

import pytest

from common import audit
from common.models import AuditEntry
from members.models import User
from tests.factories.members import (
    AffiliationFactory,
    OrganizationFactory,
    ReachFactory,
    SkillFactory,
    representative,
    staff_member,
)
from tests.pages import queries_of, sheet_rows, signed_in

pytestmark = pytest.mark.django_db


def names_on(response):
    return [row["it"].name for row in response.context["rows"]]


def test_organizations_stand_by_name_whatever_marks_and_articles_it_has():
    for name in ("SAMPLE Zebra", "The SAMPLE Middle", "SAMPLE Élan", "sample apple"):
        OrganizationFactory(name=name, slug=name.lower().replace(" ", "-").replace("é", "e"))
    page = signed_in(staff_member()).get("/people/organizations/")
    assert names_on(page) == ["sample apple", "SAMPLE Élan", "The SAMPLE Middle", "SAMPLE Zebra"]


def test_organizations_are_found_by_words_skill_state_and_who_leads():
    wanted = OrganizationFactory(name="SAMPLE Élan", slug="elan", survivor_led=True)
    skill = SkillFactory(name="Sample sewing")
    skill.organizations.add(wanted)
    ReachFactory(organization=wanted, code="ME")
    OrganizationFactory.create_batch(3)
    browser = signed_in(staff_member())
    for query in ("search=elan", f"skill={skill.pk}", "state=ME", "survivor_led=yes"):
        assert names_on(browser.get(f"/people/organizations/?{query}")) == ["SAMPLE Élan"], query
    nothing = browser.get("/people/organizations/?search=zzz")
    assert names_on(nothing) == []
    assert "No organization fits" in nothing.content.decode()


def test_contacts_are_for_the_secretariat():
    organization = OrganizationFactory()
    contact = representative(organization)
    other = representative()
    address = f"/people/organizations/{organization.slug}/"
    assert contact.email in signed_in(staff_member()).get(address).content.decode()
    assert contact.email not in signed_in(other).get(address).content.decode()


def test_only_its_own_people_see_the_form_for_being_named():
    organization = OrganizationFactory()
    address = f"/people/organizations/{organization.slug}/"
    assert signed_in(representative(organization)).get(address).context["naming_form"]
    assert not signed_in(representative()).get(address).context["naming_form"]
    signed_in(representative(organization)).post(address + "naming/", {"naming": "all"})
    organization.refresh_from_db()
    assert organization.naming == "all"
    signed_in(representative()).post(address + "naming/", {"naming": "no"})
    organization.refresh_from_db()
    assert organization.naming == "all"


def test_taking_the_contacts_is_logged():
    person, staff = representative(), staff_member()
    answer = signed_in(staff).get("/people/organizations/contacts.csv")
    assert person.email in sheet_rows(answer)[1]
    assert AuditEntry.objects.get(verb="exported contacts").actor_id == staff.pk


def test_no_name_in_the_contacts_is_run_by_a_spreadsheet():
    person = representative()
    User.objects.filter(pk=person.pk).update(name='=HYPERLINK("https://elsewhere.example")')
    answer = signed_in(staff_member()).get("/people/organizations/contacts.csv")
    row = sheet_rows(answer)[1]
    assert row[1] == '\'=HYPERLINK("https://elsewhere.example")'
    assert row[3] == person.email


@pytest.mark.parametrize("address", ["/people/organizations/", "/people/audit/"])
def test_a_longer_list_takes_no_more_queries(address):
    def add(number):
        for _ in range(number):
            organization = OrganizationFactory()
            SkillFactory().organizations.add(organization)
            ReachFactory(organization=organization)
            audit.record("did something", organization, actor_id=representative(organization).pk)

    browser = signed_in(staff_member())
    add(1)
    few = queries_of(browser, address)
    add(29)
    assert queries_of(browser, address) == few


def test_the_audit_log_names_people_and_is_searched_by_them():
    person = representative()
    audit.record(
        "did something", actor_id=person.pk, acting_for=person.current_affiliations[0].organization_id, n=3
    )
    audit.record("did another thing", actor_id=None)
    browser = signed_in(staff_member())
    found = browser.get("/people/audit/", {"person": person.name})
    assert [(line.actor, line.verb, line.detail) for line in found.context["lines"]] == [
        (person.name, "did something", "n 3")
    ]
    assert len(browser.get("/people/audit/", {"verb": "did another thing"}).context["lines"]) == 1


def test_the_member_home_takes_a_bounded_number_of_queries():
    person = representative()
    AffiliationFactory(user=person)
    assert queries_of(signed_in(person), "/member/") <= 30


def test_organizations_come_as_a_file_by_name():
    for name in ("SAMPLE Zeta", "SAMPLE Alpha"):
        OrganizationFactory(name=name)
    heading, *rows = sheet_rows(signed_in(representative()).get("/people/organizations/export.csv?q=SAMPLE"))
    assert heading[0] == "Organization"
    names = [row[0] for row in rows]
    assert names.index("SAMPLE Alpha") < names.index("SAMPLE Zeta")
