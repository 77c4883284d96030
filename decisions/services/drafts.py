"""Drafts of proposals, which the secretariat writes, changes and may discard until one is opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from common import audit
from decisions.choices import ProposalState, Rule
from decisions.models import Comment, Proposal, Subject
from decisions.services.attachments import detach
from decisions.services.proposals import ProposalError, check_fields, locked
from members.models import User

FIELDS = frozenset(
    {"question", "kind", "text", "commits_us_to", "rule", "quorum", "answers_hidden_until_close"}
)


@transaction.atomic
def draft_proposal(
    *,
    question: str,
    kind: str,
    text: str,
    by: User,
    commits_us_to: str = "",
    rule: str = Rule.CONSENSUS,
    quorum: int | None = None,
    answers_hidden_until_close: bool = False,
    subjects: Sequence[Model] = (),
    is_sample: bool = False,
) -> Proposal:
    """Write a draft that only the secretariat sees; `subjects` are what it concerns (a bill, a line, a letter).

    Raises ProposalError when `by` is not of the secretariat, or naming the field that is missing or wrong.
    """
    if not by.is_secretariat:
        raise ProposalError("The secretariat keeps the proposals.")
    proposal = Proposal(
        question=question.strip(),
        kind=kind,
        text=text.strip(),
        commits_us_to=commits_us_to.strip(),
        rule=rule,
        quorum=quorum,
        answers_hidden_until_close=answers_hidden_until_close,
        created_by=by,
        is_sample=is_sample,
    )
    check_fields(proposal)
    proposal.save()
    _set_subjects(proposal, subjects)
    audit.record("drafted proposal", proposal, actor_id=by.pk)
    return proposal


@transaction.atomic
def edit_draft(
    *, proposal: Proposal, by: User, subjects: Sequence[Model] | None = None, **fields: Any
) -> Proposal:
    """Change fields of a draft (those of `draft_proposal`); `subjects`, when given, replace those it had.

    Raises ProposalError as `draft_proposal`, and when it is no draft any more.
    """
    if unknown := fields.keys() - FIELDS:
        raise TypeError(f"No field of a draft: {', '.join(sorted(unknown))}")
    current = locked(proposal=proposal, by=by, state=ProposalState.DRAFT)
    for name, value in fields.items():
        setattr(current, name, value.strip() if isinstance(value, str) else value)
    check_fields(current)
    current.save(update_fields=list(fields))
    if subjects is not None:
        current.subjects.all().delete()
        _set_subjects(current, subjects)
    audit.record("edited draft", current, actor_id=by.pk)
    return current


@transaction.atomic
def discard_draft(*, proposal: Proposal, by: User) -> None:
    """Delete a draft with its files; only ids and verbs of the audit log remain.

    Raises ProposalError when `by` is not of the secretariat, it is no draft, or it was discussed or consulted on:
    what others gave to it is not thrown away.
    """
    current = locked(proposal=proposal, by=by, state=ProposalState.DRAFT)
    kind = ContentType.objects.get_for_model(Proposal)
    if current.consultations.exists() or Comment.objects.about(kind.pk, current.pk).exists():
        raise ProposalError("This draft was discussed or consulted on: keep it as a draft.")
    for attachment in current.attachments.all():
        detach(attachment=attachment, by=by)
    audit.record("discarded draft", current, actor_id=by.pk)
    current.delete()


def _set_subjects(proposal: Proposal, subjects: Sequence[Model]) -> None:
    for one in subjects:
        kind = ContentType.objects.get_for_model(one)
        Subject.objects.get_or_create(proposal=proposal, content_type=kind, object_id=str(one.pk))
