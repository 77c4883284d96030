"""Member letters in a packet: signed in which year, with who says so; a negative of a whole list only (P9)."""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from appropriations.models import MemberLetter
from briefings.packet.judging import judge
from briefings.packet.manifest import fact_rows
from briefings.render import packet_html, print_packet
from common.citations import NBSP
from tests.briefings import orders
from tests.briefings.world import REPRESENTATIVE, SENATOR
from tests.factories.support import MemberLetterFactory, MemberSignatureFactory


@pytest.fixture
def letter(world):
    """A letter of the Senate for the line that the packet asks for; one senator is known to have signed it."""
    made = MemberLetterFactory(
        bundle=world.line.bundle, chamber="senate", source_url="https://sample.example/letter"
    )
    made.lines.add(world.line)
    return made


def packet_for(bioguide=SENATOR, **choices):
    return orders.packet_for(bioguide, **choices)


def said(facts):
    return [str(fact).replace(NBSP, " ") for fact in facts]


def line_ask(packet):
    return next(ask for ask in packet.asks if str(ask.text) == "Fund victim services")


def sign(world, letter, **more):
    return MemberSignatureFactory(letter=letter, legislator=world.senator, **more)


def test_where_the_office_stands_and_the_ask_for_the_line_say_that_it_signed(world, letter):
    sign(world, letter, source="SAMPLE press release", as_of=dt.date(2026, 11, 1))
    packet = packet_for()
    assert said(packet.letters) == ["Signed the FY 2026 letter for Victim services"]
    assert said(line_ask(packet).letters) == said(packet.letters)
    assert [one.letters for one in packet.asks if one is not line_ask(packet)] == [()]


def test_each_such_fact_is_in_the_manifest_with_its_source_and_day(world, letter):
    sign(
        world,
        letter,
        source="SAMPLE press release",
        source_url="https://sample.example/p",
        as_of=dt.date(2026, 11, 1),
    )
    rows = [row for row in fact_rows(packet_for()) if "letter for" in row["text"]]
    assert {row["where"] for row in rows} == {"letters[1]", "asks[2].letters[1]"}
    assert {(row["source"], row["url"], row["as_of"]) for row in rows} == {
        ("SAMPLE press release", "https://sample.example/p", "2026-11-01")
    }


def test_it_is_printed_on_both_sides_of_the_sheet(world, letter):
    sign(world, letter, is_lead=True)
    html = packet_html(packet_for()).replace(NBSP, " ")
    assert html.count("Led the FY 2026 letter for Victim services") == 2


def test_who_is_not_on_a_list_with_gaps_is_not_mentioned(world, letter):
    assert packet_for().letters == ()
    assert line_ask(packet_for()).letters == ()


def test_that_an_office_did_not_sign_is_printed_of_a_whole_list_from_the_letters_own_source(world, letter):
    MemberSignatureFactory(letter=letter)
    MemberLetter.objects.update(signers_complete=True)
    (fact,) = packet_for().letters
    assert said([fact]) == ["Did not sign the FY 2026 letter for Victim services (complete list)"]
    assert fact.source.label == "SAMPLE press release"
    # The other chamber's offices could not sign it.
    assert packet_for(REPRESENTATIVE).letters == ()


def test_letters_for_lines_that_are_not_in_the_packet_stay_out(world, letter):
    sign(world, letter)
    assert packet_for(lines=(world.unknown.pk,)).letters == ()


def test_a_letter_that_was_taken_back_is_not_printed(world, letter):
    sign(world, letter)
    MemberLetter.objects.update(taken_back_at=timezone.now())
    assert packet_for().letters == ()


def test_the_newest_four_are_printed(world, letter):
    for year in range(2021, 2027):
        one = MemberLetterFactory(bundle=world.line.bundle, fiscal_year=year, subject=f"SAMPLE {year}")
        one.lines.add(world.line)
        sign(world, one)
    assert [text[:18] for text in said(packet_for().letters)] == [
        f"Signed the FY {year}" for year in (2026, 2025, 2024, 2023)
    ]


def test_a_sample_letter_keeps_a_packet_from_being_final(world, letter):
    sign(world, letter)
    MemberLetter.objects.update(is_sample=True)
    packet = packet_for()
    assert packet.is_sample
    assert any("SAMPLE list of signers" in str(one) for one in judge(packet).refused)


def test_the_sheet_keeps_to_its_two_sides_with_four_letters_on_it(world, letter):
    for year in range(2023, 2027):
        one = MemberLetterFactory(
            bundle=world.line.bundle, fiscal_year=year, subject=f"SAMPLE letter of {year}"
        )
        one.lines.add(world.line)
        sign(world, one)
    packet = packet_for()
    assert len(packet.letters) == 4
    assert print_packet(replace(packet, own=(), annex=())).page_count == 2
