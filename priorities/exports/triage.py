"""The triage as a file for a spreadsheet: judgment, for the organizations of the coalition only (P5)."""

from __future__ import annotations

from collections.abc import Iterable

from common.dates import eastern
from common.sheets import Sheet
from priorities.selectors.triage import TriageRow

_TRIAGE = (
    "Bill",
    "Title",
    "State",
    "Dismissed because",
    "Risk",
    "Why",
    "Note",
    "Owner",
    "Tags",
    "Due",
    "Found by",
    "Came",
    "Where it stands",
)
_INSIDE = "For the organizations of the coalition: what we make of bills is not for outside."


def triage_sheet(rows: Iterable[TriageRow]) -> Sheet:
    """Return the bills in triage as a list, in the order the rows come."""
    return Sheet("triage", _TRIAGE, map(_cells, rows), (_INSIDE,))


def _cells(row: TriageRow) -> tuple[object, ...]:
    item = row.item
    return (
        row.row.citation,
        row.row.bill.name,
        item.get_state_display(),
        item.dismissed_because,
        item.get_risk_display(),
        item.risk_note,
        item.note,
        item.owner.name if item.owner else "",
        "; ".join(label for _, label in row.tags),
        item.due_on,
        "; ".join(finding.name for finding in row.findings),
        eastern(item.came_at).date(),
        row.row.standing.stage_line,
    )
