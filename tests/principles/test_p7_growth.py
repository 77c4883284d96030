"""P7, growth by skills and reach: a vocabulary and places; being named is the organization's own word."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from decisions.choices import Answer
from members.choices import Naming
from members.models import Organization, Reach
from members.selectors.organizations import reach_in_words
from tests.factories.decisions import an_answer, an_open_proposal
from tests.factories.members import OrganizationFactory, ReachFactory, SkillFactory, representative
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
