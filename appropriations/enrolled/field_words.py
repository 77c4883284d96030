"""The words by which an Act speaks of our field, each with the reason; and words like them that are not ours.

What is not ours is taken out first: "drug trafficking" and the accounts for it, wildlife, arms. What is then left of
the bare word trafficking counts, as an Act sometimes says it without more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldWord:
    """A pattern, and why it is ours or not."""

    pattern: re.Pattern[str]
    reason: str


def _word(pattern: str, reason: str) -> FieldWord:
    return FieldWord(re.compile(pattern, re.IGNORECASE), reason)


NOT_OURS = (
    _word(r"high intensity drug trafficking areas?|\bHIDTAs?\b", "drug control areas"),
    _word(
        r"(?:drugs?|narcotics?|opioids?|fentanyl|cocaine|heroin|arms|weapons?|firearms?|wildlife|antiquities|timber)"
        r"(?:[- ](?:and|or) [a-z]+)?[- ](?:poaching (?:and|or) )?traffick\w+",
        "trafficking in drugs, arms or wildlife",
    ),
    _word(r"wildlife poaching (?:and|or) trafficking|poaching or trafficking", "wildlife"),
    _word(r"international traffic(?:king)? in arms", "arms"),
    _word(r"traffick\w+ (?:of|in) (?:fentanyl|drugs|narcotics|illicit|illegal|arms|weapons|wildlife|firearms|opioids)",
          "trafficking in drugs, arms or wildlife"),
    _word(
        r"section 235 of the william wilberforce trafficking victims protection reauthorization act of 2008",
        "care of unaccompanied children",
    ),
    _word(r"united states trustee", "the bankruptcy courts' trustees"),
    _word(r"missing and exploited children", "missing children, a program beside ours"),
)  # fmt: skip

OURS = (
    _word(r"traffick\w+ in persons|(?:human|sex|labor|child|persons?)[- ]traffick\w+", "human trafficking"),
    _word(r"victims? of (?:severe forms of )?traffick\w+|trafficking victims?|trafficked (?:labor|persons?|workers?)",
          "victims of trafficking"),
    _word(r"traffick\w+ of (?:girls|women|children|minors|workers|persons|youth)", "human trafficking"),
    _word(r"\bTVPR?A\b", "the Trafficking Victims Protection Act by its letters"),
    _word(r"torture victims relief act", "named together with the Trafficking Victims Protection Act"),
    _word(r"(?:forced|coerced|slave|bonded|indentured|debt)[- ](?:child[- ])?labor|debt bondage", "forced labor"),
    _word(r"child labor", "child labor"),
    _word(r"modern(?:[- ]day)? slavery|involuntary servitude", "modern slavery"),
    _word(r"bureau of international labor affairs|\bILAB\b", "the bureau for labor rights abroad"),
    _word(r"workers?['\u2019]? rights", "workers' rights, the bureau's model programs"),
    _word(r"runaway (?:and|or) homeless youth|runaway youth", "runaway and homeless youth"),
    _word(r"homeless youth|youth homelessness|homeless children and youth", "homeless youth"),
    _word(r"blue campaign", "the campaign against human trafficking"),
    _word(r"commercial sexual exploitation|sexual exploitation of (?:children|minors)|child[- ]sexual exploitation",
          "sexual exploitation"),
    _word(r"human exploitation rescue operative", "training of veterans against the exploitation of children"),
    _word(r"\btraffick\w+", "trafficking, of what the words do not say"),
)  # fmt: skip
# Most sentences hold none of these, and are told by that at once.
_STEMS = (
    "traffick", "hidta", "labor", "slave", "servitude", "bondage", "rights", "runaway", "homeless", "torture", "tvp",
    "ilab", "campaign", "exploit", "trustee", "poaching",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What some words say of our field: where and why, and what was like it and is not ours."""

    ours: tuple[str, ...]
    not_ours: tuple[str, ...]
    first: int = -1


NOTHING = Said((), ())


def said_in(words: str) -> Said:
    """Return the reasons for which words are ours (none: they are not), and those for which words are not."""
    small = words.lower()
    if not any(stem in small for stem in _STEMS):
        return NOTHING
    left, not_ours = words, []
    for each in NOT_OURS:
        if each.pattern.search(left):
            not_ours.append(each.reason)
            left = each.pattern.sub(lambda found: " " * len(found[0]), left)
    ours, first = [], len(left)
    for each in OURS:
        if found := each.pattern.search(left):
            ours.append(each.reason)
            first = min(first, found.start())
            # What one rule has read, a later and wider one does not read again.
            left = each.pattern.sub(lambda one: " " * len(one[0]), left)
    return Said(tuple(dict.fromkeys(ours)), tuple(dict.fromkeys(not_ours)), first if ours else -1)
