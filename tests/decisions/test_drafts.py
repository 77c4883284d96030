"""Drafts are the secretariat's until one is opened; then its words, rules and subjects are frozen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from common.dates import today
from common.models import AuditEntry, Notice
from decisions.choices import ProposalKind, Rule
from decisions.models import Attachment, Proposal, Subject
from decisions.services.attachments import attach
from decisions.services.consultations import record_consultation
from decisions.services.drafts import discard_draft, draft_proposal, edit_draft
from decisions.services.proposals import ProposalError, move_deadline, open_proposal
from tests.factories.decisions import (
    an_answer,
    an_open_proposal,
    with_deadline_passed,
)
from tests.factories.legislation import BillFactory
from tests.factories.members import AllyFactory, OrganizationFactory, representative, staff_member
from tests.uploads import a_file

pytestmark = pytest.mark.django_db


def draft(by=None, **changes):
    said = {"question": "Shall we?", "kind": ProposalKind.OTHER, "text": "SAMPLE text"}
    return draft_proposal(**(said | changes), by=by or staff_member())


def in_days(days):
    return timezone.now() + timedelta(days=days)


def test_a_draft_keeps_its_words_its_rules_and_what_it_concerns():
    bill = BillFactory()
    made = draft(rule=Rule.MAJORITY, quorum=3, commits_us_to=" SAMPLE a day ", subjects=[bill, bill])
    made.refresh_from_db()
    assert (made.state, made.rule, made.quorum, made.commits_us_to) == (
        "draft",
        "majority",
        3,
        "SAMPLE a day",
    )
    assert [one.object_id for one in made.subjects.all()] == [bill.pk]


def test_a_draft_says_which_field_is_wrong():
    for changes, said in [
        ({"question": "  "}, "Question"),
        ({"question": "x" * 301}, "Question"),
        ({"text": ""}, "Text"),
        ({"kind": "war"}, "Kind"),
        ({"rule": "dictate"}, "Rule"),
        ({"quorum": 0}, "Quorum"),
    ]:
        with pytest.raises(ProposalError, match=said):
            draft(**changes)
    assert not Proposal.objects.exists()


def test_only_the_secretariat_drafts_edits_opens_and_discards():
    made, member = draft(), representative()
    for refused in (
        lambda: draft(by=member),
        lambda: edit_draft(proposal=made, by=member, text="other"),
        lambda: open_proposal(proposal=made, deadline_at=in_days(1), by=member),
        lambda: discard_draft(proposal=made, by=member),
    ):
        with pytest.raises(ProposalError, match="secretariat"):
            refused()


def test_an_edit_changes_what_it_names_and_nothing_else():
    first, second = BillFactory.create_batch(2)
    made = draft(subjects=[first], quorum=2)
    edit_draft(proposal=made, by=staff_member(), text="SAMPLE other", subjects=[second])
    made.refresh_from_db()
    assert (made.question, made.text, made.quorum) == ("Shall we?", "SAMPLE other", 2)
    assert [one.object_id for one in made.subjects.all()] == [second.pk]
    edit_draft(proposal=made, by=staff_member(), quorum=None)
    made.refresh_from_db()
    assert (made.quorum, made.subjects.count()) == (None, 1)
    with pytest.raises(TypeError, match="state"):
        edit_draft(proposal=made, by=staff_member(), state="open")


def test_a_discarded_draft_goes_with_its_files_and_leaves_ids_in_the_log():
    staff, made = staff_member(), draft(subjects=[BillFactory()])
    attach(proposal=made, upload=a_file(), by=staff)
    discard_draft(proposal=made, by=staff)
    assert not Proposal.objects.exists()
    assert not Attachment.objects.exists()
    assert not Subject.objects.exists()
    assert AuditEntry.objects.get(verb="discarded draft").subject_id == str(made.pk)


def test_a_draft_on_which_a_group_was_consulted_is_not_thrown_away():
    staff, made = staff_member(), draft()
    record_consultation(
        target=made,
        group="SAMPLE group",
        held_on=today(),
        how="SAMPLE meeting",
        what_changed="SAMPLE nothing, and why",
        by=staff,
    )
    with pytest.raises(ProposalError, match="consulted"):
        discard_draft(proposal=made, by=staff)


def test_what_was_opened_is_no_draft_any_more():
    opened = an_open_proposal()
    with pytest.raises(ProposalError, match="only a draft"):
        edit_draft(proposal=opened, by=staff_member(), text="other")
    with pytest.raises(ProposalError, match="only a draft"):
        discard_draft(proposal=opened, by=staff_member())


def test_opening_tells_everyone_inside_but_the_opener_in_neutral_words():
    staff, other = staff_member(), staff_member()
    person = representative()
    made = draft(by=staff, question="Shall we canary?")
    open_proposal(proposal=made, deadline_at=in_days(7), soft_deadline_at=in_days(5), by=staff)
    notices = Notice.objects.all()
    assert {one.recipient_id for one in notices} == {other.pk, person.pk}
    assert {one.title for one in notices} == {"A proposal was opened"}
    assert {one.path for one in notices} == {made.get_absolute_url()}


def test_nobody_is_told_of_a_sample():
    representative()
    an_open_proposal(is_sample=True)
    assert not Notice.objects.exists()


def test_opening_refuses_deadlines_in_disorder_strangers_and_a_quorum_out_of_reach():
    staff, member = staff_member(), OrganizationFactory()
    with pytest.raises(ProposalError, match="soft deadline"):
        open_proposal(proposal=draft(), deadline_at=in_days(1), soft_deadline_at=in_days(2), by=staff)
    with pytest.raises(ProposalError, match="Not a member"):
        open_proposal(
            proposal=draft(), deadline_at=in_days(1), organizations=[member, AllyFactory()], by=staff
        )
    with pytest.raises(ProposalError, match="quorum of 2"):
        open_proposal(proposal=draft(quorum=2), deadline_at=in_days(1), by=staff)


def test_a_deadline_is_moved_with_its_reason_and_the_former_is_kept():
    opened, staff = an_open_proposal(is_sample=False), staff_member()
    person, before, after = representative(), opened.deadline_at, in_days(9)
    with pytest.raises(ProposalError, match="why"):
        move_deadline(proposal=opened, deadline_at=after, reason=" ", by=staff)
    with pytest.raises(ProposalError, match="ahead"):
        move_deadline(proposal=opened, deadline_at=timezone.now(), reason="SAMPLE", by=staff)
    with pytest.raises(ProposalError, match="present deadline"):
        move_deadline(proposal=opened, deadline_at=before, reason="SAMPLE", by=staff)
    moved = move_deadline(
        proposal=opened, deadline_at=after, soft_deadline_at=in_days(8), reason="SAMPLE holiday", by=staff
    )
    assert moved.deadline_at == after
    change = opened.deadline_changes.get()
    assert (change.before, change.after, change.reason, change.changed_by) == (
        before,
        after,
        "SAMPLE holiday",
        staff,
    )
    assert "holiday" not in str(list(AuditEntry.objects.values()))
    assert Notice.objects.filter(
        recipient_id=person.pk, title="The deadline of a proposal was moved"
    ).exists()


def test_after_the_deadline_it_moves_only_for_want_of_a_quorum():
    organizations, staff = OrganizationFactory.create_batch(3), staff_member()
    enough, short = (an_open_proposal(organizations, quorum=quorum) for quorum in (1, 2))
    for proposal in (enough, short):
        an_answer(proposal, organizations[0])
        with_deadline_passed(proposal)
    with pytest.raises(ProposalError, match="enough organizations answered"):
        move_deadline(proposal=enough, deadline_at=in_days(1), reason="SAMPLE", by=staff)
    move_deadline(proposal=short, deadline_at=in_days(1), reason="SAMPLE", by=staff)
    an_answer(short, organizations[1])
