"""Whether a source carries what we laid over its list: then ours yields. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from legislation.clerks_words import Kind
from legislation.happenings import ActionFacts, happening_of

# A bill is signed and becomes law once, whatever day the two sources give.
_ONCE = {Kind.SIGNED, Kind.LAW}
_NOT_WORDS = re.compile(r"[^0-9a-z]+")


def is_same_step(ours: ActionFacts, theirs: ActionFacts) -> bool:
    """Tell whether `theirs` (the feed) says what `ours` (laid over) says.

    The same words on the same day, or the same kind of happening in the same chamber on the same day;
    a signature and the law's number on any day.
    """
    mine, other = happening_of(ours), happening_of(theirs)
    if mine and other and mine.kind == other.kind and mine.kind in _ONCE:
        return True
    if ours.date != theirs.date:
        return False
    if _words(ours.text) == _words(theirs.text):
        return True
    if mine is None or other is None:
        return False
    return (mine.kind, mine.step, mine.chamber) == (other.kind, other.step, other.chamber)


@dataclass(frozen=True)
class Signed:
    """One cosponsorship of a person as the feed has it."""

    on: date | None
    withdrawn_on: date | None


def carries_cosponsor(on: date, feed: Iterable[Signed]) -> bool:
    """Tell whether the feed carries a cosponsorship of that day, or what came of it later.

    One that was withdrawn before that day is another: a person may withdraw and come back.
    """
    return any(each.withdrawn_on is None or each.withdrawn_on >= on for each in feed)


def carries_withdrawal(feed: Iterable[Signed]) -> bool:
    """Tell whether by the feed the person is on the list no more."""
    listed = list(feed)
    return bool(listed) and all(each.withdrawn_on for each in listed)


def _words(text: str) -> str:
    return _NOT_WORDS.sub(" ", text.casefold()).strip()
