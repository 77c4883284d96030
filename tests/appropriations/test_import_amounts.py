"""A table on its way in: what each cell would do, nothing saved until confirmed, all undone as one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from appropriations.cells.headings import Column
from appropriations.choices import ColumnRole
from appropriations.models import Amount, Line, StagedCell, TableImport
from appropriations.selectors.imports import counts_of, layout_of, names_in
from appropriations.services.amounts import change_amount
from appropriations.services.import_amounts import (
    ImportRefused,
    clear_words,
    discard,
    fix_cell,
    set_columns,
    set_lines,
    set_source,
    take_in,
    throw_away_old,
)
from appropriations.services.import_confirm import confirm, undo_import
from appropriations.services.import_jobs import READING, SAVING, read_cells, run_import_job, save_cells
from appropriations.services.import_staging import stage
from common.models import AuditEntry
from common.money import Unit
from common.uploads import UploadRefused
from tests.appropriations.tables import DOCUMENT, WIDE, csv_of, staged, states, xlsx_of
from tests.factories.appropriations import AmountFactory, BundleFactory, LineFactory
from tests.factories.members import staff_member

pytestmark = pytest.mark.django_db
MILLION = 1_000_000
TODAY = date(2026, 11, 21)


@pytest.fixture
def lines():
    return [
        LineFactory(slug="hotline", name="SAMPLE hotline"),
        LineFactory(slug="grants", name="SAMPLE grants"),
    ]


@pytest.fixture
def by():
    return staff_member()


def test_nothing_is_saved_until_it_is_confirmed(lines, by):
    imported = staged(WIDE, by)
    assert set(states(imported).values()) == {"new"}
    assert counts_of(imported).to_save == 10
    assert Amount.objects.count() == 0
    confirm(imported=imported, by=by)
    assert Amount.objects.count() == 10


def test_every_kind_of_cell_becomes_the_figure_it_says(lines, by):
    confirm(imported=staged(WIDE, by), by=by)
    figures = {(one.line_id, one.fiscal_year, one.stage): one for one in Amount.objects.all()}
    assert figures["hotline", 2016, "president"].dollars == 1_600_000
    assert figures["hotline", 2016, "enacted"].is_about
    assert figures["hotline", 2016, "house_floor"].kind == "tbd"
    asked = figures["hotline", 2017, "to_congress"]
    assert (asked.dollars, asked.words, asked.source_kind) == (11 * MILLION, "language", "coalition")
    assert figures["grants", 2016, "to_omb"].words == "language"
    between = figures["grants", 2016, "house_floor"]
    assert (between.dollars, between.dollars_high) == (10 * MILLION, 12 * MILLION)
    enacted = figures["grants", 2016, "enacted"]
    assert (enacted.dollars, enacted.source_kind, enacted.document, enacted.as_of) == (
        *(13_822_000, "advocate", DOCUMENT, TODAY),
    )
    assert figures["grants", 2017, "to_congress"].kind == "words"


def test_a_workbook_is_read_like_a_csv_file(lines, by):
    content = xlsx_of([[*WIDE[0]], WIDE[1], ["SAMPLE hotline", 2.5, 1.6, "TBD", None, "$11.0 & language"]])
    imported = take_in(name="sample.xlsx", content=content, by=by, document=DOCUMENT, as_of=TODAY)
    stage(imported=imported)
    assert [(cell.text, cell.reads) for cell in imported.cells.all()] == [
        ("2.5", "2.5"),
        ("1.6", "1.6"),
        ("TBD", "TBD"),
        ("$11.0 & language", "11 & language"),
    ]


def test_the_same_file_again_changes_nothing(lines, by):
    confirm(imported=staged(WIDE, by), by=by)
    again = staged(WIDE, by)
    assert set(states(again).values()) == {"unchanged"}
    with pytest.raises(ImportRefused, match="nothing to save"):
        confirm(imported=again, by=by)


def test_what_the_same_document_says_anew_is_a_change_with_was_and_now(lines, by):
    confirm(imported=staged(WIDE, by), by=by)
    newer = [*WIDE[:2], ["SAMPLE hotline", "2.5", "1.7", "TBD", "about 1.6", "$11.0 & language"]]
    imported = staged(newer, by)
    cell = imported.cells.get(state="changed")
    assert (cell.column, cell.was, cell.reads) == ("C", "1.6", "1.7")
    confirm(imported=imported, by=by)
    figure = Amount.objects.get(line="hotline", stage="president")
    assert figure.dollars == 1_700_000
    entry = AuditEntry.objects.filter(verb="changed figure", detail__key=figure.key).get()
    assert (entry.detail["was"]["dollars"], entry.detail["now"]["dollars"]) == (1_600_000, 1_700_000)
    assert entry.detail["reason"] == "import of sample.csv"


def test_another_source_stands_beside_and_is_not_printed(lines, by):
    act = AmountFactory(line=lines[0], fiscal_year=2016, stage="president", dollars=2 * MILLION)
    agreeing = AmountFactory(line=lines[1], fiscal_year=2016, stage="enacted", dollars=13_822_000)
    imported = staged(WIDE, by)
    found = states(imported)
    assert (found["C3"], found["E4"]) == ("conflict", "beside")
    assert imported.cells.get(column="C", row=3).was == "2 (SAMPLE Act)"
    confirm(imported=imported, by=by)
    assert list(
        Amount.objects.filter(line="hotline", stage="president").values_list("dollars", "is_preferred")
    ) == [
        (2 * MILLION, True),
        (1_600_000, False),
    ]
    act.refresh_from_db()
    agreeing.refresh_from_db()
    assert act.is_preferred
    assert agreeing.is_preferred


def test_the_imported_figure_is_printed_only_for_a_reason(lines, by):
    act = AmountFactory(line=lines[0], fiscal_year=2016, stage="president", dollars=2 * MILLION)
    confirm(imported=staged(WIDE, by), by=by, because="SAMPLE table is newer")
    printed = Amount.objects.get(line="hotline", stage="president", is_preferred=True)
    assert (printed.dollars, printed.preferred_reason) == (1_600_000, "SAMPLE table is newer")
    act.refresh_from_db()
    assert not act.is_preferred


def test_an_import_is_undone_as_one(lines, by):
    AmountFactory(line=lines[0], fiscal_year=2016, stage="president", dollars=2 * MILLION, document=DOCUMENT)
    imported = staged(WIDE, by)
    assert states(imported)["C3"] == "changed"
    confirm(imported=imported, by=by)
    imported.refresh_from_db()
    undo_import(imported=imported, by=by)
    assert list(Amount.objects.standing().values_list("dollars", flat=True)) == [2 * MILLION]
    imported.refresh_from_db()
    assert imported.state == "undone"
    with pytest.raises(ImportRefused, match="only once"):
        undo_import(imported=imported, by=by)


def test_an_import_whose_figure_was_changed_since_is_not_undone(lines, by):
    imported = staged(WIDE, by)
    confirm(imported=imported, by=by)
    figure = Amount.objects.get(line="hotline", stage="president")
    change_amount(amount=figure, to={"dollars": 5}, reason="SAMPLE slip", by=by)
    imported.refresh_from_db()
    with pytest.raises(ImportRefused, match="changed again since"):
        undo_import(imported=imported, by=by)
    assert Amount.objects.standing().count() == 10


def test_an_undone_table_can_be_imported_again(lines, by):
    imported = staged(WIDE, by)
    confirm(imported=imported, by=by)
    imported.refresh_from_db()
    undo_import(imported=imported, by=by)
    again = staged(WIDE, by)
    confirm(imported=again, by=by)
    assert Amount.objects.standing().count() == 10


def test_what_cannot_be_read_is_named_and_left_out_only_when_said(lines, by):
    imported = staged([*WIDE[:2], ["SAMPLE hotline", "(5)", "1.2.3", "", "1.6"]], by)
    assert states(imported) == {"B3": "unreadable", "C3": "unreadable", "E3": "new"}
    assert "below zero" in imported.cells.get(column="B").why
    with pytest.raises(ImportRefused, match="2 cells would be left out"):
        confirm(imported=imported, by=by)
    confirm(imported=imported, by=by, leave_out=True)
    assert Amount.objects.count() == 1


def test_a_cell_is_corrected_before_it_is_imported(lines, by):
    imported = staged([*WIDE[:2], ["SAMPLE hotline", "", "1.2.3"]], by)
    fix_cell(imported=imported, row=2, column=2, text="1.23", by=by)
    imported.refresh_from_db()
    stage(imported=imported)
    assert imported.cells.get().reads == "1.23"


def test_the_same_cell_twice_in_a_file_is_told(lines, by):
    rows = [*WIDE[:2], ["SAMPLE hotline", "2.5", "1.6"], ["hotline", "2.6", "1.6"]]
    imported = staged(rows, by)
    assert states(imported) == {"B3": "new", "C3": "new", "B4": "unreadable", "C4": "unchanged"}
    assert "B3 says something else" in imported.cells.get(column="B", row=4).why


def test_a_name_that_is_not_clear_waits_for_a_person(lines, by):
    imported = staged([*WIDE[:2], ["SAMPLE hot line", "2.5"], ["Total", "99"]], by)
    assert states(imported) == {"B3": "no_line"}
    name = names_in(imported)[0]
    assert name.is_open
    assert name.match.suggestions[0] == "hotline"
    set_lines(imported=imported, chosen={"SAMPLE hot line": {"line": "hotline"}}, by=by)
    imported.refresh_from_db()
    stage(imported=imported)
    assert states(imported) == {"B3": "new"}


def test_a_name_may_be_left_out(lines, by):
    imported = staged(WIDE, by)
    set_lines(imported=imported, chosen={"SAMPLE grants": {"skip": True}}, by=by)
    imported.refresh_from_db()
    stage(imported=imported)
    assert {cell.label for cell in imported.cells.all()} == {"SAMPLE hotline"}


def test_a_sum_is_left_out_unless_a_person_says_it_is_a_line(lines, by):
    imported = staged([*WIDE[:2], ["Total", "99"]], by)
    assert states(imported) == {}
    set_lines(imported=imported, chosen={"Total": {"line": "grants"}}, by=by)
    imported.refresh_from_db()
    stage(imported=imported)
    assert states(imported) == {"B3": "new"}


def test_a_new_line_is_added_with_its_bill_when_the_table_is_confirmed(by):
    bundle = BundleFactory()
    imported = staged([["Account", "Program", "FY16 PBR"], ["SAMPLE account", "SAMPLE new line", "5"]], by)
    label = "SAMPLE account / SAMPLE new line"
    set_lines(imported=imported, chosen={label: {"new": bundle.key, "department": "Samples"}}, by=by)
    imported.refresh_from_db()
    stage(imported=imported)
    assert Line.objects.count() == 0
    confirm(imported=imported, by=by)
    line = Line.objects.get()
    assert (line.slug, line.name, line.account, line.department, line.bundle) == (
        *("sample-new-line", "SAMPLE new line", "SAMPLE account", "Samples", bundle),
    )
    assert line.amounts.get().dollars == 5 * MILLION


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ({"line": "nowhere"}, "There is no line nowhere"),
        ({"new": "nowhere", "department": "x"}, "one of the appropriations bills"),
        ({"new": "sample-bill", "department": " "}, "of which department"),
    ],
)
def test_a_choice_of_what_is_not_there_is_refused(chosen, why, by):
    BundleFactory()
    imported = staged(WIDE, by)
    with pytest.raises(ImportRefused, match=why):
        set_lines(imported=imported, chosen={"SAMPLE hotline": chosen}, by=by)


def test_a_column_read_wrongly_is_read_as_a_person_says(lines, by):
    imported = staged([["Program", "FY16 House", "FY16"], ["SAMPLE hotline", "1", "2"]], by)
    assert "stage of: FY16" in layout_of(imported).problem
    assert states(imported) == {}
    columns = [
        Column(1, "FY16 House", ColumnRole.AMOUNT, 2016, "house_floor"),
        Column(2, "FY16", ColumnRole.IGNORED),
    ]
    set_columns(imported=imported, columns=columns, by=by)
    imported.refresh_from_db()
    stage(imported=imported)
    cell = imported.cells.get()
    assert (cell.stage, cell.text) == ("house_floor", "1")


def test_the_unit_is_that_of_the_file_unless_another_is_given(lines, by):
    rows = [["SAMPLE, dollars in thousands"], ["Program", "FY16 PBR"], ["SAMPLE hotline", "1,600"]]
    assert staged(rows, by).cells.get().reads == "1.6"
    given = staged(rows, by, unit=Unit.DOLLARS)
    assert given.cells.get().reads == "0.0016"
    set_source(imported=given, by=by, unit=Unit.MILLIONS)
    given.refresh_from_db()
    stage(imported=given)
    assert given.cells.get().reads == "1,600"


def test_a_table_must_name_its_document_once_or_in_each_row(by):
    with pytest.raises(ImportRefused, match="Name the document"):
        staged(WIDE, by, document=" ")
    LineFactory(slug="hotline")
    rows = [
        ["Line", "Fiscal year", "Stage", "Figure", "Document"],
        ["hotline", "2016", "PBR", "1.6", "SAMPLE budget"],
    ]
    imported = staged(rows, by, document="")
    confirm(imported=imported, by=by)
    assert Amount.objects.get().document == "SAMPLE budget"


def test_a_part_comes_in_with_its_whole(by):
    LineFactory(slug="ilab")
    head = ["Line", "Fiscal year", "Stage", "Figure", "Nature", "Part of", "Key"]
    rows = [
        head,
        ["ilab", "2026", "enacted", "81.725 & available longer", "of which", "ilab-whole", ""],
        ["ilab", "2026", "enacted", "116.125", "", "", "ilab-whole"],
    ]
    imported = staged(rows, by)
    assert set(states(imported).values()) == {"new"}
    confirm(imported=imported, by=by)
    part = Amount.objects.get(nature="of_which")
    assert (part.parent.dollars, part.words, part.is_inner) == (116_125_000, "available longer", True)
    again = staged(rows, by)
    assert set(states(again).values()) == {"unchanged"}


def test_a_key_that_a_withdrawn_figure_had_is_not_in_the_way(by):
    LineFactory(slug="ilab")
    rows = [
        ["Line", "Fiscal year", "Stage", "Figure", "Nature", "Part of", "Key"],
        ["ilab", "2026", "enacted", "116.125", "", "", "ilab-whole"],
        ["ilab", "2026", "enacted", "81.725", "of which", "ilab-whole", "ilab-part"],
    ]
    first = staged(rows, by)
    confirm(imported=first, by=by)
    first.refresh_from_db()
    undo_import(imported=first, by=by)
    confirm(imported=staged(rows, by), by=by)
    part = Amount.objects.standing().get(nature="of_which")
    assert part.parent.withdrawn_at is None
    assert part.parent.dollars == 116_125_000


def test_a_part_of_what_is_nowhere_is_told(by):
    LineFactory(slug="ilab")
    rows = [
        ["Line", "Fiscal year", "Stage", "Figure", "Nature", "Part of"],
        ["ilab", "2026", "enacted", "8", "of which", "x"],
    ]
    imported = staged(rows, by)
    assert "neither here nor in this file" in imported.cells.get().why


def test_a_key_that_names_a_figure_of_another_cell_is_told(lines, by):
    AmountFactory(key="taken", line=lines[1])
    rows = [["Line", "Fiscal year", "Stage", "Figure", "Key"], ["hotline", "2026", "enacted", "8", "taken"]]
    assert "of another cell" in staged(rows, by).cells.get().why


def test_a_row_that_names_its_figure_changes_its_source_too(lines, by):
    AmountFactory(key="known", line=lines[0], fiscal_year=2026, dollars=8 * MILLION, document="SAMPLE draft")
    head = ["Line", "Fiscal year", "Stage", "Figure", "Document", "Page", "Key"]
    imported = staged(
        [head, ["hotline", "2026", "enacted", "8", "SAMPLE Act", "page 3", "known"]], by, document=""
    )
    cell = imported.cells.get()
    assert (cell.state, cell.why) == ("changed", "The same figure; its document, page would change.")
    confirm(imported=imported, by=by)
    figure = Amount.objects.get()
    assert (figure.document, figure.page) == ("SAMPLE Act", "page 3")


def test_what_contradicts_what_is_there_is_marked_and_nothing_is_saved(by):
    LineFactory(slug="outer")
    LineFactory(slug="other")
    AmountFactory(key="whole", line_id="outer", fiscal_year=2026)
    head = ["Line", "Fiscal year", "Stage", "Figure", "Nature", "Part of"]
    rows = [head, ["other", "2026", "enacted", "8", "of which", "whole"], ["other", "2025", "enacted", "8"]]
    imported = staged(rows, by)
    with pytest.raises(ImportRefused, match="Nothing was saved"):
        confirm(imported=imported, by=by)
    assert Amount.objects.count() == 1
    assert "does not hold this one" in imported.cells.get(row=2).why
    assert states(imported) == {"D2": "unreadable", "D3": "new"}


def test_figures_changed_meanwhile_send_the_table_back_to_be_looked_at(lines, by):
    imported = staged(WIDE, by)
    other = AmountFactory(line=lines[0], fiscal_year=2016, stage="president")
    change_amount(amount=other, to={"dollars": 5 * MILLION}, reason="SAMPLE", by=by)
    with pytest.raises(ImportRefused, match="read anew: look again"):
        confirm(imported=imported, by=by)
    assert states(imported)["C3"] == "conflict"


def test_a_table_is_confirmed_once(lines, by):
    imported = staged(WIDE, by)
    confirm(imported=imported, by=by)
    for again in (
        lambda: confirm(imported=imported, by=by),
        lambda: discard(imported=imported, by=by),
        lambda: fix_cell(imported=imported, row=2, column=2, text="1", by=by),
    ):
        with pytest.raises(ImportRefused, match="imported already"):
            again()
    assert Amount.objects.count() == 10


def test_who_did_what_is_in_the_log(lines, by):
    imported = staged(WIDE, by)
    confirm(imported=imported, by=by)
    imported.refresh_from_db()
    undo_import(imported=imported, by=by)
    verbs = list(
        AuditEntry.objects.filter(actor_id=by.pk).order_by("id").values_list("verb", flat=True).distinct()
    )
    assert [verb for verb in dict.fromkeys(verbs) if "table" in verb] == [
        "took in table",
        "imported table",
        "undid import of table",
    ]


def test_a_table_that_is_not_confirmed_is_thrown_away_by_hand_or_after_a_while(lines, by):
    discard(imported=staged(WIDE, by), by=by)
    assert TableImport.objects.count() == 0
    old, new, done = staged(WIDE, by), staged(WIDE, by), staged(WIDE, by)
    confirm(imported=done, by=by)
    long_ago = timezone.now() - timedelta(days=100)
    TableImport.objects.filter(pk=old.pk).update(uploaded_at=long_ago)
    TableImport.objects.filter(pk=done.pk).update(uploaded_at=long_ago, confirmed_at=long_ago)
    assert throw_away_old() == (1, 1)
    assert set(TableImport.objects.values_list("pk", flat=True)) == {new.pk, done.pk}
    assert not StagedCell.objects.filter(imported=done).exists()
    assert throw_away_old() == (0, 0)


def test_a_file_that_is_no_table_is_refused(by):
    with pytest.raises(UploadRefused):
        take_in(name="x.pdf", content=b"%PDF-1.7 x", by=by, document=DOCUMENT, as_of=TODAY)


def test_words_are_cleared_once_in_ones_own_name(lines, by):
    rows = [*WIDE[:2], ["SAMPLE hotline", "11 & no offset asked"]]
    imported = staged(rows, by)
    cells = [cell.pk for cell in imported.cells.all()]
    assert clear_words(imported=imported, cells=cells, by=by) == 1
    assert clear_words(imported=imported, cells=cells, by=by) == 0
    stage(imported=imported)
    assert imported.cells.get().cleared_by == by


def test_a_large_table_is_read_and_saved_by_a_job(lines, by, monkeypatch):
    monkeypatch.setattr("appropriations.services.import_jobs.AT_ONCE", 3)
    imported = take_in(name="sample.csv", content=csv_of(WIDE), by=by, document=DOCUMENT, as_of=TODAY)
    reading = read_cells(imported=imported, by=by)
    assert reading.kind == READING
    imported.refresh_from_db()
    assert imported.state == "reading"
    run_import_job(job_id=str(reading.pk))
    reading.refresh_from_db()
    assert (reading.state, reading.result, reading.progress_done) == ("done", {"cells": 10}, 10)
    saving = save_cells(imported=imported, by=by, leave_out=False, because="")
    assert saving.kind == SAVING
    run_import_job(job_id=str(saving.pk))
    saving.refresh_from_db()
    assert saving.state == "done"
    assert Amount.objects.count() == 10


def test_a_job_that_is_refused_says_why(lines, by, monkeypatch):
    monkeypatch.setattr("appropriations.services.import_jobs.AT_ONCE", 3)
    imported = staged([*WIDE[:3], ["SAMPLE grants", "(5)"]], by)
    saving = save_cells(imported=imported, by=by, leave_out=False, because="")
    run_import_job(job_id=str(saving.pk))
    saving.refresh_from_db()
    assert (saving.state, "would be left out" in saving.error) == ("failed", True)
    imported.refresh_from_db()
    assert imported.state == "staged"
