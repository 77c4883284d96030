"""Reading the texts of bills: marked and printed plain text, USLM, and the older bill XML."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from legislation.sources import bill_texts
from legislation.sources.bill_text_shape import UnreadableBillText
from legislation.text_parts import TextPart, as_plain, depth_of, digest_of, parts_from, units
from legislation.version_codes import order_of, version_name

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> bill_texts.BillTextRecord:
    return bill_texts.read((SAMPLES / name).read_bytes(), name)


def test_text_with_marked_headings_is_read_into_sections():
    found = sample("BILLS-119hr9901ih.txt")
    assert (str(found.bill), found.code) == ("119-hr-9901", "ih")
    assert found.title == "To authorize SAMPLE programs against human trafficking."
    assert found.published_on == dt.date(2025, 2, 7)
    assert [one.name for one in found.parts] == [
        "Long title",
        "Sec. 1. Short title",
        "Sec. 2. Findings",
        "Sec. 3. Grants",
        "Sec. 4. Report",
    ]
    assert found.parts[1].text == "This Act may be cited as the SAMPLE Act."
    assert found.parts[2].text.split("\n") == [
        "Congress finds the following:",
        "(1) Forced labor harms workers (22 U.S.C. 7101).",
        "(2) Children.—Children are harmed most.",
    ]


def test_printed_text_is_read_as_the_same_words():
    found = sample("BILLS-119hr9901rh.txt")
    assert (str(found.bill), found.code, found.published_on) == ("119-hr-9901", "rh", dt.date(2025, 3, 11))
    title = found.parts[2]
    assert (title.name, [one.enum for one in title.parts]) == (
        "Title I. SAMPLE PROGRAMS",
        ["101", "102", "103"],
    )
    assert title.parts[1].heading == "FINDINGS OF CONGRESS ON THE HARM OF FORCED LABOR"
    assert title.parts[1].text.split("\n")[1] == "(1) Forced labor harms workers (22 U.S.C. 7101)."
    assert title.parts[2].text.split("\n")[0] == (
        "(a) In General.—The Secretary shall award grants to sample organizations."
    )


def test_printed_text_in_a_web_page_is_the_same_text():
    plain = (SAMPLES / "BILLS-119hr9901rh.txt").read_text()
    escaped = plain.replace("<", "&lt;").replace(">", "&gt;")
    page = f"<html><body><pre>\n{escaped}</pre></body></html>"
    assert bill_texts.read(page.encode(), "BILLS-119hr9901rh.htm") == sample("BILLS-119hr9901rh.txt")


def test_uslm_is_read_into_titles_sections_and_paragraphs():
    found = sample("BILLS-119s9902es.xml")
    assert (str(found.bill), found.code, found.published_on) == ("119-s-9902", "es", dt.date(2025, 5, 20))
    title = found.parts[2]
    assert title.name == "Title I. SAMPLE PROGRAMS"
    assert title.parts[0].text.split("\n") == [
        "(a) In general.—The Secretary may—",
        "(1) award grants (22 U.S.C. 7101); and",
        "(2) add at the end the following:",
        "“(b) Report.—The Secretary shall report.”.",
    ]


def test_what_a_committee_struck_is_not_what_the_bill_says():
    found = sample("BILLS-119s9902rs.xml")
    assert [one.name for one in found.parts] == ["Long title", "Sec. 1. Short title", "Sec. 2. Grants"]
    assert found.parts[1].text == "This Act may be cited as the “SAMPLE Act”."
    assert found.parts[2].text.split("\n")[-1] == "“(b) Report.—The Secretary shall report.”."


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "BILLS-119hr1ih.txt", "is empty"),
        (b"A grocery list", "BILLS-119hr1ih.txt", "is no bill text"),
        (b"\x00\x01A BILL", "BILLS-119hr1ih.txt", "is no text"),
        (b"<bill><main>", "BILLS-119hr1ih.xml", "not well-formed"),
        (b"<recipe/>", "BILLS-119hr1ih.xml", "its root is <recipe>"),
        (b"<bill><main/></bill>", "BILLS-119hr1ih.xml", "holds no section"),
        (b'<!DOCTYPE bill [<!ENTITY a "b">]><bill><main/></bill>', "BILLS-119hr1ih.xml", "defines entities"),
        (b"119th CONGRESS\nA BILL\nTo sample.\n", "notes.txt", "does not say which version"),
    ],
)
def test_what_cannot_be_read_says_why_and_names_the_file(data, name, reason):
    with pytest.raises(UnreadableBillText, match=reason) as raised:
        bill_texts.read(data, name)
    assert name in str(raised.value)


def test_no_file_outside_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("PLANTED")
    data = f'<!DOCTYPE bill [<!ENTITY a SYSTEM "{secret.as_uri()}">]><bill><main><section>&a;</section></main></bill>'
    with pytest.raises(UnreadableBillText, match="defines entities"):
        bill_texts.read(data.encode(), "BILLS-119hr1ih.xml")


def test_a_text_that_is_not_what_its_file_is_named_is_refused():
    data = (SAMPLES / "BILLS-119s9902es.xml").read_bytes()
    with pytest.raises(UnreadableBillText, match="119-s-9902 es"):
        bill_texts.read(data, "BILLS-119s9903es.xml")
    assert str(bill_texts.read(data, "whatever.xml").bill) == "119-s-9902"


def test_parts_are_written_and_read_again_and_alike_have_one_digest():
    parts = sample("BILLS-119s9902es.xml").parts
    assert parts_from(as_plain(parts)) == parts
    assert digest_of(parts) == digest_of(parts_from(as_plain(parts)))
    assert digest_of(parts) != digest_of((*parts, TextPart("section", "9")))
    assert [unit.under for unit in units(parts)][-1] == ("Title I",)


@pytest.mark.parametrize(
    ("paragraph", "depth"),
    [
        ("(a) x", 0),
        ("“(1) x", 1),
        ("(A) x", 2),
        ("(ii) x", 3),
        ("(IV) x", 4),
        ("(aa) x", 5),
        ("(AA) x", 6),
        ("x", 0),
    ],
)
def test_a_paragraph_stands_as_deep_as_its_enumerator_says(paragraph, depth):
    assert depth_of(paragraph) == depth


def test_versions_have_names_and_an_order():
    assert version_name("rfs") == "Referred in Senate"
    assert version_name("xyz") == "XYZ"
    assert sorted(["enr", "eh", "rh", "ih", "rfs"], key=order_of) == ["ih", "rh", "eh", "rfs", "enr"]


def test_every_text_at_hand_is_read(shared_data):
    folder = shared_data / "congress" / "text"
    files = sorted(
        [*folder.glob("*.txt"), *folder.glob("uslm/*"), *(shared_data / "appropriations").glob("*.xml")]
    )
    assert len(files) > 150
    for file in files:
        assert bill_texts.read(file.read_bytes(), file.name).parts
