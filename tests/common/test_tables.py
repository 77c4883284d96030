"""Tables that people hand in: what is read of them, and what is refused with the reason."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from common.tables import MOST_COLUMNS, MOST_ROWS, index_of, letter, read_table
from common.uploads import UploadRefused


def workbook(*sheets, **kept):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    for place, number_format in kept.get("formats", {}).items():
        book.worksheets[0][place].number_format = number_format
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(content, name, text):
    """The workbook with one part of it replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"Line,FY16 PBR\nHotline,1.6\n",
        b"\xef\xbb\xbfLine,FY16 PBR\r\nHotline,1.6\r\n\r\n",
        b"Line;FY16 PBR\nHotline;1.6\n",
        b"Line\tFY16 PBR\nHotline\t1.6\n",
    ],
)
def test_csv_is_read_whatever_program_saved_it(content):
    assert read_table("t.csv", content).rows == (("Line", "FY16 PBR"), ("Hotline", "1.6"))


def test_csv_of_windows_keeps_its_dashes():
    assert read_table("t.csv", "Line,FY16 PBR\nHotline,10 \N{EN DASH} 12\n".encode("cp1252")).rows[1] == (
        "Hotline",
        "10 \N{EN DASH} 12",
    )


def test_commas_inside_quotes_stay_in_their_cell():
    assert read_table("t.csv", b'Line,Figure\n"A, B","13,822,000"\n').rows[1] == ("A, B", "13,822,000")


def test_cells_of_a_workbook_are_the_text_a_person_sees():
    content = workbook(
        (
            "Table",
            [["88", 88, 14.5, 13.822000000000001, 0.38, dt.date(2026, 10, 12), None, True, "language"]],
        ),
        formats={"E1": "0%"},
    )
    assert read_table("t.xlsx", content).rows[0] == (
        *("88", "88", "14.5", "13.822", "38%", "2026-10-12", "", "TRUE", "language"),
    )


def test_a_formula_saved_without_its_value_is_never_an_empty_cell():
    content = workbook(("Table", [["Line", "FY16 PBR"], ["Hotline", "=1+1"], ["Other", 3]]))
    assert read_table("t.xlsx", content).rows[1:] == (("Hotline", "=1+1"), ("Other", "3"))


def test_the_first_sheet_that_holds_anything_is_read_unless_another_is_named():
    content = workbook(("Empty", []), ("First", [["a"]]), ("Second", [["b"]]))
    first = read_table("t.xlsx", content)
    assert (first.sheet, first.rows, first.other_sheets) == ("First", (("a",),), ("Empty", "Second"))
    assert read_table("t.xlsx", content, sheet="Second").rows == (("b",),)
    with pytest.raises(UploadRefused, match="Empty, First, Second"):
        read_table("t.xlsx", content, sheet="Third")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("t.pdf", b"%PDF-1.7\n%%EOF", "no table"),
        ("t.csv", b"", "is empty"),
        ("t.csv", b",,\n,,\n", "holds no cell"),
        ("t.xlsx", b"Line,FY16\n", "not what its name says"),
        ("t.csv", b"a\n" * (MOST_ROWS + 1), "rows"),
        ("t.csv", b"a," * MOST_COLUMNS + b"a", "columns"),
        ("t.csv", (b"a," * 100 + b"\n") * 700, "60,000 filled cells"),
        ("t.xlsx", workbook(("T", [["a"]] * (MOST_ROWS + 1))), "rows"),
        (
            "t.xlsx",
            with_part(workbook(("T", [["a"]])), "xl/media/x.bin", b"0" * (70 * 2**20)),
            "unpacks to more",
        ),
        (
            "t.xlsx",
            with_part(
                workbook(("T", [["a"]])),
                "xl/sharedStrings.xml",
                '<!DOCTYPE x [<!ENTITY a "b">]><sst>&a;</sst>',
            ),
            "declares entities",
        ),
        ("t.xlsx", with_part(workbook(("T", [["a"]])), "xl/workbook.xml", "<workbook>"), "damaged"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_reason(name, content, why):
    with pytest.raises(UploadRefused, match=why):
        read_table(name, content)


def test_a_cell_far_out_is_refused_without_walking_there():
    book = Workbook()
    book.active["XFD1048576"] = "far"
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(UploadRefused):
        read_table("t.xlsx", file.getvalue())


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA")])
def test_columns_have_the_letters_a_spreadsheet_shows(index, name):
    assert letter(index) == name
    assert index_of(name) == index
