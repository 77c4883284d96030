"""Putting a question to the organizations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from common import audit
from decisions.choices import ProposalState
from decisions.models import Elector, Proposal, ProposalRound
from members.models import Organization, User


class ProposalError(Exception):
    """A proposal cannot be opened; the message is fit to be shown."""


@transaction.atomic
def open_proposal(
    *,
    proposal: Proposal,
    deadline_at: datetime,
    by: User,
    organizations: Iterable[Organization] | None = None,
) -> Proposal:
    """Open a draft for answers until `deadline_at` and freeze whom it is put to: by default every active member.

    Raises ProposalError when it is no draft, the deadline has passed, or there is nobody to ask.
    """
    current: Proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if current.state != ProposalState.DRAFT:
        raise ProposalError("Only a draft can be opened.")
    if deadline_at <= timezone.now():
        raise ProposalError("The deadline must lie ahead.")
    asked = list(Organization.objects.active() if organizations is None else organizations)
    if not asked:
        raise ProposalError("There is no organization to ask.")
    Elector.objects.bulk_create([Elector(proposal=current, organization=one) for one in asked])
    current.state, current.opened_at, current.deadline_at = (
        ProposalState.OPEN,
        timezone.now(),
        deadline_at,
    )
    current.save(update_fields=["state", "opened_at", "deadline_at"])
    _keep_round(current, by, what_changed="")
    audit.record("opened proposal", current, actor_id=by.pk, asked=len(asked))
    return current


def _keep_round(proposal: Proposal, by: User, *, what_changed: str) -> ProposalRound:
    return ProposalRound.objects.create(
        proposal=proposal,
        number=proposal.round,
        question=proposal.question,
        text=proposal.text,
        commits_us_to=proposal.commits_us_to,
        what_changed=what_changed,
        opened_by=by,
    )
