"""The grid: columns, groups, comparisons, prices, filters, pages, files; the charts of a line; views that are kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from appropriations.grid_query import Columns, GridQuery, Grouping, Place
from appropriations.models import FundingEvent, Line, SavedView
from appropriations.selectors import grid as grids
from appropriations.selectors.charts import more_charts
from appropriations.selectors.grid import grid_of, page_of_grid
from common import personal_data
from common.dates import today
from tests.factories.appropriations import AmountFactory, BundleFactory, LineFactory
from tests.factories.legislation import AuthorizationFactory, BillFactory
from tests.factories.members import representative, staff_member
from tests.pages import queries_of, sheet_rows, signed_in, words_of

pytestmark = pytest.mark.django_db

GRID = "/money/"
MILLION = 1_000_000
STAGES = ("president", "to_congress", "house_committee", "senate_committee", "enacted", "obligated")
# Every way of laying it out at once, and each by itself.
LAYOUTS = [
    "",
    "?view=stages",
    "?view=both&first=2024",
    "?place=columns&authorized=yes&how=percent&group=department",
    "?prices=2024&authorized=yes",
    "?only=asked&only=late&only=differ",
]


def fill(count, years=(2024, 2025, 2026)):
    for number in range(count):
        bundle = BundleFactory(key=f"bill-{number % 3}", short_name=f"SAMPLE bill {number % 3}")
        line = LineFactory(bundle=bundle, department=f"SAMPLE department {number % 4}")
        line.authorizations.add(AuthorizationFactory(first_fiscal_year=2020, last_fiscal_year=2030))
        for year in years:
            for stage in STAGES:
                own = "coalition" if stage == "to_congress" else "official"
                AmountFactory(
                    line=line, fiscal_year=year, stage=stage, dollars=(number + year) * 1000, source_kind=own
                )


@pytest.fixture
def staff():
    return signed_in(staff_member())


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_grid_asks_as_many_queries_for_thirty_lines_as_for_one(staff, layout):
    fill(1)
    one = queries_of(staff, GRID + layout)
    fill(29)
    assert queries_of(staff, GRID + layout) == one
    assert one <= 30


def test_years_and_stages_stand_side_by_side_under_their_year(staff):
    fill(1, years=(2025, 2026))
    grid = grid_of(Line.objects.all(), GridQuery((2025, 2026), Columns.BOTH, stages=("president", "enacted")))
    assert [(column.year, column.stage) for column in grid.columns] == [
        (2025, "president"),
        (2025, "enacted"),
        (2026, "president"),
        (2026, "enacted"),
    ]
    assert [span for _, span in grid.over_heads] == [2, 2]


def test_a_stage_that_was_chosen_has_its_column_while_it_is_empty():
    AmountFactory()
    grid = grid_of(Line.objects.all(), GridQuery((2026,), Columns.STAGES, stages=("enacted", "senate_floor")))
    assert [column.stage for column in grid.columns] == ["senate_floor", "enacted"]


def test_more_columns_than_anybody_reads_are_cut_and_said(staff, monkeypatch):
    monkeypatch.setattr(grids, "MOST_COLUMNS", 4)
    fill(1)
    page = words_of(staff.get(GRID, {"view": "both"}))
    assert "14 columns left out" in page


def test_a_year_on_the_way_stands_at_its_furthest_stage_beside_a_line_that_was_enacted():
    enacted, on_the_way = LineFactory(name="A"), LineFactory(name="B")
    AmountFactory(line=enacted, fiscal_year=2026)
    AmountFactory(line=on_the_way, fiscal_year=2026, stage="house_committee", dollars=3 * MILLION)
    AmountFactory(line=on_the_way, fiscal_year=2026, stage="president", dollars=2 * MILLION)
    cells = [row.cells[0] for row in grid_of(Line.objects.all(), GridQuery((2026,))).groups[0].rows]
    assert [(one.text, one.stage) for one in cells] == [("10", ""), ("3", "House committee")]


def test_the_change_reaches_back_before_the_first_year_shown():
    line = LineFactory()
    AmountFactory(line=line, fiscal_year=2025, dollars=8 * MILLION)
    AmountFactory(line=line, fiscal_year=2026, dollars=10 * MILLION)
    (row,) = grid_of(Line.objects.all(), GridQuery((2026,))).groups[0].rows
    assert row.cells[0].besides[0].dollars == 2 * MILLION


def test_lines_are_grouped_by_department_with_sums_of_each_and_of_all():
    for department, dollars in (("Work", 3), ("Care", 5), ("Work", 4)):
        line = LineFactory(department=department, bundle=BundleFactory(key=f"b{dollars}"))
        AmountFactory(line=line, dollars=dollars * MILLION)
    grid = grid_of(Line.objects.all(), GridQuery((2026,), grouping=Grouping.DEPARTMENT))
    assert [(group.name, group.totals[0].figure) for group in grid.groups] == [("Care", "5"), ("Work", "7")]
    assert grid.totals[0].dollars == 12 * MILLION


def test_the_sum_of_all_lines_never_adds_a_part_to_its_whole_across_groups():
    outer = LineFactory(name="Outer", department="Care", bundle=BundleFactory(key="one"))
    inner = LineFactory(name="Inner", department="Work", within=outer, bundle=BundleFactory(key="two"))
    AmountFactory(line=outer, dollars=10 * MILLION)
    AmountFactory(line=inner, dollars=4 * MILLION)
    grid = grid_of(Line.objects.all(), GridQuery((2026,)))
    assert grid.totals[0].dollars == 10 * MILLION
    assert "Inner: already inside another line here" in grid.totals[0].sentence


def test_only_what_is_authorized_in_law_is_shown_beside_a_figure():
    line = LineFactory()
    AmountFactory(line=line, dollars=67 * MILLION)
    law = AuthorizationFactory(dollars=65 * MILLION, first_fiscal_year=2020, last_fiscal_year=2030)
    bill = AuthorizationFactory(
        dollars=111 * MILLION,
        first_fiscal_year=2020,
        last_fiscal_year=2030,
        status="proposed",
        law="",
        bill=BillFactory(),
    )
    line.authorizations.add(law, bill)
    grid = grid_of(Line.objects.all(), GridQuery((2026, 2027), authorized=True, place=Place.COLUMNS))
    this, following = grid.groups[0].rows[0].cells
    assert this.besides[-1].text("dollars") == "2 above the 65 authorized in law"
    assert following.besides[-1].text("dollars") == "65 authorized in law"
    assert grid.columns[0].beside_labels[-2:] == ("authorized in law", "against it")


def test_prices_of_one_year_say_adjusted_and_years_without_a_level_stay_as_printed(staff):
    line = LineFactory()
    AmountFactory(line=line, fiscal_year=2020, dollars=258_811_000)
    AmountFactory(line=line, fiscal_year=2027, dollars=10 * MILLION)
    page = words_of(staff.get(GRID, {"prices": "2024", "first": "2020", "last": "2027"}))
    assert "313.689" in page
    assert "adjusted; printed 258.811" in page
    assert "not adjusted: no price level for FY 2027" in page
    assert "CUUR0000SA0" in page
    line.refresh_from_db()
    assert line.amounts.get(fiscal_year=2020).dollars == 258_811_000


def test_a_sum_in_prices_of_one_year_is_adjusted_once():
    for _ in range(3):
        AmountFactory(fiscal_year=2015, dollars=1)
    (total,) = grid_of(Line.objects.all(), GridQuery((2015,), base=2024)).totals
    # 3 dollars are 3.97 in 2024; three times the 1 that each rounds to would be 3.
    assert total.dollars == 4


def test_words_beside_a_number_are_shown_and_words_alone_stay_words(staff):
    AmountFactory(words="language")
    AmountFactory(kind="words", dollars=None, words="$8.8 above PBR for TIP")
    page = words_of(staff.get(GRID))
    assert "& language" in page
    assert "$8.8 above PBR for TIP" in page


def test_what_a_source_says_is_escaped(staff):
    AmountFactory(kind="words", dollars=None, words="<script>x</script>", document='"><b>SAMPLE')
    page = staff.get(GRID).content.decode()
    assert "<script>x" not in page
    assert '"><b>SAMPLE' not in page


def test_only_lines_with_our_request_in_the_years_shown(staff):
    asked = LineFactory()
    AmountFactory(line=asked, fiscal_year=2026, stage="to_omb", source_kind="coalition")
    AmountFactory(line=LineFactory(), fiscal_year=2026, stage="to_congress", source_kind="advocate")
    assert staff.get(GRID, {"only": "asked"}).context["grid"].slugs == (asked.slug,)


def test_only_lines_whose_money_is_late(staff):
    late = LineFactory()
    AmountFactory(line=late)
    AmountFactory(line=LineFactory())
    FundingEvent.objects.create(
        line=late,
        fiscal_year=2026,
        kind="notice",
        due_on=today() - timedelta(days=10),
        document="SAMPLE notice",
        source_kind="official",
        as_of=date(2026, 11, 21),
    )
    assert staff.get(GRID, {"only": "late"}).context["grid"].slugs == (late.slug,)


def test_only_lines_whose_sources_differ(staff):
    differing = LineFactory()
    AmountFactory(line=differing, dollars=99 * MILLION)
    AmountFactory(line=differing, dollars=101 * MILLION, is_preferred=False)
    AmountFactory(line=LineFactory())
    assert staff.get(GRID, {"only": "differ"}).context["grid"].slugs == (differing.slug,)


def test_lines_of_an_agency_are_found_under_their_department(staff):
    AmountFactory(line=LineFactory(department="Work", agency="Office A"))
    other = LineFactory(department="Work", agency="Office B")
    AmountFactory(line=other)
    assert staff.get(GRID, {"department": "agency:Office B"}).context["grid"].slugs == (other.slug,)
    assert len(staff.get(GRID, {"department": "Work"}).context["grid"].slugs) == 2


def test_many_lines_are_paged_and_the_sums_are_of_all_of_them(monkeypatch):
    monkeypatch.setattr(grids, "LINES_A_PAGE", 2)
    bundle = BundleFactory()
    for _ in range(3):
        AmountFactory(line=LineFactory(bundle=bundle), dollars=MILLION)
    whole = grid_of(Line.objects.all(), GridQuery((2026,)))
    first, last = page_of_grid(whole, 1), page_of_grid(whole, 2)
    assert [len(page.slugs) for page in (first, last)] == [2, 1]
    assert (first.groups[0].goes_on, last.groups[0].goes_on) == (True, False)
    assert last.groups[0].totals[0].figure == "3"


def test_the_file_of_the_grid_holds_whole_dollars_and_says_what_its_sums_leave_out(staff):
    line = LineFactory(name="SAMPLE hotline")
    AmountFactory(line=line, fiscal_year=2025, dollars=8 * MILLION)
    AmountFactory(line=line, fiscal_year=2026, dollars=105_625_000)
    AmountFactory(line=LineFactory(name="=SUM(A1)"), kind="words", dollars=None, words="language")
    rows = sheet_rows(staff.get("/money/export.csv", {"first": "2025", "last": "2026"}))
    held = {row[1]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert held["SAMPLE hotline"]["FY 2026"] == "105625000"
    assert held["SAMPLE hotline"]["FY 2026 change on prior enacted"] == "97625000"
    assert any(name.startswith("'=SUM") for name in held)
    assert rows[-1][:2] == ["All lines", "Sum, as far as known"]
    assert staff.get("/money/export.xlsx").status_code == 200


def test_the_stages_of_a_year_are_drawn_without_a_part_beside_a_whole():
    line = LineFactory()
    AmountFactory(line=line, stage="president", dollars=12 * MILLION)
    AmountFactory(line=line, stage="house_committee", nature="of_which", dollars=4 * MILLION)
    AmountFactory(line=line, stage="enacted")
    charts = more_charts(line)
    assert charts.year == 2026
    assert [row[0] for row in charts.stages.rows] == ["President's Budget", "Enacted"]
    assert charts.share is None


def test_what_others_asked_is_told_from_our_request_in_columns_and_charts():
    line = LineFactory()
    AmountFactory(line=line, stage="to_congress", source_kind="advocate", dollars=300 * MILLION)
    AmountFactory(line=line)
    assert [row[0] for row in more_charts(line).stages.rows] == ["Request to Congress (others)", "Enacted"]
    grid = grid_of(Line.objects.all(), GridQuery((2026,), Columns.STAGES))
    asked, enacted = grid.groups[0].rows[0].cells
    assert (asked.stage, enacted.besides[1]) == ("asked by others", None)


def test_the_share_of_the_authorized_level_is_drawn_in_percent():
    line = LineFactory()
    line.authorizations.add(
        AuthorizationFactory(dollars=65 * MILLION, first_fiscal_year=2020, last_fiscal_year=2021)
    )
    AmountFactory(line=line, fiscal_year=2020, dollars=67 * MILLION)
    AmountFactory(line=line, fiscal_year=2021, dollars=13 * MILLION)
    AmountFactory(line=line, fiscal_year=2026, dollars=13 * MILLION)
    assert [row[3] for row in more_charts(line).share.rows] == ["103.1%", "20.0%"]


def test_the_page_of_a_line_shows_the_stages_of_the_year_asked_for(staff):
    line = LineFactory()
    for year in (2025, 2026):
        AmountFactory(line=line, fiscal_year=year, stage="president", dollars=9 * MILLION)
        AmountFactory(line=line, fiscal_year=year)
    address = reverse("appropriations:line", args=[line.slug])
    assert "the stages of FY 2025" in words_of(staff.get(address, {"stages_of": "2025"}))
    assert "the stages of FY 2026" in words_of(staff.get(address, {"stages_of": "nonsense"}))


def test_a_view_is_saved_as_the_grid_was_asked_for_and_opens_it_again(staff):
    AmountFactory()
    staff.post("/money/views/new/?view=stages&group=department&q=&first=2026", {"name": "SAMPLE view"})
    view = SavedView.objects.get()
    assert view.query == "view=stages&group=department"
    assert staff.get(view.get_absolute_url()).context["grid"].query.columns == Columns.STAGES
    assert "SAMPLE view" in words_of(staff.get(GRID))


def test_two_views_of_one_person_never_share_a_name(staff):
    staff.post("/money/views/new/", {"name": "SAMPLE view"})
    again = staff.post("/money/views/new/", {"name": "SAMPLE view"})
    assert again.status_code == 422
    assert "already" in again.content.decode()
    assert SavedView.objects.count() == 1


def test_a_shared_view_is_read_by_staff_only_and_changed_by_whoever_made_it(staff):
    staff.post("/money/views/new/", {"name": "SAMPLE shared", "is_shared": "on"})
    staff.post("/money/views/new/", {"name": "SAMPLE own"})
    shared = SavedView.objects.get(name="SAMPLE shared")
    colleague, member = signed_in(staff_member()), signed_in(representative())
    assert "SAMPLE shared" in words_of(colleague.get("/money/views/"))
    assert "SAMPLE own" not in words_of(colleague.get("/money/views/"))
    assert "SAMPLE shared" not in words_of(member.get("/money/views/"))
    assert colleague.get(f"/money/views/{shared.pk}/").status_code == 404
    assert colleague.post(f"/money/views/{shared.pk}/delete/").status_code == 404


def test_a_member_keeps_views_for_themselves_and_cannot_share_them():
    member = signed_in(representative())
    member.post("/money/views/new/", {"name": "SAMPLE view", "is_shared": "on"})
    assert SavedView.objects.get().is_shared is False


def test_a_deleted_view_can_be_put_back(staff):
    staff.post("/money/views/new/", {"name": "SAMPLE view"})
    view = SavedView.objects.get()
    staff.post(f"/money/views/{view.pk}/delete/")
    assert list(SavedView.objects.visible_to(view.owner)) == []
    assert "Put back" in words_of(staff.get("/money/views/"))
    staff.post(f"/money/views/{view.pk}/restore/")
    assert list(SavedView.objects.visible_to(view.owner)) == [view]


def test_a_view_is_in_the_copy_of_a_persons_data_and_goes_with_them(staff):
    staff.post("/money/views/new/", {"name": "SAMPLE view"})
    owner = SavedView.objects.get().owner
    assert personal_data.collected(owner)["views of the money"][0]["name"] == "SAMPLE view"
    personal_data.erase(owner)
    assert SavedView.objects.count() == 0
