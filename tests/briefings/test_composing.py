"""Composing without a database: things found by name, sections in their order, the page for the screen, its tables."""

import io
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict
from openpyxl import load_workbook

from briefings.choices import PacketKind, SectionName
from briefings.exports import tables_of
from briefings.forms.fields import PickField, SectionsField, moved
from briefings.offers import OFFERS
from briefings.packet import Choices
from briefings.packet.menu import fitted
from briefings.screen import page_of, safe_svg
from common.sheets import PrintedNumber, Tab, workbook
from tests.briefings import samples
from tests.briefings.reading import squeezed

OFFICES = [
    ("C001035", "Collins, Susan M.: Sen. (R-ME)"),
    ("C001129", "Collins, Mike: Rep. (R-GA-10)"),
    ("L000582", "Liéu, Ted: Rep. (D-CA-36)"),
]
ROWS = [("bills", True), ("money", False), ("plan", True)]


@pytest.fixture
def picked():
    field = PickField(noun="office", required=False)
    field.offer(OFFICES)
    return field


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("c001035", "C001035"),
        ("Collins, Susan M.: Sen. (R-ME)", "C001035"),
        ("susan collins", "C001035"),
        ("collins GA-10", "C001129"),
        ("lieu", "L000582"),
        ("", ""),
    ],
)
def test_a_thing_is_found_by_its_id_its_name_or_part_of_it(picked, words, found):
    assert picked.clean(words) == found


@pytest.mark.parametrize(
    ("words", "said"), [("collins", "Several fit .*Susan M.*Mike"), ("zorro", "No office fits “zorro”")]
)
def test_what_names_none_or_several_is_told_what_to_do(picked, words, said):
    with pytest.raises(forms.ValidationError, match=said):
        picked.clean(words)


def test_many_that_fit_are_not_all_listed(picked):
    picked.offer((str(n), f"Same name {n}") for n in range(9))
    with pytest.raises(forms.ValidationError, match="and 3 more"):
        picked.clean("same")


@pytest.mark.parametrize(
    ("name", "up", "order"),
    [
        ("plan", True, "bills plan money"),
        ("bills", False, "money bills plan"),
        ("bills", True, "bills money plan"),
        ("plan", False, "bills money plan"),
        ("gone", True, "bills money plan"),
    ],
)
def test_a_section_moves_one_place_and_no_further_than_the_ends(name, up, order):
    rows = moved(ROWS, name, up=up)
    assert [one for one, _ in rows] == order.split()
    assert dict(rows) == dict(ROWS)


def test_sections_are_read_in_the_order_of_their_rows():
    field = SectionsField(choices=[("bills", "B"), ("money", "M"), ("plan", "P")])
    sent = QueryDict("s_order=money&s_order=plan&s_order=bills&s=bills&s=money")
    assert field.clean(field.widget.value_from_datadict(sent, {}, "s")) == ["money", "bills"]


def test_a_section_that_is_not_offered_is_refused():
    field = SectionsField(choices=[("bills", "B")])
    with pytest.raises(forms.ValidationError, match="not one of the available"):
        field.clean([("secret", True)])


@pytest.mark.parametrize("kind", PacketKind)
def test_each_kind_says_what_it_is_about_and_keeps_only_what_it_offers(kind):
    everything = Choices(
        bills=("119-s-1",),
        lines=("victims",),
        sections=tuple(str(one) for one in SectionName),
        messages=(1,),
        cover_note="A note",
        for_information=True,
        fiscal_year=2027,
        subject="x",
    )
    kept, offer = fitted(everything, kind), OFFERS[kind]
    assert set(kept.sections) == {str(one) for one in offer.sections}
    for name in ("bills", "lines", "messages", "cover_note", "for_information", "fiscal_year"):
        assert bool(getattr(kept, name)) is getattr(offer, name), name
    assert kept.subject == "x"


# --- the page for the screen --------------------------------------------------------------------
def test_the_page_says_every_fact_that_is_printed_and_shows_each_drawing_within():
    packet = samples.packet()
    page = page_of(packet).decode()
    said = squeezed(re.sub(r"<[^>]+>", " ", page))
    escaped = [squeezed(fact.text.replace("&", "&amp;").replace("'", "&#x27;")) for fact in packet.facts]
    assert [text for text in escaped if text not in said] == []
    assert page.count("<svg") == 1
    assert f'aria-label="{samples.chart().alternative}"' in page
    assert page.startswith("<main")
    assert page.endswith("</main>")


def test_the_page_carries_nothing_that_the_content_policy_stops():
    page = page_of(samples.packet()).decode()
    assert not re.search(r"\sstyle=|<img|<script|<style|\son\w+=|src=", page)


def test_equal_packets_give_equal_pages_and_another_packet_another():
    assert page_of(samples.packet()) == page_of(samples.packet())
    assert page_of(samples.packet()) != page_of(replace(samples.packet(), is_draft=False))


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)" width="1"/>',
        '<rect style="fill:url(https://x.example/a)" width="1"/>',
        '<image href="https://x.example/a.png"/>',
        '<use xlink:href="https://x.example/a.svg#b"/>',
        "<foreignObject><p>x</p></foreignObject>",
        '<rect fill="url(https://x.example/a)"/>',
        "<style>@import 'https://x.example'</style>",
    ],
)
def test_a_drawing_that_would_run_or_fetch_loses_it(bad):
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    svg = f"<svg {names}>{bad}<text>7</text></svg>"
    clean = safe_svg(svg.encode(), "a", 'A "chart"')
    assert not re.search(r"alert|x\.example|style|foreign", clean)
    assert "<text>7</text>" in clean
    assert 'role="img"' in clean


def test_two_drawings_on_a_page_do_not_share_names():
    shapes = '<defs><clipPath id="clip0"/></defs><g clip-path="url(#clip0)"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{shapes}</svg>'
    one, other = safe_svg(svg.encode(), "one", ""), safe_svg(svg.encode(), "other", "")
    assert 'id="one-clip0"' in one
    assert "url(#one-clip0)" in one
    assert "one-" not in other


# --- its tables ----------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def tabs():
    return tables_of(page_of(samples.packet()).decode())


def test_every_table_of_the_page_is_a_tab_under_its_heading(tabs):
    titles = [tab.title for tab in tabs]
    assert titles.count("Commerce, Justice, Science") == 1
    assert {"Where this office stands", "Money at a glance", "S. 2012, What happened"} <= set(titles)
    assert not any("Sources" in title for title in titles)


def test_printed_figures_are_numbers_as_they_were_printed_and_words_stay_words(tabs):
    money = next(tab for tab in tabs if tab.title == "Commerce, Justice, Science")
    assert list(money.headings) == ["Line", "FY 2020", "FY 2022", "FY 2024", "FY 2026"]
    first, *_, last = money.rows
    assert first[1:] == [PrintedNumber(Decimal(n), "0.0") for n in ("85.0", "88.0", "88.0", "83.5")]
    assert last[1:] == ["not found"] * 4
    assert any("enrolled Act" in note for note in money.notes)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234.50", PrintedNumber(Decimal("1234.50"), "#,##0.00")),
        ("\N{MINUS SIGN}4.5", PrintedNumber(Decimal("-4.5"), "0.0")),
        ("83.5<sup>a, b</sup>", PrintedNumber(Decimal("83.5"), '0.0" a, b"')),
        ('12<sup>"#</sup>', PrintedNumber(Decimal(12), "0")),
        ("1,23", "1,23"),
        ("2024-26", "2024-26"),
        ("such sums", "such sums"),
    ],
)
def test_a_figure_keeps_its_looks_and_its_marks(cell, value):
    page = f'<main><table><tr><th>A</th></tr><tr><td class="figure">{cell}</td></tr></table></main>'
    assert tables_of(page)[0].rows == [[value]]


def test_a_workbook_runs_no_formula_and_names_each_sheet_once():
    hostile = Tab(
        "Money: a/b [c]*?" * 4, ["=1+1"], [["=HYPERLINK(1)"], [PrintedNumber(Decimal("2.5"), "0.0")]], ("=3",)
    )
    book = load_workbook(io.BytesIO(workbook([hostile, hostile], ("About",))))
    assert len(set(book.sheetnames)) == 3
    sheet = book.worksheets[0]
    assert [cell.data_type for row in sheet.iter_rows() for cell in row] == ["s", "s", "n", "s"]
    assert (sheet["A3"].value, sheet["A3"].number_format) == (2.5, "0.0")
