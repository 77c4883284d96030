"""What stands beside a figure, prices of one year, and what a typed cell would do: rules without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appropriations.cells import Comparison, Level, Shelf, against_ask, against_authorized
from appropriations.cells.beside import beside
from appropriations.cells.deflating import PriceIndex, Prices
from appropriations.cells.entering import EditCell, Move, enter, fill_down, needs_document, needs_reason
from appropriations.grid_query import Against, Compared, GridQuery, How
from appropriations.selectors.prices import price_index, prices_of
from common.sourcing import SourceMark
from tests.appropriations.test_cells import MILLION, make

INDEX = PriceIndex("x", "SAMPLE index", "1990 = 100", SourceMark("SAMPLE"), {2020: 100_000, 2024: 125_000})
IN_2024 = Prices(INDEX, 2024)


def said(kind, now, before, how=How.BOTH, year=2025, name="FY 2025", prices=None):
    return beside(kind, (now, 2026), Comparison(before, name), year, prices).text(how)


@pytest.mark.parametrize(
    ("kind", "how", "text"),
    [
        (Compared.PRIOR, How.BOTH, "+2 (+25.0%) on FY 2025"),
        (Compared.PRIOR, How.DOLLARS, "+2 on FY 2025"),
        (Compared.PRIOR, How.PERCENT, "+25.0% on FY 2025"),
        (Compared.ASK, How.BOTH, "2 (25.0%) above the ask"),
        (Compared.ASK, How.DOLLARS, "2 above the ask"),
        (Compared.AUTHORIZED, How.PERCENT, "25.0% above the 8 authorized in law"),
    ],
)
def test_a_comparison_is_said_in_dollars_percent_or_both(kind, how, text):
    assert said(kind, 10 * MILLION, 8 * MILLION, how) == text


def test_what_equals_its_measure_says_so_in_words():
    assert said(Compared.PRIOR, MILLION, MILLION) == "no change on FY 2025"
    assert said(Compared.ASK, MILLION, MILLION) == "meets the ask"
    assert said(Compared.AUTHORIZED, MILLION, MILLION) == "as authorized in law"


def test_a_reader_chooses_what_is_compared():
    assert GridQuery((2026,), against=Against.NOTHING).compared == ()
    assert GridQuery((2026,), against=Against.ASK, authorized=True).compared == (
        Compared.ASK,
        Compared.AUTHORIZED,
    )


def test_a_request_in_words_is_no_gap_and_says_why():
    ask = make(2026, None, "to_congress", source_kind="coalition", words="language")
    assert against_ask(make(), [ask]).reason.endswith("words were asked for, no amount")


def test_such_sums_and_several_authorizations_are_no_level():
    such_sums = Level("law", 2026, 2026, None, in_law=True)
    amount = Level("other law", 2026, 2026, 5, in_law=True)
    assert "such sums" in against_authorized(make(), [such_sums]).reason
    assert "several" in against_authorized(make(), [such_sums, amount]).reason
    assert against_authorized(make(), [Level("bill", 2026, 2026, 5, in_law=False)]) is None


def test_a_proposed_level_never_makes_a_gap():
    levels = [
        Level("bill", 2020, 2030, 111, in_law=False),
        Level("law", 2020, 2030, 5 * MILLION, in_law=True),
    ]
    assert against_authorized(make(), levels).before == 5 * MILLION


def test_dollars_of_one_year_in_prices_of_another_are_rounded_half_up():
    assert IN_2024.adjust(8, 2020) == 10
    assert IN_2024.adjust(2, 2020) == 3
    assert IN_2024.adjust(-2, 2020) == -3
    assert IN_2024.adjust(7, 2024) == 7


@given(st.integers(min_value=0, max_value=10**13))
def test_adjusting_is_off_by_no_more_than_half_a_dollar(dollars):
    adjusted = IN_2024.adjust(dollars, 2020)
    assert abs(adjusted * 100_000 - dollars * 125_000) * 2 <= 100_000


def test_nothing_is_compared_across_years_of_which_one_has_no_price_level():
    found = beside(Compared.PRIOR, (MILLION, 2026), Comparison(MILLION, "FY 2025"), 2025, IN_2024)
    assert found.dollars is None
    assert "no price level" in found.reason


def test_a_change_in_prices_of_one_year_compares_both_adjusted():
    found = beside(Compared.PRIOR, (125 * MILLION, 2024), Comparison(100 * MILLION, "FY 2020"), 2020, IN_2024)
    assert found.text(How.BOTH) == "no change on FY 2020"


def test_the_shipped_index_is_named_as_its_source_names_it_and_says_what_is_provisional():
    index = price_index()
    assert "CUUR0000SA0" in index.measure
    assert index.levels[2024] == 313_689
    assert index.usual_base == 2024
    assert 2025 in index.provisional
    assert "2025: provisional" in prices_of(2024).words
    assert prices_of(1950) is None


def test_the_shipped_index_is_that_of_the_shared_table(shared_data):
    lines = (shared_data / "appropriations" / "tandemgov_deflators.csv").read_text().splitlines()[1:]
    known = {int(line.split(",")[0]): int(line.split(",")[1].replace(".", "")) for line in lines}
    assert dict(price_index().levels) == known


def test_a_shelf_reads_each_cell_as_a_plain_list_of_figures_does():
    figures = [make(2025, 8 * MILLION), make(2026), make(2026, 12 * MILLION, "president")]
    shelf = Shelf(figures)
    assert Shelf.of(shelf) is shelf
    assert shelf.standing(2026).printed is figures[1]
    assert shelf.stages(2026) == ("president", "enacted")


def cell(printed=None, stage="enacted"):
    return EditCell("line", 2026, stage, printed)


@pytest.mark.parametrize(
    ("text", "document", "move"),
    [
        ("10", "SAMPLE Act", Move.SAME),
        ("10.0", "another", Move.SAME),
        ("11.0 & language", "sample  act", Move.CHANGED),
        ("11", "SAMPLE table", Move.BESIDE),
        ("", "", Move.WITHDRAWN),
        ("10.0000001", "SAMPLE Act", Move.UNREADABLE),
    ],
)
def test_the_document_decides_whether_a_typed_cell_corrects_or_stands_beside(text, document, move):
    assert enter(cell(make()), text, document).move == move


def test_an_empty_cell_takes_a_new_figure_and_a_dash_says_nothing():
    assert enter(cell(), "11", "d").move == Move.NEW
    assert enter(cell(), "-", "d").move == Move.SAME


def test_our_own_request_is_not_typed_over():
    own = make(stage="to_congress", source_kind="coalition")
    found = enter(cell(own, "to_congress"), "12", "d")
    assert found.move == Move.UNREADABLE
    assert "slate" in found.problem


def test_words_of_a_request_that_name_an_offset_are_not_saved_unseen():
    found = enter(cell(stage="to_congress"), "11 & offset by another program", "d")
    assert found.move == Move.UNREADABLE
    assert "offset" in found.problem
    assert enter(cell(), "11 & offset by another program", "d").move == Move.NEW


def test_a_nature_that_typing_cannot_say_stays_as_it_is():
    part = make(nature="of_which")
    assert enter(cell(part), "11", "SAMPLE Act").nature == "of_which"
    floor = make(nature="not_less_than")
    assert enter(cell(floor), "11", "SAMPLE Act").nature == "whole"
    assert enter(cell(floor), "not less than 11", "SAMPLE Act").nature == "not_less_than"


def test_a_pasted_column_fills_downward_and_a_gap_leaves_its_cell():
    cells = [cell(make(key="a")), cell(make(key="b")), cell()]
    entries, beyond = fill_down(cells, ["11", "", "TBD", "7"], "SAMPLE Act")
    assert [one.move for one in entries] == [Move.CHANGED, Move.SAME, Move.NEW]
    assert beyond == 1
    assert needs_reason(entries)
    assert needs_document(entries)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused_in_words(text):
    found = enter(cell(make()), text, "SAMPLE Act")
    assert bool(found.problem) == (found.move == Move.UNREADABLE)
