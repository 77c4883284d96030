"""A slate before the organizations: put to them, changed in a further round, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError

from appropriations.asking import gaps_of
from appropriations.choices import SlateState, SlateTo
from appropriations.models import Slate, SlateItem
from appropriations.selectors.slate_requests import before_amendment, items_of, requests_of, text_of
from appropriations.services.slate_clearances import uncleared
from appropriations.services.slates import SlateRefused, locked_draft, require_secretariat, write_requests
from common import audit
from decisions.choices import ProposalKind, Rule
from decisions.models import Proposal
from decisions.services.closing import withdraw_proposal
from decisions.services.drafts import draft_proposal
from decisions.services.proposals import open_proposal
from decisions.services.rounds import start_round
from members.models import User


@transaction.atomic
def propose_slate(
    *,
    slate: Slate,
    deadline_at: datetime,
    by: User,
    soft_deadline_at: datetime | None = None,
    introduction: str = "",
    rule: str = Rule.CONSENSUS,
    quorum: int | None = None,
    answers_hidden_until_close: bool = False,
) -> Proposal:
    """Put a slate to the organizations as one proposal, whose text is written from it; it is frozen from then on.

    The subjects are the slate and its lines. Raises SlateRefused when it is no draft, incomplete, or holds a phrase
    that nobody cleared, and ProposalError as `open_proposal` does.
    """
    current = locked_draft(slate, by)
    if current.revises_id:
        raise SlateRefused("This is a copy for the next round: start the round with it.")
    refuse_unready(current)
    how = {"rule": rule, "quorum": quorum, "answers_hidden_until_close": answers_hidden_until_close}
    draft = _draft(current, by, introduction, how)
    proposal = open_proposal(
        proposal=draft, deadline_at=deadline_at, soft_deadline_at=soft_deadline_at, by=by
    )
    current.state, current.proposal = SlateState.PROPOSED, proposal
    current.save(update_fields=["state", "proposal"])
    audit.record("put slate to the organizations", current, actor_id=by.pk, proposal=proposal.pk)
    return proposal


@transaction.atomic
def prepare_round(*, slate: Slate, by: User) -> Slate:
    """Copy a slate that is before the organizations, to change the copy for a next round; return the copy.

    The organizations read the slate as it was put to them until the round begins. A copy that was begun is given back.
    Raises SlateRefused when `by` is not of the secretariat, or it is not before the organizations.
    """
    current = _before_the_organizations(slate, by)
    begun: Slate | None = Slate.objects.filter(revises=current).first()
    if begun:
        return begun
    copy = Slate.objects.create(
        fiscal_year=current.fiscal_year,
        to=current.to,
        amends=current.amends,
        revises=current,
        note=current.note,
        created_by=by,
        is_sample=current.is_sample,
    )
    write_requests(copy, requests_of(current))
    _copy_clearances(current, copy)
    audit.record("prepared round", current, actor_id=by.pk, copy=copy.pk)
    return copy


@transaction.atomic
def start_slate_round(
    *,
    copy: Slate,
    what_changed: str,
    deadline_at: datetime,
    by: User,
    soft_deadline_at: datetime | None = None,
    introduction: str = "",
) -> Slate:
    """Put the changed copy to the same organizations as the next round; the slate then says what the copy says.

    What it said before stays in the text of the earlier round. Raises SlateRefused when the copy is incomplete, holds a
    phrase that nobody cleared, or takes out a line whose language is followed, and ProposalError as `start_round` does.
    """
    draft = locked_draft(copy, by)
    if draft.revises is None:
        raise SlateRefused("This slate is no copy for a next round.")
    slate = _before_the_organizations(draft.revises, by)
    refuse_unready(draft)
    proposal = slate.proposal
    if proposal is None:
        raise SlateRefused("It is not before the organizations.")
    start_round(
        proposal=proposal,
        question=question_of(slate),
        text=_whole_text(introduction, draft),
        commits_us_to=commits_us_to(slate),
        what_changed=what_changed,
        deadline_at=deadline_at,
        soft_deadline_at=soft_deadline_at,
        by=by,
    )
    _take_over(slate, draft)
    audit.record("started round of slate", slate, actor_id=by.pk, proposal=proposal.pk)
    return slate


@transaction.atomic
def take_slate_back(*, slate: Slate, reason: str, by: User) -> Slate:
    """Withdraw the proposal of a slate, which is a draft again; answers and reason stay on the record.

    Raises SlateRefused when it is not before the organizations, and ProposalError as `withdraw_proposal` does.
    """
    current = _before_the_organizations(slate, by)
    if current.proposal is None:
        raise SlateRefused("It is not before the organizations.")
    # The receiver of its end makes the slate a draft again, as when the proposal's own page withdraws it.
    withdraw_proposal(proposal=current.proposal, reason=reason, by=by)
    current.refresh_from_db()
    return current


def refuse_unready(slate: Slate) -> None:
    """Raise SlateRefused, naming the line, for what must be mended before a slate goes on."""
    must = [gap for gap in gaps_of(requests_of(slate), before_amendment(slate)) if gap.must]
    if must:
        raise SlateRefused(" ".join(f"{gap.name}: {gap.what}." for gap in must))
    asked = uncleared(slate)
    if asked:
        said = "; ".join(f"“{one.phrase}” ({one.name})" for one in asked)
        raise SlateRefused(f"A named person has to clear first: {said}.")


def question_of(slate: Slate) -> str:
    """Return the question put to the organizations."""
    addressee = SlateTo(slate.to).label
    if slate.amends_id:
        return f"Shall we amend our FY {slate.fiscal_year} requests {addressee} as below?"
    return f"Shall we make these FY {slate.fiscal_year} requests {addressee}?"


def commits_us_to(slate: Slate) -> str:
    """Return what adopting a slate commits the organizations to."""
    whom = "Congress" if slate.to == SlateTo.CONGRESS else "the Office of Management and Budget"
    return f"The coalition's name on these requests to {whom}. No organization is named without its own word."


def _draft(slate: Slate, by: User, introduction: str, how: dict[str, Any]) -> Proposal:
    subjects: Sequence[Model] = [slate, *(item.line for item in items_of(slate))]
    return draft_proposal(
        question=question_of(slate),
        kind=ProposalKind.SLATE,
        text=_whole_text(introduction, slate),
        commits_us_to=commits_us_to(slate),
        by=by,
        subjects=subjects,
        is_sample=slate.is_sample,
        **how,
    )


def _whole_text(introduction: str, slate: Slate) -> str:
    return "\n\n".join(part for part in (introduction.strip(), text_of(slate)) if part)


def _before_the_organizations(slate: Slate, by: User) -> Slate:
    require_secretariat(by)
    current: Slate = Slate.objects.select_for_update().get(pk=slate.pk)
    if current.state != SlateState.PROPOSED:
        raise SlateRefused("It is not before the organizations.")
    return current


def _copy_clearances(slate: Slate, copy: Slate) -> None:
    """The same sentences in the same texts: what was cleared in them stays cleared, by whom it was."""
    for one in slate.clearances.all():
        one.pk, one.slate = None, copy
        one.save()


def _take_over(slate: Slate, copy: Slate) -> None:
    """Let the slate say what its copy says; between its two states the database takes the change."""
    proposal = slate.proposal
    slate.state, slate.proposal = SlateState.DRAFT, None
    slate.save(update_fields=["state", "proposal"])
    absorb(slate, copy)
    slate.state, slate.proposal = SlateState.PROPOSED, proposal
    slate.save(update_fields=["state", "proposal"])


@transaction.atomic
def absorb(slate: Slate, copy: Slate) -> None:
    """Let a draft say what its copy says, and delete the copy; lines that stay keep their keys.

    Raises SlateRefused when the copy left out a line whose report language is followed.
    """
    kept = {item.line_id: item for item in slate.items.all()}
    for item in copy.items.all():
        before = kept.pop(item.line_id, None)
        item.pk, item.slate = (before.pk if before else None), slate
        item._state.adding = before is None  # noqa: SLF001 - documented: an instance given another key
        item.save()
    try:
        SlateItem.objects.filter(pk__in=[one.pk for one in kept.values()]).delete()
    except ProtectedError as error:
        raise SlateRefused("Report language is followed for a line that was taken out.") from error
    slate.clearances.all().delete()
    _copy_clearances(copy, slate)
    slate.note = copy.note
    copy.delete()
    slate.save(update_fields=["note"])
