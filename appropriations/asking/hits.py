"""Phrases of a slate that a named person has to clear: the guard's hits (P1, P2), each in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from appropriations.asking.request import Request
from common import guard

# The texts of a request that the guard reads, by the name of the field; the slate's own note is "note".
READ = ("words", "justification", "report_language")
NOTE = "note"
_END = re.compile(r"[.!?](?=\s)|\n")
_PHRASE = 200


@dataclass(frozen=True)
class Asked:
    """One phrase to be cleared: in which text of which line (a slug; empty for the note), its sentence, and why."""

    line: str
    name: str
    field: str
    rule: str
    phrase: str
    sentence: str
    reason: str

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What a clearance holds for."""
        return (self.line, self.field, self.rule, self.phrase, self.sentence)


def asked_about(requests: Iterable[Request], note: str = "") -> tuple[Asked, ...]:
    """Return every phrase to be cleared, in the order of the requests, each once a sentence; the note's come last."""
    texts = [(one.line, one.name, field, str(getattr(one, field))) for one in requests for field in READ]
    texts.append(("", "The note", NOTE, note))
    return tuple(
        dict.fromkeys(
            Asked(line, name, field, hit.rule.value, hit.phrase[:_PHRASE], _sentence(text, hit), hit.reason)
            for line, name, field, text in texts
            for hit in guard.check(text)
        )
    )


def _sentence(text: str, hit: guard.Hit) -> str:
    """Return the sentence around a hit."""
    ends = [match.end() for match in _END.finditer(text)]
    start = max((end for end in ends if end <= hit.start), default=0)
    end = min((end for end in ends if end >= hit.end), default=len(text))
    return " ".join(text[start:end].split())
