"""Lists as files for a spreadsheet, CSV or XLSX: the one way every list is handed out.

A cell is what a person would type: text, a number, a day. None is run as a formula, whatever it begins with.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import reverse
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from common.csv_cells import safe
from common.dates import EASTERN, eastern, today

# What a cell of Excel holds; its sheets' names hold less.
_CELL_LENGTH = 32_767
_NAME_LENGTH = 31
_NARROWEST, _WIDEST = 8, 60
# A file is written row by row, so its columns are as wide as the first rows ask for.
_ROWS_MEASURED = 100
_DAY_FORMAT, _MOMENT_FORMAT = "mmm d, yyyy", "mmm d, yyyy h:mm AM/PM"
# What Excel refuses in the name of a sheet.
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


WHOLE_DOLLARS, MILLIONS = "#,##0", "#,##0.0##,,"


@dataclass(frozen=True)
class Figure:
    """Whole dollars: a plain number in CSV, in XLSX shown in dollars or, with the format MILLIONS, in millions."""

    dollars: int
    number_format: str = WHOLE_DOLLARS


@dataclass(frozen=True)
class PrintedNumber:
    """A number as it was printed: a number to a program, shown with the format (of Excel) that prints it so."""

    value: Decimal
    number_format: str


@dataclass(frozen=True)
class Tab:
    """One table of a workbook: its title, its headings, its rows, and the notes under it."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]
    notes: tuple[str, ...] = ()


FileReply = HttpResponse | StreamingHttpResponse


class Kind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


class KindConverter:
    """The end of an address, `export.<sheet:kind>`: csv or xlsx."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> Kind:
        """Return the kind an address ends with."""
        return Kind(value)

    def to_url(self, value: str) -> str:
        """Return the kind as an address ends."""
        return Kind(value).value


@dataclass(frozen=True)
class Sheet:
    """A list: the name of its file without the ending, its headings, its rows.

    `notes` say where it comes from and what it leaves out; they are a sheet of their own in XLSX, and left out
    of CSV, which programs read.
    """

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]
    notes: tuple[str, ...] = ()


def file_links(view: str, *args: object) -> dict[str, str]:
    """Return the addresses of a list as files, as components/export_links.html takes them."""
    return {kind.value: reverse(view, args=[*args, kind]) for kind in Kind}


def as_file(sheet: Sheet, kind: Kind) -> FileReply:
    """Return the list as a file to be kept, its name ending with today's date (US Eastern)."""
    response: FileReply
    if kind == Kind.CSV:
        response = StreamingHttpResponse(csv_lines(sheet), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(xlsx(sheet), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{sheet.name}-{today()}.{kind}"'
    response["Cache-Control"] = "no-store, private"
    return response


def csv_lines(sheet: Sheet) -> Iterator[str]:
    """Yield the CSV text line by line, its heading first (UTF-8, marked; days as 2025-07-22, times US Eastern)."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + _line(sheet.headings)
    for row in sheet.rows:
        yield _line(row)


def _line(cells: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([_csv_cell(cell) for cell in cells])
    return buffer.getvalue()


def _csv_cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Figure):
        return str(value.dollars)
    if isinstance(value, PrintedNumber):
        return str(value.value)
    if isinstance(value, int | Decimal):
        return str(value)
    if isinstance(value, dt.datetime):
        return eastern(value).strftime("%Y-%m-%d %H:%M")
    return safe(_plain(value))


def _plain(value: object) -> str:
    if isinstance(value, Figure):
        return f"{value.dollars:,}"
    if isinstance(value, PrintedNumber):
        return f"{value.value:,}"
    return "" if value is None else str(value).replace("\N{NO-BREAK SPACE}", " ")


def xlsx(sheet: Sheet) -> bytes:
    """Return the list as a workbook: a bold, frozen heading with filters, dates as dates, numbers as numbers."""
    book = Workbook(write_only=True)
    page = book.create_sheet(_sheet_name(sheet.name))
    rows = iter(sheet.rows)
    first = list(islice(rows, _ROWS_MEASURED))
    for place, width in enumerate(_widths(sheet.headings, first), 1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    page.append([_bold(page, heading) for heading in sheet.headings])
    count = 1
    for source in (first, rows):
        for row in source:
            page.append([_cell(page, value) for value in row])
            count += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.headings))}{count}"
    _write_notes(book, sheet.notes)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(tabs: Iterable[Tab], about: tuple[str, ...] = ()) -> bytes:
    """Return several tables as a workbook, each a sheet under its title, and a last one of what they are about."""
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for tab in tabs:
        page = book.create_sheet(_tab_name(tab.title, taken))
        rows = [tuple(row) for row in tab.rows]
        for place, width in enumerate(_widths(tab.headings, rows[:_ROWS_MEASURED]), 1):
            page.column_dimensions[get_column_letter(place)].width = width
        page.freeze_panes = "A2"
        page.append([_bold(page, heading) for heading in tab.headings])
        for row in rows:
            page.append([_cell(page, value) for value in row])
        for note in tab.notes:
            page.append([_text(page, _plain(note))])
    _write_notes(book, about)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook_file(name: str, tabs: Iterable[Tab], about: tuple[str, ...] = ()) -> HttpResponse:
    """Return several tables as an XLSX to be kept; `name` without the ending."""
    response = HttpResponse(workbook(tabs, about), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.{Kind.XLSX}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _tab_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes: short, without its own signs, and no other sheet's."""
    bare = " ".join(_NOT_IN_NAMES.sub(" ", _plain(title)).split()).strip("'") or "Table"
    name, number = bare[:_NAME_LENGTH].strip(), 1
    while name.casefold() in taken:
        number += 1
        name = f"{bare[: _NAME_LENGTH - len(str(number)) - 1].strip()} {number}"
    taken.add(name.casefold())
    return name


def _write_notes(book: Workbook, notes: tuple[str, ...]) -> None:
    page = book.create_sheet("About this list")
    page.column_dimensions["A"].width = 100
    made = f"Made {dt.datetime.now(tz=EASTERN):%b %-d, %Y, %-I:%M %p} US Eastern."
    for note in (*notes, made):
        cell = _text(page, _plain(note))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        page.append([cell])


def _widths(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> list[int]:
    longest = [
        max([len(heading), *(len(_plain(row[place])) for row in rows if place < len(row))])
        for place, heading in enumerate(headings)
    ]
    return [min(max(length + 2, _NARROWEST), _WIDEST) for length in longest]


def _bold(page: Any, heading: str) -> Cell:
    cell = _text(page, heading)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(page: Any, value: object) -> Cell | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _text(page, "yes" if value else "no")
    if isinstance(value, Figure | PrintedNumber | int | Decimal):
        return _number(page, value)
    if isinstance(value, dt.datetime):
        # Excel knows no time zones.
        return _dated(page, eastern(value).replace(tzinfo=None), _MOMENT_FORMAT)
    if isinstance(value, dt.date):
        return _dated(page, value, _DAY_FORMAT)
    return _text(page, _plain(value))


def _number(page: Any, value: Figure | PrintedNumber | int | Decimal) -> Cell:
    if isinstance(value, int | Decimal):
        return WriteOnlyCell(page, value)
    cell = WriteOnlyCell(page, value.dollars if isinstance(value, Figure) else value.value)
    cell.number_format = value.number_format
    return cell


def _dated(page: Any, value: dt.date, number_format: str) -> Cell:
    cell = WriteOnlyCell(page, value)
    cell.number_format = number_format
    return cell


def _text(page: Any, text: str) -> Cell:
    cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub("", text)[:_CELL_LENGTH])
    # The library takes a text that begins with "=" for a formula.
    cell.data_type = "s"
    return cell


def _sheet_name(name: str) -> str:
    return name.replace("-", " ").capitalize()[:_NAME_LENGTH]
