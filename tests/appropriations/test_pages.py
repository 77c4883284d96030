"""The grid, the page of a line, the home table and the lines on paper."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from appropriations.grid_query import Columns, GridQuery
from appropriations.models import BundleBill, Line
from appropriations.selectors.grid import grid_of
from appropriations.selectors.home import home_money
from appropriations.selectors.line import line_page
from appropriations.selectors.printable import bundles_of_committees, printable_lines
from tests.factories.appropriations import AmountFactory, BundleFactory, LineFactory
from tests.factories.legislation import AuthorizationFactory, BillFactory, CommitteeFactory
from tests.factories.members import former_member, representative, staff_member

pytestmark = pytest.mark.django_db

GRID = "/money/"
MILLION = 1_000_000


def fill(count, years=(2024, 2025, 2026)):
    for number in range(count):
        bundle = BundleFactory(key=f"bill-{number % 3}", short_name=f"SAMPLE bill {number % 3}")
        line = LineFactory(bundle=bundle)
        for year in years:
            AmountFactory(line=line, fiscal_year=year, dollars=(number + year) * 1000)


@pytest.fixture
def member(client):
    client.force_login(representative())
    return client


@pytest.mark.parametrize("query", [{}, {"view": "stages"}, {"q": "sample", "tag": "labor"}])
def test_the_grid_asks_as_many_queries_for_thirty_lines_as_for_one(
    member, query, django_assert_num_queries, django_assert_max_num_queries
):
    fill(1)
    member.get(GRID, query)
    with django_assert_max_num_queries(30) as first:
        member.get(GRID, query)
    fill(29)
    with django_assert_num_queries(len(first)):
        response = member.get(GRID, query)
    assert response.status_code == 200


def test_the_page_of_a_line_asks_as_many_queries_for_thirty_years_as_for_one(
    member, django_assert_num_queries, django_assert_max_num_queries
):
    line = LineFactory()
    AmountFactory(line=line, fiscal_year=1996)
    address = reverse("appropriations:line", args=[line.slug])
    member.get(address)
    with django_assert_max_num_queries(40) as first:
        member.get(address)
    for year in range(1997, 2026):
        AmountFactory(line=line, fiscal_year=year, kind="words", dollars=None, words="language")
        line.authorizations.add(AuthorizationFactory())
    with django_assert_num_queries(len(first)):
        assert member.get(address).status_code == 200


def test_a_figure_is_shown_in_millions_with_its_document(member):
    line = LineFactory(name="SAMPLE hotline")
    AmountFactory(line=line, dollars=105_625_000, document="SAMPLE Act of 2026", page="section 1")
    page = member.get(GRID).content.decode()
    assert "105.625" in page
    assert "SAMPLE Act of 2026" in page
    assert "Dollars in millions" in page


def test_words_stay_words_and_an_empty_line_says_why(member):
    AmountFactory(kind="words", dollars=None, words="$8.8 above PBR for TIP")
    LineFactory(empty_reason="not found: no public source read gives an amount")
    page = member.get(GRID).content.decode()
    assert "$8.8 above PBR for TIP" in page
    assert "no public source read gives an amount" in page


def test_sources_that_differ_are_both_shown_with_the_reason_for_the_printed_one(member):
    line = LineFactory()
    AmountFactory(line=line, dollars=99 * MILLION, preferred_reason="It is exact.")
    AmountFactory(line=line, dollars=101 * MILLION, is_preferred=False)
    for address in (GRID, reverse("appropriations:line", args=[line.slug])):
        page = member.get(address).content.decode()
        assert "differ" in page
        assert "101" in page
        assert "It is exact." in page


def test_the_total_of_a_bill_never_adds_a_part_to_its_whole():
    outer = LineFactory(name="Outer")
    inner = LineFactory(bundle=outer.bundle, within=outer, name="Inner")
    whole = AmountFactory(line=outer, dollars=105 * MILLION)
    AmountFactory(line=inner, dollars=89 * MILLION, nature="of_which", parent=whole)
    group = grid_of(Line.objects.all(), GridQuery((2026,))).groups[0]
    assert group.totals[0].figure == "105"
    assert "Inner" in group.totals[0].sentence
    assert [row.line.name for row in group.rows] == ["Outer", "Inner"]


def test_a_year_without_an_act_stands_at_a_named_stage_and_stays_out_of_the_total():
    AmountFactory(stage="house_committee", fiscal_year=2027)
    group = grid_of(Line.objects.all(), GridQuery((2027,))).groups[0]
    assert group.rows[0].cells[0].stage == "House committee"
    assert group.totals[0].figure == ""


def test_columns_of_stages_are_those_with_a_figure():
    line = LineFactory()
    AmountFactory(line=line, stage="president", dollars=12 * MILLION)
    AmountFactory(line=line, stage="enacted")
    AmountFactory(line=line, stage="enacted", fiscal_year=2025, dollars=8 * MILLION)
    grid = grid_of(Line.objects.all(), GridQuery((2026,), Columns.STAGES))
    assert [column.stage for column in grid.columns] == ["president", "enacted"]
    assert grid.groups[0].rows[0].cells[1].besides[0].text("both").startswith("+2 (+25.0%)")


def test_filters_choose_lines(member):
    labor = LineFactory(tags=["labor"], department="Department of Work", former_names=["Hotline of old"])
    LineFactory(tags=["sex"], department="Department of Care")
    AmountFactory(line=labor)
    for query in ({"tag": "labor"}, {"department": "Department of Work"}, {"q": "hotline OLD"}):
        shown = member.get(GRID, query).context["grid"]
        assert [row.line.slug for group in shown.groups for row in group.rows] == [labor.slug], query


def test_a_filter_that_makes_no_sense_shows_the_usual_years(member):
    AmountFactory(fiscal_year=2026)
    response = member.get(GRID, {"first": "nonsense", "last": "1492", "view": "sideways"})
    assert response.status_code == 200
    assert response.context["filter"].years == (2026,)


def test_without_any_amount_the_grid_still_opens(member):
    assert member.get(GRID).status_code == 200
    assert "No line fits" in member.get(GRID).content.decode()


def test_a_member_who_has_left_sees_no_line(client):
    user = former_member()
    client.force_login(user)
    assert client.get(GRID).status_code == 403
    assert list(Line.objects.visible_to(user)) == []
    assert home_money(user).rows == ()


def test_a_sample_figure_is_marked_on_every_page(member):
    line = LineFactory(is_sample=False)
    AmountFactory(line=line, stage="to_congress", fiscal_year=2027, source_kind="coalition", is_sample=True)
    AmountFactory(line=line)
    for address in (GRID, reverse("appropriations:line", args=[line.slug])):
        page = member.get(address).content.decode()
        assert '<span class="badge sample">SAMPLE</span>' in page
        assert "Some rows on this page are sample data" in page


def test_a_page_that_rests_on_no_sample_row_says_nothing_of_it(member):
    AmountFactory(line=LineFactory(is_sample=False, name="Real"))
    assert "sample data" not in member.get(GRID).content.decode()


def test_authorizations_in_law_and_proposed_stand_apart():
    line = LineFactory()
    AmountFactory(line=line, fiscal_year=2020, dollars=67 * MILLION)
    line.authorizations.add(
        AuthorizationFactory(dollars=65 * MILLION),
        AuthorizationFactory(
            status="proposed", law="", bill=BillFactory(), first_fiscal_year=2018, dollars=MILLION
        ),
    )
    page = line_page(line)
    assert [one.amount for one in page.in_law] == ["65"]
    assert [one.amount for one in page.proposed] == ["1"]
    assert page.years[0].cells[0].cell.authorized == "2 above the 65 authorized in law"


def test_a_bill_that_carries_the_line_is_named_by_year(member):
    line = LineFactory()
    AmountFactory(line=line)
    BundleBill.objects.create(
        bundle=line.bundle,
        fiscal_year=2026,
        citation="H.R. 6938 (119th)",
        source="SAMPLE",
        as_of=date(2026, 11, 21),
    )
    assert "H.R. 6938" in member.get(GRID).content.decode()


def test_the_home_table_shows_what_we_ask_first():
    asked = LineFactory(name="Asked")
    AmountFactory(line=LineFactory(name="Silent"))
    AmountFactory(line=asked, fiscal_year=2026, dollars=8 * MILLION)
    AmountFactory(
        line=asked, fiscal_year=2027, stage="to_congress", source_kind="coalition", dollars=9 * MILLION
    )
    money = home_money(staff_member(), fiscal_year=2027)
    assert [row.line.name for row in money.rows] == ["Asked"]
    assert [cell.main.text for cell in money.rows[0].cells if cell.main] == ["8", "9"]


def test_the_home_table_names_the_stage_of_a_year_without_an_act():
    line = LineFactory()
    AmountFactory(line=line, fiscal_year=2025, stage="senate_committee", dollars=8 * MILLION)
    AmountFactory(
        line=line, fiscal_year=2027, stage="to_congress", source_kind="coalition", dollars=9 * MILLION
    )
    (row,) = home_money(staff_member(), fiscal_year=2027).rows
    assert [cell.main.stage for cell in row.cells if cell.main] == ["Senate committee", ""]


def test_an_authorization_of_one_year_is_not_said_to_be_yearly(member):
    line = LineFactory()
    line.authorizations.add(
        AuthorizationFactory(dollars=37_500_000, first_fiscal_year=2017, last_fiscal_year=2017)
    )
    said = " ".join(member.get(line.get_absolute_url()).content.decode().split())
    assert "37.5</b> million, FY 2017" in said
    assert "million a year" not in said


def test_what_others_asked_is_never_taken_for_our_request(member):
    line = LineFactory()
    AmountFactory(
        line=line, fiscal_year=2027, stage="to_congress", source_kind="advocate", dollars=300 * MILLION
    )
    AmountFactory(line=line, fiscal_year=2026)
    assert "others asked 300" in member.get(GRID).content.decode()
    (table,) = printable_lines(2027)
    assert table.rows[0].cells[3].text == ""
    assert not home_money(staff_member(), fiscal_year=2027).rows[0].cells[3].main


def test_the_chart_of_a_line_puts_the_request_beside_what_was_in_force():
    line = LineFactory()
    AmountFactory(line=line, fiscal_year=2025, dollars=8 * MILLION)
    AmountFactory(line=line, fiscal_year=2026, dollars=9 * MILLION)
    AmountFactory(
        line=line, fiscal_year=2026, stage="to_congress", source_kind="coalition", dollars=12 * MILLION
    )
    chart = line_page(line).chart
    assert [row[1:] for row in chart.rows] == [("8", "none"), ("9", "12")]


def test_the_chart_never_draws_a_part_beside_a_whole():
    line = LineFactory()
    AmountFactory(line=line, fiscal_year=2024, nature="of_which", dollars=81_725_000)
    AmountFactory(line=line, fiscal_year=2025, dollars=110 * MILLION)
    AmountFactory(line=line, fiscal_year=2026, dollars=116_125_000)
    assert [row[1] for row in line_page(line).chart.rows] == ["none known", "110", "116.125"]


def test_lines_on_paper_carry_a_source_for_every_figure():
    bundle = BundleFactory()
    committee = CommitteeFactory(code="hsap19", chamber="house")
    bundle.subcommittees.create(chamber="house", committee=committee)
    AmountFactory(line=LineFactory(bundle=bundle), fiscal_year=2026, dollars=83_500_000)
    AmountFactory(line=LineFactory(bundle=BundleFactory(key="other")))
    assert bundles_of_committees(["hsap19"]) == [bundle.key]
    (table,) = printable_lines(2027, committees=["hsap19"])
    assert len(table.columns) == len(table.rows[0].cells)
    cell = table.rows[0].cells[1]
    assert (cell.text, cell.dollars, cell.sources[0].document) == ("83.5", 83_500_000, "SAMPLE Act")
    assert all(one.sources for row in table.rows for one in row.cells if one.text)
    assert all(one.reason for row in table.rows for one in row.cells if not one.text)


def test_a_past_year_on_paper_prints_what_was_in_force_and_never_a_committees_figure():
    line = LineFactory(bundle=BundleFactory())
    AmountFactory(line=line, fiscal_year=2025, stage="senate_committee", dollars=72 * MILLION)
    AmountFactory(line=line, fiscal_year=2026, dollars=107 * MILLION)
    (table,) = printable_lines(2027)
    on_the_way, in_force = table.rows[0].cells[:2]
    assert (on_the_way.text, on_the_way.dollars) == ("none known", None)
    assert on_the_way.notes == ("Senate committee: 72; what was in force is not known",)
    assert on_the_way.sources
    assert (in_force.text, in_force.dollars) == ("107", 107 * MILLION)


def test_what_was_not_found_says_why_on_paper_and_names_the_part_that_was():
    line = LineFactory(bundle=BundleFactory())
    why = "the Act gives only a part"
    AmountFactory(line=line, fiscal_year=2025, kind="not_found", dollars=None, words=why)
    AmountFactory(
        line=line, fiscal_year=2025, nature="of_which", dollars=81_725_000, words="available longer"
    )
    (table,) = printable_lines(2026)
    assert table.rows[0].cells[1].text == "not found"
    assert table.rows[0].cells[1].notes == (why, "of which 81.725: available longer")


def test_an_advocates_figure_beside_a_rate_is_told_as_an_advocates_on_paper():
    line = LineFactory(bundle=BundleFactory())
    AmountFactory(
        line=line,
        fiscal_year=2025,
        stage="full_year_cr",
        kind="prior_rate",
        dollars=None,
        rate_of_fiscal_year=2024,
    )
    AmountFactory(
        line=line,
        fiscal_year=2025,
        stage="full_year_cr",
        dollars=88 * MILLION,
        source_kind="advocate",
        is_preferred=False,
    )
    (table,) = printable_lines(2026)
    assert table.rows[0].cells[1].text.endswith("at the FY\N{NO-BREAK SPACE}2024 rate")
    assert table.rows[0].cells[1].notes == ("Advocate's figure: 88",)


def test_an_office_without_a_money_committee_gets_no_line():
    AmountFactory()
    assert printable_lines(2027, committees=[]) == ()
    assert len(printable_lines(2027)) == 1


def test_lines_on_paper_take_as_many_queries_for_thirty_as_for_one(django_assert_num_queries):
    fill(1)
    with django_assert_num_queries(2):
        printable_lines(2027)
    fill(29)
    with django_assert_num_queries(2):
        assert sum(len(table.rows) for table in printable_lines(2027)) == 30


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "dollars", "dollars": None},
        {"kind": "words", "dollars": 1, "words": "language"},
        {"kind": "words", "dollars": None, "words": ""},
        {"kind": "range", "dollars": 5, "dollars_high": 5},
        {"kind": "prior_rate", "dollars": None},
        {"stage": "nowhere"},
        {"nature": "nothing"},
        {"fiscal_year": 26},
    ],
)
def test_the_database_refuses_a_cell_that_is_not_what_it_says(fields):
    line = LineFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        AmountFactory(line=line, **fields)


def test_one_cell_has_one_printed_figure():
    line = LineFactory()
    AmountFactory(line=line)
    with pytest.raises(IntegrityError), transaction.atomic():
        AmountFactory(line=line, dollars=2)
    AmountFactory(line=line, dollars=2, is_preferred=False)
