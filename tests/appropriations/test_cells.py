"""How a cell of money is read, compared and added: the rules by name, without a database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appropriations.cells import (
    Entry,
    Figure,
    Level,
    add_up,
    against_prior,
    ask_for,
    authorized,
    enacted_number,
    fiscal_year_of,
    read_cell,
    requested,
    share_of_authorized,
    standing,
)
from common.sourcing import SourceMark

MILLION = 1_000_000


def make(year=2026, dollars=10 * MILLION, stage="enacted", **fields):
    key = fields.pop("key", f"{stage}-{year}-{fields.get('nature', 'whole')}-{dollars}")
    if dollars is None:
        fields.setdefault("kind", "words")
    return Figure(
        key=key,
        line=fields.pop("line", "line"),
        fiscal_year=year,
        stage=stage,
        dollars=dollars,
        source=SourceMark("SAMPLE Act"),
        **fields,
    )


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 9, 30), 2026),
        (date(2026, 10, 1), 2027),
        (date(2027, 1, 1), 2027),
        (date(2026, 11, 21), 2027),
    ],
)
def test_a_fiscal_year_begins_in_october(day, year):
    assert fiscal_year_of(day) == year


def test_the_preferred_figure_is_printed_and_the_other_stays_beside_it():
    cell = read_cell([make(dollars=101 * MILLION, is_preferred=False), make(dollars=99_428_000)])
    assert cell.printed.dollars == 99_428_000
    assert [one.dollars for one in cell.rivals] == [101 * MILLION]
    assert cell.sources_differ


def test_two_sources_that_agree_do_not_differ():
    cell = read_cell([make(key="a"), make(key="b", is_preferred=False)])
    assert len(cell.rivals) == 1
    assert not cell.sources_differ


def test_a_number_beside_a_rate_of_another_year_is_a_second_source_and_no_conflict():
    rate = make(stage="full_year_cr", dollars=None, kind="prior_rate", rate_of=2024)
    cell = read_cell([rate, make(stage="full_year_cr", dollars=88 * MILLION, is_preferred=False)])
    assert cell.printed is rate
    assert not cell.sources_differ


def test_a_part_is_listed_beside_its_whole_never_printed_for_it():
    whole = make(dollars=116_125_000, key="whole")
    part = make(dollars=81_725_000, nature="of_which", parent="whole")
    cell = read_cell([part, whole])
    assert cell.printed is whole
    assert cell.parts == (part,)
    assert cell.rivals == ()


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (make(dollars=105_625_000), "105.625"),
        (make(dollars=31 * MILLION, is_about=True), "about 31"),
        (make(dollars=10 * MILLION, dollars_high=12 * MILLION, kind="range"), "10 to 12"),
        (make(dollars=None, kind="tbd"), "TBD"),
        (make(dollars=None, kind="not_applicable"), "n/a"),
        (make(dollars=None, kind="not_specified"), "not specified"),
        (make(dollars=None, words="language"), "language"),
        (
            make(dollars=None, kind="prior_rate", rate_of=2024, stage="full_year_cr"),
            "full-year CR at the FY\N{NO-BREAK SPACE}2024 rate",
        ),
        (make(dollars=None, kind="prior_rate", rate_of=2024), "at the FY\N{NO-BREAK SPACE}2024 rate"),
    ],
)
def test_words_stay_words(figure, text):
    assert figure.text() == text


def test_prior_enacted_is_the_act_of_the_year_before():
    assert against_prior(make(), [make(2025, 8 * MILLION)]).before == 8 * MILLION


def test_prior_enacted_of_a_full_year_continuing_resolution_is_named_with_the_year_of_its_rate():
    figures = [make(2024, 88 * MILLION), make(2025, None, "full_year_cr", kind="prior_rate", rate_of=2024)]
    compared = against_prior(make(2026, 83_500_000), figures)
    assert compared.before == 88 * MILLION
    assert "FY\N{NO-BREAK SPACE}2024 rate" in compared.name


def test_a_rate_that_points_nowhere_gives_no_number():
    assert enacted_number([make(2025, None, "full_year_cr", kind="prior_rate", rate_of=2024)], 2025) is None


def test_a_rate_that_points_at_its_own_year_is_not_followed_forever():
    assert enacted_number([make(2025, None, "full_year_cr", kind="prior_rate", rate_of=2025)], 2025) is None


def test_a_whole_is_never_compared_with_a_part():
    compared = against_prior(make(2025, 116_125_000), [make(2024, 81_725_000, nature="of_which")])
    assert compared.before is None
    assert "of which" in compared.reason


def test_nothing_is_reckoned_from_a_year_whose_sources_differ():
    before = [make(2023, 99_428_000), make(2023, 101 * MILLION, is_preferred=False)]
    assert against_prior(make(2024, 114_500_000), before).reason.endswith("sources differ")


def test_a_year_stands_at_its_furthest_stage_and_never_at_a_request():
    figures = [make(2025, 300 * MILLION, "to_congress"), make(2025, 146_280_000, "house_committee")]
    assert standing(figures, 2025).printed.stage == "house_committee"
    assert standing(figures[:1], 2025).printed is None


def test_the_coalitions_own_request_comes_before_anothers():
    other = make(2025, 300 * MILLION, "to_congress", source_kind="advocate")
    own = make(2025, 165 * MILLION, "to_congress", source_kind="coalition")
    assert requested([other, own], 2025).printed is own
    assert requested([other], 2025).printed is other


def test_the_gap_is_counted_to_our_own_request_only():
    enacted = make(2025, 146 * MILLION)
    other = make(2025, 300 * MILLION, "to_congress", source_kind="advocate")
    assert ask_for(enacted, [other]) is None
    own = make(2025, 165 * MILLION, "to_congress", source_kind="coalition")
    assert ask_for(enacted, [other, own]) == 165 * MILLION


def test_only_an_authorization_in_law_counts():
    proposed = Level("bill", 2025, 2029, 111 * MILLION, in_law=False)
    law = Level("law", 2018, 2021, 65 * MILLION, in_law=True)
    assert authorized([proposed, law], 2026) is None
    assert share_of_authorized(make(2020, 67 * MILLION), [proposed, law]) == (67 * MILLION, 65 * MILLION)


def test_two_authorizations_in_law_for_one_year_are_never_added():
    two = [Level("a", 2018, 2021, 19_500_000, in_law=True), Level("b", 2018, 2021, 8 * MILLION, in_law=True)]
    assert authorized(two, 2020) is None


def test_a_total_never_adds_a_line_inside_another_and_says_so():
    outer = Entry("Both together", "outer", make(dollars=49_755_000, nature="by_subtraction"))
    inner = Entry("OTIP", "inner", make(dollars=31 * MILLION, is_about=True), within=("outer",))
    total = add_up([outer, inner])
    assert total.dollars == 49_755_000
    assert total.left_out == (("OTIP", "already inside another line here"),)


def test_a_line_inside_another_is_added_where_the_outer_one_has_no_figure():
    inner = Entry("OTIP", "inner", make(dollars=14 * MILLION), within=("outer",))
    assert add_up([Entry("Both", "outer", None), inner]).dollars == 14 * MILLION


@pytest.mark.parametrize(
    "figure",
    [
        None,
        make(dollars=None, words="language"),
        make(dollars=None, kind="tbd"),
        make(dollars=None, kind="prior_rate", rate_of=2024, stage="full_year_cr"),
        make(dollars=1, dollars_high=2, kind="range"),
        make(dollars=5, nature="of_which"),
        make(dollars=5, nature="up_to"),
    ],
)
def test_a_total_leaves_out_what_is_no_sure_number_and_says_why(figure):
    total = add_up([Entry("Odd", "odd", figure), Entry("Plain", "plain", make())])
    assert total.dollars == 10 * MILLION
    assert [name for name, _ in total.left_out] == ["Odd"]
    assert "Odd" in total.sentence


amounts = st.integers(min_value=0, max_value=10**13)


@given(st.lists(amounts, max_size=40))
def test_a_total_is_right_to_the_dollar(values):
    entries = [
        Entry(f"line {n}", f"line-{n}", make(dollars=value, key=str(n), line=f"line-{n}"))
        for n, value in enumerate(values)
    ]
    total = add_up(entries)
    assert total.dollars == sum(values)
    assert total.counted + len(total.left_out) == len(values)


@given(amounts, st.lists(amounts, min_size=1, max_size=10))
def test_parts_never_raise_a_total_above_its_whole(whole, parts):
    entries = [Entry("whole", "whole", make(dollars=whole, key="whole"))]
    entries += [
        Entry(f"part {n}", f"part-{n}", make(dollars=value, key=f"p{n}", nature="of_which", parent="whole"))
        for n, value in enumerate(parts)
    ]
    assert add_up(entries).dollars == whole


@given(st.permutations(range(6)))
def test_a_total_does_not_depend_on_the_order_of_lines(order):
    entries = [
        Entry(
            f"line {n}",
            f"line-{n}",
            make(dollars=n * 1_000_001, key=str(n)),
            within=("line-1",) if n == 2 else (),
        )
        for n in range(6)
    ]
    assert add_up([entries[n] for n in order]).dollars == (0 + 1 + 3 + 4 + 5) * 1_000_001


@given(
    st.lists(st.sampled_from(["whole", "not_less_than", "of_which"]), min_size=1, max_size=6), st.randoms()
)
def test_the_printed_figure_does_not_depend_on_the_order_of_rows(natures, chance):
    figures = [make(dollars=n, nature=nature, key=f"k{n}") for n, nature in enumerate(natures)]
    shuffled = list(figures)
    chance.shuffle(shuffled)
    assert read_cell(figures).printed == read_cell(shuffled).printed
