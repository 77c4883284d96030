"""What a proposal's answers come to now, and what dissent there is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from common.dates import eastern
from decisions.choices import Answer, ProposalState, Result, Rule
from decisions.models import Proposal, Response
from decisions.outcomes import Given, Outcome, Status, tally
from members.models import Organization

ENDED = {
    Result.ADOPTED: Status.ADOPTED,
    Result.NOT_ADOPTED: Status.NOT_ADOPTED,
    Result.UNDECIDED: Status.UNDECIDED,
}
DISSENT = (Answer.BLOCK, Answer.STAND_ASIDE, Answer.RESERVATION)


def outcome_of(proposal: Proposal, now: datetime) -> Outcome:
    """Return the outcome as it may be shown, with the paths open now; three queries.

    While the proposal hides its answers, only how many answered, and after the deadline the status.
    """
    outcome = reckoned(proposal, now)
    if proposal.state == ProposalState.CLOSED:
        return outcome.ended(ENDED[Result(proposal.result)])
    if proposal.state == ProposalState.WITHDRAWN:
        return outcome.ended(Status.WITHDRAWN)
    return outcome.veiled() if proposal.answers_hidden_until_close else outcome


def reckoned(proposal: Proposal, now: datetime) -> Outcome:
    """Return the outcome by the rule, hidden answers included: for the services that act on it, never for a page.

    An organization counts if it was asked and was a member when the vote ended (the deadline or the close), or is
    one now while it goes on: who leaves later, or when the secretariat gets to the close, changes nothing.
    """
    until = min(now, proposal.closed_at or now)
    deadline_passed = proposal.deadline_at is not None and until >= proposal.deadline_at
    vote_ended = min(until, proposal.deadline_at or until)
    asked = Organization.objects.filter(pk__in=proposal.electors.values("organization"))
    members = set(asked.active(on=eastern(vote_ended).date()).values_list("pk", flat=True))
    left = [str(one) for one in asked.exclude(pk__in=members).order_by("sort_key")]
    answers = proposal.responses.values_list("organization_id", "answer", "round")
    return tally(
        rule=Rule(proposal.rule),
        quorum=proposal.quorum,
        electorate=members,
        answers=[Given(organization, Answer(answer), number) for organization, answer, number in answers],
        round=proposal.round,
        deadline_passed=deadline_passed,
        left=left,
    )


def dissent_of(proposal: Proposal, user: Any) -> list[Response]:
    """Return the blocks, stand-asides and reservations that `user` may see, by organization, for the minority view."""
    rows = Response.objects.visible_to(user).filter(proposal=proposal, answer__in=DISSENT)
    return list(rows.select_related("organization").order_by("organization__sort_key"))


def dissent_in_words(proposal: Proposal) -> str:
    """Return the dissent one line an organization, with its reason: the minority view where nobody could write one."""
    rows = Response.objects.filter(proposal=proposal, answer__in=DISSENT).select_related("organization")
    return "\n".join(
        f"{one.organization}: {one.get_answer_display().lower()}" + (f". {one.reason}" if one.reason else "")
        for one in rows.order_by("organization__sort_key")
    )
