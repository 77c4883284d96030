"""What the homes show of proposals and letters: what awaits one's other organizations, and the secretariat."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, Value

from common.dates import eastern
from decisions.choices import Answer, LetterState, Rule
from decisions.models import Elector, Letter, Proposal, Response
from decisions.outcomes import Given, Outcome, Path, Status, tally
from members.choices import ANSWERING_ROLES, Standing
from members.models import Affiliation, Organization

# How near a deadline must be before a missing quorum is worth a word.
SOON = timedelta(days=3)


@dataclass(frozen=True)
class Elsewhere:
    """What awaits another organization that a person speaks for."""

    organization: Organization
    questions: int
    letters: int

    @property
    def words(self) -> str:
        """What awaits whom: "2 questions and 1 letter await SAMPLE B"."""
        parts = [
            f"{number} {noun}{'' if number == 1 else 's'}"
            for number, noun in ((self.questions, "question"), (self.letters, "letter"))
            if number
        ]
        verb = "awaits" if self.questions + self.letters == 1 else "await"
        return f"{' and '.join(parts)} {verb} {self.organization}"


@dataclass(frozen=True)
class Need:
    """Something only the secretariat can move on: what, and why."""

    row: Proposal | Letter
    word: str
    why: str


def waiting_elsewhere(user: Any, acting_for: Affiliation | None, now: datetime) -> list[Elsewhere]:
    """Return what awaits the organizations a person speaks for besides the one they act for; two queries."""
    others = [
        one.organization
        for one in user.current_affiliations
        if one.role in ANSWERING_ROLES and one != acting_for
    ]
    if not others:
        return []
    ids = [one.pk for one in others]
    answered = Response.objects.filter(
        proposal=OuterRef("proposal"),
        organization=OuterRef("organization"),
        round=OuterRef("proposal__round"),
    )
    asked = Elector.objects.filter(
        organization__in=ids,
        proposal__in=Proposal.objects.visible_to(user).open().filter(deadline_at__gt=now),
    ).exclude(Exists(answered))
    questions = Counter(asked.values_list("organization_id", flat=True))
    signed = _signed_letters(user, now)
    found = [Elsewhere(one, questions[one.pk], sum(one.pk not in some for some in signed)) for one in others]
    return [one for one in found if one.questions or one.letters]


def _signed_letters(user: Any, now: datetime) -> list[set[int]]:
    """Of each letter open for signing, which organizations have signed."""
    in_force = ArrayAgg(
        "signatures__organization",
        filter=Q(signatures__revoked_at__isnull=True) & Q(signatures__isnull=False),
        default=Value([]),
    )
    rows = Letter.objects.visible_to(user).filter(state=LetterState.OPEN, deadline_at__gt=now).order_by()
    return [set(ids) for ids in rows.annotate(signed_by=in_force).values_list("signed_by", flat=True)]


def needs(user: Any, now: datetime) -> list[Need]:
    """Return open proposals and letters that wait for the secretariat, in words; six queries for however many."""
    proposals = list(Proposal.objects.visible_to(user).open().order_by("deadline_at", "pk"))
    outcomes = _outcomes(proposals, now)
    found = [need for one in proposals if (need := _need_of(one, outcomes[one.pk], now))]
    over = Letter.objects.visible_to(user).filter(state=LetterState.OPEN, deadline_at__lte=now)
    return found + [Need(one, "Close the letter", "its deadline has passed") for one in over]


def _need_of(proposal: Proposal, outcome: Outcome, now: datetime) -> Need | None:
    if outcome.status == Status.BLOCKED:
        return Need(proposal, "Blocked", outcome.reckoning)
    if outcome.status == Status.NO_QUORUM:
        return Need(proposal, "Short of quorum", outcome.reckoning)
    if Path.CLOSE in outcome.paths:
        return Need(proposal, "Ready to close", outcome.words)
    soon = proposal.deadline_at is not None and proposal.deadline_at - now < SOON
    if soon and outcome.standing == Status.NO_QUORUM:
        return Need(proposal, "Short of quorum so far", outcome.reckoning)
    return None


def _outcomes(proposals: list[Proposal], now: datetime) -> dict[int, Outcome]:
    """As selectors.outcome.outcome_of, for many proposals at once."""
    asked: defaultdict[int, set[int]] = defaultdict(set)
    for proposal, organization in Elector.objects.filter(proposal__in=proposals).values_list(
        "proposal_id", "organization_id"
    ):
        asked[proposal].add(organization)
    given: defaultdict[int, list[Given]] = defaultdict(list)
    answers = Response.objects.filter(proposal__in=proposals)
    for proposal, *answer in answers.values_list("proposal_id", "organization_id", "answer", "round"):
        given[proposal].append(Given(answer[0], Answer(answer[1]), answer[2]))
    members = list(Organization.objects.filter(joined_on__isnull=False))
    return {
        one.pk: _outcome(one, [org for org in members if org.pk in asked[one.pk]], given[one.pk], now)
        for one in proposals
    }


def _outcome(proposal: Proposal, asked: list[Organization], answers: list[Given], now: datetime) -> Outcome:
    ended = min(now, proposal.deadline_at or now)
    day = eastern(ended).date()
    there = {one.pk for one in asked if one.standing(day) == Standing.MEMBER}
    outcome = tally(
        rule=Rule(proposal.rule),
        quorum=proposal.quorum,
        electorate=there,
        answers=answers,
        round=proposal.round,
        deadline_passed=proposal.deadline_at is not None and now >= proposal.deadline_at,
        left=sorted(str(one) for one in asked if one.pk not in there),
    )
    return outcome.veiled() if proposal.answers_hidden_until_close else outcome
