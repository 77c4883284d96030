"""What the answers to a proposal come to. Pure: no database, no clock.

The rule of deciding, case by case and with its reasons, is in docs/decisions.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from decisions.choices import Answer, Rule

SUPPORTING = frozenset({Answer.SUPPORT, Answer.RESERVATION})
BY_CONSENSUS = frozenset({Rule.CONSENSUS, Rule.SILENCE})
# How answers that are neither support nor block are worded, in this order.
_ASIDE = {
    Answer.STAND_ASIDE: "stand aside",
    Answer.ABSTAIN: "abstain",
    Answer.NOT_PARTICIPATING: "not participating",
    Answer.RECUSE: "recused",
}
_NEEDED = {Rule.TWO_THIRDS: "two-thirds needed", Rule.MAJORITY: "majority needed"}
_LONGEST_LIST_OF_NAMES = 120


class Status(StrEnum):
    """Where a proposal stands."""

    OPEN = "still open"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not adopted"
    BLOCKED = "blocked"
    NO_QUORUM = "no quorum"
    UNDECIDED = "left undecided"
    WITHDRAWN = "withdrawn"


class Path(StrEnum):
    """What the secretariat may do with an open proposal now."""

    CLOSE = "close"
    EXTEND = "extend"
    AMEND = "amend"
    WITHDRAW = "withdraw"
    LEAVE_UNDECIDED = "leave_undecided"


@dataclass(frozen=True)
class Given:
    """The present answer of one organization (its id), and the round it was given in."""

    organization: int
    answer: Answer
    round: int


@dataclass(frozen=True)
class Outcome:
    """What the answers come to, in numbers and in words, and which paths are open.

    `status` is "still open" until the deadline has passed or everyone has answered; `standing` says what the answers
    would come to if nothing changed. `counts` has every answer of this round, with the blocks of earlier rounds that
    nobody lifted; it is None while answers are hidden.
    """

    status: Status
    standing: Status
    reckoning: str
    left: str
    asked: int
    answered: int
    to_confirm: int
    silent: int
    needed: int
    counts: Mapping[Answer, int] | None
    deadline_passed: bool
    paths: frozenset[Path]

    @property
    def words(self) -> str:
        """The outcome in one line: "11 of 12 answered, 1 stand aside, no block: adopted"."""
        return f"{self.reckoning}: {self.status}{self.left}"

    @property
    def everyone_answered(self) -> bool:
        """Whether every organization still asked has answered the present round."""
        return 0 < self.asked == self.answered

    @property
    def is_stuck(self) -> bool:
        """Whether it can only go on by another path than a close: amend, withdraw, leave undecided."""
        return self.status in {Status.BLOCKED, Status.NO_QUORUM}

    def veiled(self) -> Outcome:
        """Return what may be known while answers are hidden: who answered, and the status once the deadline passed."""
        status = self.status if self.deadline_passed else Status.OPEN
        paths = self.paths
        if not self.deadline_passed:
            paths = paths - {Path.LEAVE_UNDECIDED} | ({Path.CLOSE} if self.everyone_answered else set())
        reckoning = f"{_head(self.asked, self.answered, self.to_confirm)}, answers hidden until the close"
        return replace(
            self, status=status, standing=status, reckoning=reckoning, silent=0, counts=None, paths=paths
        )

    def ended(self, status: Status) -> Outcome:
        """Return the same for a proposal that has ended as `status` says, with which nothing more can be done."""
        return replace(self, status=status, standing=status, paths=frozenset())


def tally(
    *,
    rule: Rule,
    quorum: int | None,
    electorate: Collection[int],
    answers: Iterable[Given],
    round: int,  # noqa: A002 - the word of the field
    deadline_passed: bool,
    left: Sequence[str] = (),
) -> Outcome:
    """Reckon the outcome of one proposal by its rule (docs/decisions.md).

    `electorate` holds the ids of the organizations still asked, `left` the names of those that left during the vote;
    answers of organizations outside the electorate are not counted. Raises ValueError for two answers of one
    organization, or an answer to a round that has not begun.
    """
    rule, asked = Rule(rule), frozenset(electorate)
    present, earlier = _by_round((one for one in answers if one.organization in asked), round)
    counts = _counted(present, earlier)
    silent = _silent(len(asked), present, earlier) if rule == Rule.SILENCE and deadline_passed else 0
    needed = min(quorum or 0, len(asked))
    standing = _standing(rule, counts, silent, quorum_met=len(present) >= needed)
    settled = deadline_passed or 0 < len(asked) == len(present)
    outcome = Outcome(
        status=standing if settled else Status.OPEN,
        standing=standing,
        reckoning="",
        left=_left_words(left),
        asked=len(asked),
        answered=len(present),
        to_confirm=len(earlier),
        silent=silent,
        needed=needed,
        counts=counts,
        deadline_passed=deadline_passed,
        paths=frozenset(),
    )
    old_blocks = sum(one.answer == Answer.BLOCK for one in earlier)
    return replace(outcome, reckoning=_reckoning(outcome, rule, old_blocks), paths=_paths(outcome))


def _by_round(answers: Iterable[Given], round: int) -> tuple[list[Given], list[Given]]:  # noqa: A002
    """Return the answers to this round, and those to earlier ones that await confirmation."""
    found: dict[int, Given] = {}
    for one in answers:
        if one.organization in found:
            raise ValueError(f"Two answers of organization {one.organization}: one voice each.")
        if one.round > round:
            raise ValueError(f"Organization {one.organization} answers a round that has not begun.")
        found[one.organization] = one
    present = [one for one in found.values() if one.round == round]
    return present, [one for one in found.values() if one.round < round]


def _counted(present: Iterable[Given], earlier: Iterable[Given]) -> Mapping[Answer, int]:
    """Count the answers of this round, and the blocks of earlier ones: only the organization itself lifts its block."""
    counts = Counter(dict.fromkeys(Answer, 0))
    counts.update(one.answer for one in present)
    counts.update(one.answer for one in earlier if one.answer == Answer.BLOCK)
    return MappingProxyType(dict(counts))


def _silent(asked: int, present: Sequence[Given], earlier: Iterable[Given]) -> int:
    """Count whose silence is consent; it does not turn an earlier abstention or recusal into consent."""
    return asked - len(present) - sum(one.answer not in SUPPORTING for one in earlier)


def _supporting(counts: Mapping[Answer, int]) -> int:
    return sum(counts[answer] for answer in SUPPORTING)


def _standing(rule: Rule, counts: Mapping[Answer, int], silent: int, *, quorum_met: bool) -> Status:
    support, against = _supporting(counts), counts[Answer.BLOCK]
    if rule in BY_CONSENSUS and against:
        return Status.BLOCKED
    if not quorum_met:
        return Status.NO_QUORUM
    if rule in BY_CONSENSUS:
        enough = support + silent > 0
    elif rule == Rule.TWO_THIRDS:
        enough = support > 0 and support >= 2 * against
    else:
        enough = support > against
    return Status.ADOPTED if enough else Status.NOT_ADOPTED


def _paths(outcome: Outcome) -> frozenset[Path]:
    paths = {Path.WITHDRAW}
    if not outcome.deadline_passed or outcome.answered < outcome.needed:
        paths |= {Path.EXTEND, Path.AMEND}
    if outcome.standing == Status.BLOCKED or outcome.status == Status.NO_QUORUM:
        paths |= {Path.AMEND, Path.LEAVE_UNDECIDED}
    if outcome.status in {Status.ADOPTED, Status.NOT_ADOPTED}:
        paths.add(Path.CLOSE)
    return frozenset(paths)


def _reckoning(outcome: Outcome, rule: Rule, old_blocks: int) -> str:
    counts = outcome.counts or {}
    aside = [f"{counts[answer]} {word}" for answer, word in _ASIDE.items() if counts[answer]]
    stands = f" ({old_blocks} of an earlier round, not lifted)" if old_blocks else ""
    parts = [_head(outcome.asked, outcome.answered, outcome.to_confirm)]
    if rule in BY_CONSENSUS:
        parts += _consensus_words(counts, outcome.silent, aside)
        parts[-1] += stands
    else:
        parts.append(f"{_supporting(counts)} for, {counts[Answer.BLOCK]} against{stands}")
        if aside:
            parts.append(f"not counted: {' and '.join(aside)}")
        parts.append(_NEEDED[rule])
    if outcome.answered < outcome.needed:
        parts.append(f"quorum of {outcome.needed} not reached")
    return ", ".join(parts)


def _head(asked: int, answered: int, to_confirm: int) -> str:
    return f"{answered} of {asked} answered" + (f", {to_confirm} to be confirmed" if to_confirm else "")


def _consensus_words(counts: Mapping[Answer, int], silent: int, aside: list[str]) -> list[str]:
    reserved, blocks = counts[Answer.RESERVATION], counts[Answer.BLOCK]
    parts = [f"{reserved} with reservation"] if reserved else []
    parts += aside
    if silent:
        parts.append(f"{silent} silent and so consenting")
    if _supporting(counts) + silent == 0:
        parts.append("no support")
    parts.append(f"{blocks or 'no'} block{'s' if blocks > 1 else ''}")
    return parts


def _left_words(left: Sequence[str]) -> str:
    if not left:
        return ""
    names = ", ".join(left)
    who = names if len(names) <= _LONGEST_LIST_OF_NAMES else f"{len(left)} organizations"
    return f"; {who} left during the vote"
