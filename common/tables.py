"""Files of spreadsheets as rows of text, CSV or XLSX: what people hand in, read within limits and never run.

A cell is the text a person sees or typed: numbers keep their digits, formulas give the value they were saved with, a
formula saved without one is told as it is written, so that no figure goes missing unseen.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from common.csv_cells import plain
from common.uploads import MEGABYTE, UploadRefused, check

ENDS = (".csv", ".xlsx")
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 5_000, 500, 60_000
# What an archive may unpack to: a sheet of the most cells takes a few megabytes.
_MOST_UNPACKED = 64 * MEGABYTE
_CHUNK = 256 * 1024
# No spreadsheet program writes these; a file that has one wants something of whoever reads it.
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA = re.compile(rb"<f[ >/]")
_DELIMITERS = (",", ";", "\t")
_LINES_LOOKED_AT = 25


@dataclass(frozen=True)
class Table:
    """The rows of one sheet, each as its texts from the first column on; row 1 of the file is rows[0]."""

    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()

    @property
    def cells(self) -> int:
        """How many cells hold something."""
        return sum(1 for row in self.rows for text in row if text)


def letter(index: int) -> str:
    """Return a column's letter as spreadsheets show it: 0 is A, 26 is AA."""
    return str(get_column_letter(index + 1))


def index_of(letters: str) -> int:
    """Return a column's place from its letter: A is 0, AA is 26."""
    return int(column_index_from_string(letters)) - 1


def read_table(name: str, content: bytes, *, sheet: str = "") -> Table:
    """Return a CSV or XLSX file as rows of text; of a workbook the sheet named, or the first that holds anything.

    Raises UploadRefused with a message to show: another kind of file, too large, damaged, no such sheet.
    """
    checked = check(name, content)
    end = PurePosixPath(checked.name).suffix.lower()
    if end not in ENDS:
        raise UploadRefused(f"“{checked.name}” is no table. Save it as CSV or XLSX.")
    table = _read_csv(content) if end == ".csv" else _read_xlsx(checked.name, content, sheet.strip())
    if not table.cells:
        raise UploadRefused(f"“{checked.name}” holds no cell with anything in it.")
    return table


def _read_csv(content: bytes) -> Table:
    text = _decoded(content)
    delimiter = _delimiter(text)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return Table(_within_limits([plain(cell) for cell in row] for row in rows))
    except csv.Error as error:
        raise UploadRefused(f"The CSV file cannot be read: {error}.") from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Spreadsheets on Windows still save CSV in the old code page.
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """Return what parts the cells: whichever gives the most columns in the first lines."""
    head = "\n".join(text.splitlines()[:_LINES_LOOKED_AT])

    def columns(delimiter: str) -> int:
        try:
            return sum(len(row) for row in csv.reader(io.StringIO(head), delimiter=delimiter))
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=columns)


def _within_limits(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    kept: list[tuple[str, ...]] = []
    cells = 0
    for number, row in enumerate(rows, 1):
        texts = _trimmed(row)
        cells += sum(1 for text in texts if text)
        if len(texts) > MOST_COLUMNS:
            raise UploadRefused(f"Row {number} has more than {MOST_COLUMNS} columns.")
        if cells > MOST_CELLS:
            raise UploadRefused(f"The table has more than {MOST_CELLS:,} filled cells. Split it in two.")
        if texts and number > MOST_ROWS:
            raise UploadRefused(f"The table has more than {MOST_ROWS:,} rows. Split it in two.")
        kept.append(texts)
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _trimmed(row: Iterable[str]) -> tuple[str, ...]:
    texts = [text.strip() for text in row]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _read_xlsx(name: str, content: bytes, sheet: str) -> Table:
    has_formulas = _look_into(name, content)
    try:
        values = _sheet_rows(content, sheet, values=True)
        if has_formulas:
            written = _sheet_rows(content, sheet, values=False)
            values = _formulas_without_value(values, written)
    except UploadRefused:
        raise
    # The library raises whatever it stumbles over in a damaged workbook.
    except (
        InvalidFileException,
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
    ) as error:
        raise UploadRefused(f"“{name}” is damaged and cannot be read. Save it anew and try again.") from error
    return values


def _look_into(name: str, content: bytes) -> bool:
    """Return whether a sheet holds a formula; refuse an archive that unpacks to too much or declares entities."""
    unpacked, has_formulas = 0, False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                for chunk in _chunks(archive, part):
                    unpacked += len(chunk)
                    if unpacked > _MOST_UNPACKED:
                        raise UploadRefused(f"“{name}” unpacks to more than {_MOST_UNPACKED // MEGABYTE} MB.")
                    if _DECLARATION.search(chunk) and part.filename.endswith((".xml", ".rels")):
                        raise UploadRefused(f"“{name}” declares entities, which no spreadsheet needs.")
                    has_formulas = has_formulas or (
                        part.filename.startswith("xl/worksheets/") and bool(_FORMULA.search(chunk))
                    )
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise UploadRefused(f"“{name}” is damaged or locked with a password.") from error
    return has_formulas


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part in pieces that overlap a little, so that a word across their border is seen."""
    with archive.open(part) as stream:
        tail = b""
        while piece := stream.read(_CHUNK):
            yield tail + piece
            tail = piece[-16:]


def _sheet_rows(content: bytes, sheet: str, *, values: bool) -> Table:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=values)
    try:
        names = [one.title for one in book.worksheets if one.sheet_state == "visible"] or book.sheetnames
        if sheet and sheet not in names:
            raise UploadRefused(f"There is no sheet “{sheet}”. The file has: {', '.join(names)}.")
        for chosen in [sheet] if sheet else names:
            page = book[chosen]
            # What a sheet says of its own size may be wrong.
            page.reset_dimensions()
            rows = page.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS + 1)
            read = _within_limits([_xlsx_text(cell) for cell in row] for row in rows)
            if any(read) or sheet:
                return Table(read, chosen, tuple(name for name in names if name != chosen))
    finally:
        book.close()
    return Table(())


def _xlsx_text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        digits = _digits(value)
        # 0.38 shown as 38% is a share, and no 0.38 million.
        return f"{_digits(float(value) * 100)}%" if "%" in (cell.number_format or "") else digits
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)


def _digits(number: float) -> str:
    """Return a number's digits as a spreadsheet keeps them: fifteen at most, so 13.822000000000001 is 13.822."""
    if isinstance(number, int):
        return str(number)
    text = format(Decimal(format(number, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _formulas_without_value(values: Table, written: Table) -> Table:
    """Return the values, with the formula itself in each cell whose value the file was saved without."""
    rows = []
    for place, formulas in enumerate(written.rows):
        have = values.rows[place] if place < len(values.rows) else ()
        padded = have + ("",) * (len(formulas) - len(have))
        rows.append(
            tuple(
                written_text if not text and written_text.startswith("=") else text
                for text, written_text in zip(
                    padded, formulas + ("",) * (len(padded) - len(formulas)), strict=True
                )
            )
        )
    return Table(tuple(rows), values.sheet, values.other_sheets)
