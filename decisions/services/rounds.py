"""A changed text is a new round: earlier answers stay on the record and are to be confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from common import audit
from decisions.models import Attachment, Proposal
from decisions.outcomes import Path
from decisions.selectors.outcome import outcome_of
from decisions.services.attachments import AttachmentRefused, atomic_with_files, attach, detach
from decisions.services.proposals import (
    ProposalError,
    check_deadlines,
    check_fields,
    keep_round,
    locked,
    set_deadline,
    tell,
)
from members.models import User


@atomic_with_files()
def start_round(
    *,
    proposal: Proposal,
    question: str,
    text: str,
    commits_us_to: str,
    what_changed: str,
    deadline_at: datetime,
    by: User,
    soft_deadline_at: datetime | None = None,
    added: Sequence[UploadedFile[Any]] = (),
    dropped: Sequence[Attachment] = (),
    seen_round: int | None = None,
) -> Proposal:
    """Put a changed text to the same organizations as the next round, with files added and dropped, and tell everyone.

    `seen_round` is the round the writer had before them, by default that of `proposal` as it was read. Raises
    ProposalError when `by` is not of the secretariat, it is not open, another round began meanwhile, the deadline
    passed and nothing stands in the way of a close, nothing changed, or a field or file is wrong.
    """
    current = locked(proposal=proposal, by=by)
    words = {"question": question.strip(), "text": text.strip(), "commits_us_to": commits_us_to.strip()}
    _refuse_a_round(current, seen_round or proposal.round)
    check_deadlines(deadline_at, soft_deadline_at)
    if not what_changed.strip():
        raise ProposalError("Say in a sentence what changed.")
    if all(getattr(current, name) == value for name, value in words.items()) and not added and not dropped:
        raise ProposalError("Nothing changed: a new round has another text or other files.")
    _change_files(current, added, dropped, by)
    for name, value in words.items():
        setattr(current, name, value)
    current.round += 1
    check_fields(current)
    if (deadline_at, soft_deadline_at) != (current.deadline_at, current.soft_deadline_at):
        set_deadline(current, by, deadline_at, soft_deadline_at, reason=f"Round {current.round} began.")
    current.save(update_fields=[*words, "round", "deadline_at", "soft_deadline_at"])
    keep_round(current, by, what_changed=what_changed.strip())
    audit.record("started round", current, actor_id=by.pk, round=current.round)
    tell(current, by, title="A proposal has a new text", event=f"round-{current.round}")
    return current


def _refuse_a_round(current: Proposal, seen_round: int) -> None:
    if current.round != seen_round:
        raise ProposalError(f"Round {current.round} has begun meanwhile: read it before you change it again.")
    if Path.AMEND not in outcome_of(current, timezone.now()).paths:
        raise ProposalError("The deadline has passed and the organizations have decided: close the proposal.")


def _change_files(
    proposal: Proposal, added: Sequence[UploadedFile[Any]], dropped: Sequence[Attachment], by: User
) -> None:
    """Let files leave with the present round and join with the next; first out, then in, so that the number holds."""
    if any(one.proposal_id != proposal.pk for one in dropped):
        raise ProposalError("A file to be dropped belongs to another proposal.")
    try:
        for attachment in dropped:
            detach(attachment=attachment, by=by)
        for upload in added:
            attach(proposal=proposal, upload=upload, by=by, from_round=proposal.round + 1)
    except AttachmentRefused as refused:
        raise ProposalError(str(refused)) from refused
