"""The words and parts that templates are made of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from lxml import html

from common import dates, tracks
from common.chart_specs import YearAmount, years_chart
from common.charts import Drawn
from common.sourcing import SourceMark
from common.templatetags import desk

NBSP = "\N{NO-BREAK SPACE}"


def render(source: str, /, **context: object) -> str:
    return Template("{% load desk %}" + source).render(Context(context))


def words(source: str, /, **context: object) -> str:
    """The text a reader of the page gets, spaces evened out."""
    return " ".join(
        html.fragment_fromstring(render(source, **context), create_parent=True).text_content().split()
    )


def test_bills_and_laws_are_cited_as_washington_does():
    assert words(
        "{{ a|cite }}, {{ b|cite_in_full }}, {{ c|cite_law }}", a="119-hr-1144", b="119-s-2012", c="117-347"
    ) == ("H.R. 1144, S. 2012 (119th), P.L. 117-347")
    assert render("{{ 2027|fy }}") == f"FY{NBSP}2027"


@pytest.mark.parametrize(
    ("number", "said"), [(119, "119th"), (111, "111th"), (101, "101st"), (102, "102nd"), (113, "113th")]
)
def test_congresses_are_ordinals(number, said):
    assert render("{{ number|ordinal }}", number=number) == said


def test_a_day_without_time_is_never_shifted():
    assert desk.day(date(2026, 11, 21)) == "Nov 21, 2026"
    assert desk.day(None) == ""


def test_a_moment_is_shown_in_us_eastern():
    assert desk.moment(datetime(2026, 11, 22, 2, 5, tzinfo=UTC)) == "Nov 21, 2026, 9:05 p.m. ET"
    assert desk.day(datetime(2026, 11, 22, 2, 5, tzinfo=UTC)) == "Nov 21, 2026"
    assert desk.moment(datetime(2026, 7, 4, 16, 0, tzinfo=UTC)) == "Jul 4, 2026, 12:00 p.m. ET"
    assert desk.moment(datetime(2026, 7, 4, 4, 30, tzinfo=UTC)) == "Jul 4, 2026, 12:30 a.m. ET"


def test_cosponsors_are_counted_by_party_letter_without_the_sponsor():
    said = words("{% cosponsors parties as_of=day %}", parties="R" * 12 + "D" * 11, day=date(2026, 11, 21))
    assert said == f"23 cosponsors (12{NBSP}R, 11{NBSP}D), sponsor not counted, as of Nov 21, 2026".replace(
        NBSP, " "
    )


def test_equal_parties_come_in_the_order_of_their_letters():
    assert words("{{ parties|party_counts }}", parties=["R", "D", "R", "D", "I"]) == "2 D, 2 R, 1 I"


def test_an_incomplete_list_never_says_none():
    assert words("{% cosponsors parties complete=False %}", parties=[]).startswith("Cosponsors not known")
    assert words("{% cosponsors parties complete=False %}", parties=["R"]).startswith(
        "At least 1 cosponsor (1 R)"
    )
    assert words("{% cosponsors parties %}", parties=[]) == "No cosponsors"


def bill_track() -> tuple[tracks.TrackStep, ...]:
    reached = {"introduced": date(2025, 2, 7), "committee": date(2025, 7, 22)}
    return tracks.build_track(origin="house", reached=reached, note="ordered reported")


def test_the_stage_track_is_a_list_that_can_be_read_aloud():
    page = html.fragment_fromstring(render("{% stage_track steps %}", steps=bill_track()))
    assert page.tag == "ol"
    said = [" ".join(item.text_content().split()) for item in page.findall("li")]
    assert said[0] == "Introduced, done Feb 7, 2025"
    assert said[1] == "Committee, where it is now Jul 22, 2025 ordered reported"
    assert said[2] == "House, not reached"
    assert len(said) == 6
    assert [item.get("aria-current") for item in page.findall("li")].count("step") == 1


def test_the_small_track_says_one_sentence():
    assert words("{% mini_track steps %}", steps=bill_track()) == "Step 2 of 6: Committee, ordered reported"


def test_a_step_left_out_is_hollow_and_a_senate_bill_goes_to_the_senate_first():
    steps = tracks.build_track(origin="senate", reached={"introduced": None, "senate": date(2026, 1, 5)})
    assert [(step.label, step.state) for step in steps[:4]] == [
        ("Introduced", "done"),
        ("Committee", "skipped"),
        ("Passed Senate", "current"),
        ("House", "todo"),
    ]


def test_a_bill_that_died_says_where_and_why():
    steps = tracks.build_track(
        origin="house", reached={"introduced": None}, stopped="died with the 118th Congress"
    )
    assert steps[0].state == "stopped"
    assert steps[0].note == "died with the 118th Congress"
    assert {step.state for step in steps[1:]} == {"todo"}


@pytest.mark.parametrize(("way", "length"), [("law", 6), ("concurrent", 4), ("simple", 3)])
def test_resolutions_do_not_go_to_the_president(way, length):
    assert len(tracks.positions("house", way)) == length


def test_a_position_off_the_way_is_refused():
    with pytest.raises(ValueError, match="president"):
        tracks.build_track(origin="house", reached={"president": None}, way="simple")


def test_a_money_cell_shows_figure_change_and_gap_in_the_unit():
    cell = (
        "{% money_cell 83500000 before=88000000 before_name='FY 2024' ask=95000000 nature='not_less_than' %}"
    )
    said = words(cell)
    assert "83.5" in said
    assert "\N{MINUS SIGN}4.5 (\N{MINUS SIGN}5.1%) on FY 2024" in said
    assert "11.5 below the ask" in said
    assert "not less than" in said


def test_an_empty_money_cell_gives_its_reason_and_no_zero():
    said = words("{% money_cell reason='no bill yet' %}")
    assert said == "no bill yet"
    assert "0" not in words("{% money_cell %}")


def test_conflicting_figures_stand_side_by_side_each_with_its_source():
    conflicts = [{"amount": 99_428_000, "source": SourceMark("Explanatory statement")}]
    said = words("{% money_cell 101000000 conflicts=conflicts %}", conflicts=conflicts)
    assert "101" in said
    assert "99.428" in said
    assert "Explanatory statement" in said


def test_a_moving_fact_that_is_stale_says_so_in_words():
    old = SourceMark("Bill status", as_of=dates.today() - timedelta(days=19), goes_stale=True)
    assert "not refreshed for 19 days" in words("{% source_mark source %}", source=old)
    never = SourceMark("Bill status", goes_stale=True)
    assert "never refreshed" in words("{% source_mark source %}", source=never).lower()


def test_a_signed_act_never_goes_stale():
    act = SourceMark("P.L. 117-328", page="page 12", as_of=date(2022, 12, 29))
    said = words("{% source_mark source %}", source=act)
    assert "refreshed" not in said
    assert "page 12" in said


@pytest.mark.parametrize(("days", "stale"), [(7, False), (8, True)])
def test_stale_begins_after_the_set_number_of_days(settings, days, stale):
    settings.STALE_AFTER_DAYS = 7
    said = desk.stale_words(dates.today() - timedelta(days=days))
    assert bool(said) is stale


def test_every_source_mark_opens_its_own_note():
    twice = render("{% source_mark s %}{% source_mark s %}", s=SourceMark("A document"))
    page = html.fragment_fromstring(twice, create_parent=True)
    targets = [button.get("popovertarget") for button in page.iter("button")]
    assert len(set(targets)) == 2
    assert [note.get("id") for note in page.xpath("//span[@popover]")] == targets


def test_text_from_outside_is_escaped_in_components():
    hostile = "<script>alert(1)</script>"
    mark = SourceMark(hostile, note=hostile)
    items = [{"on": date(2026, 1, 1), "sentence": hostile, "source": mark}]
    assert "<script" not in render(
        "{% moved items %}{% money_cell words=hostile %}", items=items, hostile=hostile
    )


def test_tags_come_by_name_in_their_fixed_order():
    assert words(
        "{% tags values %}", values=["protection", "labor"]
    ) == "Labor trafficking Protection".replace(" P", "P")


def test_a_tile_may_say_a_word_in_place_of_its_count():
    page = render("{% tile_map values 'Added' words=words %}", values={"ME": 1, "TX": 2}, words={"ME": "new"})
    assert 'aria-label="ME: new"' in page
    assert 'aria-label="TX: 2"' in page


def test_the_tile_map_names_each_state_and_count():
    page = html.fragment_fromstring(
        render("{% tile_map values 'Cosponsors' url='?state=' %}", values={"ME": 2, "TX": 4}),
        create_parent=True,
    )
    labels = {link.get("href"): link.get("aria-label") for link in page.iter("a")}
    assert labels["?state=ME"] == "ME: 2"
    assert len(labels) == 56


def test_pages_keep_the_filters_in_place():
    request = RequestFactory().get("/bills/", {"stage": "introduced", "page": "2"})
    page = Paginator(range(100), 25).page(2)
    template = Template("{% load desk %}{% pagination page 'bills' %}")
    links = html.fragment_fromstring(template.render(RequestContext(request, {"page": page})))
    assert {link.get("href") for link in links.iter("a")} >= {
        "?stage=introduced&page=1",
        "?stage=introduced&page=3",
    }
    assert "26 to 50 of 100 bills" in links.text_content()


def test_a_single_page_needs_no_page_links():
    page = Paginator(range(3), 25).page(1)
    assert render("{% pagination page %}", page=page, request=RequestFactory().get("/")).strip() == ""


def test_a_chart_not_drawn_yet_shows_its_table_and_looks_again():
    chart = years_chart("Line", [YearAmount(2026, 83_500_000)])
    request = RequestFactory().get("/")
    shown = render("{% chart_figure drawn %}", drawn=Drawn(chart, None), request=request)
    figure = html.fragment_fromstring(shown)
    assert figure.get("hx-trigger") == "load delay:3s"
    assert figure.find(".//details").get("open") is not None
    assert "83.5" in figure.text_content()


def test_a_drawn_chart_keeps_its_table_one_key_away():
    chart = years_chart("Line", [YearAmount(2026, 83_500_000)])
    figure = html.fragment_fromstring(
        render(
            "{% chart_figure drawn %}", drawn=Drawn(chart, "<svg></svg>"), request=RequestFactory().get("/")
        )
    )
    assert figure.get("hx-trigger") is None
    assert figure.find(".//details").get("open") is None
    assert "83.5" in figure.find(".//table").text_content()
