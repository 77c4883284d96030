"""What becomes of a slate when its proposal ends, and when a decision is entered or corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.choices import SlateState
from appropriations.models import Slate
from appropriations.selectors.slate_requests import text_of
from appropriations.services.slate_amounts import bring_in_line
from appropriations.services.slate_proposals import absorb, refuse_unready
from appropriations.services.slates import SlateRefused, locked_draft
from common import audit
from decisions.choices import ProposalState, Result
from decisions.models import Decision, Proposal
from decisions.services.decisions import record_meeting_decision
from members.models import User
from members.selectors.people import people_inside
from members.services.notices import notify


@transaction.atomic
def adopt_at_meeting(*, slate: Slate, how_adopted: str, decided_on: date, by: User, **said: Any) -> Decision:
    """Enter the decision by which a meeting adopted a draft, without a proposal, and lock the slate by it.

    `said` are further arguments of `record_meeting_decision` (title, text, restriction). Raises SlateRefused when it is
    no draft, incomplete or holds a phrase nobody cleared, and DecisionRefused as `record_meeting_decision` does.
    """
    current = _ready_draft(slate, by)
    decision = record_meeting_decision(
        how_adopted=how_adopted, by=by, decided_on=decided_on, is_sample=current.is_sample, **said
    )
    _adopt(current, decision, by.pk)
    return decision


@transaction.atomic
def adopt_by_decision(*, slate: Slate, decision: Decision, by: User) -> Slate:
    """Lock a draft by a decision that stands in the register already; `by` says that the two ask for the same.

    Raises SlateRefused when it is no draft, incomplete, holds a phrase nobody cleared, or the decision is not in force
    or adopted another slate.
    """
    current = _ready_draft(slate, by)
    # Locked, so that no correction of it is recorded between the look and the adoption.
    if not Decision.objects.in_force().filter(pk=Decision.objects.select_for_update().get(pk=decision.pk).pk):
        raise SlateRefused(f"{decision} is not in force, so it adopts nothing.")
    other = Slate.objects.adopted().filter(decision=decision).first()
    if other:
        raise SlateRefused(f"{decision} adopted the {other} already.")
    _adopt(current, decision, by.pk)
    return current


@transaction.atomic
def follow_end(*, proposal: Proposal) -> None:
    """Make a slate a draft again when its proposal was withdrawn or left undecided.

    What was prepared for a next round is not lost: the draft says it then.
    """
    if proposal.state != ProposalState.WITHDRAWN and proposal.result != Result.UNDECIDED:
        return
    for slate in Slate.objects.select_for_update().filter(proposal=proposal, state=SlateState.PROPOSED):
        slate.state, slate.proposal = SlateState.DRAFT, None
        slate.save(update_fields=["state", "proposal"])
        _keep_what_was_prepared(slate)
        audit.record("slate came back", slate, actor_id=None, proposal=proposal.pk)


@transaction.atomic
def follow_decision(*, decision: Decision, by: int | None) -> None:
    """Let a decision take effect on the slates it is about: its proposal's, and those of a decision it corrects.

    A proposal whose text was changed beside the slate adopts another text: the slate is then a draft again, to be
    brought in line and adopted by that decision by hand.
    """
    if decision.corrects_id:
        _follow_correction(decision, by)
    if decision.proposal is None:
        return
    for slate in Slate.objects.select_for_update().filter(
        proposal=decision.proposal, state=SlateState.PROPOSED
    ):
        _drop_copies(slate)
        if decision.outcome != Decision.Outcome.ADOPTED:
            slate.state, slate.decision = SlateState.SET_ASIDE, decision
            slate.save(update_fields=["state", "decision"])
            audit.record("slate was not adopted", slate, actor_id=by, decision=decision.pk)
        elif text_of(slate) in decision.proposal.text:
            _adopt(slate, decision, by)
        else:
            slate.state, slate.proposal = SlateState.DRAFT, None
            slate.save(update_fields=["state", "proposal"])
            audit.record(
                "another text was adopted", slate, actor_id=by, decision=decision.pk, number=decision.number
            )


def _follow_correction(decision: Decision, by: int | None) -> None:
    for slate in Slate.objects.select_for_update().filter(
        decision=decision.corrects_id, state=SlateState.ADOPTED
    ):
        slate.decision = decision
        if decision.outcome == Decision.Outcome.ADOPTED:
            slate.save(update_fields=["decision"])
            audit.record("decision of slate corrected", slate, actor_id=by, decision=decision.pk)
        else:
            slate.state = SlateState.SET_ASIDE
            slate.save(update_fields=["state", "decision"])
            audit.record("slate no longer in force", slate, actor_id=by, decision=decision.pk)
        bring_in_line(slate=slate, by=_who(slate, by))


def _adopt(slate: Slate, decision: Decision, actor: int | None) -> None:
    slate.state, slate.decision, slate.adopted_at = SlateState.ADOPTED, decision, timezone.now()
    slate.save(update_fields=["state", "decision", "adopted_at"])
    audit.record("adopted slate", slate, actor_id=actor, decision=decision.pk)
    bring_in_line(slate=slate, by=_who(slate, actor))
    _tell(slate, actor)


def _who(slate: Slate, actor: int | None) -> User | None:
    """Who enters the figures: whoever decided, else whoever built the slate."""
    found: User | None = User.objects.filter(pk=actor or slate.created_by_id or 0).first()
    return found


def _tell(slate: Slate, actor: int | None) -> None:
    """Write a notice in neutral words (P5) to everyone inside but who did it; nobody hears of a sample."""
    if slate.is_sample:
        return
    notify(
        recipient_ids=people_inside().exclude(pk=actor or 0).values_list("pk", flat=True),
        kind="decision",
        title="Requests were adopted",
        path=slate.get_absolute_url(),
        event_key=f"slate-{slate.pk}-adopted",
    )


def _ready_draft(slate: Slate, by: User) -> Slate:
    current = locked_draft(slate, by)
    if current.revises_id:
        raise SlateRefused("This is a copy for a next round: it is the slate itself that is adopted.")
    refuse_unready(current)
    return current


def _keep_what_was_prepared(slate: Slate) -> None:
    copy = Slate.objects.filter(revises=slate).first()
    if copy is None:
        return
    try:
        absorb(slate, copy)
    except SlateRefused:
        # A line whose report language is followed was left out: the end of the proposal does not wait for that.
        copy.delete()


def _drop_copies(slate: Slate) -> None:
    Slate.objects.filter(revises=slate).delete()
