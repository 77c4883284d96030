"""Sign-on letters: drafting one, opening it for signing, moving its deadline later, closing it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from common import audit
from decisions.choices import LetterState
from decisions.models import Decision, Letter, LetterDeadlineChange
from decisions.selectors.letters import before_the_organizations, who_signs
from members.models import User
from members.services.notices import notify


class LetterRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """What was asked of a letter cannot be done; the message is fit to be shown."""


def require_secretariat(by: User) -> None:
    """Raise LetterRefused unless `by` is of the secretariat, which runs letters and signs none."""
    if not by.is_secretariat:
        raise LetterRefused("The secretariat does this.")


@transaction.atomic
def draft_letter(*, title: str, recipients: str, text: str, by: User, is_sample: bool = False) -> Letter:
    """Write a draft, which the secretariat alone sees; `recipients` are one a line, `text` is Markdown.

    Raises LetterRefused when `by` is not of the secretariat or one of them is missing.
    """
    require_secretariat(by)
    said = _said(title, recipients, text)
    letter = Letter.objects.create(created_by=by, is_sample=is_sample, **said)
    audit.record("drafted letter", letter, actor_id=by.pk)
    return letter


@transaction.atomic
def edit_draft(*, letter: Letter, title: str, recipients: str, text: str, by: User) -> Letter:
    """Change the words of a draft. Raises LetterRefused for any other, or while the organizations decide on it."""
    current = _draft(letter, by)
    if before_the_organizations(current, open_only=True):
        raise LetterRefused(
            "The organizations are deciding on this text. Put a changed one to them in a new round of the "
            "proposal, and bring it over here once it is adopted."
        )
    for name, value in _said(title, recipients, text).items():
        setattr(current, name, value)
    current.save(update_fields=["title", "recipients", "text"])
    audit.record("edited letter", current, actor_id=by.pk)
    return current


@transaction.atomic
def discard_draft(*, letter: Letter, by: User) -> None:
    """Delete a draft. Raises LetterRefused for any other, or once it was put to the organizations."""
    current = _draft(letter, by)
    if before_the_organizations(current):
        raise LetterRefused("This draft was put to the organizations, so it stays in the record.")
    audit.record("discarded letter", current, actor_id=by.pk)
    current.delete()


@transaction.atomic
def open_letter(
    *,
    letter: Letter,
    decision: Decision,
    deadline_at: datetime,
    by: User,
    soft_deadline_at: datetime | None = None,
) -> Letter:
    """Freeze a draft and open it for signing until `deadline_at`; `decision` approved its text.

    Everyone who signs for an active member hears of it, except of a sample. Raises LetterRefused when it is no
    draft, the decision is not in force, or the deadlines do not lie ahead in their order.
    """
    current = _draft(letter, by)
    # Locked, so that no correction of it is recorded between the look and the opening.
    if not Decision.objects.in_force().filter(pk=Decision.objects.select_for_update().get(pk=decision.pk).pk):
        raise LetterRefused(f"{decision} is not in force, so it cannot approve the text.")
    now = timezone.now()
    _refuse_deadlines(now, soft_deadline_at, deadline_at)
    current.state, current.opened_at, current.decision = LetterState.OPEN, now, decision
    current.soft_deadline_at, current.deadline_at = soft_deadline_at, deadline_at
    current.save()
    _tell(current, "A letter is open for signing", "opened")
    audit.record(
        "opened letter",
        current,
        actor_id=by.pk,
        decision=decision.pk,
        deadline_at=deadline_at.isoformat(),
    )
    return current


@transaction.atomic
def move_deadline(
    *,
    letter: Letter,
    deadline_at: datetime,
    reason: str,
    by: User,
    soft_deadline_at: datetime | None = None,
) -> Letter:
    """Move the deadline of an open letter later, for a reason, which everyone inside reads.

    Raises LetterRefused when it has passed, the new one is not later, or there is no reason.
    """
    current = locked_while_open(letter)
    require_secretariat(by)
    before = current.deadline_at
    if before is None or deadline_at <= before:
        raise LetterRefused("The deadline can be moved later only: organizations count on the one they know.")
    if not reason.strip():
        raise LetterRefused("Say why the deadline moves.")
    _refuse_deadlines(None, soft_deadline_at, deadline_at)
    change = LetterDeadlineChange.objects.create(
        letter=current, before=before, after=deadline_at, reason=reason.strip(), changed_by=by
    )
    current.deadline_at, current.soft_deadline_at = deadline_at, soft_deadline_at
    current.save(update_fields=["deadline_at", "soft_deadline_at"])
    audit.record(
        "moved letter deadline",
        current,
        actor_id=by.pk,
        change=change.pk,
        before=before.isoformat(),
        after=deadline_at.isoformat(),
    )
    return current


@transaction.atomic
def close_letter(*, letter: Letter, by: User, early: bool = False) -> Letter:
    """Close an open letter: its signatories are final. `early` confirms a close before the deadline.

    Raises LetterRefused when it is not open, or its deadline lies ahead and `early` is not said.
    """
    require_secretariat(by)
    current: Letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if current.state != LetterState.OPEN:
        raise LetterRefused("Only a letter open for signing can be closed.")
    now = timezone.now()
    ahead = current.takes_signatures(now)
    if ahead and not early:
        raise LetterRefused("The deadline has not passed. Confirm that the letter closes before it.")
    current.state, current.closed_at = LetterState.CLOSED, now
    current.save(update_fields=["state", "closed_at"])
    _tell(current, "A letter is closed", "closed")
    audit.record("closed letter", current, actor_id=by.pk, early=ahead)
    return current


def locked_while_open(letter: Letter) -> Letter:
    """Return the letter locked until the transaction ends; raise LetterRefused once it takes no signatures."""
    current: Letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if not current.takes_signatures(timezone.now()):
        raise LetterRefused("This letter no longer takes signatures, and nothing about it can be changed.")
    return current


def _tell(letter: Letter, title: str, event: str) -> None:
    """Write a notice to everyone who signs for a member, in neutral words (P5); nobody hears of a sample."""
    if letter.is_sample:
        return
    notify(
        recipient_ids=who_signs().values_list("pk", flat=True),
        kind="letter",
        title=title,
        path=reverse("decisions:letter", args=[letter.pk]),
        event_key=f"letter-{letter.pk}-{event}",
    )


def _draft(letter: Letter, by: User) -> Letter:
    require_secretariat(by)
    current: Letter | None = Letter.objects.select_for_update().filter(pk=letter.pk).first()
    if current is None or current.state != LetterState.DRAFT:
        raise LetterRefused("Only a draft can be changed, opened or discarded.")
    return current


def _said(title: str, recipients: str, text: str) -> dict[str, str]:
    lines = [line.strip() for line in recipients.splitlines()]
    said = {
        "title": title.strip(),
        "recipients": "\n".join(line for line in lines if line),
        "text": text.strip(),
    }
    if missing := [name for name, value in said.items() if not value]:
        raise LetterRefused(f"The letter needs its {' and its '.join(missing)}.")
    return said


def _refuse_deadlines(now: datetime | None, soft: datetime | None, hard: datetime) -> None:
    if now and hard <= now:
        raise LetterRefused("The deadline must lie ahead.")
    if soft and soft > hard:
        raise LetterRefused("The date by which signatures are hoped for cannot come after the deadline.")
