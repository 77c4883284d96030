"""Charts are drawn in a process of their own, once, and never by a page."""

from __future__ import annotations

import json
import re

import pytest
from lxml import etree

from common import charts, tasks
from common.chart_specs import Bar, YearAmount, YearShare, bars_chart, shares_chart, years_chart

MILLION = 1_000_000


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def years(title: str = "Victim services") -> charts.Chart:
    points = [
        YearAmount(2026, 83_500_000),
        YearAmount(2022, 88 * MILLION),
        YearAmount(2025, None),
        YearAmount(2027, None, 95 * MILLION),
    ]
    return years_chart(title, points, source="The Acts")


def texts(svg: str) -> list[str]:
    return [
        "".join(node.itertext())
        for node in etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text")
    ]


def test_a_chart_carries_the_table_of_the_same_numbers_in_order_of_years():
    chart = years()
    assert [row[0].replace("\N{NO-BREAK SPACE}", " ") for row in chart.rows] == [
        "FY 2022",
        "FY 2025",
        "FY 2026",
        "FY 2027",
    ]
    assert [row[1] for row in chart.rows] == ["88", "none known", "83.5", "none known"]
    assert [row[2] for row in chart.rows] == ["none", "none", "none", "95"]
    assert chart.unit == "Dollars in millions"


def test_a_drawing_labels_its_bars_directly_and_starts_at_zero():
    chart = years()
    (svg,) = charts.draw([chart])
    drawn = texts(svg)
    for words in ("88", "83.5", "none known", "ask 95"):
        assert words in drawn
    amounts = [layer["encoding"]["y"] for layer in chart.spec["layer"] if "y" in layer["encoding"]]
    assert amounts[0]["scale"]["zero"] is True


def test_a_drawing_keeps_to_the_content_security_policy_and_follows_the_theme():
    (svg,) = charts.draw([years()])
    root = etree.fromstring(svg.encode())
    assert not [node for node in root.iter() if "style" in node.attrib]
    assert not root.findall(".//{*}style")
    assert not root.findall(".//{*}script")
    assert root.get("role") == "img"
    assert "88" in root.get("aria-label")
    painted = {
        node.get("fill"): node.get("class")
        for node in root.iter()
        if node.get("fill") in charts.PALETTE.values()
    }
    assert painted[charts.PALETTE["accent"]].startswith("cf-accent")


def test_a_drawing_has_no_ground_of_its_own():
    (svg,) = charts.draw([years()])
    assert not re.search(r'<rect[^>]*fill="(white|#fff(fff)?)"', svg)


def test_the_same_chart_is_drawn_once(own_folder):
    chart = years()
    charts.draw([chart])
    kept = own_folder / "charts" / f"{chart.key}.svg"
    kept.write_text("<svg>kept</svg>", encoding="utf-8")
    assert charts.draw([chart, chart]) == ["<svg>kept</svg>"] * 2
    assert charts.kept(chart) == "<svg>kept</svg>"


def test_another_number_is_another_chart():
    assert years("One").key != years("Two").key
    assert years("One").key == years("One").key


@pytest.mark.django_db
def test_a_page_orders_a_drawing_and_a_task_makes_it(own_folder):
    chart = years()
    first = tasks.for_page(chart)
    assert first.svg is None
    assert json.loads((own_folder / "charts" / f"{chart.key}.json").read_text())["spec"] == chart.spec
    tasks.draw_chart(chart.key)
    second = tasks.for_page(chart)
    assert second.svg is not None
    assert "88" in texts(second.svg)
    assert not (own_folder / "charts" / f"{chart.key}.json").exists()


def test_a_chart_ordered_a_moment_ago_is_not_ordered_again():
    chart = years()
    assert charts.order(chart) is True
    assert charts.order(chart) is False


def test_a_key_that_nobody_ordered_draws_nothing():
    assert charts.draw_ordered("0" * 32) is False
    assert charts.draw_ordered("../../etc/passwd") is False


def test_a_specification_that_cannot_be_drawn_fails_by_name_and_leaves_no_file(own_folder):
    broken = charts.Chart("Broken", {"layer": 7}, "", (), ())
    with pytest.raises(charts.ChartError, match="drawing failed"):
        charts.draw([broken])
    assert not list((own_folder / "charts").glob("*.svg"))


def test_bars_tell_kinds_apart_without_color_and_stay_in_the_order_given():
    bars = [
        Bar("Ask", 95 * MILLION, "hollow"),
        Bar("House", 80 * MILLION, "light"),
        Bar("Enacted", 88 * MILLION),
    ]
    chart = bars_chart("So far", [*bars, Bar("Senate", None)])
    fills = [row["fill"] for row in chart.spec["data"]["values"]]
    assert len(set(fills[:3])) == 3
    assert [row[0] for row in chart.rows] == ["Ask", "House", "Enacted", "Senate"]
    (svg,) = charts.draw([chart])
    assert [words for words in texts(svg) if words in {"95", "80", "88", "none known"}] == [
        "95",
        "80",
        "88",
        "none known",
    ]


def test_shares_are_drawn_in_percent_against_the_whole_level():
    chart = shares_chart(
        "SAMPLE share",
        [
            YearShare(2021, 13_000_000, 65_000_000),
            YearShare(2020, 67_000_000, 65_000_000),
            YearShare(2022, None, 1),
        ],
        what="In force",
        level_name="authorized in law",
    )
    assert [row[3] for row in chart.rows] == ["103.1%", "20.0%", "none known"]
    (svg,) = charts.draw([chart])
    assert "103.1%" in svg
    assert "none known" in svg


def test_the_words_for_screen_readers_say_every_number_and_the_unit():
    alt = years().alt
    assert "Dollars in millions" in alt
    assert "enacted 83.5" in alt
    assert "ask 95" in alt
