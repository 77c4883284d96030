"""What the page of one proposal shows beside its text: whose answer is asked, what changed, how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from common.word_diff import Piece, unwrapped, word_diff
from decisions.models import Attachment, Proposal, ProposalRound, Response, ResponseVersion
from members.choices import ANSWERING_ROLES
from members.models import Affiliation, Organization


@dataclass(frozen=True)
class OurAnswer:
    """Where the organization one acts for stands with a proposal."""

    organization: Organization
    was_asked: bool
    may_answer: bool
    response: Response | None
    to_confirm: bool
    versions: int = 0


@dataclass(frozen=True)
class Change:
    """What a round changed against the one before, word by word; `before` is None for the first."""

    round: ProposalRound
    before: ProposalRound | None
    question: list[Piece]
    commits_us_to: list[Piece]
    text: list[Piece]
    files: list[Attachment]
    came: list[Attachment]
    went: list[Attachment]


@dataclass(frozen=True)
class Happening:
    """One step in the life of a proposal."""

    at: datetime
    what: str
    words: str = ""
    who: str = ""
    note: str = ""
    round: int | None = None
    moved: tuple[datetime, datetime] | None = None


def our_answer(proposal: Proposal, acting_for: Affiliation | None) -> OurAnswer | None:
    """Return where the organization a person acts for stands, or None for whoever acts for none."""
    if acting_for is None:
        return None
    response = (
        proposal.responses.filter(organization_id=acting_for.organization_id)
        .select_related("answered_by")
        .first()
    )
    return OurAnswer(
        organization=acting_for.organization,
        was_asked=proposal.electors.filter(organization_id=acting_for.organization_id).exists(),
        may_answer=acting_for.role in ANSWERING_ROLES,
        response=response,
        to_confirm=response is not None and response.round < proposal.round,
        versions=response.versions.count() if response else 0,
    )


def could_answer_for(proposal: Proposal, user: Any) -> list[Affiliation]:
    """Return the roles in which a person may answer: with more than one, the page offers a switch."""
    asked = set(proposal.electors.values_list("organization_id", flat=True))
    return [
        one
        for one in user.current_affiliations
        if one.role in ANSWERING_ROLES and one.organization_id in asked
    ]


def change_of(proposal: Proposal, number: int) -> Change | None:
    """Return what round `number` says and how it differs from the one before, or None if there is none such."""
    rounds = {one.number: one for one in proposal.rounds.filter(number__in=(number - 1, number))}
    this, before = rounds.get(number), rounds.get(number - 1)
    if this is None:
        return None
    files = list(proposal.attachments.in_round(number))
    earlier = list(proposal.attachments.in_round(number - 1)) if before else files
    return Change(
        round=this,
        before=before,
        question=word_diff(before.question if before else this.question, this.question),
        commits_us_to=word_diff(before.commits_us_to if before else this.commits_us_to, this.commits_us_to),
        text=word_diff(unwrapped(before.text if before else this.text), unwrapped(this.text)),
        files=files,
        came=[one for one in files if one not in earlier],
        went=[one for one in earlier if one not in files],
    )


def history_of(proposal: Proposal, user: Any) -> list[Happening]:
    """Return everything that happened to a proposal, oldest first; hidden answers are told without what they say."""
    steps = [*_rounds(proposal), *_answers(proposal, user), *_deadlines(proposal), *_end(proposal)]
    return sorted(steps, key=lambda one: one.at)


def _rounds(proposal: Proposal) -> list[Happening]:
    return [
        Happening(
            at=one.opened_at,
            what="Opened for answers" if one.number == 1 else f"Round {one.number} began",
            words=one.what_changed,
            who=str(one.opened_by),
            round=one.number,
        )
        for one in proposal.rounds.select_related("opened_by")
    ]


def _deadlines(proposal: Proposal) -> list[Happening]:
    return [
        Happening(
            at=one.changed_at,
            # A round, or another soft deadline, may leave the last moment where it was.
            what="Deadline kept" if one.before == one.after else "Deadline moved",
            words=one.reason,
            who=str(one.changed_by),
            moved=(one.before, one.after),
        )
        for one in proposal.deadline_changes.select_related("changed_by")
    ]


def _answers(proposal: Proposal, user: Any) -> list[Happening]:
    seen = set(proposal.responses.visible_to(user).values_list("pk", flat=True))
    rows = ResponseVersion.objects.filter(response__proposal=proposal)
    rows = rows.select_related("response__organization", "answered_by").order_by("answered_at", "pk")
    before: dict[int, ResponseVersion] = {}
    told = []
    for one in rows:
        told.append(_told(one, before.get(one.response_id), may_see=one.response_id in seen))
        before[one.response_id] = one
    return told


def _told(one: ResponseVersion, before: ResponseVersion | None, *, may_see: bool) -> Happening:
    organization = one.response.organization
    return Happening(
        at=one.answered_at,
        what=f"{organization} {_verb(one, before)}" + (f": {one.get_answer_display()}" if may_see else ""),
        words=one.reason if may_see else "",
        who=str(one.answered_by),
        note=f"recorded by the secretariat: {one.received_how}" if may_see and one.received_how else "",
    )


def _verb(one: ResponseVersion, before: ResponseVersion | None) -> str:
    if before is None:
        return "answered"
    same = (before.answer, before.reason) == (one.answer, one.reason)
    return "confirmed its answer" if same and before.round < one.round else "changed its answer"


def _end(proposal: Proposal) -> list[Happening]:
    if proposal.closed_at is None:
        return []
    what = proposal.get_state_display()
    if proposal.result:
        what = f"{what}: {proposal.get_result_display().lower()}"
    return [Happening(at=proposal.closed_at, what=what, words=proposal.ended_because)]
