"""The pages of an import, as staff walk through them: hand in, look through, correct, confirm, undo."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from appropriations.models import Amount, Line, StagedCell, TableImport
from common.models import Job
from tests.appropriations.tables import DOCUMENT, WIDE, csv_of, staged, xlsx_of
from tests.factories.appropriations import AmountFactory, BundleFactory, LineFactory
from tests.factories.members import representative, staff_member
from tests.pages import sheet_rows, signed_in

pytestmark = pytest.mark.django_db
IMPORT = "/money/import/"


@pytest.fixture
def lines():
    return [
        LineFactory(slug="hotline", name="SAMPLE hotline"),
        LineFactory(slug="grants", name="SAMPLE grants"),
    ]


@pytest.fixture
def staff():
    return signed_in(staff_member())


def upload(rows=WIDE, name="sample.csv", **said):
    content = xlsx_of(rows) if name.endswith("xlsx") else csv_of(rows)
    return {
        "file": SimpleUploadedFile(name, content),
        "document": DOCUMENT,
        "as_of": "2026-11-21",
        "unit": "",
        "request_kind": "coalition",
        "source_kind": "advocate",
        **said,
    }


def address(name, imported, *more):
    return reverse(f"appropriations:{name}", args=[imported.pk, *more])


def text(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("name", ["sample.csv", "sample.xlsx"])
def test_a_table_is_handed_in_looked_through_confirmed_and_undone(staff, lines, name):
    response = staff.post(IMPORT, upload(name=name), follow=True)
    imported = TableImport.objects.get()
    page = text(response)
    assert "Nothing is saved yet" in page
    assert "$8.8 above PBR for TIP" in page
    assert "Import 10 figures" in page
    assert Amount.objects.count() == 0
    page = text(staff.post(address("import_confirm", imported), follow=True))
    assert "takes all of it back as one" in page
    assert Amount.objects.standing().count() == 10
    assert "Undo the import?" in text(staff.get(address("import_undo", imported)))
    page = text(staff.post(address("import_undo", imported), follow=True))
    assert "no figure of it stands" in page
    assert Amount.objects.standing().count() == 0


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"document": ""}, "Name the document"),
        ({"as_of": "2199-01-01"}, "a day to come"),
        ({"file": SimpleUploadedFile("x.txt", b"SAMPLE")}, "is no table"),
        ({"file": SimpleUploadedFile("x.xlsx", b"SAMPLE")}, "not what its name says"),
        ({"file": ""}, "This field is required"),
        ({"source_kind": "coalition"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_at_its_field(staff, changed, says):
    response = staff.post(IMPORT, upload() | changed)
    assert response.status_code == 422
    assert says in text(response)
    assert TableImport.objects.count() == 0


def test_a_table_of_figures_as_rows_needs_no_document_of_its_own(staff, lines):
    rows = [
        ["Line", "Fiscal year", "Stage", "Figure", "Document"],
        ["hotline", "2016", "PBR", "1.6", "SAMPLE budget"],
    ]
    staff.post(IMPORT, upload(rows, document=""))
    assert TableImport.objects.get().cells.get().state == "new"


def test_columns_that_are_not_clear_are_asked_about(staff, lines):
    page = text(
        staff.post(IMPORT, upload([["Program", "FY16", "Offset"], ["SAMPLE hotline", "2", "9"]]), follow=True)
    )
    imported = TableImport.objects.get()
    assert "Say the fiscal year and the stage of: FY16." in page
    page = text(staff.get(address("import_columns", imported)))
    assert "Its stage is not said." in page
    assert "The coalition asks for no offset" in page
    said = {
        "form-TOTAL_FORMS": 2,
        "form-INITIAL_FORMS": 2,
        "form-0-index": 0,
        "form-0-role": "line",
        "form-1-index": 1,
        "form-1-role": "amount",
        "form-1-fiscal_year": 2016,
        "form-1-stage": "house_floor",
    }
    staff.post(address("import_columns", imported), said)
    cell = imported.cells.get()
    assert (cell.stage, cell.state) == ("house_floor", "new")
    imported.refresh_from_db()
    assert imported.columns[2]["role"] == "refused"


def test_a_column_refused_for_principle_cannot_be_said_to_hold_amounts(staff, lines):
    imported = staged([["Program", "FY16 PBR", "Offset"], ["SAMPLE hotline", "2", "9"]])
    said = {
        "form-TOTAL_FORMS": 1,
        "form-INITIAL_FORMS": 1,
        "form-0-index": 2,
        "form-0-role": "amount",
        "form-0-fiscal_year": 2016,
        "form-0-stage": "to_congress",
    }
    staff.post(address("import_columns", imported), said)
    imported.refresh_from_db()
    assert imported.columns[2]["role"] == "refused"
    assert {cell.text for cell in imported.cells.all()} == {"2"}


def choose(staff, imported, label, choice, department=""):
    return staff.post(
        address("import_lines", imported),
        {
            "form-TOTAL_FORMS": 1,
            "form-INITIAL_FORMS": 1,
            "form-0-label": label,
            "form-0-choice": choice,
            "form-0-department": department,
        },
    )


def test_a_name_that_is_not_clear_is_chosen_from_suggestions(staff, lines):
    imported = staged([*WIDE[:2], ["SAMPLE hot line", "2.5"]])
    page = text(staff.get(address("import_lines", imported)))
    assert (
        page.index("Could be")
        < page.index("SAMPLE hotline (Department of Samples)")
        < page.index("Leave it out")
    )
    choose(staff, imported, "SAMPLE hot line", "line:hotline")
    assert imported.cells.get().line_id == "hotline"
    choose(staff, imported, "SAMPLE hot line", "skip")
    assert not imported.cells.exists()


def test_a_new_line_needs_a_department_and_a_bill(staff):
    bundle = BundleFactory()
    imported = staged([*WIDE[:2], ["SAMPLE brand new", "2.5"]])
    refused = choose(staff, imported, "SAMPLE brand new", f"new:{bundle.key}")
    assert refused.status_code == 422
    assert "of which department" in text(refused)
    choose(staff, imported, "SAMPLE brand new", f"new:{bundle.key}", "Department of Samples")
    staff.post(address("import_confirm", imported))
    assert Line.objects.get().name == "SAMPLE brand new"


def test_a_misread_cell_is_corrected_here(staff, lines):
    imported = staged([*WIDE[:2], ["SAMPLE hotline", "(5)"]])
    cell = imported.cells.get()
    assert "below zero" in text(staff.get(address("import_cell", imported, cell.pk)))
    staff.post(address("import_cell", imported, cell.pk), {"text": "5"})
    assert imported.cells.get().reads == "5"


def test_what_cannot_be_saved_is_left_out_only_when_ticked(staff, lines):
    imported = staged([*WIDE[:2], ["SAMPLE hotline", "(5)", "1.6"]])
    page = text(staff.get(imported.get_absolute_url()))
    assert "Leave out the 1 cell that cannot be saved." in page
    page = text(staff.post(address("import_confirm", imported), follow=True))
    assert "1 cell would be left out" in page
    assert Amount.objects.count() == 0
    staff.post(address("import_confirm", imported), {"leave_out": "on"})
    assert Amount.objects.count() == 1


def test_a_conflict_shows_the_other_source_and_asks_for_the_reason_to_print(staff, lines):
    AmountFactory(line=lines[0], fiscal_year=2016, stage="president", dollars=2_000_000)
    imported = staged(WIDE)
    page = text(staff.get(imported.get_absolute_url(), {"state": "conflict"}))
    assert "beside 2 (SAMPLE Act)" in page
    staff.post(address("import_confirm", imported), {"because": "SAMPLE reason"})
    assert (
        Amount.objects.get(stage="president", line="hotline", is_preferred=True).preferred_reason
        == "SAMPLE reason"
    )


def test_words_to_clear_have_a_button_and_then_a_name(lines):
    person = staff_member()
    staff = signed_in(person)
    imported = staged([*WIDE[:2], ["SAMPLE hotline", "11 & an offset is not asked"]])
    cell = imported.cells.get()
    page = text(staff.get(imported.get_absolute_url()))
    assert "Mentions, does not ask" in page
    assert "There is nothing to import" in page
    page = text(staff.post(address("import_clear", imported), {"cell": cell.pk}, follow=True))
    assert f"Cleared by {person.name}" in page
    assert "Import 1 figure" in page


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ({}, {"B3", "C3", "B4"}),
        ({"state": "unreadable"}, {"B4"}),
        ({"state": "left_out"}, {"B4"}),
        ({"state": "new", "q": "hotline"}, {"B3", "C3"}),
        ({"stage": "president"}, {"C3"}),
        ({"fiscal_year": "2016", "q": "grants"}, {"B4"}),
        ({"fiscal_year": "2020"}, set()),
    ],
)
def test_cells_are_filtered_on_the_page_and_in_the_file(staff, lines, query, places):
    imported = staged([*WIDE[:2], ["SAMPLE hotline", "2.5", "1.6"], ["SAMPLE grants", "(5)"]])
    shown = staff.get(imported.get_absolute_url(), query).context["page"]
    assert {f"{cell.column}{cell.row}" for cell in shown} == places
    rows = sheet_rows(staff.get(address("import_cells_file", imported, "csv"), query))
    assert {row[0] for row in rows[1:]} == places


def test_the_preview_takes_as_many_queries_for_thirty_rows_as_for_one(
    staff, lines, django_assert_num_queries, django_assert_max_num_queries
):
    imported = staged([*WIDE[:2], ["SAMPLE hotline", "2.5"]])
    staff.get(imported.get_absolute_url())
    with django_assert_max_num_queries(30) as first:
        staff.get(imported.get_absolute_url())
    many = [LineFactory(name=f"SAMPLE line of many {number}") for number in range(30)]
    imported = staged([*WIDE[:2], *([line.name, "2.5", "1"] for line in many)])
    with django_assert_num_queries(len(first)):
        assert staff.get(imported.get_absolute_url()).context["page"].paginator.count == 60


def test_the_list_takes_as_many_queries_for_thirty_tables_as_for_one(
    staff, django_assert_num_queries, django_assert_max_num_queries
):
    staged(WIDE)
    staff.get(IMPORT)
    with django_assert_max_num_queries(25) as first:
        staff.get(IMPORT)
    for _ in range(15):
        staged(WIDE)
    with django_assert_num_queries(len(first)):
        staff.get(IMPORT)


def test_a_table_is_thrown_away_after_a_question(staff, lines):
    imported = staged(WIDE)
    assert "No figure is touched" in text(staff.get(address("import_discard", imported)))
    staff.post(address("import_discard", imported))
    assert not TableImport.objects.exists()
    assert staff.get(imported.get_absolute_url()).status_code == 404


def test_a_large_table_is_read_as_a_job_that_leads_to_it(staff, lines, monkeypatch):
    monkeypatch.setattr("appropriations.services.import_jobs.AT_ONCE", 3)
    response = staff.post(IMPORT, upload())
    job = Job.objects.get()
    assert response.url == reverse("job", args=[job.pk])
    imported = TableImport.objects.get()
    assert imported.get_absolute_url() in text(staff.get(response.url))


def test_work_that_stopped_says_so_and_can_be_done_again(staff, lines):
    imported = staged(WIDE)
    TableImport.objects.filter(pk=imported.pk).update(state="reading")
    assert "stopped before its end" in text(staff.get(imported.get_absolute_url()))
    staff.post(address("import_read", imported))
    imported.refresh_from_db()
    assert imported.state == "staged"


def test_the_template_names_its_columns_and_how_they_are_filled_in(staff):
    content = staff.get(reverse("appropriations:import_template", args=["xlsx"])).content
    book = load_workbook(io.BytesIO(content))
    assert [cell.value for cell in book.worksheets[0][1]][:4] == [
        "Line",
        "Fiscal year",
        "Stage",
        "Figure (dollars)",
    ]
    notes = " ".join(str(row[0].value) for row in book.worksheets[1].iter_rows())
    assert "President's Budget" in notes
    assert "no column for an offset" in notes


def test_the_template_is_read_as_a_list_in_dollars(staff, lines):
    heading = sheet_rows(staff.get(reverse("appropriations:import_template", args=["csv"])))[0]
    row = dict.fromkeys(heading, "") | {
        "Line": "hotline",
        "Fiscal year": "2016",
        "Stage": "Enacted",
        "Figure (dollars)": "1600000",
        "Document": "SAMPLE Act",
    }
    staff.post(IMPORT, upload([heading, list(row.values())], document=""))
    assert StagedCell.objects.get().said["dollars"] == 1_600_000


def test_members_do_not_see_what_staff_import():
    imported = staged(WIDE)
    member = signed_in(representative())
    assert member.get(IMPORT).status_code == 403
    assert member.get(imported.get_absolute_url()).status_code == 403
