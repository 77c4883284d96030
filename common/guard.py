"""Words that text for outside must not carry unseen (P1, P2): hits for a named person to clear, never a verdict.

P1: the coalition is nonpartisan and does no electoral work. P2: it asks for no offset, no transfer
between programs and no earmark. The words are of Congress and of campaigns; what only looks like them
(the Blue Campaign, an awareness campaign, "elect to receive", opposing counsel) passes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class GuardRule(StrEnum):
    """Which principle a hit is about."""

    NONPARTISAN = "P1"
    NO_OFFSET = "P2"


@dataclass(frozen=True)
class Hit:
    """One phrase found: where it starts and ends in the text, and why it is asked about."""

    rule: GuardRule
    phrase: str
    start: int
    end: int
    reason: str


_TITLES = r"(?:sens?\.|senators?|reps?\.|representatives?|congress(?:man|woman|member)|members? of congress)"
_PARTY = r"(?:democrats?|republicans?|gop|democratic party|republican party)"
_PERSON = rf"(?:{_TITLES}\s+\w+|him|her|them|incumbents?|{_PARTY})"

# (pattern, why); each pattern names people or parties, so that a vote on a bill passes.
_NONPARTISAN = (
    (
        rf"\bvot(?:e|es|ed|ing)\s+(?:out|for|against)\s+(?:the\s+)?{_PERSON}",
        "asks for a vote on a person or party",
    ),
    (rf"\b(?:re-?)?elect(?:ing)?\s+(?:the\s+)?{_PERSON}", "asks to elect a person or party"),
    (
        rf"\b(?:defeat|unseat|oust|flip)(?:ing)?\s+(?:the\s+)?(?:{_PERSON}|seat|senate|house)",
        "asks to defeat a person or party",
    ),
    (
        r"\b(?:support|oppose|endorse|back)(?:s|ed|ing)?\s+(?:the\s+)?(?:candidate|candidacy|re-?election)s?\b",
        "takes a side in a campaign",
    ),
    (r"\bre-?election\b", "speaks of an election"),
    (
        r"\bendorse(?:s|d|ment|ments)?\s+(?:\w+\s+){0,2}(?:for\s+(?:the\s+)?(?:senate|house|congress|office)|candidate|candidates)\b",
        "endorses a candidate",
    ),
    (
        r"\bcampaign\s+(?:contribution|donation|donor|rally|finance|pledge|promise|trail)s?\b",
        "speaks of an electoral campaign",
    ),
    (r"\b(?:midterm|primary|general)\s+election\b", "speaks of an election"),
    (r"\bscore\s?cards?\b", "speaks of a scorecard of legislators"),
    (r"\b(?:anti|pro)-trafficking\s+(?:grade|score|rating)s?\b", "grades legislators"),
    (rf"\b(?:radical|extreme|extremist|corrupt|do-nothing|far-left|far-right)\s+{_PARTY}", "judges a party"),
    (
        rf"\b(?:blame|shame|punish)(?:s|d|ed|ing)?\s+(?:the\s+)?(?:{_PARTY}|{_TITLES}\s+\w+)",
        "blames a person or party",
    ),
    (rf"\b{_PARTY}\s+(?:obstruction|obstructionism|extremism|sabotage)\b", "judges a party"),
)
_NO_OFFSET = (
    (r"\boffset(?:s|ting)?\b(?!\s+print)", "names an offset"),
    (r"\bpay-?\s?fors?\b", "names a pay-for"),
    (
        r"\b(?:transfer(?:s|red|ring)?|reprogram(?:s|med|ming)?|shift(?:s|ed|ing)?|redirect(?:s|ed|ing)?)\s+(?:of\s+)?(?:\$?[\d.,]+\s*(?:million|billion)?\s+|funds?\s+|funding\s+|money\s+|amounts?\s+|resources\s+)?from\b",
        "takes from another program",
    ),
    (r"\bcommunity project funding\b", "names an earmark"),
    (r"\bcongressionally directed spending\b", "names an earmark"),
    (r"\bearmark(?:s|ed|ing)?\b", "names an earmark"),
    (r"\bnamed\s+recipients?\b", "names a recipient"),
    (r"\bmember[- ]designated\s+(?:project|funding)s?\b", "names an earmark"),
)
_RULES = tuple(
    (rule, re.compile(pattern, re.IGNORECASE), reason)
    for rule, patterns in ((GuardRule.NONPARTISAN, _NONPARTISAN), (GuardRule.NO_OFFSET, _NO_OFFSET))
    for pattern, reason in patterns
)


def check(text: str) -> tuple[Hit, ...]:
    """Return the hits in `text`, in the order they stand; an empty tuple when there is nothing to clear.

    Where two patterns of one rule overlap, the longer phrase is kept. "Not less than" for a program is no
    earmark, and "vote yes on S. 2012" asks about a bill, not a person: both pass.
    """
    found = [
        Hit(rule, match[0], match.start(), match.end(), reason)
        for rule, pattern, reason in _RULES
        for match in pattern.finditer(text)
    ]
    found.sort(key=lambda hit: (hit.start, -(hit.end - hit.start), hit.rule))
    kept: list[Hit] = []
    for hit in found:
        if not any(hit.rule == other.rule and hit.start < other.end for other in kept):
            kept.append(hit)
    return tuple(kept)
