"""Proposing anew what ended with a Congress: a draft about the bill that could take its place."""

from __future__ import annotations

from common.citations import cite_in_full
from decisions.choices import ProposalKind
from decisions.models import Proposal
from decisions.services.drafts import draft_proposal
from legislation.models import Bill
from legislation.wording import congress_ended
from members.models import User
from priorities.models import Ask, Position


class CannotProposeAgain(Exception):  # noqa: N818 - named for what is wrong
    """What was asked for cannot be proposed again; the message is fit to be shown."""


def propose_again(*, what: Position | Ask, bill: Bill, by: User) -> Proposal:
    """Draft a proposal about `bill` that takes up a position or an ask which expired; only the secretariat sees it.

    Nothing is decided by it: the draft says what ended and on which decision that rested, and people write the rest.
    Raises CannotProposeAgain when it has not expired or `bill` is of no Congress that sits, and ProposalError as
    `draft_proposal` does.
    """
    if what.bill is None or not what.expired:
        raise CannotProposeAgain("It has not expired with a Congress.")
    if not Bill.objects.live().filter(pk=bill.pk).exists():
        raise CannotProposeAgain(
            f"{cite_in_full(bill.pk)} is not live: choose a bill of the Congress that sits."
        )
    return draft_proposal(
        question=_question(what, bill),
        kind=ProposalKind.BILL_POSITION,
        text=_text(what, what.bill, bill),
        by=by,
        subjects=[bill],
        is_sample=what.is_sample,
    )


def _question(what: Position | Ask, bill: Bill) -> str:
    if isinstance(what, Position):
        return f"What is our position on {cite_in_full(bill.pk)}?"
    return f"What do we ask about {cite_in_full(bill.pk)}?"


def _text(what: Position | Ask, old: Bill, bill: Bill) -> str:
    said = (
        f"Our position on {cite_in_full(old.pk)} was “{what.get_stance_display()}”"
        if isinstance(what, Position)
        else f"About {cite_in_full(old.pk)} we asked: “{what.text}”"
    )
    rested = f" (decision {what.decision.number})" if what.decision else ""
    because = congress_ended(old.congress_id, old.congress.ends_on)
    return (
        f"{said}{rested}. It ended with that bill: {because}.\n\n"
        f"{cite_in_full(bill.pk)}, {bill.name}, is a vehicle of the same family. "
        "How its text differs from the earlier bill's is to be looked at before it is decided."
    )
