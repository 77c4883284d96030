"""Lists of facts as CSV that a spreadsheet opens as text, never as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from common.csv_cells import safe
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
