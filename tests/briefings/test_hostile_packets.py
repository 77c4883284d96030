"""What may be handed to a packet and must not spoil it: words without a break, direction marks, letters no font has."""

import re
import shutil
import subprocess
from dataclasses import replace

import pytest

from briefings.packet import MoneyRow
from briefings.render import print_packet
from common.pdf import LayoutError
from tests.briefings import samples
from tests.briefings.reading import body_of
from tests.pdf_check import check

UNBROKEN = "Sehrlangeswortohnetrennung" * 12
# 0.8 inch from the right edge of a page of 612 points; a point for what rounds.
RIGHT_EDGE = 612 - 0.8 * 72 + 1

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed"
)


def furthest(data):
    """Return how far to the right any word of a file reaches, in points."""
    read = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True)
    return max(float(found) for found in re.findall(r'xMax="([\d.]+)"', read.stdout.decode()))


def test_a_word_without_a_break_keeps_to_the_page_everywhere():
    fact = samples.fact(UNBROKEN)
    table = replace(
        samples.money("money-full"), rows=(MoneyRow(UNBROKEN, samples.money().rows[0].cells, UNBROKEN),)
    )
    section = replace(samples.bill_section(), title=UNBROKEN, what_it_does=fact, step=fact)
    packet = samples.packet(
        office=samples.office(seats=(fact,)),
        asks=(replace(samples.asks()[0], reason=UNBROKEN, this_office=fact),),
        standings=(replace(samples.standings()[0], title=UNBROKEN, office=fact),),
        annex=(section, samples.funding((table,), ())),
    )
    data = print_packet(packet).data
    assert furthest(data) <= RIGHT_EDGE
    assert check(data) == []
    assert body_of(data).count(UNBROKEN) >= 6


def test_marks_that_are_not_seen_leave_the_words_as_they_are():
    name = "Rep. \N{LEFT-TO-RIGHT MARK}Given Fami\N{ZERO WIDTH JOINER}ly"
    packet = samples.packet(office=samples.office(seats=(samples.fact(name),)), annex=(), own=())
    assert "Rep.GivenFamily" in re.sub("[\u200d\u200e]", "", body_of(print_packet(packet).data))


def test_a_mark_that_turns_words_around_is_refused():
    packet = samples.packet(
        office=samples.office(seats=(samples.fact("Rep. \N{RIGHT-TO-LEFT OVERRIDE}neviG"),))
    )
    with pytest.raises(LayoutError, match=r"U\+202E"):
        print_packet(packet)


def test_a_name_in_letters_that_no_font_has_is_refused_and_quoted():
    packet = samples.packet(office=samples.office(seats=(samples.fact("Rep. \u05e9\u05dc, Committee on X"),)))
    with pytest.raises(LayoutError, match=r"U\+05E9.*Committee on X"):
        print_packet(packet)
