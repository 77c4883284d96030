"""Deadlines of the money as a file for a spreadsheet; for the coalition only (P5)."""

from __future__ import annotations

from collections.abc import Iterable

from appropriations.selectors.deadlines import DeadlineRow
from common.sheets import Sheet

_INSIDE = "For the organizations of the coalition."
_DEADLINES = (
    *("Due", "Hour, US Eastern", "Fiscal year", "Kind", "What", "Bill", "Chamber", "Office"),
    *("Form", "Who files", "How it stands", "Source", "Address of the source", "As of", "SAMPLE"),
)


def deadline_sheet(rows: Iterable[DeadlineRow]) -> Sheet:
    """Return deadlines as a list, in the order the rows come."""
    return Sheet("deadlines", _DEADLINES, map(_deadline, rows), (_INSIDE,))


def _deadline(row: DeadlineRow) -> tuple[object, ...]:
    one = row.deadline
    return (
        one.due_on,
        f"{one.due_time:%H:%M}" if one.due_time else "",
        one.fiscal_year,
        one.get_kind_display(),
        one.title,
        str(one.bundle) if one.bundle else "",
        one.get_chamber_display(),
        row.office,
        one.form_url,
        row.filed_by,
        row.stands,
        one.source,
        one.source_url,
        one.as_of,
        one.is_sample,
    )
