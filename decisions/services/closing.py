"""How a proposal ends: closed with a decision, withdrawn, or left undecided."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from common import audit, events
from common.dates import today
from decisions.choices import ProposalState, Result
from decisions.models import Decision, Proposal
from decisions.outcomes import Outcome, Path, Status
from decisions.selectors.outcome import dissent_in_words, outcome_of, reckoned
from decisions.services.decisions import record_decision
from decisions.services.proposals import ProposalError, locked, tell
from members.models import User

_RESULT = {Status.ADOPTED: Result.ADOPTED, Status.NOT_ADOPTED: Result.NOT_ADOPTED}


@transaction.atomic
def close_proposal(
    *,
    proposal: Proposal,
    title: str,
    text: str,
    by: User,
    minority_view: str = "",
    is_public: bool = True,
    restriction_reason: str = "",
    expected: Status | None = None,
) -> Decision:
    """Close a proposal with what its rule makes of the answers, and enter the decision, adopted or not adopted.

    `expected` is the outcome the closing page showed. Where answers were hidden nobody can have written a minority
    view beforehand: an empty one is then drawn from the reasons given. Raises ProposalError when `by` is not of the
    secretariat, it is not open, the deadline lies ahead and not everyone answered, it is blocked or short of its
    quorum (naming the paths left), the outcome is not `expected`, or title, text or a restriction's reason is missing.
    """
    current = locked(proposal=proposal, by=by)
    outcome = reckoned(current, timezone.now())
    _refuse_to_close(outcome, outcome.veiled() if current.answers_hidden_until_close else outcome, expected)
    _refuse_words(title, text, is_public=is_public, restriction_reason=restriction_reason)
    if current.answers_hidden_until_close and not minority_view.strip():
        minority_view = dissent_in_words(current)
    result = _RESULT[outcome.status]
    _end(current, by, state=ProposalState.CLOSED, result=result, verb="closed proposal")
    return record_decision(
        decided_on=today(),
        title=title.strip(),
        text=text.strip(),
        by=by.pk,
        outcome=Decision.Outcome(result.value),
        tally=outcome.words,
        minority_view=minority_view.strip(),
        is_public=is_public,
        restriction_reason="" if is_public else restriction_reason.strip(),
        proposal=current,
        is_sample=current.is_sample,
    )


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, reason: str, by: User) -> Proposal:
    """Take an open proposal back, at any time before its close; answers and reason stay on the record.

    Raises ProposalError when `by` is not of the secretariat, it is not open, or no reason is given.
    """
    current = locked(proposal=proposal, by=by)
    if not reason.strip():
        raise ProposalError("Say why the proposal is withdrawn.")
    _end(current, by, state=ProposalState.WITHDRAWN, because=reason.strip(), verb="withdrew proposal")
    return current


@transaction.atomic
def leave_undecided(*, proposal: Proposal, reason: str, by: User) -> Proposal:
    """End a proposal that is blocked, or short of its quorum at the deadline, without a decision.

    Raises ProposalError when `by` is not of the secretariat, it is not open, no reason is given, or it is neither:
    what the organizations have decided is closed, never set aside.
    """
    current = locked(proposal=proposal, by=by)
    if not reason.strip():
        raise ProposalError("Say why the proposal is left undecided.")
    outcome = outcome_of(current, timezone.now())
    if Path.LEAVE_UNDECIDED not in outcome.paths:
        raise ProposalError(f"It is neither blocked nor without a quorum: {outcome.words}.")
    _end(
        current,
        by,
        state=ProposalState.CLOSED,
        result=Result.UNDECIDED,
        because=reason.strip(),
        verb="left proposal undecided",
    )
    return current


def _refuse_to_close(outcome: Outcome, shown: Outcome, expected: Status | None) -> None:
    # What is refused is told in the words of `shown`: hidden answers stay hidden while the proposal stays open.
    if outcome.status == Status.OPEN:
        raise ProposalError(
            f"{outcome.answered} of {outcome.asked} answered: "
            "it closes after the deadline, or once every organization has answered this round."
        )
    if outcome.is_stuck:
        also = " You may also move the deadline." if Path.EXTEND in outcome.paths else ""
        raise ProposalError(
            f"It cannot be closed ({shown.words}). "
            f"Amend it in a new round, withdraw it, or leave it undecided.{also}"
        )
    if expected and shown.status != expected:
        raise ProposalError(f"An answer was changed meanwhile; now: {shown.words}.")


def _refuse_words(title: str, text: str, *, is_public: bool, restriction_reason: str) -> None:
    if not title.strip() or not text.strip():
        raise ProposalError("A decision needs its title and its text.")
    if not is_public and not restriction_reason.strip():
        raise ProposalError("Say why the decision is restricted.")


def _end(
    proposal: Proposal,
    by: User,
    *,
    state: ProposalState,
    verb: str,
    result: Result | None = None,
    because: str = "",
) -> None:
    proposal.state, proposal.closed_at = state, timezone.now()
    proposal.result, proposal.ended_because = result or "", because
    proposal.save(update_fields=["state", "closed_at", "result", "ended_because"])
    audit.record(verb, proposal, actor_id=by.pk, round=proposal.round)
    tell(proposal, by, title="A proposal has ended", event="ended")
    events.proposal_ended.send(sender=Proposal, proposal=proposal)
