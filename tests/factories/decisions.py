"""Proposals, answers and decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from decisions.choices import Answer, ProposalKind
from decisions.models import Comment, Decision, Proposal, Response, SharedItem
from decisions.services.proposals import open_proposal
from decisions.services.responses import record_response
from decisions.services.rounds import start_round
from members.models import Organization
from tests.factories.members import OrganizationFactory, UserFactory, representative, staff_member


class ProposalFactory(DjangoModelFactory):
    """A draft; `an_open_proposal` opens one."""

    class Meta:
        model = Proposal

    question = factory.Sequence(lambda number: f"Shall we do sample thing {number}?")
    kind = ProposalKind.OTHER
    text = "SAMPLE text"
    commits_us_to = "SAMPLE nothing"
    created_by = factory.SubFactory(UserFactory)
    is_sample = True


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    number = factory.Sequence(lambda number: f"2026-{number + 1:02d}")
    decided_on = date(2026, 3, 26)
    title = "SAMPLE decision"
    text = "SAMPLE The coalition supports a sample."
    is_sample = True


class SharedItemFactory(DjangoModelFactory):
    class Meta:
        model = SharedItem

    organization = factory.SubFactory(OrganizationFactory)
    posted_by = factory.SubFactory(UserFactory)
    title = "SAMPLE news"
    text = "SAMPLE An office asked."


class CommentFactory(DjangoModelFactory):
    """What began a thread; `target` is what it is about, `reply_to` makes it a reply there."""

    class Meta:
        model = Comment

    target = factory.LazyAttribute(lambda made: made.reply_to.target if made.reply_to else an_open_proposal())
    reply_to = None
    text = "SAMPLE words"
    author = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)


def an_open_proposal(
    organizations: Iterable[Organization] | None = None, deadline_at: datetime | None = None, **fields: object
) -> Proposal:
    """A proposal open for a week, put to `organizations` (by default to three new ones)."""
    asked = list(organizations) if organizations is not None else OrganizationFactory.create_batch(3)
    return open_proposal(
        proposal=ProposalFactory(**fields),
        deadline_at=deadline_at or timezone.now() + timedelta(days=7),
        by=staff_member(),
        organizations=asked,
    )


def an_answer(
    proposal: Proposal, organization: Organization, answer: Answer = Answer.SUPPORT, reason: str = ""
) -> Response:
    """The answer of an organization through a new representative."""
    return record_response(
        proposal=proposal,
        organization=organization,
        answer=answer,
        reason=reason,
        by=representative(organization),
    )


def with_deadline_passed(proposal: Proposal) -> Proposal:
    """The same proposal a moment after its deadline, as no service would move it."""
    now = timezone.now()
    Proposal.objects.filter(pk=proposal.pk).update(soft_deadline_at=None, deadline_at=now)
    proposal.refresh_from_db()
    return proposal


def a_next_round(proposal: Proposal, **changes: Any) -> Proposal:
    """The proposal with another text, put to the same organizations for another week."""
    said = {
        "question": proposal.question,
        "text": f"{proposal.text} and more",
        "commits_us_to": proposal.commits_us_to,
        "what_changed": "SAMPLE more",
        "deadline_at": timezone.now() + timedelta(days=7),
        "by": staff_member(),
    }
    return start_round(proposal=proposal, **(said | changes))
