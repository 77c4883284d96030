"""P3, co-equal members: one voice each, kept by the database itself; no tier anywhere; lists by name."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, transaction

from decisions.models import Proposal, Response
from members.forms.organizations import AddOrganizationForm, ProfileForm
from members.models import Organization
from tests.decisions.sql import RESPOND, execute
from tests.factories.decisions import ProposalFactory, an_answer, an_open_proposal
from tests.factories.members import OrganizationFactory, UserFactory, representative
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
TIER = re.compile(r"(?:^|_)(?:tier|weight|budget|size|dues|fee|level|rank|revenue|staff_count|votes?)(?:_|$)")


def refused(sql, values=()):
    with pytest.raises(DatabaseError) as error, transaction.atomic():
        execute(sql, values)
    return str(error.value)


def test_the_database_refuses_a_second_response_of_one_organization():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    row = (proposal.pk, organization.pk, UserFactory().pk)
    execute(RESPOND, row)
    with pytest.raises(IntegrityError, match="response_one_per_organization"), transaction.atomic():
        execute(RESPOND, row)
    assert Response.objects.count() == 1


@pytest.mark.parametrize("state", ["closed", "withdrawn"])
def test_the_database_refuses_a_response_after_the_close(state):
    organizations = OrganizationFactory.create_batch(2)
    proposal = an_open_proposal(organizations)
    an_answer(proposal, organizations[0])
    result = "adopted" if state == "closed" else ""
    execute(
        "UPDATE decisions_proposal SET state = %s, result = %s WHERE id = %s", (state, result, proposal.pk)
    )
    row = (proposal.pk, organizations[1].pk, UserFactory().pk)
    assert "takes no answers" in refused(RESPOND, row)
    assert "takes no answers" in refused("UPDATE decisions_response SET answer = 'abstain'")


def test_the_database_refuses_a_response_after_the_deadline():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    execute(
        "UPDATE decisions_proposal SET deadline_at = now() - interval '1 second' WHERE id = %s",
        (proposal.pk,),
    )
    assert "takes no answers" in refused(RESPOND, (proposal.pk, organization.pk, UserFactory().pk))


def test_the_database_refuses_a_response_to_a_draft_and_of_one_not_asked():
    organization, person = OrganizationFactory(), UserFactory()
    assert "takes no answers" in refused(RESPOND, (ProposalFactory().pk, organization.pk, person.pk))
    opened = an_open_proposal([OrganizationFactory()])
    assert "was not asked" in refused(RESPOND, (opened.pk, organization.pk, person.pk))


def test_the_database_refuses_to_delete_a_response_or_to_hand_it_to_another():
    first, second = OrganizationFactory.create_batch(2)
    an_answer(an_open_proposal([first, second]), first)
    assert "never deleted" in refused("DELETE FROM decisions_response")
    assert "stays with" in refused("UPDATE decisions_response SET organization_id = %s", (second.pk,))


def test_the_electorate_is_frozen_at_opening():
    asked, late = OrganizationFactory.create_batch(2)
    proposal = an_open_proposal([asked])
    add = "INSERT INTO decisions_elector (proposal_id, organization_id) VALUES (%s, %s)"
    assert "frozen" in refused(add, (proposal.pk, late.pk))
    assert "frozen" in refused("DELETE FROM decisions_elector")
    assert "frozen" in refused("UPDATE decisions_elector SET organization_id = %s", (late.pk,))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE decisions_proposal SET question = 'other words'",
        "UPDATE decisions_proposal SET text = 'other words'",
        "UPDATE decisions_proposal SET commits_us_to = 'other words'",
        "UPDATE decisions_proposal SET rule = 'majority'",
    ],
)
def test_the_text_and_the_rule_are_frozen_at_opening(sql):
    an_open_proposal()
    assert "frozen" in refused(sql)


def test_an_ended_proposal_is_not_opened_again():
    proposal = an_open_proposal()
    execute(
        "UPDATE decisions_proposal SET state = 'closed', result = 'adopted' WHERE id = %s", (proposal.pk,)
    )
    assert "has ended" in refused("UPDATE decisions_proposal SET state = 'open'")
    assert Proposal.objects.get().state == "closed"


def test_an_organization_has_no_tier_weight_budget_size_or_dues():
    models = (*apps.get_app_config("members").get_models(), Response, apps.get_model("decisions", "Elector"))
    for model in models:
        names = [field.name for field in model._meta.get_fields()]
        assert [name for name in names if TIER.search(name)] == [], model


def test_no_form_asks_an_organization_for_size_budget_tier_or_dues():
    organization = OrganizationFactory()
    asked = [*ProfileForm(organization=organization, for_staff=True).fields, *AddOrganizationForm().fields]
    assert [name for name in asked if TIER.search(name)] == []


def test_lists_of_organizations_are_alphabetical_by_the_stored_key():
    assert Organization._meta.ordering == ["sort_key"]
    organizations = [OrganizationFactory(name=f"SAMPLE {name}") for name in ("zeta", "Élan", "Alpha")]
    proposal = an_open_proposal(organizations)
    an_answer(proposal, organizations[0])
    page = signed_in(representative(organizations[2])).get(proposal.get_absolute_url())
    names = [voice.organization.name for voice in page.context["voices"]]
    assert names == ["SAMPLE Alpha", "SAMPLE Élan", "SAMPLE zeta"]
