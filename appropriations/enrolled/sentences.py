"""The sentences of a passage: an Act strings them together with "Provided further, That"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PROVISO = re.compile(r"[:;.,]?\s*(?=\bProvided\b\s*(?:further\s*)?,?\s*That\b)")
_BEGINS_PROVISO = re.compile(r"Provided\b\s*(?:further\s*)?,?\s*That\b")
# A full stop ends a sentence where a small letter or a closing mark is before it; not so "U.S." or "et seq.".
_FULL_STOP = re.compile(r"(?<=[a-z0-9)”]\.)(?<!\bseq\.)(?<!\bNo\.)(?<!\bno\.)(?<!\bSec\.)\s+(?=[A-Z“])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage; `position` counts them from 0."""

    text: str
    position: int
    is_proviso: bool


def split(text: str) -> tuple[Sentence, ...]:
    """Split a passage into its sentences; each proviso is one of its own."""
    pieces = [
        piece.strip() for part in _PROVISO.split(text) for piece in _FULL_STOP.split(part) if piece.strip()
    ]
    return tuple(
        Sentence(piece, position, bool(_BEGINS_PROVISO.match(piece))) for position, piece in enumerate(pieces)
    )
