"""What a person cleared in the words of a packet or a template: kept with the row it was cleared for (P1, P2)."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Model

from common.clearing import clear_phrases
from common.guard import check


@dataclass(frozen=True)
class Cleared:
    """Phrases that a person read in some texts and cleared, and why they may stand."""

    texts: dict[str, str] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    reason: str = ""
    by: int = 0

    @property
    def keys(self) -> frozenset[str]:
        """The keys of what was cleared, for the guard (`common.guard.open_hits`)."""
        wanted = {phrase.casefold() for phrase in self.phrases}
        hits = (hit for text in self.texts.values() for hit in check(text))
        return frozenset(hit.key for hit in hits if hit.phrase.casefold() in wanted)

    def keep(self, subject: Model) -> None:
        """Keep the clearances with a row, in the caller's transaction."""
        if self.phrases:
            clear_phrases(
                subject=subject, texts=self.texts, phrases=self.phrases, by=self.by, reason=self.reason
            )
