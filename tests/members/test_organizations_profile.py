"""What an organization says of itself: who may edit it, what is refused, what the audit log keeps."""

from __future__ import annotations

import pytest

from common.models import AuditEntry
from members.choices import OrganizationKind, Role
from members.models import Organization
from members.services.organizations import NotTheirs, OrganizationError, choose_naming, edit_profile
from tests.factories.members import (
    AffiliationFactory,
    AllyFactory,
    OrganizationFactory,
    ReachFactory,
    SkillFactory,
    representative,
    staff_member,
)
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
FILLED = {
    "short_name": "SAMPLE 1",
    "about": "What we do, in words.",
    "website": "https://sample.example",
    "survivor_led": "on",
    "states": ["OR", "ME"],
    "national": "on",
    "countries": "Ghana\ncote d'ivoire",
}


def the_page(organization):
    return f"/people/organizations/{organization.slug}/profile/"


def places(organization):
    return sorted(organization.reach.values_list("kind", "code"))


def test_its_representative_edits_everything_it_says_of_itself():
    organization, skill = OrganizationFactory(), SkillFactory()
    ReachFactory(organization=organization, kind="state", code="TX")
    answer = signed_in(representative(organization)).post(
        the_page(organization), FILLED | {"skills": [skill.pk]}
    )
    assert answer.status_code == 302
    kept = Organization.objects.get()
    assert (kept.short_name, kept.website, kept.survivor_led) == ("SAMPLE 1", "https://sample.example", True)
    assert places(kept) == [
        ("country", "CI"),
        ("country", "GH"),
        ("national", ""),
        ("state", "ME"),
        ("state", "OR"),
    ]
    assert list(kept.skills.all()) == [skill]


def test_the_audit_log_names_the_fields_and_never_the_texts():
    organization = OrganizationFactory()
    person = representative(organization)
    signed_in(person).post(the_page(organization), FILLED)
    entry = AuditEntry.objects.get(verb="edited organization")
    assert (entry.actor_id, entry.acting_for) == (person.pk, organization.pk)
    assert entry.detail == {
        "fields": ["short_name", "about", "website", "survivor_led", "states", "countries", "national"]
    }


def test_saving_without_a_change_writes_nothing():
    organization = OrganizationFactory()
    browser = signed_in(representative(organization))
    browser.post(the_page(organization), FILLED)
    browser.post(the_page(organization), FILLED)
    assert AuditEntry.objects.filter(verb="edited organization").count() == 1


def test_others_may_not_open_or_send_the_form():
    organization = OrganizationFactory(about="As it was.")
    its_staff = AffiliationFactory(organization=organization, role=Role.STAFF).user
    for person in (representative(), its_staff):
        browser = signed_in(person)
        assert browser.get(the_page(organization)).status_code == 403
        assert browser.post(the_page(organization), FILLED).status_code == 403
        with pytest.raises(NotTheirs):
            edit_profile(organization=organization, profile={"about": "Other."}, by=person)
    organization.refresh_from_db()
    assert organization.about == "As it was."


def test_the_name_and_the_day_it_joined_are_the_secretariats():
    organization = OrganizationFactory(name="SAMPLE One")
    theirs = representative(organization)
    signed_in(theirs).post(the_page(organization), FILLED | {"name": "SAMPLE Two", "joined_on": "2001-01-01"})
    organization.refresh_from_db()
    assert (organization.name, organization.joined_on.year) == ("SAMPLE One", 2020)
    with pytest.raises(NotTheirs):
        edit_profile(organization=organization, profile={"name": "SAMPLE Two"}, by=theirs)
    signed_in(staff_member()).post(
        the_page(organization), FILLED | {"name": "SAMPLE Two", "joined_on": "2021-02-03"}
    )
    organization.refresh_from_db()
    assert (organization.name, organization.joined_on.isoformat()) == ("SAMPLE Two", "2021-02-03")
    assert AuditEntry.objects.filter(verb="edited organization").latest("pk").acting_for is None


def test_the_secretariat_cannot_say_whether_it_may_be_named():
    organization = OrganizationFactory()
    staff = staff_member()
    browser = signed_in(staff)
    browser.post(
        the_page(organization),
        FILLED | {"name": organization.name, "joined_on": "2020-01-06", "naming": "all"},
    )
    browser.post(f"/people/organizations/{organization.slug}/naming/", {"naming": "all"})
    with pytest.raises(NotTheirs):
        choose_naming(organization=organization, naming="all", states=[], by=staff)
    organization.refresh_from_db()
    assert organization.naming == "no"
    assert browser.get(organization.get_absolute_url()).context["naming_form"] is None


def test_states_for_naming_are_chosen_on_the_map():
    organization = OrganizationFactory()
    browser = signed_in(representative(organization))
    browser.post(
        f"/people/organizations/{organization.slug}/naming/", {"naming": "chosen", "states": ["OR", "ME"]}
    )
    organization.refresh_from_db()
    assert organization.naming_states == ["ME", "OR"]
    page = browser.get(organization.get_absolute_url()).content.decode()
    assert "Maine, Oregon" in page
    assert 'name="states" value="OR" checked' in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"countries": "Ghana\nAtlantis"}, "No country is called “Atlantis”"),
        ({"countries": "United States"}, "No country is called “United States”"),
        ({"states": ["ZZ"]}, "ZZ is not one of the available choices"),
        ({"website": "javascript:alert(1)"}, "begins with https://"),
        ({"website": "ftp://sample.example"}, "begins with https://"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_entered_is_lost(wrong, words):
    organization = OrganizationFactory()
    page = signed_in(representative(organization)).post(the_page(organization), FILLED | wrong)
    assert words in page.content.decode()
    assert "What we do, in words." in page.content.decode()
    assert places(organization) == []


def test_a_name_is_borne_once_whatever_its_case():
    OrganizationFactory(name="SAMPLE Élan")
    organization = OrganizationFactory(name="SAMPLE Two")
    page = signed_in(staff_member()).post(
        the_page(organization), FILLED | {"name": "The sample  elan", "joined_on": "2020-01-06"}
    )
    assert page.context["form"].errors["name"] == ["There is an organization of this name already."]


def test_an_ally_becomes_prospective_but_no_member_by_an_edit():
    staff, ally = staff_member(), AllyFactory()
    edit_profile(organization=ally, profile={"kind": OrganizationKind.PROSPECTIVE}, by=staff)
    ally.refresh_from_db()
    assert ally.kind == OrganizationKind.PROSPECTIVE
    with pytest.raises(OrganizationError, match="admitting"):
        edit_profile(organization=ally, profile={"kind": OrganizationKind.MEMBER}, by=staff)
    with pytest.raises(OrganizationError, match="admitting"):
        edit_profile(organization=OrganizationFactory(), profile={"kind": OrganizationKind.ALLY}, by=staff)


def test_what_it_answered_is_no_part_of_its_page():
    organization = OrganizationFactory()
    page = signed_in(representative()).get(organization.get_absolute_url()).content.decode().lower()
    for word in ("answered", "supported", "blocked", "score"):
        assert word not in page


def test_a_name_or_a_way_to_reach_someone_is_asked_about_before_it_is_kept():
    organization = OrganizationFactory()
    browser = signed_in(representative(organization))
    sent = FILLED | {"about": "Write to someone@sample.example."}
    page = browser.post(the_page(organization), sent)
    assert page.context["form"].errors["about"]
    box = page.context["form"]["personal_words_read"].field.widget.attrs["value"]
    browser.post(the_page(organization), sent | {"personal_words_read": box})
    organization.refresh_from_db()
    assert organization.about == "Write to someone@sample.example."
