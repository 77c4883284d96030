"""Headings of real coalition tables: which column holds which year and stage, and what is asked about."""

from __future__ import annotations

import pytest

from appropriations.cells.headings import read_heading, read_layout
from common.money import Unit

DHS = [
    ["DHS Appropriations History (dollars in millions)"],
    [],
    [
        *("Program", "FY14 PBR", "FY14 Enacted", "FY15 PBR", "FY15 Enacted", "FY16 ATEST to OMB", "FY16 PBR"),
        *(
            "FY16 ATEST to Congress",
            "FY16 Enacted",
            "FY17 ATEST to OMB",
            "FY17 PBR",
            "FY17 ATEST to Congress",
        ),
    ],
    ["ICE", "n/a", "10.0", "language"],
]
LHHS = [
    ["Figure 5: Appropriations History"],
    ["Account", "Program", "FY14", "", "", "", "", "", "FY15", "", "", "FY16", "", ""],
    [
        *("", "", "OMB letter", "ATEST", "PBR", "House", "Senate", "Enacted"),
        *("OMB letter", "PBR", "Enacted", "OMB letter", "PBR", "ATEST"),
    ],
    ["ACF", "Foreign nationals", "12.5", "14.5", "9.8", "TBD", "12.8", "13.8"],
]


def amounts(layout):
    return [(one.fiscal_year, one.stage) for one in layout.columns if one.role == "amount"]


@pytest.mark.parametrize(
    ("heading", "year", "stage"),
    [
        ("FY16 ATEST to OMB", 2016, "to_omb"),
        ("FY16 PBR", 2016, "president"),
        ("FY 2016 President's Budget", 2016, "president"),
        ("FY16 Enacted", 2016, "enacted"),
        ("FY17 ATEST to Congress", 2017, "to_congress"),
        ("FY'24 House Subcommittee", 2024, "house_sub"),
        ("2024 House Floor", 2024, "house_floor"),
        ("FY24 Senate full committee", 2024, "senate_committee"),
        ("Fiscal year 2025 full-year CR", 2025, "full_year_cr"),
        ("FY26 CR", 2026, "cr"),
        ("FY23 joint explanatory statement", 2023, "conference"),
        ("FY25 chairman's mark", 2025, "chairs_draft"),
        ("FY24 rescission", 2024, "rescission"),
        ("FY24 NOFO", 2024, "notice_of_funding"),
        ("FY 2025 OMB letter", 2025, "to_omb"),
    ],
)
def test_a_heading_names_a_year_and_a_stage(heading, year, stage):
    column = read_heading(0, heading)
    assert (column.role, column.fiscal_year, column.stage, column.remark) == ("amount", year, stage, "")


@pytest.mark.parametrize(
    ("heading", "stage", "remark"),
    [
        ("FY16 House", "house_committee", "taken for its committee"),
        ("FY16 Senate", "senate_committee", "taken for its committee"),
        ("FY16 ATEST", "to_congress", "taken for one to Congress"),
        ("FY16 Request", "to_congress", "taken for one to Congress"),
        ("FY16", "", "Its stage is not said."),
    ],
)
def test_what_is_only_likely_or_missing_is_said(heading, stage, remark):
    column = read_heading(0, heading)
    assert (column.stage, column.fiscal_year) == (stage, 2016)
    assert remark in column.remark


@pytest.mark.parametrize(
    "heading",
    ["FY17 change", "% over FY16 enacted", "FY16 vs. FY15", "Difference", "Total FY16", "Contact", ""],
)
def test_what_is_reckoned_here_is_never_imported(heading):
    assert read_heading(0, heading).role == "ignored"


@pytest.mark.parametrize(
    "heading",
    [
        "Offset",
        "FY17 offset",
        "Pay-for",
        "Transfer from",
        "Recipient",
        "Grantee",
        "FY26 Community Project Funding",
    ],
)
def test_no_column_brings_in_what_the_coalition_never_asks_for(heading):
    column = read_heading(0, heading)
    assert column.role == "refused"
    assert "no offset, transfer or earmark" in column.remark


def test_one_row_of_headings_below_a_title():
    layout = read_layout(DHS)
    assert layout.first_row == 3
    assert layout.unit == Unit.MILLIONS
    assert layout.columns[0].role == "line"
    assert amounts(layout)[:2] == [(2014, "president"), (2014, "enacted")]
    assert amounts(layout)[-1] == (2017, "to_congress")
    assert len(amounts(layout)) == 11
    assert layout.problem == ""
    assert not layout.is_list


def test_years_over_stages_as_merged_cells_give_them():
    layout = read_layout(LHHS)
    assert layout.first_row == 3
    assert [one.role for one in layout.columns[:2]] == ["account", "line"]
    assert amounts(layout) == [
        *(
            (2014, stage)
            for stage in ("to_omb", "to_congress", "president", "house_committee", "senate_committee")
        ),
        (2014, "enacted"),
        *((2015, stage) for stage in ("to_omb", "president", "enacted")),
        *((2016, stage) for stage in ("to_omb", "president", "to_congress")),
    ]
    assert layout.problem == ""


def test_stages_over_years_are_read_the_same():
    layout = read_layout(
        [
            ["", "Enacted", "", "PBR", ""],
            ["Program", "FY10", "FY11", "FY10", "FY11"],
            ["ICE", "1", "2", "3", "4"],
        ]
    )
    assert amounts(layout) == [(2010, "enacted"), (2011, "enacted"), (2010, "president"), (2011, "president")]
    assert layout.first_row == 2


def test_the_year_of_the_title_counts_where_no_heading_names_one():
    layout = read_layout([["FY 2026 requests"], ["Program", "PBR", "Enacted"], ["ICE", "1", "2"]])
    assert amounts(layout) == [(2026, "president"), (2026, "enacted")]
    assert "title" in layout.columns[1].remark


def test_our_own_template_is_a_list_of_figures():
    layout = read_layout(
        [
            [
                "Line",
                "Fiscal year",
                "Stage",
                "Figure (dollars)",
                "Nature",
                "Part of",
                "Document",
                "As of",
                "Key",
            ],
            ["ice", "2024", "Enacted", "11", "", "", "", "", ""],
        ]
    )
    assert layout.is_list
    assert layout.unit == Unit.DOLLARS
    assert [one.role for one in layout.columns] == [
        *("line", "year", "stage", "cell", "nature", "parent", "document", "as_of", "key"),
    ]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([["a", "b"], ["c", "d"]], "which column names the program line"),
        ([["Program", "Contact"], ["ICE", "x"]], "which columns hold amounts"),
        ([["Program", "FY16", "FY16 PBR"], ["ICE", "1", "2"]], "the stage of: FY16."),
        ([], "which column names the program line"),
    ],
)
def test_what_must_be_decided_by_a_person_is_named(rows, problem):
    assert problem in read_layout(rows).problem


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("$ in millions", Unit.MILLIONS),
        ("(Dollars in thousands)", Unit.THOUSANDS),
        ("Budget authority, $000", Unit.THOUSANDS),
        ("in whole dollars", Unit.DOLLARS),
        ("History", None),
    ],
)
def test_the_unit_is_read_where_the_file_says_it(title, unit):
    assert read_layout([[title], ["Program", "FY16 PBR"], ["ICE", "1"]]).unit == unit
