"""Report language as a file for a spreadsheet: for the organizations of the coalition only (P5)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from appropriations.choices import ReportKind
from appropriations.found_language import outcome_of
from common.sheets import Sheet

_LANGUAGE = (
    "Fiscal year",
    "Line",
    "Bill",
    "About",
    "Sought",
    "Source",
    "As of",
    "Outcome",
    "House report",
    "House text",
    "House source",
    "Senate report",
    "Senate text",
    "Senate source",
    "Joint statement",
    "Joint statement text",
    "Joint statement source",
)
_INSIDE = "For the organizations of the coalition: what we seek is not for outside before it is adopted."


def language_sheet(languages: Iterable[Any]) -> Sheet:
    """Return passages, which come with their `texts`, as a list."""
    return Sheet("report-language", _LANGUAGE, map(_language, languages), (_INSIDE,))


def _language(one: Any) -> tuple[object, ...]:
    said = {row.report: row for row in one.texts}
    outcome = outcome_of({report: row.outcome for report, row in said.items()})
    cells: list[object] = []
    for report in ReportKind:
        row = said.get(report.value)
        source = f"{row.document}, {row.page}".rstrip(", ") if row else ""
        cells += [row.get_outcome_display() if row else "", row.text if row else "", source]
    return (
        one.fiscal_year,
        one.line.name,
        one.line.bundle.short_name,
        one.title,
        one.sought,
        one.source,
        one.as_of,
        outcome.label,
        *cells,
    )
