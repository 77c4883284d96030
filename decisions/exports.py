"""Decisions and proposals as files for a spreadsheet; what is not for outside says so in its notes (P5)."""

from __future__ import annotations

from collections.abc import Iterable

from common.sheets import Sheet
from decisions.models import Decision, Proposal

_DECISIONS = ("Number", "Decision", "Text", "Decided", "Outcome", "Public record", "Corrected by", "Sample")
_PROPOSALS = (
    "Question",
    "State",
    "Round",
    "Deadline (US Eastern)",
    "Asked",
    "Answered",
    "Decision",
    "Sample",
)
_INSIDE = (
    "For the organizations of the coalition: nothing here but what the public register shows is for outside."
)


def decision_sheet(rows: Iterable[Decision]) -> Sheet:
    """Return decisions as a list in the order they come, with which of them are on the public record."""
    cells = (
        (
            one.number,
            one.title,
            one.text,
            one.decided_on,
            one.get_outcome_display(),
            one.is_public,
            one.corrected_by.number if hasattr(one, "corrected_by") else "",
            "SAMPLE" if one.is_sample else "",
        )
        for one in rows
    )
    return Sheet("decisions", _DECISIONS, cells, (_INSIDE,))


def proposal_sheet(rows: Iterable[Proposal]) -> Sheet:
    """Return proposals with how many were asked and have answered: never what anybody answered."""
    cells = (
        (
            one.question,
            one.get_state_display(),
            one.round,
            one.deadline_at,
            one.asked,  # type: ignore[attr-defined]
            one.answered,  # type: ignore[attr-defined]
            one.decision.number if hasattr(one, "decision") else "",
            "SAMPLE" if one.is_sample else "",
        )
        for one in rows
    )
    return Sheet("proposals", _PROPOSALS, cells, (_INSIDE,))
