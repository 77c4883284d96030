"""Every kind of packet besides an office's: what it tells, in which order, from which sources."""

import pytest

from briefings.choices import PacketKind
from briefings.packet.assemble_history import history_chart
from briefings.packet.assemble_messages import messages_section
from briefings.packet.prose import paragraphs_of, passage
from briefings.render import packet_html
from tests.briefings import samples
from tests.briefings.kinds_world import CANARY, MADE_AT

# The world behind the packets is made once, in the tests' own database.
pytestmark = pytest.mark.django_db


def line_of(packet, name="Victim services"):
    """The line of a book by its name."""
    return next(
        part for section in packet.annex for part in getattr(section, "lines", ()) if part.name == name
    )


@pytest.fixture
def line(kinds):
    return line_of(kinds["book"])


# --- the book -----------------------------------------------------------------------------------------------
def test_a_book_tells_a_line_in_the_order_coalitions_use(kinds):
    html = packet_html(kinds["book"])
    order = (
        "Our request,Authorized in law.,What the program does,The need,The solution,Report language,History"
    )
    places = [html.index(f">{words}<") for words in order.split(",")]
    assert places == sorted(places)


def test_a_request_is_set_against_what_was_in_force_the_year_before(line):
    assert line.ask.text == "$100 million, and report language for FY\xa02027"
    assert line.against.text == "$16.5 million more than the $83.5 million in force in FY\xa02026"
    assert line.ask.source.label.startswith("Decision ")


def test_what_is_law_and_what_a_bill_proposes_are_said_apart(kinds, line):
    (in_law,) = line.authority
    assert in_law.text == (
        "SAMPLE Act, 22 U.S.C. 7110: SAMPLE program, $77 million a year, FY\xa02018\N{EN DASH}2021; "
        "the authorization of appropriations ended with FY\xa02021"
    )
    assert "would authorize appropriations through" in line.proposed[0].text
    assert "lapsed" not in packet_html(kinds["book"])


def test_the_history_names_the_source_of_every_figure(line):
    assert line.history.columns == ("Our request", "In force")
    assert [row.name for row in line.history.rows] == [f"FY\xa0{year}" for year in (2022, 2024, 2026, 2027)]
    marks = {note.mark: note.text.text for note in line.history.notes}
    told = [cell for row in line.history.rows for cell in row.cells if cell.fact]
    assert len(told) == 4
    assert all(marks[cell.marks[0]].startswith(cell.fact.source.label) for cell in told)


def test_a_drawing_holds_the_numbers_of_the_table_and_makes_up_no_year_between(line):
    said = line.chart.alternative.replace("\xa0", " ")
    assert "FY 2022: in force 88, our request none" in said
    assert "FY 2023: in force none known" in said
    assert "FY 2027: in force none known, our request 100" in said


def test_a_line_of_which_nothing_is_known_says_so_briefly(kinds):
    bundle = kinds["book"].annex[0]
    assert bundle.unknown == ("Quiet line: no source read.",)
    assert [part.name for part in bundle.lines] == ["Victim services"]


def test_the_subcommittees_of_both_chambers_are_named_where_their_names_differ(kinds):
    assert [fact.text for fact in kinds["book"].annex[0].writers] == [
        "House: Commerce of the House",
        "Senate: Commerce, Justice, Science",
    ]


def test_a_book_rests_on_the_decisions_of_its_requests(kinds):
    (cover,) = kinds["book"].own
    assert cover.counted == "One request to Congress in one appropriations bill."
    assert [fact.text for fact in cover.rests_on] == [f"{kinds['decision']}, adopted Mar\xa026,\xa02026"]


@pytest.mark.parametrize("kind", ["book", "bill", "line", "family", "office", "letter"])
def test_what_is_not_decided_in_public_or_is_asked_of_one_office_alone_is_told_nowhere(kinds, kind):
    packet = kinds[kind]
    html = packet_html(packet)
    if kind == "office":
        # It is this office that is asked.
        html = html.replace(f"{CANARY} ask", "")
    assert CANARY not in html
    assert CANARY not in str([fact.text for fact in packet.facts if fact.text != f"{CANARY} ask"])


# --- bill, line, family, letter, minutes -----------------------------------------------------------------------
def test_a_bill_says_what_it_is_and_what_all_offices_are_asked(kinds):
    packet = kinds["bill"]
    (page,) = packet.own
    assert packet.title == "S.\xa09200 (119th): SAMPLE Youth Act of 2025"
    assert page.position.text.startswith("Support (Decision 2026-01")
    assert [fact.text for fact in page.would_authorize] == [
        "SAMPLE program: $1 million a year, FY\xa02018\N{EN DASH}2030 (as introduced)"
    ]
    assert [(ask.text.text, ask.subject.split(" · ")[0]) for ask in packet.asks] == [
        ("Bring S. 9200 to a markup", "Senate offices")
    ]


def test_a_line_has_its_page_with_its_subcommittees_and_asks(kinds):
    (page,) = kinds["line"].own
    assert page.line.ask is not None
    assert [ask.text.text for ask in kinds["line"].asks] == ["Fund victim services"]
    assert len(page.writers) == 2


def test_a_family_has_its_live_vehicles_side_by_side_and_says_what_came_before(kinds):
    (brief,) = kinds["family"].own
    (table,) = brief.tables
    assert [column.number for column in table.columns] == ["H.R.\xa09100", "H.R.\xa09300", "S.\xa09200"]
    assert {row.label for row in table.rows} >= {"Stage", "Sponsor", "Cosponsors", "Companion", "Facts as of"}
    assert [(row.congress, row.bill) for row in brief.past] == [("118th", "S.\xa08000")]
    assert [row.citation for row in brief.laws] == ["P.L.\xa0110-378"]


def test_authorizations_in_law_and_proposed_stand_in_tables_of_their_own(kinds):
    (brief,) = kinds["family"].own
    assert [row.ends for row in brief.in_law] == ["the authorization of appropriations ended with FY\xa02021"]
    assert [row.where for row in brief.proposed] == ["S.\xa09200 (119th), as introduced"]


def test_a_letter_names_everyone_who_signed(kinds):
    html = packet_html(kinds["letter"])
    assert "SAMPLE Outside" in html
    assert len(kinds["letter"].own[0].letter.signatories) == 2


def test_only_minutes_are_internal(kinds):
    assert [kind for kind in PacketKind if kind.is_internal] == [PacketKind.MINUTES]
    assert "DRAFT · CONFIDENTIAL" in packet_html(kinds["minutes"])


def test_an_office_packet_carries_the_chosen_sections_in_their_order(kinds):
    packet = kinds["office"]
    assert [one.anchor for one in packet.own] == ["cover"]
    assert [one.anchor for one in packet.annex] == ["letters", "lines", "language"]
    assert [fact.text for fact in packet.own[0].text.paragraphs] == ["Dear office:", "hello"]


def test_signers_are_counted_by_whose_word_and_nobody_is_said_to_have_declined(kinds):
    letters = kinds["office"].annex[0]
    assert [row.signed.text for row in letters.rows] == ["72 signed, as the source counts"]


# --- pure -----------------------------------------------------------------------------------------------------
def test_each_paragraph_item_and_cell_of_a_text_is_a_fact_of_its_own():
    text = "# Head\n\nOne *two*.\n\n- a & b\n- [link](https://x.example)\n\n| T | U |\n|---|---|\n| 1 | 2 |"
    found = passage(text, samples.DECISION)
    assert [fact.text for fact in found.paragraphs] == [
        "Head",
        "One two.",
        "a & b",
        "link",
        "T",
        "U",
        "1",
        "2",
    ]
    assert "<h" not in found.html.replace("<hr", "")
    assert paragraphs_of("") == []
    assert passage("  ", samples.DECISION) is None


def test_a_hostile_text_is_printed_as_words_alone():
    found = passage(
        '<img src="file:///etc/passwd"><script>alert(1)</script> ![x](http://x.example/a.png)',
        samples.DECISION,
    )
    assert "<img" not in found.html
    assert "<script" not in found.html


def test_messages_stand_in_the_order_chosen_and_one_no_longer_cleared_is_left_out():
    class Row:
        def __init__(self, number):
            self.id, self.title, self.text, self.decision, self.is_sample = (
                number,
                f"T{number}",
                f"Text {number}",
                "",
                True,
            )

    (section,) = messages_section([Row(1), Row(2)], [2, 9, 1, 2], MADE_AT.date())
    assert [one.title for one in section.messages] == ["T2", "T1"]
    assert section.messages[0].text.paragraphs[0].sample
    assert messages_section([], [1], MADE_AT.date()) == []


def test_too_few_figures_are_not_drawn(line):
    from appropriations.selectors.printable import PrintableCell
    from appropriations.selectors.printable_history import History, YearCells

    def history(*dollars, nature=""):
        cells = [PrintableCell(str(one), dollars=one, nature=nature if one < 3 else "") for one in dollars]
        return History(("In force",), tuple(YearCells(2020 + n, (cell,)) for n, cell in enumerate(cells)))

    assert history_chart("x", history(5, 6)) is None
    assert history_chart("x", history(5, 6, 7)) is not None
    # A part beside wholes is no third figure.
    assert history_chart("x", history(2, 6, 7, nature="of which")) is None
