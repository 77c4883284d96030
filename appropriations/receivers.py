"""What slates do when the organizations have decided."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from appropriations.services.slate_adoption import follow_decision, follow_end
from common.events import decision_recorded, proposal_ended
from decisions.models import Decision, Proposal


@receiver(proposal_ended)
def on_proposal_ended(sender: Any, proposal: Proposal, **_: Any) -> None:  # noqa: ARG001 - Django's signature
    """Make a slate that was taken back, or left undecided, a draft again."""
    follow_end(proposal=proposal)


@receiver(decision_recorded)
def on_decision_recorded(sender: Any, decision: Decision, by: int | None, **_: Any) -> None:  # noqa: ARG001 - as above
    """Adopt or set aside the slate that was decided on."""
    follow_decision(decision=decision, by=by)
