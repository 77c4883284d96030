"""Putting a question to the organizations, and moving its deadline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from common import audit
from decisions.choices import ProposalState
from decisions.models import DeadlineChange, Elector, Proposal, ProposalRound
from decisions.outcomes import Path
from decisions.selectors.outcome import outcome_of
from members.models import Organization, User
from members.selectors.people import people_inside
from members.services.notices import notify


class ProposalError(Exception):
    """What was asked for cannot be done with the proposal; the message is fit to be shown."""


@transaction.atomic
def open_proposal(
    *,
    proposal: Proposal,
    deadline_at: datetime,
    by: User,
    soft_deadline_at: datetime | None = None,
    organizations: Iterable[Organization] | None = None,
) -> Proposal:
    """Open a draft for answers until `deadline_at`, freeze whom it is put to (every active member), tell everyone.

    Raises ProposalError when `by` is not of the secretariat, it is no draft, a deadline does not lie ahead, there is
    nobody to ask, one asked is no member, or the quorum is more than are asked.
    """
    current = locked(proposal=proposal, by=by, state=ProposalState.DRAFT)
    check_deadlines(deadline_at, soft_deadline_at)
    asked = _whom_to_ask(current, organizations)
    Elector.objects.bulk_create([Elector(proposal=current, organization=one) for one in asked])
    current.state, current.opened_at = ProposalState.OPEN, timezone.now()
    current.deadline_at, current.soft_deadline_at = deadline_at, soft_deadline_at
    current.save(update_fields=["state", "opened_at", "deadline_at", "soft_deadline_at"])
    keep_round(current, by, what_changed="")
    audit.record("opened proposal", current, actor_id=by.pk, asked=len(asked))
    tell(current, by, title="A proposal was opened", event="opened")
    return current


@transaction.atomic
def move_deadline(
    *,
    proposal: Proposal,
    deadline_at: datetime,
    reason: str,
    by: User,
    soft_deadline_at: datetime | None = None,
) -> Proposal:
    """Move the deadline of an open proposal (and set its soft one, or none); the former and the reason are kept.

    Raises ProposalError when `by` is not of the secretariat, no reason is given, the new deadline does not lie ahead
    or is the present one, or the deadline has passed with a quorum: then the organizations have answered.
    """
    current = locked(proposal=proposal, by=by)
    if not reason.strip():
        raise ProposalError("Say why the deadline is moved.")
    check_deadlines(deadline_at, soft_deadline_at)
    if (deadline_at, soft_deadline_at) == (current.deadline_at, current.soft_deadline_at):
        raise ProposalError("This is the present deadline.")
    if Path.EXTEND not in outcome_of(current, timezone.now()).paths:
        raise ProposalError(
            "The deadline has passed and enough organizations answered: it is not moved any more."
        )
    change = set_deadline(current, by, deadline_at, soft_deadline_at, reason=reason.strip())
    current.save(update_fields=["deadline_at", "soft_deadline_at"])
    tell(current, by, title="The deadline of a proposal was moved", event=f"deadline-{change.pk}")
    return current


def set_deadline(
    proposal: Proposal, by: User, deadline_at: datetime, soft_deadline_at: datetime | None, *, reason: str
) -> DeadlineChange:
    """Give a locked open proposal, which the caller saves, other deadlines; keep the former with the reason."""
    change = DeadlineChange.objects.create(
        proposal=proposal,
        before=proposal.deadline_at or deadline_at,
        after=deadline_at,
        reason=reason,
        changed_by=by,
    )
    audit.record("moved deadline", change, actor_id=by.pk, proposal=proposal.pk)
    proposal.deadline_at, proposal.soft_deadline_at = deadline_at, soft_deadline_at
    return change


def locked(*, proposal: Proposal, by: User, state: ProposalState = ProposalState.OPEN) -> Proposal:
    """Return the proposal as it stands now, locked until the transaction ends.

    Raises ProposalError when `by` is not of the secretariat, or the proposal is not in `state`.
    """
    if not by.is_secretariat:
        raise ProposalError("The secretariat keeps the proposals.")
    current: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.state != state:
        raise ProposalError(_WRONG_STATE[ProposalState(current.state)])
    return current


_WRONG_STATE = {
    ProposalState.DRAFT: "This proposal is a draft: it has not been opened.",
    ProposalState.OPEN: "This proposal is open: only a draft can be edited, opened or discarded.",
    ProposalState.CLOSED: "This proposal is closed: it is no draft, and takes no change.",
    ProposalState.WITHDRAWN: "This proposal was withdrawn: it is no draft, and takes no change.",
}


def check_deadlines(deadline_at: datetime, soft_deadline_at: datetime | None) -> None:
    """Raise ProposalError unless the deadline lies ahead and the soft one, if any, is not after it."""
    if deadline_at <= timezone.now():
        raise ProposalError("The deadline must lie ahead.")
    if soft_deadline_at and soft_deadline_at > deadline_at:
        raise ProposalError("The soft deadline must not be after the deadline.")


def check_fields(proposal: Proposal) -> None:
    """Raise ProposalError that names the field when something of a proposal is missing or too long."""
    try:
        proposal.full_clean(exclude=["created_by"], validate_constraints=False)
    except ValidationError as error:
        said = [
            f"{field.replace('_', ' ').capitalize()}: {' '.join(words)}"
            for field, words in error.message_dict.items()
        ]
        raise ProposalError(" ".join(said)) from error
    if proposal.quorum == 0:
        raise ProposalError("Quorum: at least one organization, or leave it empty.")


def keep_round(proposal: Proposal, by: User, *, what_changed: str) -> ProposalRound:
    """Keep the text of the round that a locked proposal is in; the database refuses to change it afterwards."""
    return ProposalRound.objects.create(
        proposal=proposal,
        number=proposal.round,
        question=proposal.question,
        text=proposal.text,
        commits_us_to=proposal.commits_us_to,
        what_changed=what_changed,
        opened_by=by,
    )


def tell(proposal: Proposal, by: User, *, title: str, event: str) -> None:
    """Write a notice with a neutral title (P5) to everyone inside but `by`; nobody is told of a sample."""
    if proposal.is_sample:
        return
    notify(
        recipient_ids=people_inside().exclude(pk=by.pk).values_list("pk", flat=True),
        kind="proposal",
        title=title,
        path=proposal.get_absolute_url(),
        event_key=f"proposal-{proposal.pk}-{event}",
    )


def _whom_to_ask(proposal: Proposal, organizations: Iterable[Organization] | None) -> list[Organization]:
    members = Organization.objects.active()
    asked = list(members if organizations is None else organizations)
    if not asked:
        raise ProposalError("There is no organization to ask.")
    active = set(members.values_list("pk", flat=True))
    if outside := [str(one) for one in asked if one.pk not in active]:
        raise ProposalError(f"Not a member today: {', '.join(outside)}.")
    if proposal.quorum and proposal.quorum > len(asked):
        raise ProposalError(f"The quorum of {proposal.quorum} is more than the {len(asked)} asked.")
    return asked
