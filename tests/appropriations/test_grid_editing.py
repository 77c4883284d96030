"""Typing into a row of the grid, pasting a column, and undoing either as one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from appropriations.models import Amount, ChangeSet
from common.dates import today
from tests.factories.appropriations import AmountFactory, LineFactory
from tests.factories.members import representative, staff_member
from tests.pages import signed_in, words_of

pytestmark = pytest.mark.django_db

MILLION = 1_000_000
YEARS = "first=2025&last=2026"
SOURCE = {
    "document": "SAMPLE table",
    "source_kind": "official",
    "as_of": "2026-11-20",
    "reason": "SAMPLE why",
}


@pytest.fixture
def staff():
    return signed_in(staff_member())


@pytest.fixture
def line():
    """A line with 10 enacted for FY 2026, and nothing else."""
    return AmountFactory(line=LineFactory(name="SAMPLE hotline")).line


def row_of(line, query=YEARS):
    return f"/money/lines/{line.slug}/edit-row/?{query}"


def sent(client, address, **typed) -> dict[str, Any]:
    """What the form holds when it is opened, with what is typed over it."""
    form = client.get(address).context["form"]
    opened = {name: form[name].value() for name in form.fields}
    return {**{name: value or "" for name, value in opened.items()}, **SOURCE, **typed}


def standing():
    rows = Amount.objects.standing().order_by("fiscal_year", "stage", "id")
    return [(row.fiscal_year, row.stage, row.dollars, row.document, row.is_preferred) for row in rows]


def test_a_row_opens_with_every_cell_as_it_is_typed(staff, line):
    page = staff.get(row_of(line))
    assert page.context["form"]["2026.enacted"].value() == "10"
    assert page.context["form"]["2025.enacted"].value() == ""


def test_the_row_comes_in_its_place_when_the_page_asks_for_it(staff, line):
    page = staff.get(row_of(line), headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith(f'<tr id="line-{line.slug}"')
    assert f'form="edit-{line.slug}"' in page


def test_a_cell_is_typed_as_people_type_and_saved_with_one_document(staff, line):
    data = sent(staff, row_of(line), **{"2025.enacted": "11.0 & language"})
    answer = staff.post(row_of(line), data)
    assert answer.status_code == 302
    new = Amount.objects.get(fiscal_year=2025)
    assert (new.dollars, new.words, new.document) == (11 * MILLION, "language", "SAMPLE table")
    assert str(new.as_of) == "2026-11-20"


def test_another_document_stands_beside_and_is_printed_for_the_reason_given(staff, line):
    staff.post(row_of(line), sent(staff, row_of(line), **{"2026.enacted": "12"}))
    assert standing() == [
        (2026, "enacted", 10 * MILLION, "SAMPLE Act", False),
        (2026, "enacted", 12 * MILLION, "SAMPLE table", True),
    ]
    assert Amount.objects.get(dollars=12 * MILLION).preferred_reason == "SAMPLE why"


def test_the_same_document_corrects_its_figure(staff, line):
    staff.post(row_of(line), sent(staff, row_of(line), **{"2026.enacted": "12", "document": "SAMPLE Act"}))
    assert standing() == [(2026, "enacted", 12 * MILLION, "SAMPLE Act", True)]


def test_an_emptied_cell_takes_its_figure_back_with_the_reason(staff, line):
    staff.post(row_of(line), sent(staff, row_of(line), **{"2026.enacted": "", "document": ""}))
    assert standing() == []
    assert Amount.objects.get().withdrawn_reason == "SAMPLE why"


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"2025.enacted": "10.0000001"}, "2025.enacted", "whole number of dollars"),
        ({"2025.enacted": "11", "document": " "}, "document", "Name the document"),
        ({"2026.enacted": "12", "reason": ""}, "reason", "Say why"),
        ({"2025.enacted": "11", "as_of": str(today() + timedelta(days=2))}, "as_of", "in the future"),
    ],
)
def test_what_cannot_be_saved_says_so_at_its_field_and_saves_nothing(staff, line, typed, field, says):
    page = staff.post(row_of(line), sent(staff, row_of(line), **typed))
    assert page.status_code == 422
    assert says in " ".join(page.context["form"].errors[field])
    assert len(standing()) == 1
    assert not ChangeSet.objects.exists()


def test_a_cell_that_somebody_changed_meanwhile_is_not_written_over(staff, line):
    data = sent(staff, row_of(line), **{"2026.enacted": "12"})
    Amount.objects.update(dollars=11 * MILLION)
    page = staff.post(row_of(line), data)
    assert "it says 11 now" in str(page.context["form"].errors["2026.enacted"])
    assert [row[2] for row in standing()] == [11 * MILLION]


def test_a_saved_row_is_undone_with_one_press(staff, line):
    typed = {"2025.enacted": "11", "2026.enacted": "12"}
    staff.post(row_of(line), sent(staff, row_of(line), **typed))
    page = staff.get("/money/")
    assert "2 cells saved: SAMPLE hotline." in words_of(page)
    staff.post(f"/money/changes/{page.context['undo']['change']}/undo/")
    assert standing() == [(2026, "enacted", 10 * MILLION, "SAMPLE Act", True)]
    assert "2 cells saved" not in words_of(staff.get("/money/"))


def test_an_undo_after_a_newer_change_is_refused_in_words(staff, line):
    staff.post(row_of(line), sent(staff, row_of(line), **{"2026.enacted": "12", "document": "SAMPLE Act"}))
    change = ChangeSet.objects.get()
    staff.post(row_of(line), sent(staff, row_of(line), **{"2026.enacted": "13", "document": "SAMPLE Act"}))
    page = staff.post(f"/money/changes/{change.pk}/undo/", follow=True)
    assert "undo the newer change first" in words_of(page)
    assert [row[2] for row in standing()] == [13 * MILLION]


def test_our_own_request_is_not_typed_in_the_grid(staff, line):
    """P2 and the lock of slates: what the organizations adopted is changed by a further decision."""
    AmountFactory(line=line, stage="to_congress", source_kind="coalition", dollars=9 * MILLION)
    address = row_of(line, "view=stages&first=2026&last=2026")
    staff.post(address, sent(staff, address, **{"2026.to_congress": "12"}))
    assert Amount.objects.get(stage="to_congress").dollars == 9 * MILLION
    new = row_of(line, "view=stages&first=2026&last=2026&stages=to_omb")
    page = staff.post(new, sent(staff, new, **{"2026.to_omb": "12", "source_kind": "coalition"}))
    assert "slate" in str(page.context["form"].errors["source_kind"])
    assert not Amount.objects.filter(stage="to_omb").exists()


def test_members_read_the_grid_and_type_nothing(line):
    member = signed_in(representative())
    assert "edit-row" not in member.get("/money/").content.decode()
    assert member.get(row_of(line)).status_code == 403
    assert member.get("/money/paste/").status_code == 403


def pasted(line, text, **more):
    return {"column": "2026.enacted", "line": line.slug, "text": text, **SOURCE, **more}


@pytest.fixture
def lines():
    """Three lines in their order, the second with 10 enacted for FY 2026."""
    found = [LineFactory(name=f"SAMPLE line {letter}") for letter in "ABC"]
    AmountFactory(line=found[1])
    return found


def test_a_pasted_column_is_shown_before_anything_is_saved(staff, lines):
    page = staff.post("/money/paste/", pasted(lines[0], "1.5\n12\nTBD\n7"))
    assert [one.label for _, one in page.context["entries"]] == ["New", "Another source", "New"]
    assert "1 pasted cell beyond the last line is left out" in words_of(page)
    assert len(standing()) == 1


def test_a_confirmed_column_is_saved_and_undone_as_one(staff, lines):
    text = "1.5\r\n\r\n10.0000001\r\n"
    page = staff.post("/money/paste/", pasted(lines[0], text))
    assert [one.label for _, one in page.context["entries"]] == ["New", "Unchanged", "Not saved"]
    data = pasted(lines[0], text, confirm="1", seen=page.context["seen"])
    assert staff.post("/money/paste/", data).status_code == 302
    assert [(row[2], row[3]) for row in standing()] == [
        (10 * MILLION, "SAMPLE Act"),
        (1_500_000, "SAMPLE table"),
    ]
    change = staff.get("/money/").context["undo"]["change"]
    staff.post(f"/money/changes/{change}/undo/")
    assert [row[2] for row in standing()] == [10 * MILLION]


def test_a_figure_that_came_after_the_preview_stops_the_saving(staff, lines):
    seen = staff.post("/money/paste/", pasted(lines[0], "1.5")).context["seen"]
    AmountFactory(line=lines[0], dollars=3 * MILLION)
    page = staff.post("/money/paste/", pasted(lines[0], "1.5", confirm="1", seen=seen))
    assert "Nothing is saved" in words_of(page)
    assert len(standing()) == 2


def test_the_column_follows_the_order_and_the_filters_of_the_grid(staff, lines):
    AmountFactory(line=LineFactory(name="Other"))
    page = staff.post("/money/paste/?q=sample+line", pasted(lines[1], "1\n2"))
    assert [name for name, _ in page.context["entries"]] == ["SAMPLE line C"] or [
        name for name, _ in page.context["entries"]
    ] == ["SAMPLE line B", "SAMPLE line C"]


@pytest.mark.parametrize(
    ("text", "says"), [("1\t2", "Paste one column"), ("1\n" * 401, "At most 400"), ("  ", "required")]
)
def test_what_is_no_column_is_refused_in_words(staff, lines, text, says):
    page = staff.post("/money/paste/", pasted(lines[0], text))
    assert page.status_code == 422
    assert says in str(page.context["form"].errors["text"])
