"""Lists of offices as CSV that a spreadsheet opens as text, never as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from common.csv_cells import safe
from outreach.selectors.whom_to_ask import AskRow

HEADINGS = (
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


def ask_lines(rows: Iterable[AskRow]) -> Iterator[str]:
    """Yield the CSV text line by line, its heading first (UTF-8), in the order the rows come."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + _line(HEADINGS)
    for row in rows:
        yield _line(_cells(row))


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
        "yes" if all(ask.is_sure for ask in row.asks) else "no",
        "; ".join(one.words for one in row.evidence),
        row.bioguide_id,
    )


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([safe(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in cells])
    return buffer.getvalue()
