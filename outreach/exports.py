"""Lists of offices as files for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from common.sheets import Sheet
from outreach.selectors.ask_about_line import LineAskRow
from outreach.selectors.offices import OfficeRow
from outreach.selectors.whom_to_ask import AskRow

_HEADINGS = (
    "Office",
    "Party",
    "State",
    "Seat",
    "Chamber",
    "Bill",
    "Stands",
    "What to ask",
    "Why",
    "Known for certain",
    "Evidence",
    "Bioguide id",
)
_OFFICES = (
    "Office",
    "Chamber",
    "Party",
    "Seat",
    "Committees we meet",
    "Stands",
    "Warning",
    "Source",
    "As of",
    "Key",
)
_LINE_ASKS = ("Office", "Party", "State", "Seat", "Chamber", "What to ask", "Evidence", "Bioguide id")
_NOTES = (
    "Every office there is a reason for, whatever its party, in the order chosen on the page; nothing is scored.",
    "Known for certain: no where a list at hand has gaps, so that a name not on it may be missing there only.",
)


def ask_sheet(name: str, rows: Iterable[AskRow], lists: Iterable[str]) -> Sheet:
    """Return the rows as a list in the order they come; `lists` say how far each bill's cosponsors are known."""
    return Sheet(f"whom-to-ask-{name}", _HEADINGS, map(_cells, rows), (*_NOTES, *lists))


def _cells(row: AskRow) -> tuple[object, ...]:
    return (
        row.name,
        row.party,
        row.state,
        row.seat,
        row.chamber,
        row.citation,
        row.stands,
        "; ".join(ask.words for ask in row.asks),
        "; ".join(ask.reason for ask in row.asks),
        all(ask.is_sure for ask in row.asks),
        "; ".join(one.words for one in row.evidence),
        row.bioguide_id,
    )


def office_sheet(rows: Iterable[OfficeRow]) -> Sheet:
    """Return offices as a list, by last name, whatever the party; each with how it stands, by whom and as of when."""
    cells = (
        (
            str(row.office),
            row.chamber,
            row.party,
            row.seat,
            "; ".join(row.committees),
            row.standing.words or row.standing.state.label,
            row.standing.warning,
            row.standing.source,
            row.standing.as_of,
            row.office.key,
        )
        for row in rows
    )
    return Sheet("offices", _OFFICES, cells)


def line_ask_sheet(name: str, rows: Iterable[LineAskRow]) -> Sheet:
    """Return whom to ask about a line as a list, by last name, whatever the party."""
    cells = (
        (
            row.name,
            row.party,
            row.state,
            row.seat,
            row.chamber,
            "; ".join(row.asks),
            "; ".join(one.words for one in row.evidence),
            row.bioguide_id,
        )
        for row in rows
    )
    return Sheet(f"whom-to-ask-{name}", _LINE_ASKS, cells, _NOTES[:1])
