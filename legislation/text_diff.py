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
_MOST_WORDS = 300
_LEAST_SHARED = 0.4
# A word or two may well be exchanged for others.
_FEW_WORDS = 12
# Same words are an island when the changes on both sides are this many times as long.
_ISLAND = 5


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
    if old and new:
        longest = max(len(words_of(old)), len(words_of(new)))
        if longest <= _FEW_WORDS:
            return word_diff(old, new)
        if longest <= _MOST_WORDS and _shared(old, new) >= _LEAST_SHARED * longest:
            pieces = word_diff(old, new)
            stayed = sum(len(words_of(piece.text)) for piece in pieces if piece.kind is Kind.SAME)
            # Two sentences that share next to nothing are easier to read one after the other than shuffled together.
            if stayed >= _LEAST_SHARED * longest:
                return pieces
    return _both(old, new)


def _shared(old: str, new: str) -> int:
    return (Counter(words_of(old)) & Counter(words_of(new))).total()


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Put what changed in one place together, what went before what came; islands of a few same words go under."""
    gone, came, island = "", "", ""
    for piece in [*pieces, Piece(Kind.SAME, "")]:
        if piece.kind is Kind.SAME:
            island += piece.text
            continue
        if island and not (gone or came):
            yield Piece(Kind.SAME, island)
        elif island and not _is_tiny(island, gone + came, piece.text):
            yield from _both(gone, came)
            yield Piece(Kind.SAME, island)
            gone, came = "", ""
        else:
            gone, came = gone + island, came + island
        island = ""
        gone += piece.text if piece.kind is Kind.REMOVED else ""
        came += piece.text if piece.kind is Kind.ADDED else ""
    yield from _both(gone, came)
    if island:
        yield Piece(Kind.SAME, island)


def _is_tiny(island: str, before: str, after: str) -> bool:
    """Whether a few same words between two long changes only disturb the reading of both."""
    words = max(1, len(words_of(island)))
    return "\n" not in island and _ISLAND * words <= min(len(words_of(before)), len(words_of(after)))


def _both(gone: str, came: str) -> list[Piece]:
    return [piece for piece in (Piece(Kind.REMOVED, gone), Piece(Kind.ADDED, came)) if piece.text]
