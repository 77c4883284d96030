"""Tables as coalitions keep them, small and made up."""

from __future__ import annotations

import csv
import io
from datetime import date

from openpyxl import Workbook

from appropriations.services.import_amounts import take_in
from appropriations.services.import_staging import stage
from tests.factories.members import staff_member

DOCUMENT = "SAMPLE table of a coalition"
WIDE = [
    ["SAMPLE appropriations history, dollars in millions"],
    [
        "Program",
        "FY16 ATEST to OMB",
        "FY16 PBR",
        "FY16 House floor",
        "FY16 Enacted",
        "FY17 ATEST to Congress",
    ],
    ["SAMPLE hotline", "2.5", "1.6", "TBD", "about 1.6", "$11.0 & language"],
    ["SAMPLE grants", "language", "n/a", "10-12", "13,822,000", "$8.8 above PBR for TIP"],
]


def csv_of(rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def xlsx_of(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def staged(rows, by=None, **said):
    """A table taken in and read, as the page does it."""
    said = {"name": "sample.csv", "document": DOCUMENT, "as_of": date(2026, 11, 21)} | said
    imported = take_in(content=csv_of(rows), by=by or staff_member(), **said)
    stage(imported=imported)
    return imported


def states(imported):
    """What would become of each cell, by its place."""
    return {f"{cell.column}{cell.row}": cell.state for cell in imported.cells.all()}
