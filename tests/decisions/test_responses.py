"""One answer an organization, by those who speak for it, while the proposal is open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from common.models import AuditEntry
from decisions.choices import Answer, ProposalState
from decisions.models import Proposal, Response
from decisions.selectors.proposals import awaiting, voices
from decisions.services.proposals import ProposalError, open_proposal
from decisions.services.responses import ResponseRefused, record_response
from members.choices import Role
from members.models import User
from tests.decisions.sql import execute
from tests.factories.decisions import ProposalFactory, an_answer, an_open_proposal
from tests.factories.members import AffiliationFactory, OrganizationFactory, representative, staff_member


@pytest.mark.django_db
def test_an_answer_can_be_changed_and_every_version_is_kept():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    an_answer(proposal, organization, Answer.SUPPORT)
    an_answer(proposal, organization, Answer.BLOCK, "SAMPLE It harms us.")
    response = Response.objects.get()
    assert response.answer == Answer.BLOCK
    assert [one.answer for one in response.versions.all()] == [Answer.SUPPORT, Answer.BLOCK]
    verbs = list(AuditEntry.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["opened proposal", "responded", "changed response"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    ["UPDATE decisions_responseversion SET answer = 'support'", "DELETE FROM decisions_responseversion"],
)
def test_the_database_keeps_every_version(sql):
    organization = OrganizationFactory()
    an_answer(an_open_proposal([organization]), organization, Answer.ABSTAIN)
    with pytest.raises(DatabaseError, match="kept"), transaction.atomic():
        execute(sql)


@pytest.mark.django_db
def test_the_audit_log_tells_who_answered_and_never_what():
    organization = OrganizationFactory()
    an_answer(an_open_proposal([organization]), organization, Answer.STAND_ASIDE, "SAMPLE canary reason")
    logged = str(list(AuditEntry.objects.values()))
    assert "canary" not in logged
    assert Answer.STAND_ASIDE.value not in logged


@pytest.mark.django_db
def test_a_block_needs_its_reason():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    with pytest.raises(ResponseRefused, match="reason"):
        an_answer(proposal, organization, Answer.BLOCK, "  ")


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.STAFF, None])
def test_only_those_who_speak_for_it_answer(role):
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    person = AffiliationFactory(organization=organization, role=role).user if role else representative()
    with pytest.raises(ResponseRefused, match="representative"):
        record_response(proposal=proposal, organization=organization, answer=Answer.SUPPORT, by=person)


@pytest.mark.django_db
def test_the_secretariat_records_an_answer_only_with_how_it_was_received():
    organization, staff = OrganizationFactory(), staff_member()
    proposal = an_open_proposal([organization])
    with pytest.raises(ResponseRefused, match="received"):
        record_response(proposal=proposal, organization=organization, answer=Answer.SUPPORT, by=staff)
    response = record_response(
        proposal=proposal,
        organization=organization,
        answer=Answer.SUPPORT,
        by=staff,
        received_how="by telephone",
    )
    assert (response.received_how, response.answered_by) == ("by telephone", staff)


@pytest.mark.django_db
def test_an_organization_that_was_not_asked_or_has_left_does_not_answer():
    asked, late = OrganizationFactory(), OrganizationFactory()
    proposal = an_open_proposal([asked])
    with pytest.raises(ResponseRefused, match="not asked"):
        an_answer(proposal, late)
    speaker = representative(asked)
    asked.left_on = "2026-01-31"
    asked.save()
    with pytest.raises(ResponseRefused):
        record_response(
            proposal=proposal,
            organization=asked,
            answer=Answer.SUPPORT,
            by=staff_member(),
            received_how="by e-mail",
        )
    assert not User.objects.get(pk=speaker.pk).is_member


@pytest.mark.django_db
def test_a_proposal_opens_once_with_a_deadline_ahead_and_someone_to_ask():
    staff, draft = staff_member(), ProposalFactory()
    ahead, past = timezone.now() + timedelta(days=1), timezone.now()
    with pytest.raises(ProposalError, match="ahead"):
        open_proposal(proposal=draft, deadline_at=past, by=staff)
    with pytest.raises(ProposalError, match="no organization"):
        open_proposal(proposal=draft, deadline_at=ahead, by=staff)
    organization = OrganizationFactory()
    OrganizationFactory(left_on="2025-01-01")
    opened = open_proposal(proposal=draft, deadline_at=ahead, by=staff)
    assert [one.organization for one in opened.electors.all()] == [organization]
    with pytest.raises(ProposalError, match="draft"):
        open_proposal(proposal=draft, deadline_at=ahead, by=staff)


@pytest.mark.django_db
def test_what_awaits_an_organization_comes_by_deadline_and_goes_when_answered():
    organization = OrganizationFactory()
    person = representative(organization)
    now = timezone.now()
    later = an_open_proposal([organization], now + timedelta(days=9, hours=1))
    sooner = an_open_proposal([organization], now + timedelta(days=2, hours=1))
    an_open_proposal([OrganizationFactory()])
    asked = awaiting(organization.pk, person, now)
    assert [(one.proposal, one.days_left) for one in asked] == [(sooner, 2), (later, 9)]
    an_answer(sooner, organization)
    assert [one.proposal for one in awaiting(organization.pk, person, now)] == [later]


@pytest.mark.django_db
def test_hidden_answers_are_seen_by_their_own_organization_only_until_the_close():
    ours, theirs = OrganizationFactory(name="SAMPLE A"), OrganizationFactory(name="SAMPLE B")
    proposal = an_open_proposal([ours, theirs], answers_hidden_until_close=True)
    an_answer(proposal, theirs, Answer.ABSTAIN)
    person = representative(ours)
    for who in (person, staff_member()):
        seen = voices(proposal, who)
        assert [(one.has_answered, one.response) for one in seen] == [(False, None), (True, None)]
    assert voices(proposal, representative(theirs))[1].response.answer == Answer.ABSTAIN
    Proposal.objects.filter(pk=proposal.pk).update(state=ProposalState.CLOSED, result="adopted")
    assert voices(proposal, person)[1].response.answer == Answer.ABSTAIN
