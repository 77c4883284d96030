"""What changed between two texts of any length, in time that stays short: clause by clause, then word by word. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from common.word_diff import Kind, Piece, word_diff

# A clause ends with a mark, a line, or where the next enumerator stands; together clauses are the whole text.
_CLAUSES = re.compile(r".+?(?:\n+|[.;:—]+[”\u2019]?\s+|\s+(?=\(\w{1,5}\)\s)|\Z)", re.DOTALL)
_WORDS = re.compile(r"\w+", re.UNICODE)
# Word by word only what is small enough and has enough in common to be read as a change of words.
_MOST_WORDS = 500
_LEAST_SHARED = 0.3


def words_of(text: str) -> list[str]:
    """Return the words of a text, without marks."""
    return _WORDS.findall(text)


def text_diff(old: str, new: str) -> list[Piece]:
    """Return the pieces that lead from `old` to `new`: what stayed and went is `old`, what stayed and came is `new`."""
    if old == new:
        return [Piece(Kind.SAME, old)] if old else []
    before, after = _clauses(old), _clauses(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    pieces: list[Piece] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        gone, came = "".join(before[old_from:old_to]), "".join(after[new_from:new_to])
        if tag == "equal":
            pieces.append(Piece(Kind.SAME, gone))
        else:
            pieces += _changed(gone, came)
    return list(_joined(pieces))


def _clauses(text: str) -> list[str]:
    return [found[0] for found in _CLAUSES.finditer(text)]


def _changed(old: str, new: str) -> Iterable[Piece]:
    if old and new and _worth_words(old, new):
        return word_diff(old, new)
    both = (Piece(Kind.REMOVED, old), Piece(Kind.ADDED, new))
    return [piece for piece in both if piece.text]


def _worth_words(old: str, new: str) -> bool:
    """Two sentences that share next to nothing are easier to read one after the other than shuffled together."""
    before, after = words_of(old), words_of(new)
    longest = max(len(before), len(after))
    if not longest:
        return True
    shared = (Counter(before) & Counter(after)).total()
    return longest <= _MOST_WORDS and shared / longest >= _LEAST_SHARED


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join what stands side by side and is of one kind."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.kind is piece.kind:
            last = Piece(last.kind, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
