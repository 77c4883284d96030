"""On an organization's page: what was asked of the others about it, and the way to ask."""

from __future__ import annotations

import pytest

from common.naming import address_of
from decisions.services.drafts import draft_proposal
from tests.factories.members import AllyFactory, OrganizationFactory, representative, staff_member
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
ASK = "Put it to the organizations"


def about(organization, by):
    return draft_proposal(
        question="Shall we admit SAMPLE Lantern?",
        kind="membership",
        text="SAMPLE",
        commits_us_to="",
        rule="consensus",
        quorum=None,
        answers_hidden_until_close=False,
        subjects=[organization],
        by=by,
    )


def page_of(organization, user):
    return signed_in(user).get(organization.get_absolute_url()).content.decode()


def test_an_ally_can_be_put_to_the_organizations_by_the_secretariat_alone():
    ally, member = AllyFactory(), OrganizationFactory()
    link = f"/decisions/proposals/new/?about={address_of(ally)}&amp;kind=membership"
    page = page_of(ally, staff_member())
    assert ASK in page
    assert link in page
    assert ASK not in page_of(ally, representative(member))
    assert ASK not in page_of(member, staff_member())


def test_proposals_about_it_are_listed_to_those_who_may_see_them():
    ally, staff = AllyFactory(), staff_member()
    draft = about(ally, staff)
    assert draft.question in page_of(ally, staff)
    assert draft.question not in page_of(ally, representative(OrganizationFactory()))
