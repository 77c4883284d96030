"""A changed text is a new round: earlier answers stay, and their organizations confirm them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from common.models import AuditEntry, Notice
from decisions.choices import Answer
from decisions.models import Proposal, ProposalRound
from decisions.outcomes import Path, Status
from decisions.selectors.outcome import outcome_of
from decisions.services.attachments import attach
from decisions.services.proposals import ProposalError, open_proposal
from decisions.services.responses import ResponseRefused, confirm_response, record_response
from tests.factories.decisions import (
    ProposalFactory,
    a_next_round,
    an_answer,
    an_open_proposal,
    with_deadline_passed,
)
from tests.factories.members import OrganizationFactory, representative, staff_member
from tests.uploads import PNG, a_file

pytestmark = pytest.mark.django_db


def outcome(proposal):
    proposal.refresh_from_db()
    return outcome_of(proposal, timezone.now())


def test_a_new_round_keeps_both_texts_and_says_what_changed():
    proposal, person = an_open_proposal(is_sample=False, text="SAMPLE one"), representative()
    a_next_round(proposal, text="SAMPLE two", what_changed="SAMPLE the number")
    rounds = ProposalRound.objects.filter(proposal=proposal)
    assert [(one.number, one.text, one.what_changed) for one in rounds] == [
        (1, "SAMPLE one", ""),
        (2, "SAMPLE two", "SAMPLE the number"),
    ]
    proposal.refresh_from_db()
    assert (proposal.round, proposal.text, proposal.state) == (2, "SAMPLE two", "open")
    assert proposal.deadline_changes.get().reason == "Round 2 began."
    titles = Notice.objects.filter(recipient_id=person.pk).values_list("title", flat=True)
    assert sorted(titles) == ["A proposal has a new text"]
    logged = str(list(AuditEntry.objects.values()))
    assert "SAMPLE two" not in logged
    assert "the number" not in logged


def test_files_join_and_leave_with_a_round():
    staff, draft, organization = staff_member(), ProposalFactory(), OrganizationFactory()
    old = attach(proposal=draft, upload=a_file("SAMPLE old.pdf"), by=staff)
    attach(proposal=draft, upload=a_file("SAMPLE stays.png", PNG), by=staff)
    opened = open_proposal(
        proposal=draft, deadline_at=timezone.now() + timedelta(days=1), organizations=[organization], by=staff
    )
    new = a_file("SAMPLE new.pdf", b"%PDF-1.7\nSAMPLE another\n%%EOF\n")
    a_next_round(opened, text=opened.text, added=[new], dropped=[old])
    in_round = [[one.name for one in opened.attachments.in_round(number)] for number in (1, 2)]
    assert in_round == [["SAMPLE old.pdf", "SAMPLE stays.png"], ["SAMPLE new.pdf", "SAMPLE stays.png"]]


def test_a_file_of_another_proposal_is_not_dropped():
    staff, other = staff_member(), ProposalFactory()
    foreign = attach(proposal=other, upload=a_file(), by=staff)
    with pytest.raises(ProposalError, match="another proposal"):
        a_next_round(an_open_proposal(), dropped=[foreign])


def test_a_wrong_file_leaves_the_round_as_it_was():
    proposal = an_open_proposal()
    with pytest.raises(ProposalError, match="SAMPLE virus"):
        a_next_round(proposal, added=[a_file("SAMPLE virus.exe", b"MZ")])
    proposal.refresh_from_db()
    assert (proposal.round, proposal.text) == (1, "SAMPLE text")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"what_changed": " "}, "what changed"),
        ({"text": "SAMPLE text"}, "Nothing changed"),
        ({"question": ""}, "Question"),
        ({"deadline_at": timezone.now() - timedelta(days=1)}, "ahead"),
    ],
)
def test_a_round_says_what_is_wrong_with_it(changes, said):
    proposal = an_open_proposal()
    with pytest.raises(ProposalError, match=said):
        a_next_round(proposal, **changes)
    assert Proposal.objects.get(pk=proposal.pk).round == 1


def test_only_the_secretariat_starts_a_round():
    with pytest.raises(ProposalError, match="secretariat"):
        a_next_round(an_open_proposal(), by=representative())


def test_nobody_overwrites_a_round_they_have_not_read():
    proposal = an_open_proposal()
    as_read = Proposal.objects.get(pk=proposal.pk)
    a_next_round(proposal)
    with pytest.raises(ProposalError, match="Round 2 has begun"):
        a_next_round(as_read)
    proposal.refresh_from_db()
    with pytest.raises(ProposalError, match="Round 2 has begun"):
        a_next_round(proposal, seen_round=1)


def test_after_the_deadline_a_round_begins_when_blocked_or_short_of_a_quorum_only():
    organization = OrganizationFactory()
    adopted, blocked, short = (
        an_open_proposal([organization, OrganizationFactory()], quorum=q) for q in (1, 1, 2)
    )
    an_answer(adopted, organization)
    an_answer(blocked, organization, Answer.BLOCK, "SAMPLE harm")
    an_answer(short, organization)
    for proposal in (adopted, blocked, short):
        with_deadline_passed(proposal)
    with pytest.raises(ProposalError, match="have decided"):
        a_next_round(adopted)
    assert [a_next_round(one).round for one in (blocked, short)] == [2, 2]


def test_answers_to_an_earlier_round_stay_and_await_confirmation():
    first, second = OrganizationFactory.create_batch(2)
    proposal = an_open_proposal([first, second])
    an_answer(proposal, first, Answer.RESERVATION, "SAMPLE if small")
    a_next_round(proposal)
    waiting = outcome(proposal)
    assert (waiting.answered, waiting.to_confirm) == (0, 1)
    confirmed = confirm_response(proposal=proposal, organization=first, by=representative(first))
    assert (confirmed.round, confirmed.answer, confirmed.reason) == (2, "reservation", "SAMPLE if small")
    assert [(one.round, one.answer) for one in confirmed.versions.all()] == [
        (1, "reservation"),
        (2, "reservation"),
    ]
    assert (outcome(proposal).answered, outcome(proposal).to_confirm) == (1, 0)
    verbs = AuditEntry.objects.filter(acting_for=first.pk).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["responded", "confirmed response"]


def test_only_an_earlier_answer_is_confirmed_and_only_by_who_speaks_for_it():
    first, second = OrganizationFactory.create_batch(2)
    proposal = an_open_proposal([first, second])
    an_answer(proposal, first)
    with pytest.raises(ResponseRefused, match="awaits"):
        confirm_response(proposal=proposal, organization=first, by=representative(first))
    a_next_round(proposal)
    for organization, by, said in [
        (second, representative(second), "awaits"),
        (first, representative(second), "representative"),
        (first, staff_member(), "received"),
    ]:
        with pytest.raises(ResponseRefused, match=said):
            confirm_response(proposal=proposal, organization=organization, by=by)
    with_deadline_passed(proposal)
    with pytest.raises(ResponseRefused, match="no longer"):
        confirm_response(proposal=proposal, organization=first, by=representative(first))


def test_a_block_stands_through_a_new_round_until_its_organization_lifts_it():
    blocking, other = OrganizationFactory.create_batch(2)
    proposal = an_open_proposal([blocking, other], rule="silence")
    an_answer(proposal, blocking, Answer.BLOCK, "SAMPLE harm")
    a_next_round(proposal)
    with_deadline_passed(proposal)
    assert outcome(proposal).status == Status.BLOCKED
    a_next_round(proposal)
    an_answer(proposal, blocking, Answer.STAND_ASIDE)
    with_deadline_passed(proposal)
    assert (
        outcome(proposal).words
        == "1 of 2 answered, 1 stand aside, 1 silent and so consenting, no block: adopted"
    )


def test_nobody_answers_a_text_they_have_not_read():
    organization = OrganizationFactory()
    proposal, person = an_open_proposal([organization]), representative(organization)
    a_next_round(proposal)
    with pytest.raises(ResponseRefused, match="round 2"):
        record_response(
            proposal=proposal, organization=organization, answer=Answer.SUPPORT, by=person, seen_round=1
        )
    record_response(
        proposal=proposal, organization=organization, answer=Answer.SUPPORT, by=person, seen_round=2
    )


def test_hidden_answers_stay_hidden_in_the_outcome_until_the_close():
    organizations = OrganizationFactory.create_batch(2)
    proposal = an_open_proposal(organizations, answers_hidden_until_close=True)
    an_answer(proposal, organizations[0], Answer.BLOCK, "SAMPLE harm")
    seen = outcome(proposal)
    assert seen.words == "1 of 2 answered, answers hidden until the close: still open"
    assert Path.LEAVE_UNDECIDED not in seen.paths
