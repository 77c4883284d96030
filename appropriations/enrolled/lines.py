"""Which of our lines an amount is for: by the line's own names, and by the words Acts are known to use for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

# A name of fewer words is too common to stand for a line where nothing else in the sentence is of our field.
_WORDS_ALONE = 4
_WORDS_AT_ALL = 2


class Relation(StrEnum):
    """What an amount is to a line; the value is how that is said."""

    FOR = "for it"
    PART = "part of its figure"
    AMONG_OTHERS = "names it among other purposes"


@dataclass(frozen=True, slots=True)
class LineMatch:
    """A line that an amount speaks of, and the words that say so."""

    slug: str
    relation: Relation
    by: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words an Act uses for a line; where `heading` is given, only below a heading that holds it.

    `is_part` says that what is called so is a part of the line's money, never all of it.
    """

    words: str
    heading: str = ""
    is_part: bool = False


@dataclass(frozen=True)
class LineWords:
    """What a line is looked for by. `within` is the line whose money holds this line's."""

    slug: str
    names: tuple[str, ...] = ()
    account: str = ""
    phrases: tuple[Phrase, ...] = ()
    within: str = ""

    @cached_property
    def looked_for(self) -> tuple[tuple[str, str, Phrase], ...]:
        """Each as (plain words, plain heading, as known), the known phrases first."""
        names = [Phrase(name) for name in self.names if len(name.split()) >= _WORDS_AT_ALL]
        return tuple((plain(each.words), plain(each.heading), each) for each in (*self.phrases, *names))

    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """The accounts it stands in, plain; a line may name several, set off by semicolons."""
        return tuple(plain(each) for each in self.account.split(";") if each.strip())

    @cached_property
    def said_alone(self) -> frozenset[str]:
        """What stands for the line even where nothing else is of our field."""
        known = {plain(each.words) for each in self.phrases}
        return frozenset(known | {plain(name) for name in self.names if len(name.split()) >= _WORDS_ALONE})


def plain(words: str) -> str:
    """Small letters and single spaces, no marks: how words are compared."""
    return " ".join(re.findall(r"\w+", words.casefold()))


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of one amount, plain: those before it, those after, and the headings above."""

    before: str
    after: str
    headings: tuple[str, ...]
    lists_others: bool
    is_ours: bool
    # All words that can name a line: most lines are told by it not to be named.
    whole: str

    @classmethod
    def of(
        cls, before: str, after: str, headings: Iterable[str], *, lists_others: bool, is_ours: bool
    ) -> Clause:
        """Make one from words as written."""
        above = tuple(plain(each) for each in headings)
        ahead, behind = plain(before), plain(after)
        return cls(
            ahead, behind, above, lists_others, is_ours, f"{ahead} {behind} {above[-1] if above else ''}"
        )


def match(clause: Clause, lines: Iterable[LineWords]) -> tuple[LineMatch, ...]:
    """Return the lines the clause names, those it is for before those it names among others."""
    found = [each for line in lines if (each := _match(clause, line))]
    return tuple(sorted(found, key=lambda each: list(Relation).index(each.relation)))


def match_part(clause: Clause, whole: LineMatch, lines: Iterable[LineWords]) -> LineMatch:
    """Return the line of a part: one inside the whole's line whose account the part names, else the whole's own."""
    for line in lines:
        if line.within == whole.slug and any(_holds(clause.after, account) for account in line.accounts):
            return LineMatch(line.slug, Relation.FOR, "its account, inside the line that holds it")
    return LineMatch(whole.slug, Relation.PART, whole.by)


def _match(clause: Clause, line: LineWords) -> LineMatch | None:
    among: LineMatch | None = None
    for words, heading, known in line.looked_for:
        if words not in clause.whole:
            continue
        if heading and not any(_holds(each, heading) for each in clause.headings):
            continue
        if not clause.is_ours and words not in line.said_alone:
            continue
        relation = Relation.FOR if words in clause.headings[-1:] else _relation(clause, words)
        if relation is Relation.FOR:
            return LineMatch(line.slug, Relation.PART if known.is_part else relation, known.words)
        if relation:
            among = among or LineMatch(line.slug, relation, known.words)
    return among


def _relation(clause: Clause, words: str) -> Relation | None:
    if _holds(clause.after, words):
        ahead = f" {clause.after} ".partition(f" {words} ")[0]
        return Relation.AMONG_OTHERS if " including " in f"{ahead} " else Relation.FOR
    if _holds(clause.before, words):
        return Relation.AMONG_OTHERS if clause.lists_others else Relation.FOR
    return None


def _holds(text: str, words: str) -> bool:
    return bool(words) and f" {words} " in f" {text} "
