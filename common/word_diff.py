"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from diff_match_patch import diff_match_patch

# A word, or one character that is none: spaces and marks count for themselves.
_WORDS = re.compile(r"\w+|\W", re.UNICODE)
# A line of prose, and its break before another one.
_WRAP = re.compile(r"(?m)^(?!\s*[#`])(.*[^\s\\])\n(?=[^\s#>|*+=`~\d-])")
# Each different word stands for one character, from here up and around the surrogates.
_FIRST = 0x100
_SURROGATES = range(0xD800, 0xE000)
_ROOM = 0x110000 - _FIRST - len(_SURROGATES)


class Kind(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


_KIND = {
    diff_match_patch.DIFF_EQUAL: Kind.SAME,
    diff_match_patch.DIFF_DELETE: Kind.REMOVED,
    diff_match_patch.DIFF_INSERT: Kind.ADDED,
}


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> list[Piece]:
    """Return the pieces that lead from `old` to `new`: what stayed and went is `old`, what stayed and came is `new`."""
    words: dict[str, str] = {}
    before, after = _coded(old, words), _coded(new, words)
    differ = diff_match_patch()
    # How two texts compare must not depend on how busy the machine is.
    differ.Diff_Timeout = 0
    found = differ.diff_main(before, after, False)
    differ.diff_cleanupSemantic(found)
    meant = {code: word for word, code in words.items()}
    return [Piece(_KIND[kind], "".join(meant[one] for one in coded)) for kind, coded in found if coded]


def unwrapped(text: str) -> str:
    """Return Markdown with the lines of one paragraph joined, so that a text wrapped anew does not count as changed.

    As CommonMark has it, a single line break inside a paragraph is a space; lines that begin a list, a heading,
    a quotation, a table or code keep theirs, and so does a hard break (two spaces or a backslash at the end).
    """
    return _WRAP.sub(r"\1 ", text.replace("\r\n", "\n"))


def has_changed(pieces: list[Piece]) -> bool:
    """Whether anything went or came."""
    return any(piece.kind != Kind.SAME for piece in pieces)


def _coded(text: str, words: dict[str, str]) -> str:
    return "".join(words.setdefault(word, _code(len(words))) for word in _WORDS.findall(text))


def _code(place: int) -> str:
    if place >= _ROOM:
        raise ValueError("The texts have too many different words to be compared.")
    number = _FIRST + place
    return chr(number if number < _SURROGATES.start else number + len(_SURROGATES))
