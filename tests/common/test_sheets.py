"""Lists as files for a spreadsheet: what is in them is read, never run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from common.sheets import Kind, Sheet, as_file, csv_lines, xlsx

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", '=HYPERLINK("http://bad.example","x")']


def book_of(sheet):
    return load_workbook(io.BytesIO(xlsx(sheet)))


def rows_of(sheet):
    return list(csv.reader(io.StringIO("".join(csv_lines(sheet)).lstrip("\ufeff"))))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_that_looks_like_a_formula_stays_a_text(text):
    sheet = Sheet("sample", ("Words",), [(text,)])
    cell = book_of(sheet)["Sample"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert rows_of(sheet)[1] == [f"'{text}"]


def test_numbers_and_days_are_numbers_and_days():
    moment = dt.datetime(2026, 1, 3, 17, 0, tzinfo=dt.UTC)
    values = (12, Decimal("3.50"), dt.date(2026, 1, 3), moment, True, None, "")
    sheet = Sheet("sample", [str(place) for place in range(7)], [values])
    row = [cell.value for cell in book_of(sheet)["Sample"][2]]
    noon_in_washington = dt.datetime(2026, 1, 3, 12, 0)  # noqa: DTZ001 - a spreadsheet knows no zones
    assert row[:5] == [12, 3.5, dt.datetime(2026, 1, 3), noon_in_washington, "yes"]  # noqa: DTZ001 - as above
    assert rows_of(sheet)[1] == ["12", "3.50", "2026-01-03", "2026-01-03 12:00", "yes", "", ""]


def test_a_negative_number_is_no_formula_and_keeps_its_sign():
    assert rows_of(Sheet("sample", ("Dollars",), [(-5,)]))[1] == ["-5"]


def test_the_heading_stays_in_sight_and_can_be_filtered_by():
    page = book_of(Sheet("sample-list", ("Bill", "Title"), [("S. 1", "SAMPLE"), ("S. 2", "SAMPLE")]))[
        "Sample list"
    ]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert page["A1"].font.bold


def test_notes_are_beside_the_list_and_never_inside_it():
    sheet = Sheet("sample", ("Bill",), [("S. 1",)], notes=("Facts as of Jan 3, 2026.",))
    assert book_of(sheet)["About this list"]["A1"].value == "Facts as of Jan 3, 2026."
    assert len(rows_of(sheet)) == 2


def test_what_excel_cannot_hold_is_left_out_or_cut():
    sheet = Sheet("a-name-longer-than-a-sheet-of-excel-may-have", ("Words",), [("a\x0bb",), ("x" * 40_000,)])
    page = book_of(sheet).worksheets[0]
    assert (page["A2"].value, len(page["A3"].value)) == ("ab", 32_767)


def test_spaces_that_do_not_break_are_plain_ones_in_a_file():
    sheet = Sheet("sample", ("Bill",), [("S.\N{NO-BREAK SPACE}1",)])
    assert rows_of(sheet)[1] == book_of(sheet)["Sample"]["A2"].value.splitlines() == ["S. 1"]


def test_more_rows_than_are_measured_are_all_there():
    assert book_of(Sheet("sample", ("Number",), ((n,) for n in range(250))))["Sample"].max_row == 251


@pytest.mark.parametrize("kind", list(Kind))
def test_a_file_is_named_and_kept_by_nobody_in_between(kind):
    response = as_file(Sheet("sample", ("Bill",), []), kind)
    assert response["Content-Disposition"].startswith('attachment; filename="sample-')
    assert response["Content-Disposition"].endswith(f'.{kind}"')
    assert "no-store" in response["Cache-Control"]
