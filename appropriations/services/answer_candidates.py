"""What a person makes of an amount found in an Act: a figure of a line, or none, which is remembered with that Act."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.cells.said import NewAmount
from appropriations.choices import CandidateState
from appropriations.models import ActCandidate, Amount
from appropriations.services.amounts import record_amount
from common import audit


class AlreadyAnswered(Exception):  # noqa: N818 - it is an answer, not an error
    """Somebody else was faster; the message says what was decided."""


@transaction.atomic
def accept_candidate(*, candidate: ActCandidate, said: NewAmount, by: Any) -> Amount:
    """Record the figure a person confirmed and mark the candidate as accepted; return the figure.

    Raises AlreadyAnswered when it no longer awaits a look, and what record_amount raises (AmountError).
    """
    row = _waiting(candidate)
    made = record_amount(said=said, by=by).amount
    _decide(row, CandidateState.ACCEPTED, by, amount=made)
    audit.record("accepted an amount of an Act", row, actor_id=by.pk, act=row.reading_id, figure=made.key)
    return made


@transaction.atomic
def reject_candidate(*, candidate: ActCandidate, by: Any, reason: str = "") -> ActCandidate:
    """Say that an amount is no figure of ours; it stays so when the same Act is read again.

    Raises AlreadyAnswered when it no longer awaits a look.
    """
    row = _waiting(candidate)
    _decide(row, CandidateState.REJECTED, by, reason=reason.strip()[:300])
    audit.record("rejected an amount of an Act", row, actor_id=by.pk, act=row.reading_id, why=row.reason)
    return row


@transaction.atomic
def reopen_candidate(*, candidate: ActCandidate, by: Any) -> ActCandidate:
    """Take back a rejection, or what rests on a figure that was withdrawn since; it awaits a look again.

    Raises AlreadyAnswered where it awaits one already, or where its figure stands.
    """
    row = _locked(candidate)
    if row.state == CandidateState.OPEN:
        raise AlreadyAnswered("It awaits a look already.")
    if row.amount is not None and row.amount.withdrawn_at is None:
        raise AlreadyAnswered("Its figure stands. Withdraw the figure on its line first.")
    was = row.state
    row.state, row.reason = CandidateState.OPEN, ""
    row.decided_at = row.decided_by = row.amount = None
    row.save()
    audit.record("reopened an amount of an Act", row, actor_id=by.pk, act=row.reading_id, was=str(was))
    return row


def _waiting(candidate: ActCandidate) -> ActCandidate:
    row = _locked(candidate)
    if row.state != CandidateState.OPEN:
        raise AlreadyAnswered(f"It was {row.get_state_display().lower()} meanwhile by {row.decided_by}.")
    return row


def _locked(candidate: ActCandidate) -> ActCandidate:
    rows = ActCandidate.objects.select_related("amount", "decided_by").select_for_update(of=("self",))
    found: ActCandidate = rows.get(pk=candidate.pk)
    return found


def _decide(
    row: ActCandidate, state: CandidateState, by: Any, *, amount: Amount | None = None, reason: str = ""
) -> None:
    row.state, row.decided_by, row.decided_at = state, by, timezone.now()
    row.amount, row.reason = amount, reason
    row.save(update_fields=["state", "decided_by", "decided_at", "amount", "reason"])
