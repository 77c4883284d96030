"""Found words in a passage: the database sets two signs around each, a page shows them as marks.

The passage stays plain text in parts until a template escapes each: nothing of a source is ever taken for markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# Control characters that no text has: they are taken out of sources before the signs are set.
START, STOP, APART = "\x01", "\x02", "\x03"
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Part:
    """A run of text, `hit` where it is what was looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class Excerpt:
    """Where the words stand: the title with its hits, and one more passage with its name."""

    title: tuple[Part, ...] = ()
    where: str = ""
    passage: tuple[Part, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return it as plain JSON values: each passage as [text, hit] pairs."""
        return {
            "title": [[one.text, one.hit] for one in self.title],
            "where": self.where,
            "passage": [[one.text, one.hit] for one in self.passage],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, object]) -> Excerpt:
        """Read what `as_json` gave."""
        return cls(_pairs(kept.get("title")), str(kept.get("where", "")), _pairs(kept.get("passage")))


def parts_of(marked: str) -> tuple[Part, ...]:
    """Return the parts of a passage whose hits stand between the signs; entities are read, spaces folded."""
    found: list[Part] = []
    for number, piece in enumerate(marked.split(START)):
        hit, stop, rest = piece.partition(STOP) if number else ("", "", piece)
        if not stop:
            hit, rest = "", hit + rest
        found += [Part(_plain(text), is_hit) for text, is_hit in ((hit, True), (rest, False)) if text]
    return tuple(found)


def best_passage(marked: str) -> tuple[Part, ...]:
    """Return, of several passages set apart by a sign, the first with the most hits, or nothing."""
    best = max(marked.split(APART), key=lambda each: each.count(START))
    return parts_of(best.strip()) if START in best else ()


def has_hit(parts: Iterable[Part]) -> bool:
    """Whether something in it is what was looked for."""
    return any(one.hit for one in parts)


def _plain(text: str) -> str:
    unescaped = html.unescape(text)
    return _SPACE.sub(" ", "".join(one for one in unescaped if one >= " " or one.isspace()))


def _pairs(kept: object) -> tuple[Part, ...]:
    return tuple(Part(str(text), bool(hit)) for text, hit in kept) if isinstance(kept, list) else ()
