"""The candidates of an Act as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from appropriations.models import ActReading
from appropriations.selectors.acts import CandidateRow
from common.sheets import Sheet

_CANDIDATES = (
    "Line",
    "Fiscal year",
    "Stage",
    "Dollars",
    "Nature",
    "Inside dollars",
    "Inside",
    "Available",
    "Bearing",
    "Why",
    "State",
    "Against our figures",
    "Where",
    "Sentence",
    "Note",
)
_NO_FIGURES = (
    "Amounts as an Act's words give them, for a person to judge: none of them is a figure of ours by itself."
)


def candidate_sheet(reading: ActReading, rows: Iterable[CandidateRow]) -> Sheet:
    """Return the candidates of an Act as a list, in the order the rows come."""
    return Sheet(
        f"amounts-{reading.bill_key}", _CANDIDATES, map(_cells, rows), (reading.document, _NO_FIGURES)
    )


def _cells(row: CandidateRow) -> tuple[object, ...]:
    one = row.candidate
    return (
        one.line.name if one.line else "",
        one.fiscal_year,
        one.get_stage_display(),
        one.dollars,
        one.get_nature_display(),
        one.enclosing_dollars,
        one.enclosing_words,
        one.available,
        one.get_bearing_display(),
        "; ".join(one.reasons),
        one.get_state_display(),
        row.compared.standing.value,
        one.where,
        one.sentence,
        one.note,
    )
