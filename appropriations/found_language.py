"""What became of report language over all documents of a year. Pure.

The joint explanatory statement decides over the reports of the chambers, as Congress adopts it with the Act; as long
as it says nothing, the reports of both chambers are said beside each other, and agree or differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from appropriations.choices import LanguageOutcome, ReportKind
from common.guard import check

_CHAMBERS = (ReportKind.HOUSE, ReportKind.SENATE)


class Ending(StrEnum):
    """The outcome of a passage over all its documents."""

    ADOPTED = "adopted"
    IN_PART = "in_part"
    NOT_ADOPTED = "not_adopted"
    DIFFER = "differ"
    PENDING = "pending"


ENDING_LABELS = {
    Ending.ADOPTED: "Adopted",
    Ending.IN_PART: "Adopted in part",
    Ending.NOT_ADOPTED: "Not adopted",
    Ending.DIFFER: "Chambers differ",
    Ending.PENDING: "Pending",
}


@dataclass(frozen=True)
class Outcome:
    """The outcome over all documents, and the sentence that says which document it rests on."""

    ending: Ending
    sentence: str

    @property
    def label(self) -> str:
        return ENDING_LABELS[self.ending]


def outcome_of(said: Mapping[str, str]) -> Outcome:
    """Return the outcome of a passage from what each report made of it (report → outcome; none where none is known)."""
    decided = {
        report: LanguageOutcome(said[report])
        for report in ReportKind
        if said.get(report) and said[report] != LanguageOutcome.PENDING
    }
    statement = decided.get(ReportKind.JOINT_STATEMENT)
    if statement:
        return Outcome(Ending(statement.value), "The joint explanatory statement decides.")
    house, senate = (decided.get(chamber) for chamber in _CHAMBERS)
    if house and senate:
        if house == senate:
            return Outcome(Ending(house.value), "Both reports say so; no joint statement is known.")
        return Outcome(
            Ending.DIFFER,
            f"House report: {_low(house)}; Senate report: {_low(senate)}. No joint statement is known.",
        )
    if house or senate:
        told, silent = ("House", "Senate") if house else ("Senate", "House")
        return Outcome(
            Ending.PENDING,
            f"{told} report: {_low(house or senate)}. Nothing is known yet of the {silent} report.",
        )
    return Outcome(Ending.PENDING, "No report is known yet that speaks of it.")


def _low(outcome: LanguageOutcome | None) -> str:
    return str(outcome.label).lower() if outcome else ""


@dataclass(frozen=True)
class ToClear:
    """A phrase that a named person has to clear (P1, P2), in its sentence: another sentence is asked about anew."""

    phrase: str
    sentence: str
    rule: str
    reason: str
    # False where the sentence asks for what is never asked (P2).
    can_be_cleared: bool = True

    @property
    def key(self) -> str:
        return f"{_folded(self.phrase)}: {_folded(self.sentence)}"


def phrases_to_clear(texts: Iterable[str]) -> dict[str, ToClear]:
    """Return the phrases of texts that a named person has to clear, each once a sentence, by key."""
    found = [
        ToClear(hit.phrase, hit.sentence, hit.rule.value, hit.reason, hit.can_be_cleared)
        for text in texts
        for hit in check(text)
    ]
    return {one.key: one for one in found}


def not_cleared(texts: Iterable[str], cleared: Iterable[str]) -> dict[str, ToClear]:
    """Return the phrases that nobody has said of that they are mentioned and not asked for; `cleared` are keys."""
    known = set(cleared)
    return {
        key: one for key, one in phrases_to_clear(texts).items() if not one.can_be_cleared or key not in known
    }


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
