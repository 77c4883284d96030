"""Whom a reminder is for: organizations that were asked for an answer or a signature and have given none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet

from common.models import AuditEntry
from decisions.choices import Answer
from decisions.models import Letter, Proposal
from decisions.reminding import Step, next_step
from members.choices import ANSWERING_ROLES
from members.models import Affiliation, Organization, User

REMINDED = "reminded organizations"
# By hand.
AT_MOST_EVERY = timedelta(hours=24)


@dataclass(frozen=True)
class Question:
    """A proposal or a letter as it waits for organizations: its deadlines, and since when they know of it."""

    row: Proposal | Letter
    soft: datetime | None
    hard: datetime
    asked_at: datetime
    silent: QuerySet[Organization]
    title: str
    path: str
    key: str


@dataclass(frozen=True)
class ReminderDesk:
    """What the secretariat sees of the reminders of one question."""

    silent: list[Organization]
    next_step: Step | None
    last_by_hand: datetime | None
    may_remind: bool


def question_of(row: Proposal | Letter) -> Question | None:
    """Return an open proposal or letter as a question; None when it waits for nobody."""
    if row.state != "open" or row.deadline_at is None or row.opened_at is None:
        return None
    if isinstance(row, Proposal):
        return _answer_to(row, row.deadline_at)
    moved = row.deadline_changes.aggregate(at=Max("changed_at"))["at"]
    return Question(
        row=row,
        soft=row.soft_deadline_at,
        hard=row.deadline_at,
        asked_at=max(filter(None, (row.opened_at, moved))),
        # Who signed and withdrew has spoken too.
        silent=Organization.objects.active().exclude(pk__in=row.signatures.values("organization")),
        title="Your organization may sign a letter until",
        path=f"{row.get_absolute_url()}#sign",
        key=f"letter-{row.pk}",
    )


def _answer_to(proposal: Proposal, deadline: datetime) -> Question:
    began = proposal.rounds.filter(number=proposal.round).aggregate(at=Max("opened_at"))["at"]
    moved = proposal.deadline_changes.aggregate(at=Max("changed_at"))["at"]
    # Who answered an earlier round is asked to confirm; who recused itself is asked no more, unless answers are
    # hidden: whom a reminder leaves out would tell what they said.
    recused = Q() if proposal.answers_hidden_until_close else Q(answer=Answer.RECUSE)
    spoke = proposal.responses.filter(Q(round=proposal.round) | recused)
    asked = Organization.objects.active().filter(pk__in=proposal.electors.values("organization"))
    return Question(
        row=proposal,
        soft=proposal.soft_deadline_at,
        hard=deadline,
        asked_at=max(filter(None, (proposal.opened_at, began, moved))),
        silent=asked.exclude(pk__in=spoke.values("organization")),
        title="Your organization has a proposal to answer by",
        path=f"{proposal.get_absolute_url()}#answer",
        key=f"proposal-{proposal.pk}-r{proposal.round}",
    )


def who_is_reminded(question: Question) -> QuerySet[User]:
    """Return the representatives and alternates of the organizations that are silent."""
    roles = Affiliation.objects.current().filter(
        organization__in=question.silent, role__in=ANSWERING_ROLES, user__is_active=True
    )
    people: QuerySet[User] = User.objects.filter(pk__in=roles.values("user"))
    return people


def last_by_hand(row: Proposal | Letter) -> datetime | None:
    """Return when the secretariat last reminded by hand."""
    entries = AuditEntry.objects.about(row._meta.label_lower, row.pk).filter(verb=REMINDED)  # noqa: SLF001 - documented
    found: datetime | None = entries.aggregate(at=Max("at"))["at"]
    return found


def reminder_desk(row: Any, now: datetime) -> ReminderDesk | None:
    """Return who is silent, which reminder comes next and when one went by hand; None when it waits for nobody."""
    question = question_of(row)
    if question is None or now >= question.hard:
        return None
    last = last_by_hand(row)
    return ReminderDesk(
        silent=list(question.silent.order_by("sort_key")),
        next_step=next_step(soft=question.soft, hard=question.hard, asked_at=question.asked_at, now=now),
        last_by_hand=last,
        may_remind=last is None or now - last >= AT_MOST_EVERY,
    )
