"""The rules of the gate: code, what each asks for, the principle it keeps, and whether it may be waived. Pure.

What may be waived is little on purpose. A fact can be old and still true, and a consultation can come later: a named
person may say why that is acceptable. Words that P1 or P2 ask about are cleared where they are written, not waived
here; what is not public, not decided, not sourced or not real never leaves the house.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One rule: `margin` are the few words that stand beside an item in a draft."""

    code: str
    title: str
    principle: str
    margin: str
    may_be_waived: bool = False
    mend: str = ""


DECISION = Rule(
    "decision",
    "Rests on an adopted decision in force",
    "Positions and asks rest on a decision",
    "no decision in force",
    mend="Rest it on a decision in force, or end it.",
)
PUBLIC = Rule(
    "public",
    "Public, or cleared for packets",
    "P5, open inside, closed outside",
    "not public",
    mend="Make it public where the organizations agreed to that, or leave it out.",
)
EXPIRED = Rule(
    "expired",
    "Still in force on the day of the packet",
    "P9, facts before opinion",
    "expired",
    mend="Renew it or leave it out.",
)
ENDED = Rule(
    "ended",
    "Of the Congress that sits",
    "P9, facts before opinion",
    "of an ended Congress",
    mend="Choose another bill.",
)
INFORMATION = Rule(
    "information",
    "A packet for information holds no request",
    "Inform and request are kept apart",
    "a request",
    mend="Take the request out, or make a packet that asks.",
)
FRESHNESS = Rule(
    "freshness",
    "Facts within the freshness limit",
    "P9, true facts",
    "old facts",
    may_be_waived=True,
    mend="Refresh it first.",
)
UNSOURCED = Rule(
    "unsourced",
    "Every fact has a source",
    "P9, true facts",
    "no source",
    mend="Enter where it comes from.",
)
PARTISAN = Rule(
    "P1",
    "No electoral or partisan words that nobody cleared",
    "P1, nonpartisan",
    "words to clear (P1)",
    mend="Reword it, or have a named person clear it where it is written.",
)
OFFSET = Rule(
    "P2",
    "No words of offsets, transfers or earmarks that nobody cleared",
    "P2, no offsets, transfers or earmarks",
    "words to clear (P2)",
    mend="Reword it, or have a named person clear it where it is written.",
)
OFFSET_ASKED = Rule(
    "P2-hard",
    "No request for an offset, a transfer or an earmark",
    "P2, no offsets, transfers or earmarks",
    "asks for what P2 bars",
    mend="Reword it: this cannot be cleared.",
)
CUTS = Rule(
    "P2-cut",
    "Support of a bill that cuts another cause has a written reason",
    "P2, no offsets, transfers or earmarks",
    "pays by a cut",
    mend="Write down on the position why it is supported though.",
)
CONSULTED = Rule(
    "P4",
    "Survivors or workers were consulted",
    "P4, the part of survivors",
    "no consultation",
    may_be_waived=True,
    mend="Record the consultation on its proposal or on the priority it serves.",
)
OFFICE = Rule(
    "office",
    "It is known who holds the seat",
    "P9, true facts",
    "seat in doubt",
    mend="Load the newest roster.",
)
SAMPLE = Rule(
    "sample",
    "Rests on no sample data",
    "Sample rows are never handed over",
    "sample data",
    mend="Replace the sample row by a real one.",
)
RULES = {
    rule.code: rule
    for rule in (
        DECISION,
        PUBLIC,
        EXPIRED,
        ENDED,
        INFORMATION,
        FRESHNESS,
        UNSOURCED,
        PARTISAN,
        OFFSET,
        OFFSET_ASKED,
        CUTS,
        CONSULTED,
        OFFICE,
        SAMPLE,
    )
}
WAIVABLE = tuple(code for code, rule in RULES.items() if rule.may_be_waived)
