"""The skills vocabulary: one word for one thing, kept by the secretariat."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from common.models import AuditEntry
from members.models import Skill
from members.services import skills
from members.services.rights import NotAllowed
from tests.factories.members import OrganizationFactory, SkillFactory, representative, staff_member
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db


def test_a_word_is_added_and_the_audit_log_has_its_id_only():
    signed_in(staff_member()).post("/people/skills/", {"name": "Sample  sewing"})
    skill = Skill.objects.get()
    assert skill.name == "Sample sewing"
    entry = AuditEntry.objects.get(verb="added skill")
    assert (entry.subject_id, entry.detail) == (str(skill.pk), {})


@pytest.mark.parametrize("name", ["sample sewing", "SAMPLE  SEWING", "Sämple sewing", " "])
def test_a_word_stands_once_whatever_its_case(name):
    SkillFactory(name="Sample sewing")
    page = signed_in(staff_member()).post("/people/skills/", {"name": name})
    assert page.context["form"].errors["name"]
    assert Skill.objects.count() == 1


def test_the_database_itself_refuses_the_same_word_in_another_case():
    SkillFactory(name="Sample sewing")
    with pytest.raises(IntegrityError, match="skill_once_whatever_case"), transaction.atomic():
        Skill.objects.create(name="SAMPLE SEWING")


def test_renaming_keeps_who_has_it_and_may_change_the_case_alone():
    skill, organization = SkillFactory(name="Sample sewing"), OrganizationFactory()
    skill.organizations.add(organization)
    signed_in(staff_member()).post(f"/people/skills/{skill.pk}/", {"name": "Sample Sewing"})
    assert [one.name for one in organization.skills.all()] == ["Sample Sewing"]
    SkillFactory(name="Sample sailing")
    page = signed_in(staff_member()).post(f"/people/skills/{skill.pk}/", {"name": "sample sailing"})
    assert "in the vocabulary already" in str(page.context["form"].errors["name"])


def test_merging_gives_everyone_the_other_word_once():
    one, other = SkillFactory(name="Sample sewing"), SkillFactory(name="Sample needlework")
    both, only = OrganizationFactory.create_batch(2)
    one.organizations.set([both, only])
    other.organizations.set([both])
    signed_in(staff_member()).post(f"/people/skills/{one.pk}/merge/", {"into": other.pk})
    assert list(Skill.objects.all()) == [other]
    assert set(other.organizations.all()) == {both, only}
    entry = AuditEntry.objects.get(verb="merged skill")
    assert (entry.subject_id, entry.detail["into"]) == (str(one.pk), other.pk)
    assert entry.detail["organizations"] == sorted([both.pk, only.pk])


def test_a_word_is_not_merged_into_itself_or_into_nothing():
    skill, staff = SkillFactory(), staff_member()
    browser = signed_in(staff)
    assert browser.post(f"/people/skills/{skill.pk}/merge/", {"into": skill.pk}).context["merge_form"].errors
    assert browser.post(f"/people/skills/{skill.pk}/merge/").context["merge_form"].errors
    with pytest.raises(skills.SkillError):
        skills.merge_skills(skill=skill, into=skill, by=staff)
    assert Skill.objects.exists()


def test_only_an_unused_word_is_removed():
    used, unused = SkillFactory(), SkillFactory()
    used.organizations.add(OrganizationFactory())
    browser = signed_in(staff_member())
    for skill in (used, unused):
        browser.post(f"/people/skills/{skill.pk}/remove/")
    assert list(Skill.objects.all()) == [used]
    assert AuditEntry.objects.filter(verb="removed skill").count() == 1


def test_the_vocabulary_is_the_secretariats():
    person, skill = representative(), SkillFactory()
    for address in ("/people/skills/", f"/people/skills/{skill.pk}/"):
        assert signed_in(person).get(address).status_code == 403
    for act in (
        lambda: skills.add_skill(name="X", by=person),
        lambda: skills.rename_skill(skill=skill, name="X", by=person),
        lambda: skills.merge_skills(skill=skill, into=SkillFactory(), by=person),
        lambda: skills.remove_skill(skill=skill, by=person),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_vocabulary_is_alphabetical_and_says_how_many_use_each():
    late, early = SkillFactory(name="Sample zeal"), SkillFactory(name="Sample art")
    late.organizations.add(OrganizationFactory())
    rows = signed_in(staff_member()).get("/people/skills/").context["rows"]
    assert [(row, row.used) for row in rows] == [(early, 0), (late, 1)]


def test_a_longer_vocabulary_takes_no_more_queries():
    browser = signed_in(staff_member())
    SkillFactory()
    few = queries_of(browser, "/people/skills/")
    for _ in range(29):
        SkillFactory().organizations.add(OrganizationFactory())
    assert queries_of(browser, "/people/skills/") == few
