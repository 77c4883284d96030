"""Which line a name in a table means: told by exact names, suggested by likeness, never guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from appropriations.cells.heading_words import SUM_ROW
from common.sorting import sort_key

_SUGGESTED, _LIKE_ENOUGH = 3, 60
_NOT_A_WORD = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class KnownLine:
    """A line by every name it goes or went by."""

    slug: str
    name: str
    short_name: str = ""
    former_names: tuple[str, ...] = ()
    agency: str = ""
    account: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Its slug and every name, without empty ones."""
        return tuple(filter(None, (self.slug, self.name, self.short_name, *self.former_names)))


@dataclass(frozen=True)
class Match:
    """What a name means: a line, or none with the likeliest; `is_sum` for a row that adds others up."""

    slug: str = ""
    suggestions: tuple[str, ...] = ()
    is_sum: bool = False


class LineNames:
    """The names of all lines, to look up those of a table."""

    def __init__(self, lines: Iterable[KnownLine]) -> None:
        self._lines = {line.slug: line for line in lines}
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        self._spellings: list[tuple[str, str]] = []
        for line in self._lines.values():
            for name in line.names:
                self._by_name[plain(name)].add(line.slug)
                self._spellings.append((plain(name), line.slug))

    def match(self, name: str, account: str = "") -> Match:
        """Return the one line that goes by `name`, of several the one of `account`, or suggestions."""
        found = self._by_name.get(plain(name), set())
        if len(found) > 1 and account:
            found = {slug for slug in found if self._is_of(slug, account)} or found
        if len(found) == 1:
            return Match(next(iter(found)))
        if found:
            return Match(suggestions=tuple(sorted(found))[:_SUGGESTED])
        return Match(suggestions=self._like(name), is_sum=bool(SUM_ROW.search(name.strip())))

    def _is_of(self, slug: str, account: str) -> bool:
        line = self._lines[slug]
        return plain(account) in {plain(line.account), plain(line.agency)}

    def _like(self, name: str) -> tuple[str, ...]:
        names = [spelling for spelling, _ in self._spellings]
        hits = process.extract(
            plain(name), names, scorer=fuzz.token_set_ratio, limit=4 * _SUGGESTED, score_cutoff=_LIKE_ENOUGH
        )
        return _distinct(self._spellings[place][1] for _, _, place in hits)


def plain(name: str) -> str:
    """Return a name without case, marks and punctuation, as two spellings of it compare."""
    return " ".join(_NOT_A_WORD.sub(" ", sort_key(name)).split())


def _distinct(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slugs))[:_SUGGESTED]


def slug_for(name: str, taken: Collection[str], longest: int = 60) -> str:
    """Return a slug for a new line's name that no other has: with a number behind it where one must tell them apart."""
    base = _NOT_A_WORD.sub("-", sort_key(name)).replace("_", "-").strip("-")[:longest] or "line"
    slug, number = base, 2
    while slug in taken:
        slug = f"{base[: longest - len(str(number)) - 1]}-{number}"
        number += 1
    return slug
