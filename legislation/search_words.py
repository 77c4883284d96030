"""What someone typed to search for, read into a tree: words, "phrases", OR, AND, NOT, -word, word*, parentheses.

Words side by side must all be there. AND binds more tightly than OR, as on Congress.gov. The operators are
written in capitals, so that "and" and "or" stay the plain words they are in the titles of bills.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 500
# More parts than this is no search a person typed, and each costs the database time.
_MOST_PARTS = 40
_DEEPEST = 8

_TOKEN = re.compile(
    r'(?P<minus>-(?=["(\w]))|(?P<open>\()|(?P<close>\))|"(?P<phrase>[^"]*)"?|(?P<word>[^\s()"]+)'
)
_OPERATORS = {"AND": "and", "&": "and", "&&": "and", "OR": "or", "|": "or", "||": "or", "NOT": "not"}
_CURLY = str.maketrans(
    {
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{FULLWIDTH QUOTATION MARK}": '"',
    }
)
_NO_SIGN = re.compile(r"\w")
_STEM = re.compile(r"\w{3,}\*")


class WordsError(ValueError):
    """The words cannot be searched for; the message says why and what to write instead."""


@dataclass(frozen=True)
class Term:
    """A word or a phrase; `starts` asks for every word that begins so."""

    text: str
    is_phrase: bool = False
    starts: bool = False


@dataclass(frozen=True)
class Not:
    part: Node


@dataclass(frozen=True)
class All:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Node, ...]


Node = Term | Not | All | AnyOf


def read_words(text: str) -> Node:
    """Return the tree of what was typed.

    A missing quotation mark or parenthesis at the end is taken as written. Raises WordsError for words of
    signs only, an operator with nothing to its side, and a search that only says what is not wanted.
    """
    if len(text) > LONGEST:
        raise WordsError(f"A search has at most {LONGEST} characters.")
    tokens = list(_tokens(text.translate(_CURLY)))
    if len(tokens) > _MOST_PARTS:
        raise WordsError(f"A search has at most {_MOST_PARTS} words, phrases and signs.")
    found = _Reader(tokens).whole()
    if not _is_grounded(found):
        raise WordsError("Say also what to look for: NOT and “-” only take away from what other words find.")
    return found


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for found in _TOKEN.finditer(text):
        kind, value = str(found.lastgroup), found[0]
        if kind == "phrase" and _NO_SIGN.search(found["phrase"]):
            yield "phrase", found["phrase"].strip()
        elif kind == "word" and value in _OPERATORS:
            yield _OPERATORS[value], value
        elif kind == "minus":
            yield "not", value
        elif kind in {"open", "close"} or (kind == "word" and _NO_SIGN.search(value)):
            yield kind, value


class _Reader:
    """Reads tokens from left to right: OR of ANDs of parts."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        if not any(kind in {"word", "phrase"} for kind, _ in self._tokens):
            raise WordsError("There is no word to search for in this.")
        found = self._any()
        while self._kind == "close":  # one too many: what follows still counts
            self._at += 1
            if self._kind:
                found = _all([found, self._any()])
        return found

    @property
    def _kind(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _any(self) -> Node:
        parts = [self._all()]
        while self._kind == "or":
            self._at += 1
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all(self) -> Node:
        parts = [self._part()]
        while self._kind not in {"", "or", "close"}:
            if self._kind == "and":
                self._at += 1
            parts.append(self._part())
        return _all(parts)

    def _part(self) -> Node:
        kind, value = self._tokens[self._at] if self._kind else ("", "")
        if kind in {"", "and", "or", "close"}:
            beside = f"“{self._tokens[self._at - 1][1]}”" if self._at else f"“{value}”"
            raise WordsError(f"Something is missing beside {beside}: it stands between two words or phrases.")
        self._at += 1
        if kind == "not":
            return Not(self._part())
        return self._group() if kind == "open" else _term(kind, value)

    def _group(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise WordsError(f"Parentheses stand at most {_DEEPEST} deep.")
        found = self._any()
        self._depth -= 1
        if self._kind == "close":
            self._at += 1
        return found


def _all(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _term(kind: str, value: str) -> Term:
    if kind == "phrase":
        return Term(value, is_phrase=True)
    if _STEM.fullmatch(value):
        return Term(value.removesuffix("*").lower(), starts=True)
    return Term(value)


def _is_grounded(node: Node) -> bool:
    """Whether some word must be there: without one the answer would be nearly every bill."""
    if isinstance(node, All):
        return any(map(_is_grounded, node.parts))
    if isinstance(node, AnyOf):
        return all(map(_is_grounded, node.parts))
    return isinstance(node, Term)
