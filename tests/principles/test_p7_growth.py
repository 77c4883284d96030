"""P7, growth by skills and reach: a vocabulary and places; being named is the organization's own word."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from decisions.choices import Answer
from members.choices import Naming
from members.models import Organization, Reach
from members.selectors.naming import named_members
from members.selectors.organizations import reach_in_words
from members.services.organizations import OWN_FIELDS, STAFF_FIELDS, NotTheirs, edit_profile
from tests.factories.decisions import an_answer, an_open_proposal
from tests.factories.members import (
    OrganizationFactory,
    ReachFactory,
    SkillFactory,
    representative,
    staff_member,
)
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def test_a_new_organization_may_not_be_named_until_it_says_so():
    organization = OrganizationFactory()
    assert organization.naming == Naming.NO
    assert not any(organization.may_be_named_to(state) for state in ("OR", "ME", "DC"))


@pytest.mark.parametrize("answer", [one for one in Answer if one != Answer.BLOCK])
def test_no_answer_changes_whether_it_may_be_named(answer):
    organization = OrganizationFactory(naming=Naming.CHOSEN_STATES, naming_states=["OR"])
    an_answer(an_open_proposal([organization]), organization, answer)
    kept = Organization.objects.get(pk=organization.pk)
    assert (kept.naming, kept.naming_states) == (Naming.CHOSEN_STATES, ["OR"])
    assert kept.may_be_named_to("OR")
    assert not kept.may_be_named_to("ME")


def test_skills_and_reach_are_seen_of_every_organization():
    organization = OrganizationFactory(name="SAMPLE One")
    SkillFactory(name="Sample sewing").organizations.add(organization)
    ReachFactory(organization=organization, code="ME")
    page = signed_in(representative()).get("/people/organizations/").content.decode()
    assert "Sample sewing" in page
    assert "Maine" in page


def test_reach_is_said_in_words():
    organization = OrganizationFactory()
    for kind, code in (
        ("state", "OR"),
        ("state", "ME"),
        ("national", ""),
        ("country", "GH"),
        ("international", ""),
    ):
        ReachFactory(organization=organization, kind=kind, code=code)
    assert reach_in_words(list(organization.reach.all())) == [
        "Nationwide",
        "International",
        "Maine",
        "Oregon",
        "abroad: Ghana",
    ]


@pytest.mark.parametrize(
    ("kind", "code"), [("state", ""), ("country", ""), ("national", "OR"), ("planet", "")]
)
def test_a_place_that_is_none_is_refused_by_the_database(kind, code):
    organization = OrganizationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reach.objects.create(organization=organization, kind=kind, code=code)


def test_the_map_of_skills_and_reach_never_looks_at_answers():
    organization = OrganizationFactory()
    ReachFactory(organization=organization, code="OR")
    browser = signed_in(representative())
    before = browser.get("/people/reach/").context["map"]
    an_answer(an_open_proposal([organization]), organization, Answer.SUPPORT)
    assert browser.get("/people/reach/").context["map"] == before


def test_the_secretariat_cannot_name_an_organization():
    organization = OrganizationFactory()
    signed_in(staff_member()).post(f"/people/organizations/{organization.slug}/naming/", {"naming": "all"})
    with pytest.raises(NotTheirs):
        edit_profile(organization=organization, profile={"name": "X"}, by=representative())
    assert not {"naming", "naming_states"} & {*OWN_FIELDS, *STAFF_FIELDS}
    assert Organization.objects.get(pk=organization.pk).naming == Naming.NO


def test_what_one_more_organization_would_add_is_asked_in_one_step_from_its_page():
    prospect = OrganizationFactory(kind="prospective", joined_on=None, slug="sample-maybe")
    ReachFactory(organization=prospect, code="AK")
    browser = signed_in(representative())
    address = "/people/reach/addition/?organization=sample-maybe"
    assert address in browser.get(prospect.get_absolute_url()).content.decode()
    assert "New to the coalition: 1 state (Alaska)." in browser.get(address).content.decode()


def test_only_who_works_in_a_state_and_chose_to_be_named_there_is_named_alphabetically():
    def member(name, naming, states=(), works="OR", **more):
        made = OrganizationFactory(name=name, naming=naming, naming_states=list(states), **more)
        ReachFactory(organization=made, code=works)
        return made

    member("SAMPLE Zeta", Naming.ALL)
    chosen = member("SAMPLE Alpha", Naming.CHOSEN_STATES, ["OR"])
    member("SAMPLE Elsewhere", Naming.CHOSEN_STATES, ["ME"])
    member("SAMPLE Silent", Naming.NO)
    member("SAMPLE Away", Naming.ALL, works="ME")
    member("SAMPLE Left", Naming.ALL, left_on=date(2026, 1, 1))
    an_answer(an_open_proposal([chosen]), chosen, Answer.STAND_ASIDE)
    named = named_members("OR", date(2026, 6, 3))
    assert [one.name for one in named] == ["SAMPLE Alpha", "SAMPLE Zeta"]
