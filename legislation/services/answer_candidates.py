"""What a person makes of a candidate: part of the family, or not, with the reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from common import audit
from legislation.models import Bill, FamilyBill, FamilyCandidate
from legislation.services.family_rows import keep_row
from members.models import User

State = FamilyCandidate.State


class AlreadyAnswered(Exception):  # noqa: N818 - it is an answer, not an error
    """Somebody else was faster; the message says what was decided."""


@transaction.atomic
def confirm_candidate(
    *,
    candidate: FamilyCandidate,
    part: str,
    source: str,
    by: User,
    companion: Bill | None = None,
    note: str = "",
) -> FamilyBill:
    """Make the bill a part of the family. Raises AlreadyAnswered when it is no longer waiting."""
    row = _waiting(candidate)
    member = FamilyBill(
        family=row.family, bill=row.bill, part=part, companion=companion, note=note, source=source
    )
    _decide(row, State.CONFIRMED, by)
    keep_row(row=member, by=by)
    audit.record(
        "confirmed a candidate", row, actor_id=by.pk, family=row.family_id, bill=row.bill_id, part=part
    )
    return member


@transaction.atomic
def dismiss_candidate(*, candidate: FamilyCandidate, why: str, by: User) -> FamilyCandidate:
    """Say that the bill does not belong, and why; it comes back only with a reason not weighed now.

    Raises AlreadyAnswered when it is no longer waiting, ValueError without a reason.
    """
    if not why.strip():
        raise ValueError("Say why it does not belong.")
    row = _waiting(candidate)
    row.why = why.strip()
    row.weighed = sorted({*row.weighed, *(one["key"] for one in row.reasons)})
    _decide(row, State.DISMISSED, by)
    audit.record(
        "dismissed a candidate", row, actor_id=by.pk, family=row.family_id, bill=row.bill_id, why=row.why
    )
    return row


@transaction.atomic
def reopen_candidate(*, candidate: FamilyCandidate, by: User) -> FamilyCandidate:
    """Take a dismissal back. Raises AlreadyAnswered for one that was not dismissed."""
    row: FamilyCandidate = FamilyCandidate.objects.select_for_update().get(pk=candidate.pk)
    if row.state != State.DISMISSED:
        raise AlreadyAnswered(f"It is not dismissed: {row.get_state_display().lower()}.")
    row.state, row.changed_at = State.SUGGESTED, timezone.now()
    row.save(update_fields=["state", "changed_at"])
    audit.record("reopened a candidate", row, actor_id=by.pk, family=row.family_id, bill=row.bill_id)
    return row


def _waiting(candidate: FamilyCandidate) -> FamilyCandidate:
    rows = FamilyCandidate.objects.select_for_update(of=("self",)).select_related("bill", "family")
    row: FamilyCandidate = rows.get(pk=candidate.pk)
    if row.state != State.SUGGESTED:
        raise AlreadyAnswered(f"Somebody answered already: {row.get_state_display().lower()}.")
    return row


def _decide(row: FamilyCandidate, state: State, by: User) -> None:
    row.state, row.decided_by, row.decided_at, row.changed_at = state, by, timezone.now(), timezone.now()
    row.save()
