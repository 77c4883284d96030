"""The cells of a table one by one: each with its line, year and stage, and in a list with its source."""

from __future__ import annotations

from datetime import date

import pytest

from appropriations.cells.headings import read_layout
from appropriations.cells.unfolding import unfold

WIDE = [
    ["Account", "Program", "FY16 PBR", "FY17 change", "FY16 Enacted", "Offset"],
    ["ACF", "Foreign nationals", "13.0", "+1", "", "5"],
    ["", "Hotline", "1.6", "", "$11.0 & language", ""],
    ["OJP", "", "35", "", "", ""],
    [],
    ["", "", "99", "", "", ""],
]
LIST = [
    [
        *("Line", "Fiscal year", "Stage", "Figure", "Nature", "Part of", "Document", "Page", "Link", "As of"),
        *("Who says so", "Note", "Key"),
    ],
]


def cells(rows, **kept):
    return list(unfold(rows, read_layout(rows), **kept))


def one(**texts):
    row = [texts.get(heading, "") for heading in LIST[0]]
    (found,) = cells([*LIST, row])
    return found


def test_each_filled_cell_of_an_amount_column_is_one_and_nothing_else_is():
    assert [(cell.label, cell.text, cell.fiscal_year, cell.stage) for cell in cells(WIDE)] == [
        ("ACF / Foreign nationals", "13.0", 2016, "president"),
        ("ACF / Hotline", "1.6", 2016, "president"),
        ("ACF / Hotline", "$11.0 & language", 2016, "enacted"),
        ("OJP", "35", 2016, "president"),
    ]


def test_a_cell_knows_its_place_in_the_file():
    assert [(cell.row, cell.column) for cell in cells(WIDE)] == [(1, 2), (2, 2), (2, 4), (3, 2)]


def test_a_corrected_cell_is_read_as_corrected():
    found = cells(WIDE, fixes={(1, 2): "14.0", (2, 4): "", (3, 4): "36"})
    assert [cell.text for cell in found] == ["14.0", "1.6", "35", "36"]


def test_a_row_of_a_list_says_everything_of_its_figure():
    found = one(
        Line="hotline",
        Stage="Enacted",
        Figure="1.6",
        Nature="Not less than",
        Document="SAMPLE Act",
        Page="section 1",
        Link="https://example.org/act",
        Note="SAMPLE",
        Key="hotline-2016",
        **{"Fiscal year": "FY16", "Part of": "whole-2016", "As of": "2026-11-21", "Who says so": "official"},
    )
    assert (found.label, found.fiscal_year, found.stage, found.nature, found.key) == (
        *("hotline", 2016, "enacted", "not_less_than", "hotline-2016"),
    )
    assert found.given == {
        "document": "SAMPLE Act",
        "page": "section 1",
        "url": "https://example.org/act",
        "note": "SAMPLE",
        "parent": "whole-2016",
        "as_of": date(2026, 11, 21),
        "source_kind": "official",
    }
    assert found.problem == ""


@pytest.mark.parametrize(
    "stage", ["enacted", "Enacted", "President's Budget", "PBR", "to_omb", "Request to OMB"]
)
def test_a_stage_goes_by_its_name_its_key_or_the_words_of_headings(stage):
    assert one(Line="x", Figure="1", Stage=stage, **{"Fiscal year": "2016"}).problem == ""


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ({"Fiscal year": "soon"}, "“soon” is no fiscal year."),
        ({"Fiscal year": ""}, "The fiscal year is missing."),
        ({"Fiscal year": "1812"}, "between 1990 and 2100"),
        ({"Stage": "later"}, "“later” is no stage."),
        ({"Stage": ""}, "The stage is missing."),
        ({"Nature": "odd"}, "“odd” is no nature; there are “Whole”"),
        ({"As of": "21/11/2026"}, "is no day; write it like 2026-11-21."),
        ({"Who says so": "a friend"}, "is no source; there are"),
    ],
)
def test_what_of_a_row_cannot_be_read_is_said(texts, problem):
    assert (
        problem
        in one(**{"Line": "x", "Figure": "1", "Stage": "Enacted", "Fiscal year": "2016"} | texts).problem
    )


def test_a_row_of_a_list_without_a_figure_says_nothing():
    assert cells([*LIST, ["hotline", "2016", "Enacted", ""]]) == []
