"""What a packet looks like on paper: two sides first, marks on every page, and every fact where a reader finds it."""

import shutil
from datetime import date

import pytest

from briefings import render
from briefings.packet import Packet
from briefings.packet.manifest import fact_rows
from briefings.render import Setting, contents, fitting, packet_html, print_packet
from tests.briefings import samples
from tests.briefings.reading import body_of, pages_of, squeezed
from tests.pdf_check import check

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed"
)


@pytest.fixture(scope="module")
def printed():
    return print_packet(samples.packet())


@pytest.fixture(scope="module")
def pages(printed):
    return pages_of(printed.data)


def test_the_packet_passes_every_rule_of_the_structure_check(printed):
    assert check(printed.data) == []


def test_offices_that_share_an_annex_have_it_printed_once(printed):
    other = samples.packet(
        id="another",
        title="Briefing for Rep. Another (D-NY)",
        office=samples.office(short="Rep. Another (D-NY)", place="New York"),
        asks=(),
        own=(),
    )
    assert render._annex(other) is render._annex(samples.packet())


def test_the_office_sheet_is_one_sheet_with_two_sides(printed, pages):
    assert printed.pages_by_anchor["standing"] == 2
    assert printed.pages_by_anchor["annex"] == 3
    assert "The Honorable Susan M. Collins" in pages[0]
    assert "Whom to call" in pages[1]


def test_each_bill_section_fits_a_page(printed):
    first, second = printed.pages_by_anchor["bill-119-s-2012"], printed.pages_by_anchor["bill-119-s-2647"]
    assert (first, second, printed.pages_by_anchor["funding"]) == (first, first + 1, first + 2)


def test_every_fact_of_the_frozen_packet_is_printed(printed):
    body = body_of(printed.data)
    missing = [fact.text for fact in samples.packet().facts if squeezed(fact.text) not in body]
    assert missing == []


def test_every_source_is_named_with_its_day(printed):
    body = body_of(printed.data)
    for source in samples.packet().sources:
        assert squeezed(source.label + source.day) in body


def test_a_draft_says_so_with_its_oldest_fact_on_every_page(pages):
    for page in pages:
        assert "DRAFT" in page
        assert squeezed("oldest fact as of Jan 31, 2026") in squeezed(page)


def test_a_final_says_no_draft_anywhere():
    assert not any("DRAFT" in page for page in pages_of(print_packet(samples.packet(is_draft=False)).data))


def test_sample_data_says_so_on_every_page(pages):
    assert all("SAMPLE" in page for page in pages)


def test_a_packet_without_sample_rows_carries_no_sample_mark():
    plain = samples.packet(
        sample_reasons=(),
        asks=(),
        annex=(samples.plan(),),
        contact=samples.Contact("Desk", "d@x.example", "1"),
    )
    assert not plain.is_sample
    assert not any("SAMPLE" in page for page in pages_of(print_packet(plain).data))


def test_every_page_names_the_coalition_the_packet_and_its_number(printed, pages):
    own = printed.pages_by_anchor["plan"] - 1
    for number, page in enumerate(pages, start=1):
        title = "Briefing for Sen. Susan Collins (R-ME)" if number <= own else "Annex"
        assert f"Demo Coalition · {title}" in page
        assert f"Page A-{number}" in page if number <= own else f"Page B-{number - own}" in page


def test_stale_facts_are_marked_in_words_and_never_hidden(pages):
    assert squeezed("Not yet a cosponsor of S. 2647 (complete list)") in squeezed(pages[0])
    assert squeezed("as of Nov 2, 2026; not refreshed since") in squeezed(pages[1])


def test_the_contents_name_the_page_of_each_section(printed, pages):
    listed = pages[printed.pages_by_anchor["annex"] - 1]
    own = printed.pages_by_anchor["plan"] - 1
    entries = [(entry.anchor, entry.title) for entry in contents(samples.packet())]
    for anchor, title in [*entries, ("annex-sources", "Sources of the annex, and as of when")]:
        page = printed.pages_by_anchor[anchor]
        label = f"A-{page}" if page <= own else f"B-{page - own}"
        assert squeezed(f"{title}{label}") in squeezed(listed)


def test_equal_packets_give_equal_bytes(printed):
    assert print_packet(samples.packet()).sha256 == printed.sha256


def test_a_long_office_is_set_tighter_to_keep_to_two_sides():
    long_reason = "Survivors need steady services, and steady services need steady funding. " * 7
    asks = tuple(
        samples.Ask(ask.subject, ask.text, long_reason, ask.this_office, ask.deadline)
        for ask in samples.asks()
    )
    crowded = samples.packet(asks=asks, standings=samples.standings() + samples.standings()[:4])
    assert fitting(samples.packet()) == Setting(front="roomy", back="roomy")
    assert "roomy" not in {fitting(crowded).front, fitting(crowded).back}
    result = print_packet(crowded)
    assert (result.pages_by_anchor["standing"], result.pages_by_anchor["annex"]) == (2, 3)


def test_each_side_is_set_as_roomy_as_it_can_be():
    crowded_back = samples.packet(standings=samples.standings() + samples.standings()[:4])
    assert fitting(crowded_back).front == "roomy"
    assert fitting(crowded_back).back != "roomy"


def test_three_hundred_cosponsors_are_all_printed():
    section = samples.bill_section(cosponsors=300)
    data = print_packet(samples.packet(annex=(section, samples.bill_section(anchor="bill-119-s-2647")))).data
    body = body_of(data)
    assert all(squeezed(f"Sen. Given{n} Familyname{n} (ME)") in body for n in range(300))
    assert check(data) == []


def test_a_long_money_table_repeats_its_header_on_each_page():
    table = samples.money("money-full")
    long = samples.MoneyTable(
        table.anchor, table.title, table.caption, table.columns, table.rows * 25, table.notes
    )
    data = print_packet(samples.packet(annex=(samples.funding((long,), ()),))).data
    assert sum(squeezed("FY 2020FY 2022FY 2024FY 2026") in squeezed(page) for page in pages_of(data)[4:]) >= 3
    assert check(data) == []


def test_a_bill_without_a_section_is_named_without_a_link():
    result = print_packet(samples.packet(annex=()))
    assert "bill-119-s-2012" not in result.pages_by_anchor
    assert "S. 2012" in pages_of(result.data)[1]


def test_a_packet_for_information_carries_no_request(printed):
    first = pages_of(print_packet(samples.packet(asks=())).data)[0]
    assert "For your information" in first
    assert "Our request" not in first


def test_where_little_is_asked_the_front_carries_where_the_office_stands():
    result = print_packet(samples.packet(asks=samples.asks()[:1], standings=samples.standings()[:5]))
    assert (result.pages_by_anchor["standing"], result.pages_by_anchor["annex"]) == (1, 3)


def test_at_most_three_asks():
    with pytest.raises(ValueError, match="at most 3 asks, not 4"):
        samples.packet(asks=(*samples.asks(), samples.asks()[0]))


def test_words_from_outside_are_printed_and_never_obeyed():
    hostile = '<img src="file:///etc/passwd" onerror="x"><script>alert(1)</script> & "quoted" — naïve Ñandú'
    packet = samples.packet(office=samples.office(seats=(samples.fact(hostile),)))
    assert "&lt;script&gt;" in packet_html(packet)
    assert squeezed(hostile) in body_of(print_packet(packet).data)


def test_the_manifest_lists_each_printed_fact_with_source_and_day():
    packet = samples.packet()
    manifest = fact_rows(packet)
    assert len(manifest) == len(packet.facts)
    assert manifest[0] == {
        "where": "office.honorable",
        "key": "office/honorable",
        "section": "For whom",
        "item": "Sen. Susan Collins (R-ME)",
        "column": "",
        "text": "The Honorable Susan M. Collins",
        "source": "unitedstates/congress-legislators",
        "url": "https://github.com/unitedstates/congress-legislators",
        "kind": "",
        "ref": "",
        "about": "",
        "as_of": "2026-06-15",
        "stale": False,
        "sample": False,
    }
    assert {row["where"] for row in manifest} >= {
        "asks[2].this_office",
        "standings[7].office",
        "money.rows[1].cells[4].fact",
    }


def test_the_oldest_fact_decides_the_oldest_as_of():
    assert samples.packet().oldest_as_of == date(2026, 1, 31)
    assert isinstance(samples.packet(), Packet)
