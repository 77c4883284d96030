"""From triage to the organizations: a draft of a proposal about the bill, which staff finish and open."""

from __future__ import annotations

from django.db import transaction

from common.citations import cite_in_full
from decisions.choices import ProposalKind
from decisions.models import Proposal
from decisions.services.drafts import draft_proposal
from members.models import User
from priorities.choices import TriageState
from priorities.models import TriageItem
from priorities.services.triage import TriageError, change, locked, start_tracking

_QUESTION = 300


@transaction.atomic
def elevate(*, item: TriageItem, by: User) -> Proposal:
    """Start a draft about the bill and track the bill; the draft and the item lead to each other.

    Raises TriageError when `by` is not of the secretariat, or a proposal about it was started here already.
    """
    current = locked(item, by)
    if current.proposal_id:
        raise TriageError("A proposal about this bill was started here already.")
    draft = draft_proposal(
        question=_question(current),
        kind=ProposalKind.BILL_POSITION,
        text=_text(current),
        by=by,
        subjects=[current.bill],
    )
    fields = {"state": TriageState.ELEVATED.value, "dismissed_because": "", "proposal_id": draft.pk}
    change(current, by, "elevated", fields, tracked_here=start_tracking(current, by))
    return draft


def _question(item: TriageItem) -> str:
    cited = cite_in_full(item.bill_id)
    room = _QUESTION - len(cited) - 40
    name = item.bill.name if len(item.bill.name) <= room else f"{item.bill.name[: room - 1]}…"
    return f"What position do we take on {cited}, {name}?"


def _text(item: TriageItem) -> str:
    """The facts to begin with; staff write the rest before it is opened."""
    bill = item.bill
    lines = [f"**{cite_in_full(bill.pk)}**: {bill.name}"]
    if bill.latest_action_text and bill.latest_action_on:
        on = bill.latest_action_on
        lines.append(f"Latest action ({on:%B} {on.day}, {on.year}): {bill.latest_action_text}")
    if item.risk:
        lines.append(f"{item.get_risk_display()}: {item.risk_note}")
    if item.note:
        lines.append(item.note)
    return "\n\n".join(lines)
