"""Reminding organizations that have not answered a proposal or signed a letter, and those only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common import audit
from common.access import is_staff
from common.dates import eastern
from decisions.models import Letter, Proposal
from decisions.reminding import due_step
from decisions.selectors.reminders import (
    AT_MOST_EVERY,
    REMINDED,
    Question,
    last_by_hand,
    question_of,
    who_is_reminded,
)
from members.models import User
from members.services.notices import notify


class ReminderRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """Nobody is reminded now; the message is fit to be shown."""


def send_due_reminders() -> int:
    """Write the reminders whose time has come and return of how many questions.

    May run at any time and as often as it likes: what was written for a person, a step and a deadline is not
    written again.
    """
    return sum(_remind(rows, pk) for rows in (Proposal.objects, Letter.objects) for pk in _open(rows.all()))


def _open(rows: QuerySet[Any]) -> list[int]:
    return list(rows.filter(state="open", deadline_at__gt=timezone.now()).values_list("pk", flat=True))


@transaction.atomic
def _remind(rows: Any, pk: int) -> bool:
    # Locked, so that an answer or a close is either before the reminder or after it.
    row = rows.select_for_update().get(pk=pk)
    question = question_of(row)
    if question is None:
        return False
    step = due_step(soft=question.soft, hard=question.hard, asked_at=question.asked_at, now=timezone.now())
    if step is None:
        return False
    _write(question, step.deadline, f"{step.name}-{step.deadline:%Y%m%dT%H%M}")
    return True


@transaction.atomic
def remind_now(*, row: Proposal | Letter, by: User) -> int:
    """Remind those who have not answered, by hand; return how many people hear of it.

    Raises ReminderRefused when `by` is not of the secretariat, nobody is asked any more, everyone has answered, or
    the last reminder by hand is less than a day old.
    """
    if not is_staff(by):
        raise ReminderRefused("Only the secretariat reminds organizations.")
    now = timezone.now()
    current = type(row)._default_manager.select_for_update().get(pk=row.pk)  # noqa: SLF001 - documented
    question = question_of(current)
    if question is None or now >= question.hard:
        raise ReminderRefused("The deadline has passed: nobody is asked any more.")
    last = last_by_hand(current)
    if last and now - last < AT_MOST_EVERY:
        raise ReminderRefused("They were reminded less than a day ago. Once a day is enough.")
    silent = question.silent.count()
    if not silent:
        raise ReminderRefused("Every organization has answered.")
    entry = audit.record(REMINDED, current, actor_id=by.pk, organizations=silent)
    return _write(question, question.hard, f"by-hand-{entry.pk}")


def _write(question: Question, deadline: datetime, event: str) -> int:
    here = eastern(deadline)
    people = list(who_is_reminded(question).values_list("pk", flat=True))
    notify(
        recipient_ids=people,
        kind="reminder",
        title=f"{question.title} {here:%b} {here.day}",
        path=question.path,
        event_key=f"reminder-{question.key}-{event}",
    )
    return len(people)
