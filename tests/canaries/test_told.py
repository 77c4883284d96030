"""P5 in what goes out by itself: mails, notices, audit log and server log tell that something was said, never what."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from common.models import AuditEntry, Notice
from decisions.choices import Answer
from decisions.services.closing import withdraw_proposal
from decisions.services.comments import post_comment
from decisions.services.consultations import record_consultation
from decisions.services.decisions import switch_visibility
from decisions.services.proposals import move_deadline
from decisions.services.reminders import send_due_reminders
from decisions.services.responses import record_response
from decisions.services.rounds import start_round
from decisions.services.sharing import share_information
from members.services.notices import send_unsent
from tests.canaries.planting import found_in
from tests.factories.decisions import DecisionFactory, an_open_proposal
from tests.factories.members import OrganizationFactory, representative, staff_member

pytestmark = pytest.mark.django_db


def canary(place: str) -> str:
    return f"SAMPLE canary-act-{place}-closed"


def deliberate() -> None:
    """Say something with a unique word in it by every verb that takes words."""
    ours, theirs = OrganizationFactory(), OrganizationFactory()
    speaker, staff = representative(ours), staff_member()
    representative(theirs)
    proposal = an_open_proposal(
        [ours, theirs], is_sample=False, question=canary("question"), text=canary("text")
    )
    post_comment(target=proposal, text=f"@{theirs.name} {canary('comment')}", by=speaker, organization=ours)
    share_information(organization=ours, by=speaker, title=canary("title"), text=canary("shared"))
    record_response(
        proposal=proposal, organization=ours, answer=Answer.BLOCK, reason=canary("reason"), by=speaker
    )
    record_response(
        proposal=proposal, organization=theirs, answer=Answer.SUPPORT, received_how=canary("how"), by=staff
    )
    later = timezone.now() + timedelta(days=9)
    move_deadline(proposal=proposal, deadline_at=later, reason=canary("moved"), by=staff)
    record_consultation(
        target=proposal,
        group=canary("group"),
        held_on=timezone.now().date() - timedelta(days=2),
        how=canary("meeting"),
        what_changed=canary("changed"),
        by=staff,
    )
    start_round(
        proposal=proposal,
        question=canary("second"),
        text=canary("amended"),
        commits_us_to=canary("commits"),
        what_changed=canary("difference"),
        deadline_at=later + timedelta(days=1),
        by=staff,
    )
    with time_machine.travel(later):
        assert send_due_reminders() == 1
    withdraw_proposal(proposal=proposal, reason=canary("withdrawn"), by=staff)
    decision = DecisionFactory(title=canary("decided"), tally=canary("tally"))
    switch_visibility(decision=decision, is_public=False, reason=canary("restriction"), by=staff)


def test_what_goes_out_tells_that_something_was_said_and_never_what(caplog):
    caplog.set_level(logging.DEBUG)
    deliberate()
    sent = send_unsent()
    letters = " ".join(f"{one.subject} {one.body} {one.extra_headers}" for one in mail.outbox)
    assert sent >= 8
    assert found_in(letters) == set()
    assert "/decisions/proposals/" in letters
    assert found_in(" ".join(Notice.objects.values_list("title", flat=True))) == set()


def test_the_logs_hold_verbs_and_ids_and_no_words(caplog):
    caplog.set_level(logging.DEBUG)
    deliberate()
    logged = json.dumps(list(AuditEntry.objects.values("verb", "subject_type", "subject_id", "detail")))
    assert AuditEntry.objects.filter(verb="responded").exists()
    # A restriction's reason is kept in the log by rule: it is why the public lost sight of a decision.
    assert found_in(logged) <= {"canary-act-restriction-closed"}
    assert found_in(caplog.text) == set()
