"""What the money exports it takes in again unchanged: figures one by one, with their sources."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from appropriations.exports.template_figures import figures_sheet
from appropriations.models import Amount
from appropriations.selectors.figures import figures_for_file
from appropriations.services.first_data import load_first_data
from appropriations.services.import_amounts import take_in
from appropriations.services.import_confirm import confirm
from appropriations.services.import_staging import stage
from common.sheets import Kind, csv_lines, xlsx
from tests.factories.appropriations import AmountFactory, BundleFactory, LineFactory
from tests.factories.members import representative, staff_member
from tests.pages import sheet_rows, signed_in

pytestmark = pytest.mark.django_db
ADDRESS = "/money/figures.csv"


def every_kind():
    line = LineFactory(slug="hotline")
    common = {"line": line, "document": "SAMPLE Act", "note": "=SAMPLE note", "page": "@section 1"}
    whole = AmountFactory(**common, dollars=116_125_000)
    AmountFactory(**common, nature="of_which", parent=whole, dollars=81_725_000, words="available longer")
    AmountFactory(**common, fiscal_year=2025, is_about=True, dollars=31_000_000)
    AmountFactory(**common, fiscal_year=2024, kind="range", dollars=10_000_001, dollars_high=12_000_000)
    AmountFactory(**common, fiscal_year=2023, kind="tbd", dollars=None)
    AmountFactory(**common, fiscal_year=2022, kind="words", dollars=None, words="-- not in the bill [1]")
    AmountFactory(**common, fiscal_year=2021, kind="not_found", dollars=None, words="not at hand")
    AmountFactory(
        **common,
        fiscal_year=2020,
        stage="full_year_cr",
        kind="prior_rate",
        dollars=None,
        rate_of_fiscal_year=2019,
    )
    AmountFactory(**common, fiscal_year=2019, stage="rescission", dollars=-5_000_000)
    AmountFactory(**common, fiscal_year=2018, nature="not_less_than", dollars=5)
    AmountFactory(**common, fiscal_year=2018, dollars=5, words="& the rest in words: 10 to 12")


def imported_again(kind):
    sheet = figures_sheet(figures_for_file(["hotline"], None))
    content = "".join(csv_lines(sheet)).encode() if kind == Kind.CSV else xlsx(sheet)
    imported = take_in(name=f"figures.{kind}", content=content, by=staff_member(), as_of=date(2026, 11, 21))
    stage(imported)
    return imported


@pytest.mark.parametrize("kind", [Kind.CSV, Kind.XLSX])
def test_figures_exported_and_imported_again_are_unchanged(kind):
    every_kind()
    imported = imported_again(kind)
    wrong = [
        (str(cell), cell.state, cell.why, cell.was) for cell in imported.cells.exclude(state="unchanged")
    ]
    assert wrong == []
    assert imported.cells.count() == Amount.objects.count() == 11


def test_figures_of_another_installation_come_in_whole():
    every_kind()
    before = list(
        Amount.objects.order_by("key").values("key", "dollars", "words", "kind", "parent__key", "note")
    )
    sheet = figures_sheet(figures_for_file(["hotline"], None))
    content = "".join(csv_lines(sheet)).encode()
    Amount.objects.filter(parent__isnull=False).delete()
    Amount.objects.all().delete()
    imported = take_in(name="figures.csv", content=content, by=staff_member(), as_of=date(2026, 11, 21))
    stage(imported)
    confirm(imported=imported, by=staff_member())
    after = list(
        Amount.objects.order_by("key").values("key", "dollars", "words", "kind", "parent__key", "note")
    )
    same = [row for row in before if row["kind"] != "prior_rate"]
    assert [row for row in after if row["kind"] != "prior_rate"] == same


def test_every_shipped_figure_comes_through_unchanged():
    list(load_first_data())
    slugs = list(Amount.objects.values_list("line", flat=True).distinct())
    content = "".join(csv_lines(figures_sheet(figures_for_file(slugs, None)))).encode()
    imported = take_in(name="figures.csv", content=content, by=staff_member(), as_of=date(2026, 11, 21))
    stage(imported)
    wrong = [
        (str(cell), cell.state, cell.why, cell.was) for cell in imported.cells.exclude(state="unchanged")
    ]
    assert wrong == []
    assert imported.cells.count() == Amount.objects.standing().count() > 50


def test_the_file_follows_the_filters_of_the_grid():
    work = LineFactory(department="Department of Work", bundle=BundleFactory())
    AmountFactory(line=work, fiscal_year=2026)
    AmountFactory(line=work, fiscal_year=2020)
    AmountFactory(line=LineFactory(department="Department of Care"), fiscal_year=2026)
    member = signed_in(representative())
    query = {"department": "Department of Work", "first": "2024", "last": "2026"}
    rows = sheet_rows(member.get(ADDRESS, query))
    assert [(row[0], row[1]) for row in rows[1:]] == [(work.slug, "2026")]


def test_a_workbook_of_figures_has_numbers_shown_as_dollars_and_says_what_it_is():
    AmountFactory(line=LineFactory(), dollars=13_822_000)
    response = signed_in(representative()).get(reverse("appropriations:all_figures_file", args=["xlsx"]))
    book = load_workbook(io.BytesIO(response.content))
    page = book.worksheets[0]
    assert (page["D2"].value, page["D2"].number_format) == (13_822_000, "#,##0")
    assert page.freeze_panes == "A2"
    assert "Whole dollars" in str(book.worksheets[1]["A1"].value)


def test_no_cell_of_the_file_is_run_as_a_formula():
    every_kind()
    rows = sheet_rows(signed_in(representative()).get(ADDRESS, {"first": "2018", "last": "2026"}))
    texts = [text for row in rows[1:] for text in row if text.startswith(("=", "+", "@"))]
    assert texts == []
    assert Counter(text for row in rows for text in row)["'=SAMPLE note"] == 11


def test_the_file_takes_as_many_queries_for_thirty_figures_as_for_one(
    django_assert_num_queries, django_assert_max_num_queries
):
    member = signed_in(representative())
    AmountFactory(line=LineFactory(), fiscal_year=2026)
    member.get(ADDRESS)
    with django_assert_max_num_queries(20) as first:
        b"".join(member.get(ADDRESS).streaming_content)
    for _ in range(30):
        AmountFactory(line=LineFactory(), fiscal_year=2026)
    with django_assert_num_queries(len(first)):
        b"".join(member.get(ADDRESS).streaming_content)
