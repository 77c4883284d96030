"""Phrases of a slate that a named person has to clear: the guard's hits (P1, P2), each in its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from appropriations.asking.request import Request
from common import guard

# The texts of a request that the guard reads, by the name of the field; the slate's own note is "note".
READ = ("words", "justification", "report_language")
NOTE = "note"
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
    # False where the sentence asks for what is never asked (P2).
    can_be_cleared: bool = True

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
            Asked(
                line,
                name,
                field,
                hit.rule.value,
                hit.phrase[:_PHRASE],
                hit.sentence,
                hit.reason,
                hit.can_be_cleared,
            )
            for line, name, field, text in texts
            for hit in guard.check(text)
        )
    )
