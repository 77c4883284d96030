"""One office's sheet: about that office, from fresh and whole lists only, and on two sides in the worst case."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from appropriations.selectors.printable import PrintableCell, PrintableLine
from briefings.packet import Choices, Members, ReadMore
from briefings.packet.assemble_money import without_requests
from briefings.packet.assemble_small_money import small_table
from briefings.packet.public_page import read_more
from briefings.packet.wording import day
from briefings.render import packet_html, print_packet
from briefings.selectors.money import BundleOnPaper, LineOnPaper
from common.dates import eastern
from common.sourcing import SourceMark
from legislation.models import BillFacts, CommitteeSeat
from tests.briefings import samples
from tests.briefings import world as worlds
from tests.briefings.orders import packet_for
from tests.briefings.reading import pages_of, squeezed, text_of
from tests.briefings.world import DELEGATE, REPRESENTATIVE, SENATOR
from tests.factories.legislation import CommitteeFactory, CommitteeSeatFactory, change_facts
from tests.pdf_check import check

DAY = date(2026, 11, 21)
# Smaller than the text of the sheet: notes, and the list of sources; track and addresses are of the annex, and
# what the gate would refuse stands in the margin of drafts.
SMALL = {".notes", ".sources-said", ".address", ".track", ".not-final"}


def plain(text):
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def sheet_for(bioguide, **choices):
    return packet_for(bioguide, sections=(), **choices)


# --- what is said of this office -------------------------------------------------------------


@pytest.mark.django_db
def test_an_old_list_says_since_when_it_is_not_known_and_what_was_done_with_its_day(world):
    change_facts(BillFacts.objects.all(), checked_at=worlds.LONG_AGO)
    said = {row.anchor: plain(row.office) for row in sheet_for(REPRESENTATIVE).standings}
    since = plain(day(eastern(worlds.LONG_AGO).date()))
    assert said[f"bill-{world.lonely.pk}"] == f"Not known since {since}"
    assert (
        said[f"bill-{world.house.pk}"] == f"Cosponsor since Jun 12, 2025 (as of {since}; not refreshed since)"
    )
    assert all(row.office.stale for row in sheet_for(DELEGATE).standings)


@pytest.mark.django_db
def test_where_the_companion_is_named_its_own_list_is_the_source(world):
    row = next(one for one in sheet_for(SENATOR).standings if one.anchor == f"bill-{world.house.pk}")
    assert "S. 9200" in plain(row.office.source.label)


@pytest.mark.django_db
def test_the_chair_of_the_committee_that_has_the_bill_reads_what_the_chair_can_do(world):
    judiciary = CommitteeFactory(code="ssju00", name="Senate Committee on the Judiciary", chamber="senate")
    world.senate.bill_committees.create(committee=judiciary)
    CommitteeSeatFactory(legislator=world.senator, committee=judiciary, title="Chairman")
    packet = sheet_for(SENATOR)
    assert "Judiciary (Chairman)" in [plain(seat) for seat in packet.office.seats]
    first = packet.asks[0]
    assert plain(first.this_office) == "Sponsor"
    assert plain(first.more[0]).startswith(
        "As Chairman of Judiciary, which has S. 9200, Sen. Samplesenator can schedule a markup"
    )
    assert plain(first.more[-1]) == "Sen. Samplesenator cosponsored S. 8000 (118th)."


@pytest.mark.django_db
def test_an_ask_about_a_family_names_its_vehicles_in_the_office_s_chamber(world):
    worlds.ask(world.decision, "Cosponsor the SAMPLE Youth Act", family_id="rhytpa", position=1)
    (first, *_) = sheet_for(DELEGATE).asks
    said = [plain(one) for one in (first.this_office, *first.more)]
    assert [one for one in said if one.startswith("H.R. 9100: Not yet")]
    assert not [one for one in said if one.startswith("S. 9200")]
    # The sponsor of the only vehicle in the Senate has nothing to sign.
    assert "Cosponsor the SAMPLE Youth Act" not in {plain(one.text) for one in sheet_for(SENATOR).asks}


@pytest.mark.django_db
def test_chosen_bills_do_not_hide_that_an_office_is_on_the_bill_of_an_ask(world):
    worlds.ask(world.decision, "Cosponsor H.R. 9100", bill=world.house)
    packet = sheet_for(REPRESENTATIVE, bills=(world.lonely.pk,))
    assert "Cosponsor H.R. 9100" not in {plain(ask.text) for ask in packet.asks}
    assert [row.anchor for row in packet.standings] == [f"bill-{world.lonely.pk}"]


@pytest.mark.django_db
def test_for_your_information_tells_requests_nothing_and_keeps_the_annex_from_requesting(world):
    packet = packet_for(SENATOR, for_information=True, sections=Choices().with_whole_book().sections)
    assert packet.asks == ()
    assert packet.asks_heading == "For your information"
    html = packet_html(packet)
    for words in ("We ask", "can cosponsor", "can schedule", "Bring S."):
        assert words not in plain(html)


@pytest.mark.django_db
def test_an_office_without_committees_has_a_sheet(world):
    CommitteeSeat.objects.all().delete()
    assert sheet_for(SENATOR).office.seats == ()


# --- the money -------------------------------------------------------------------------------


MARK = SourceMark("SAMPLE Act", "page 1", as_of=DAY)


def bundle(key, *slugs, is_here=False, columns=("FY 2024", "FY 2026"), places=(4, 6)):
    cells = tuple(PrintableCell("1", is_number=True, dollars=1_000_000, sources=(MARK,)) for _ in columns)
    lines = tuple(
        LineOnPaper(PrintableLine(slug, slug, slug, "SAMPLE department", "", "", cells), cells)
        for slug in slugs
    )
    return BundleOnPaper(key, key.upper(), key.upper(), "", columns, lines, is_here, places)


def test_lines_of_the_office_s_subcommittees_stand_first_and_are_named_so():
    bundles = [
        bundle("cjs", "asked", "other"),
        bundle("homeland", "own", is_here=True, columns=("FY 2025",), places=(5,)),
    ]
    table = small_table(bundles, {"asked"}, DAY)
    assert [row.name for row in table.rows] == ["own", "asked", "other"]
    assert plain(table.rows[0].detail).endswith("this office\N{RIGHT SINGLE QUOTATION MARK}s subcommittee")
    assert table.rows[1].detail == "SAMPLE department"
    assert table.columns == ("FY 2024", "FY 2025", "FY 2026")
    assert [bool(cell.fact) for cell in table.rows[0].cells] == [False, True, False]


def test_the_line_asked_for_is_kept_however_many_the_office_writes():
    bundles = [bundle("cjs", "a", "b", "c", "d", "e", is_here=True), bundle("homeland", "asked")]
    table = small_table(bundles, {"asked"}, DAY)
    assert [row.name for row in table.rows] == ["a", "b", "c", "asked"]
    assert small_table([], set(), DAY) is None


def test_a_packet_for_information_has_no_column_of_what_we_request():
    asking = bundle(
        "cjs", "line", columns=("FY 2026", "FY 2027 our request", "FY 2027 House"), places=(6, 8, 9)
    )
    told = without_requests(asking)
    assert (told.columns, told.places) == (("FY 2026", "FY 2027 House"), (6, 9))
    assert [len(row.cells) for row in told.lines] == [2]


# --- on paper --------------------------------------------------------------------------------


def test_no_text_of_the_sheet_is_smaller_than_nine_points():
    css = re.sub(r"/\*.*?\*/", "", Path("static/css/packet.css").read_text(), flags=re.DOTALL)
    rules = re.findall(r"([^{}]+)\{[^{}]*font-size: ([\d.]+)pt", css)
    small = {" ".join(names.split()) for names, size in rules if float(size) < 9}
    assert {name for name in small if "@page" not in name} <= SMALL


def test_a_site_that_only_this_machine_opens_has_no_address_to_print(settings):
    settings.SITE_IS_LOCAL, settings.SITE_URL = True, "http://localhost:8000"
    assert read_more() is None
    draft = packet_html(samples.packet(more=None))
    assert "No QR code: this site has no address that others can open" in draft
    assert "No QR code" not in packet_html(samples.packet(more=None, is_draft=False))
    settings.SITE_IS_LOCAL, settings.SITE_URL = False, "https://desk.demo-coalition.example"
    assert read_more() == ReadMore("https://desk.demo-coalition.example/p/", "desk.demo-coalition.example/p")
    assert read_more("119-s-2012").address == "desk.demo-coalition.example/p/s2012-119"


def worst():
    """An office on every subcommittee, with three full asks, seven bills, and many members in its state."""
    fact = samples.fact
    can = fact("As Chairman of Judiciary, which has S. 2012, Sen. Collins can schedule a markup.")
    asks = tuple(
        replace(ask, more=(can, fact("Sen. Collins sponsored S. 2916 (116th)."))) for ask in samples.asks()
    )
    seats = tuple(fact(f"SAMPLE Committee on a Subject of Its Own {n} (Ranking Member)") for n in range(8))
    names = tuple(fact(f"SAMPLE Organization for Survivors {n}") for n in range(8))
    office = samples.office(
        leads=fact("Senate Majority Leader"), seats=seats, members=Members("Maine", names)
    )
    return samples.packet(
        asks=asks,
        office=office,
        own=(),
        annex=(),
        more=ReadMore("https://desk.demo-coalition.example/p/", "desk.demo-coalition.example/p"),
    )


@pytest.fixture(scope="module")
def printed():
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return print_packet(worst())


def test_the_fullest_sheet_keeps_to_two_sides_and_says_every_fact_and_source(printed):
    assert printed.page_count == 2
    # Cells side by side are read one after the other, not line by line across them.
    body = squeezed(text_of(printed.data, "-raw"))
    assert [fact.text for fact in worst().facts if squeezed(fact.text) not in body] == []
    for source in worst().sources:
        assert squeezed(source.label.rpartition(", ")[2]) in body
    assert squeezed("Positions are the coalition\N{RIGHT SINGLE QUOTATION MARK}s") in body


def test_the_code_has_its_address_in_words_and_the_sheet_passes_the_structure_check(printed):
    assert "desk.demo-coalition.example/p" in pages_of(printed.data)[1]
    assert check(printed.data) == []


def test_the_code_is_an_image_with_its_address_as_alternative():
    html = packet_html(worst())
    assert 'alt="QR code: https://desk.demo-coalition.example/p/"' in html
    assert render_to_string("briefings/packet/back.html", {"packet": worst()}).count("<img") == 1
