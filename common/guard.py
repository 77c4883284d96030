"""Words that text for outside must not carry unseen (P1, P2): hits for a named person to clear, never a verdict.

P1: the coalition is nonpartisan and does no electoral work. P2: it asks for no offset, no transfer between programs and
no earmark. What only looks like such words (the Blue Campaign, an awareness campaign, "elect to receive", opposing
counsel) passes. A hit is cleared in its sentence: written anew, it is asked about again. A text that asks for an
offset, a transfer or an earmark cannot be cleared at all. The phrases are in common/guard_words.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from common import guard_words as words


class GuardRule(StrEnum):
    """Which principle a hit is about."""

    NONPARTISAN = "P1"
    NO_OFFSET = "P2"


PRINCIPLES = {
    GuardRule.NONPARTISAN: "P1, nonpartisan, no electoral work",
    GuardRule.NO_OFFSET: "P2, no offsets, no transfers, no earmarks",
}
# What whoever clears a soft hit says of it.
CLEARED_AS = {
    GuardRule.NONPARTISAN: "takes no side",
    GuardRule.NO_OFFSET: "mentions, does not ask",
}


@dataclass(frozen=True)
class Hit:
    """One phrase found: where it starts and ends in the text, its sentence, and why it is asked about.

    `can_be_cleared` is false where the sentence asks for what the coalition never asks for (P2's hard part).
    """

    rule: GuardRule
    phrase: str
    start: int
    end: int
    reason: str
    sentence: str = ""
    can_be_cleared: bool = True

    @property
    def key(self) -> str:
        """What a clearance holds for: the rule, the phrase and its sentence, whatever their case and gaps."""
        return key_of(self.rule, self.phrase, self.sentence)

    @property
    def principle(self) -> str:
        """The principle in words: "P2, no offsets, no transfers, no earmarks"."""
        return PRINCIPLES[self.rule]

    @property
    def said(self) -> str:
        """The hit in words, without an end mark: which phrase, why, and by which principle."""
        return f"“{self.phrase}” {self.reason} ({self.principle})"


_RULES = tuple(
    (rule, re.compile(pattern, re.IGNORECASE), reason)
    for rule, patterns in (
        (GuardRule.NONPARTISAN, words.NONPARTISAN),
        (GuardRule.NO_OFFSET, words.NO_OFFSET),
    )
    for pattern, reason in patterns
)
_ASKS, _TELLS, _OURS, _DOES_IT, _MENTIONS, _DENIES = (
    re.compile(pattern, re.IGNORECASE)
    for pattern in (words.ASKS, words.TELLS, words.OURS, words.DOES_IT, words.MENTIONS, words.DENIES)
)
# Titles and bills end with a point that ends no sentence: "Sen. Doe", "S. 2012", "H.R. 1144".
_END = re.compile(r"(?<!\bSen)(?<!\bRep)(?<!\bSens)(?<!\bReps)(?<!\bS)(?<!\bR)(?<!\bU\.S)[.!?](?=\s)|\n")


def check(text: str) -> tuple[Hit, ...]:
    """Return the hits in `text`, in the order they stand; an empty tuple when there is nothing to clear.

    Where two patterns of one rule overlap, the longer phrase is kept. "Not less than" for a program is no
    earmark, and "vote yes on S. 2012" asks about a bill, not a person: both pass.
    """
    found = [
        (match.start(), match.end(), rule, reason)
        for rule, pattern, reason in _RULES
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda one: (one[0], -one[1], one[2]))
    kept: list[Hit] = []
    for start, end, rule, reason in found:
        if not any(rule == other.rule and start < other.end for other in kept):
            kept.append(_hit(text, start, end, rule, reason))
    return tuple(kept)


def open_hits(text: str, cleared: Collection[str]) -> tuple[Hit, ...]:
    """Return the hits that still stand in the way of `text`; `cleared` are the keys of hits somebody cleared.

    A hit that cannot be cleared stays open whatever was cleared.
    """
    known = set(cleared)
    return tuple(hit for hit in check(text) if not hit.can_be_cleared or hit.key not in known)


def key_of(rule: str, phrase: str, sentence: str) -> str:
    """Return the key of a phrase in its sentence, as clearances keep it."""
    return f"{rule}: {_folded(phrase)}: {_folded(sentence)}"


def _hit(text: str, start: int, end: int, rule: GuardRule, reason: str) -> Hit:
    begins, ends = _bounds(text, start, end)
    asks = rule == GuardRule.NO_OFFSET and _asks_for_it(text[begins:ends], start - begins)
    sentence = " ".join(text[begins:ends].split())
    return Hit(rule, text[start:end], start, end, reason, sentence, can_be_cleared=not asks)


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    ends = [match.end() for match in _END.finditer(text)]
    return max((one for one in ends if one <= start), default=0), min(
        (one for one in ends if one >= end), default=len(text)
    )


def _asks_for_it(sentence: str, at: int) -> bool:
    """Whether a sentence asks for the phrase that stands `at`: a word of asking is before it, and no denial.

    "We ask you to oppose the transfer from …" and "a bill whose offset …" mention; so does "we do not ask for …".
    """
    before = sentence[:at]
    told = _DOES_IT.match(sentence)
    if told and not _MENTIONS.search(sentence[told.end() : at]):
        return True
    ours = _OURS.search(before)
    if ours and not _MENTIONS.search(before[: ours.start()]):
        return True
    return any(
        not _MENTIONS.search(before[one.end() :]) and not _DENIES.search(before[: one.start()])
        for asking in (_ASKS, _TELLS)
        for one in asking.finditer(before)
    )


def _folded(phrase: str) -> str:
    return " ".join(phrase.casefold().split())
