"""Mentions in a text: "@Sample Person" or "@SAMPLE Open Door" names whoever is known by that name, if only one is.

A name counts with its words in order, whatever the case and the marks. Where several names fit, the longest is
meant. An "@" inside a word (an email address) mentions nobody.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from common.sorting import sort_key

AT = re.compile(r"(?<![\w@.+-])@(?=\w)")
TRAILING = ".,;:!?)]}\"'*_\u2019\u201d"
POSSESSIVE = re.compile("['\u2019]s$", re.IGNORECASE)
LONGEST_TOLD = 40


@dataclass(frozen=True)
class Found:
    """Whom a text mentions, and the names that are nobody's or more than one's, each once and in order."""

    mentioned: tuple[Any, ...] = ()
    unmatched: tuple[str, ...] = ()


def known_by(names: Iterable[tuple[str, Hashable]]) -> dict[str, frozenset[Any]]:
    """Return who is known by each name, folded for matching, from (name, whom) pairs; empty names are left out."""
    known: dict[str, set[Any]] = {}
    for name, whom in names:
        if key := sort_key(name):
            known.setdefault(key, set()).add(whom)
    return {key: frozenset(people) for key, people in known.items()}


def find(text: str, known: Mapping[str, frozenset[Any]]) -> Found:
    """Return whom `text` mentions, given who is known by each folded name (`known_by`)."""
    most_words = max((len(name.split()) for name in known), default=0)
    mentioned: dict[Any, None] = {}
    unmatched: dict[str, None] = {}
    for at in AT.finditer(text):
        words = text[at.end() :].split(maxsplit=most_words)[: most_words or 1]
        meant = _longest(words, known)
        if len(meant) == 1:
            mentioned.update(dict.fromkeys(meant))
        else:
            unmatched[_bare(text[at.end() :].split(maxsplit=1)[0])[:LONGEST_TOLD]] = None
    return Found(tuple(mentioned), tuple(unmatched))


def _longest(words: list[str], known: Mapping[str, frozenset[Any]]) -> frozenset[Any]:
    for count in range(len(words), 0, -1):
        said = " ".join(words[:count])
        for name in (said, _bare(said)):
            if people := known.get(sort_key(name)):
                return people
    return frozenset()


def _bare(name: str) -> str:
    """A name without the punctuation and the possessive that follow it in a sentence."""
    return POSSESSIVE.sub("", name.rstrip(TRAILING))
