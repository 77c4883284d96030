"""How a proposal ends: closed by its rule with a decision, withdrawn, or left undecided; then nothing changes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from common.dates import today
from common.models import AuditEntry, Notice
from decisions.choices import Answer, Result
from decisions.models import Decision, Proposal
from decisions.outcomes import Status
from decisions.selectors.outcome import dissent_of, outcome_of
from decisions.services.closing import close_proposal, leave_undecided, withdraw_proposal
from decisions.services.proposals import ProposalError, move_deadline
from tests.factories.decisions import (
    ProposalFactory,
    a_next_round,
    an_answer,
    an_open_proposal,
    with_deadline_passed,
)
from tests.factories.members import OrganizationFactory, former_member, representative, staff_member

pytestmark = pytest.mark.django_db


def close(proposal, by=None, **changes):
    said = {"title": "SAMPLE title", "text": "SAMPLE as decided"}
    return close_proposal(proposal=proposal, by=by or staff_member(), **(said | changes))


def answered(*answers, passed=True, **fields):
    """A proposal put to one organization per answer, and one that is silent."""
    organizations = OrganizationFactory.create_batch(len(answers) + 1)
    proposal = an_open_proposal(organizations, **fields)
    for organization, answer in zip(organizations, answers, strict=False):
        an_answer(proposal, organization, answer, f"SAMPLE why {organization.slug}")
    return with_deadline_passed(proposal) if passed else proposal


def leave(organization, on=None):
    organization.left_on = on or today() - timedelta(days=1)
    organization.save()


def test_an_adopted_proposal_becomes_a_decision_with_its_tally_in_words():
    proposal, staff = answered(Answer.SUPPORT, Answer.STAND_ASIDE, is_sample=False), staff_member()
    decision = close(proposal, staff, minority_view="SAMPLE one doubts")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.result) == ("closed", Result.ADOPTED)
    assert decision.tally == "2 of 3 answered, 1 stand aside, no block: adopted"
    assert (decision.outcome, decision.proposal, decision.minority_view) == (
        "adopted",
        proposal,
        "SAMPLE one doubts",
    )
    assert (decision.number, decision.decided_on) == (f"{today().year}-01", today())
    assert outcome_of(proposal, timezone.now()).words == decision.tally
    assert not outcome_of(proposal, timezone.now()).paths
    assert AuditEntry.objects.get(verb="closed proposal").detail == {"round": 1}
    assert set(Notice.objects.values_list("title", flat=True)) >= {"A proposal has ended"}


def test_what_the_organizations_did_not_adopt_is_a_decision_too():
    decision = close(answered(Answer.SUPPORT, Answer.BLOCK, rule="majority"))
    assert decision.outcome == "not_adopted"
    assert decision.tally == "2 of 3 answered, 1 for, 1 against, majority needed: not adopted"
    assert not Decision.objects.in_force().exists()


def test_nothing_closes_before_the_deadline_unless_everyone_answered():
    organizations = OrganizationFactory.create_batch(2)
    proposal = an_open_proposal(organizations)
    an_answer(proposal, organizations[0])
    with pytest.raises(ProposalError, match="1 of 2 answered: it closes after the deadline"):
        close(proposal)
    an_answer(proposal, organizations[1], Answer.RECUSE)
    assert close(proposal).outcome == "adopted"


def test_everyone_has_answered_means_the_present_round():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization])
    an_answer(proposal, organization)
    a_next_round(proposal)
    with pytest.raises(ProposalError, match="0 of 1 answered"):
        close(proposal)


@pytest.mark.parametrize(
    ("answers", "fields", "also"),
    [
        ([Answer.SUPPORT, Answer.BLOCK], {}, False),
        ([Answer.SUPPORT], {"quorum": 2}, True),
        ([Answer.BLOCK], {"rule": "silence"}, False),
    ],
)
def test_blocked_or_short_of_its_quorum_it_is_not_closed_and_the_paths_are_named(answers, fields, also):
    proposal = answered(*answers, **fields)
    with pytest.raises(
        ProposalError, match="Amend it in a new round, withdraw it, or leave it undecided"
    ) as refused:
        close(proposal)
    assert ("move the deadline" in str(refused.value)) == also
    assert not Decision.objects.exists()
    assert Proposal.objects.get().state == "open"


def test_a_close_needs_its_words_and_a_restriction_its_reason():
    proposal = answered(Answer.SUPPORT)
    for changes, said in [
        ({"title": " "}, "title"),
        ({"text": ""}, "text"),
        ({"is_public": False}, "restricted"),
    ]:
        with pytest.raises(ProposalError, match=said):
            close(proposal, **changes)
    decision = close(proposal, is_public=False, restriction_reason=" SAMPLE not yet ")
    assert (decision.is_public, decision.restriction_reason) == (False, "SAMPLE not yet")


def test_what_is_closed_is_what_the_closing_page_showed():
    proposal = answered(Answer.BLOCK, Answer.SUPPORT, rule="majority")
    with pytest.raises(ProposalError, match="changed meanwhile; now: 2 of 3 answered"):
        close(proposal, expected=Status.ADOPTED)
    assert close(proposal, expected=Status.NOT_ADOPTED).outcome == "not_adopted"


def test_only_the_secretariat_ends_a_proposal_and_only_an_open_one():
    proposal, staff = answered(Answer.SUPPORT), staff_member()
    endings = [
        close,
        lambda one, by: withdraw_proposal(proposal=one, reason="SAMPLE", by=by),
        lambda one, by: leave_undecided(proposal=one, reason="SAMPLE", by=by),
    ]
    for end in endings:
        with pytest.raises(ProposalError, match="secretariat"):
            end(proposal, representative())
        with pytest.raises(ProposalError, match="draft"):
            end(ProposalFactory(), staff)
    close(proposal, staff)
    for end in endings:
        with pytest.raises(ProposalError, match="closed"):
            end(proposal, staff)


def test_a_withdrawn_proposal_keeps_its_answers_and_its_reason():
    proposal, staff = answered(Answer.SUPPORT, passed=False), staff_member()
    with pytest.raises(ProposalError, match="why"):
        withdraw_proposal(proposal=proposal, reason=" ", by=staff)
    ended = withdraw_proposal(proposal=proposal, reason="SAMPLE canary", by=staff)
    assert (ended.state, ended.ended_because, ended.result) == ("withdrawn", "SAMPLE canary", "")
    assert proposal.responses.count() == 1
    assert outcome_of(ended, timezone.now()).words == "1 of 2 answered, no block: withdrawn"
    assert "canary" not in str(list(AuditEntry.objects.values()))
    with pytest.raises(ProposalError, match="was withdrawn"):
        move_deadline(
            proposal=proposal, deadline_at=timezone.now() + timedelta(days=1), reason="SAMPLE", by=staff
        )


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ([Answer.BLOCK], {}),
        ([Answer.BLOCK], {"passed": False}),
        ([Answer.SUPPORT], {"quorum": 2}),
    ],
)
def test_a_blocked_proposal_or_one_without_a_quorum_can_be_left_undecided(answers, fields):
    proposal, staff = answered(*answers, **fields), staff_member()
    with pytest.raises(ProposalError, match="why"):
        leave_undecided(proposal=proposal, reason="", by=staff)
    ended = leave_undecided(proposal=proposal, reason="SAMPLE no way yet", by=staff)
    assert (ended.state, ended.result, ended.ended_because) == ("closed", "undecided", "SAMPLE no way yet")
    assert not Decision.objects.exists()
    assert outcome_of(ended, timezone.now()).status == Status.UNDECIDED


@pytest.mark.parametrize(
    ("answers", "fields"),
    [
        ([Answer.SUPPORT], {}),
        ([Answer.STAND_ASIDE], {}),
        ([Answer.SUPPORT], {"passed": False, "quorum": 2}),
        ([Answer.BLOCK], {"passed": False, "answers_hidden_until_close": True}),
    ],
)
def test_what_the_organizations_decided_or_still_may_decide_is_not_set_aside(answers, fields):
    with pytest.raises(ProposalError, match="neither blocked nor without a quorum"):
        leave_undecided(proposal=answered(*answers, **fields), reason="SAMPLE", by=staff_member())


def test_an_organization_that_left_during_the_vote_is_not_counted_and_its_answer_stays():
    staying, leaving = OrganizationFactory(), OrganizationFactory(name="SAMPLE X")
    proposal = an_open_proposal([staying, leaving])
    an_answer(proposal, staying)
    an_answer(proposal, leaving, Answer.BLOCK, "SAMPLE harm")
    leave(leaving)
    decision = close(proposal)
    assert decision.tally == "1 of 1 answered, no block: adopted; SAMPLE X left during the vote"
    assert proposal.responses.get(organization=leaving).answer == Answer.BLOCK
    assert proposal.electors.count() == 2


def test_an_organization_votes_through_its_last_day_and_leaving_afterwards_changes_nothing():
    organization = OrganizationFactory()
    proposal = an_open_proposal([organization, OrganizationFactory()])
    an_answer(proposal, organization)
    leave(organization, on=today())
    with_deadline_passed(proposal)
    later = timezone.now() + timedelta(days=9)
    assert outcome_of(proposal, later).words == "1 of 2 answered, no block: adopted"
    close(proposal)
    proposal.refresh_from_db()
    assert outcome_of(proposal, later).words == "1 of 2 answered, no block: adopted"


def test_the_dissent_is_listed_by_organization_for_the_minority_view():
    names = ["SAMPLE C", "SAMPLE B", "SAMPLE A"]
    organizations = [OrganizationFactory(name=name) for name in names]
    proposal = an_open_proposal(organizations)
    an_answer(proposal, organizations[0], Answer.STAND_ASIDE, "SAMPLE aside")
    an_answer(proposal, organizations[1])
    an_answer(proposal, organizations[2], Answer.RESERVATION, "SAMPLE if small")
    listed = [(one.organization.name, one.reason) for one in dissent_of(proposal, staff_member())]
    assert listed == [("SAMPLE A", "SAMPLE if small"), ("SAMPLE C", "SAMPLE aside")]
    assert dissent_of(proposal, former_member()) == []


def test_where_answers_were_hidden_the_minority_view_is_drawn_from_them_at_the_close():
    organization, staff = OrganizationFactory(name="SAMPLE A"), staff_member()
    proposal = an_open_proposal([organization, OrganizationFactory()], answers_hidden_until_close=True)
    an_answer(proposal, organization, Answer.RESERVATION, "SAMPLE if small")
    with_deadline_passed(proposal)
    assert dissent_of(proposal, staff) == []
    decision = close(proposal, staff)
    assert decision.minority_view == "SAMPLE A: support with reservation. SAMPLE if small"
    assert decision.tally == "1 of 2 answered, 1 with reservation, no block: adopted"
    assert "minority_view" not in decision.public_record()


def test_an_outcome_costs_the_same_few_queries_however_many_were_asked(django_assert_num_queries):
    for proposal in (answered(Answer.SUPPORT), answered(*[Answer.SUPPORT] * 29)):
        with django_assert_num_queries(3):
            outcome_of(proposal, timezone.now())


@pytest.mark.parametrize("expected", [Status.ADOPTED, Status.NOT_ADOPTED])
def test_a_close_that_is_refused_tells_nothing_of_hidden_answers(expected):
    organizations = OrganizationFactory.create_batch(2)
    proposal = an_open_proposal(organizations, answers_hidden_until_close=True)
    an_answer(proposal, organizations[0])
    an_answer(proposal, organizations[1], Answer.ABSTAIN)
    with pytest.raises(ProposalError) as refused:
        close(proposal, expected=expected)
    assert str(refused.value).endswith("2 of 2 answered, answers hidden until the close: still open.")
    an_answer(proposal, organizations[1], Answer.BLOCK, "SAMPLE why")
    with pytest.raises(ProposalError, match="cannot be closed") as refused:
        close(proposal)
    assert "1 block" not in str(refused.value)
