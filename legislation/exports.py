"""Lists of facts as CSV that a spreadsheet opens as text, never as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from legislation.selectors.pages import BillRow

HEADINGS = (
    "Bill",
    "Title",
    "Sponsor",
    "Introduced",
    "Stage",
    "Stage date",
    "Latest step",
    "Latest action",
    "Latest action date",
    "Cosponsors",
    "Public law",
    "Facts as of",
)
# A cell that begins so is run as a formula by spreadsheets.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(value: object) -> str:
    """Return a cell's text; one that a spreadsheet would run gets an apostrophe before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_RISKY) else text


def bill_lines(rows: Iterable[BillRow]) -> Iterator[str]:
    """Yield the CSV text line by line, its heading first (UTF-8; dates as 2025-07-22)."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + _line(HEADINGS)
    for row in rows:
        yield _line(_cells(row))


def _cells(row: BillRow) -> tuple[object, ...]:
    bill = row.bill
    return (
        row.citation.replace("\N{NO-BREAK SPACE}", " "),
        bill.name,
        row.sponsor.replace("\N{NO-BREAK SPACE}", " "),
        bill.introduced_on,
        row.standing.stage_line.replace("\N{NO-BREAK SPACE}", " "),
        bill.stage_on,
        row.standing.step_line.replace("\N{NO-BREAK SPACE}", " "),
        bill.latest_action_text,
        bill.latest_action_on,
        row.cosponsors.replace("\N{NO-BREAK SPACE}", " "),
        bill.law_number,
        row.as_of,
    )


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([safe(cell) for cell in cells])
    return buffer.getvalue()
