"""Which section is which, what moved, and what changed in it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from common.word_diff import Kind
from legislation.comparing import Change, compare, from_kept, kept_form
from legislation.sources import bill_texts
from legislation.text_diff import text_diff
from legislation.text_parts import TextPart, units

SAMPLES = Path(__file__).parent / "samples"
GRANTS = "The Secretary may award grants to sample organizations that serve survivors of trafficking in every State."
REPORT = "Not later than one year after enactment the Secretary shall submit a report to the committees of Congress."
DEFINED = (
    "In this Act the term sample means anything made up for the purpose of a test and nothing that is real."
)
WORDS = st.lists(
    st.sampled_from(
        ["the", "Secretary", "may", "shall", "grants;", "(A)", "report.", "\n(1)", "—", "survivors"]
    ),
    max_size=60,
).map(" ".join)
HEADINGS = st.sampled_from(["", "Grants", "Reports", "Findings"])
SECTIONS = st.builds(
    TextPart,
    level=st.just("section"),
    enum=st.sampled_from(["1", "2", "3", ""]),
    heading=HEADINGS,
    text=WORDS,
)
TEXTS = st.lists(
    SECTIONS
    | st.builds(
        TextPart,
        level=st.just("title"),
        enum=st.just("I"),
        heading=HEADINGS,
        parts=st.lists(SECTIONS, max_size=3).map(tuple),
    ),
    max_size=6,
)


def section(enum: str, heading: str, text: str) -> TextPart:
    return TextPart("section", enum, heading, text)


def told(old: list[TextPart], new: list[TextPart]) -> list[tuple[str, str, bool]]:
    return [(row.change.value, row.unit.part.name, row.moved) for row in compare(old, new).rows]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_rebuilt_from_the_comparison(old, new):
    found = compare(old, new)
    assert found.old_units() == list(units(old))
    assert found.new_units() == list(units(new))
    again = from_kept(json.loads(json.dumps(kept_form(found))), old, new)
    assert again == found


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    found = compare(text, text)
    assert {row.change for row in found.rows} <= {Change.SAME}
    assert found.moved == 0


@given(WORDS, WORDS)
def test_the_pieces_of_a_section_hold_both_texts_whole(old, new):
    pieces = text_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != Kind.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.kind != Kind.REMOVED) == new


def test_a_section_put_in_renumbers_the_others_and_moves_none():
    old = [section("1", "Grants", GRANTS), section("2", "Report", REPORT)]
    new = [
        section("1", "Definitions", DEFINED),
        section("2", "Grants", GRANTS),
        section("3", "Report", REPORT),
    ]
    assert told(old, new) == [
        ("added", "Sec. 1. Definitions", False),
        ("same", "Sec. 2. Grants", False),
        ("same", "Sec. 3. Report", False),
    ]
    assert [row.renumbered for row in compare(old, new).rows] == [False, True, True]


def test_a_section_in_another_place_has_moved_though_its_number_and_words_changed():
    old = [
        section("1", "Grants", GRANTS),
        section("2", "Report", REPORT),
        section("3", "Definitions", DEFINED),
    ]
    new = [section("1", "Meaning", DEFINED.replace("made up", "invented")), *old[:2]]
    found = compare(old, new).rows[0]
    assert (found.change, found.moved, found.old_at, found.renamed) == (Change.CHANGED, True, 2, True)


def test_what_is_gone_stands_where_it_stood():
    old = [
        section("1", "Grants", GRANTS),
        section("2", "Definitions", DEFINED),
        section("3", "Report", REPORT),
    ]
    assert told(old, [old[0], old[2]]) == [
        ("same", "Sec. 1. Grants", False),
        ("removed", "Sec. 2. Definitions", False),
        ("same", "Sec. 3. Report", False),
    ]


def test_sections_without_headings_are_known_by_their_words_not_their_numbers():
    old = [section("101", "", GRANTS), section("102", "", REPORT)]
    new = [section("101", "", REPORT.replace("one year", "two years")), section("102", "", DEFINED)]
    rows = compare(old, new).rows
    pairs = {(row.old.part.enum, row.new.part.enum) for row in rows if row.old and row.new}
    assert pairs == {("102", "101")}


def test_capitals_in_a_heading_are_no_change():
    old, new = [section("1", "SHORT TITLE", GRANTS)], [section("1", "Short title", GRANTS)]
    assert told(old, new) == [("same", "Sec. 1. Short title", False)]


def test_an_amount_changed_in_a_long_section_is_found_as_that():
    old = " ".join(
        f"({n}) There are authorized to be appropriated ${n},000,000 for fiscal year 2026;"
        for n in range(1, 400)
    )
    pieces = text_diff(old, old.replace("$200,", "$250,"))
    assert [(piece.kind, piece.text) for piece in pieces if piece.kind != Kind.SAME] == [
        (Kind.REMOVED, "200"),
        (Kind.ADDED, "250"),
    ]


def test_a_sentence_written_anew_stands_behind_the_old_one_whole():
    kinds = [piece.kind for piece in text_diff(f"{GRANTS} {DEFINED}", f"{GRANTS} {REPORT}")]
    assert kinds == [Kind.SAME, Kind.REMOVED, Kind.ADDED]


def test_a_word_in_common_between_two_long_changes_does_not_break_them():
    old = f"{GRANTS} and; {DEFINED}"
    new = f"{REPORT} and; {REPORT.replace('report', 'plan').replace('one year', '90 days')}"
    assert [piece.kind for piece in text_diff(old, new)] == [Kind.REMOVED, Kind.ADDED]


def test_a_reported_bill_against_the_one_introduced():
    introduced, reported = (
        bill_texts.read((SAMPLES / name).read_bytes(), name)
        for name in ("BILLS-119hr9901ih.txt", "BILLS-119hr9901rh.txt")
    )
    found = {row.unit.part.heading.lower(): row for row in compare(introduced.parts, reported.parts).rows}
    assert found["short title"].change is Change.SAME
    assert found["report"].moved
    assert found["grants"].change is Change.CHANGED
    assert found["sample programs"].change is Change.ADDED
    assert dt.date(2025, 3, 11) == reported.published_on
