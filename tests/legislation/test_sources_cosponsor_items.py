"""The list of cosponsors taken out before parsing: the same as the parser gives, or left to the parser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from legislation.sources import archives, billstatus
from legislation.sources.cosponsor_items import taken_out

SAMPLE = Path(__file__).parent / "samples" / "proceedings-119hr9905.xml"


def the_parsers(data, monkeypatch):
    """What the parser alone makes of a file."""
    with monkeypatch.context() as alone:
        alone.setattr(billstatus, "taken_out", lambda given: (given, None))
        return billstatus.parse(data)


def test_a_list_of_the_known_form_is_taken_out_and_is_the_parsers(monkeypatch):
    data = SAMPLE.read_bytes()
    rest, cosponsors = taken_out(data)
    assert b"cosponsors" not in rest
    assert [each.middle_name for each in cosponsors] == ["Q."]
    assert billstatus.parse(data) == the_parsers(data, monkeypatch)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<party>D</party>", b"<party>D</party><caucus>I</caucus>"),
        (b"Plain, Sample", b"Plain &amp; Sample"),
        (b"<isOriginalCosponsor>True</isOriginalCosponsor>", b""),
        (b"</cosponsors>", b"<note/></cosponsors>"),
        (b'encoding="utf-8"', b'encoding="iso-8859-1"'),
        (b"<cosponsors>", b"<!-- <cosponsors> --><cosponsors>"),
        (b"<titles>", b"<amendments><amendment><cosponsors></cosponsors></amendment></amendments><titles>"),
    ],
)
def test_whatever_differs_is_left_to_the_parser(old, new, monkeypatch):
    data = SAMPLE.read_bytes().replace(old, new)
    assert taken_out(data) == (data, None)


def test_words_that_look_like_a_list_are_no_list():
    words = b"<text><![CDATA[<cosponsors></cosponsors>]]></text>"
    data = re.sub(rb"<cosponsors>.*</cosponsors>", b"", SAMPLE.read_bytes(), flags=re.DOTALL)
    data = data.replace(b"<summaries>", b"<summaries><summary>" + words + b"</summary>")
    assert taken_out(data) == (data, None)


def test_the_list_of_an_amendment_is_not_the_bills():
    data = SAMPLE.read_bytes()
    found = re.search(rb"<cosponsors>.*</cosponsors>", data, flags=re.DOTALL)[0]
    moved = data.replace(found, b"").replace(b"<purpose>", found + b"<purpose>")
    assert taken_out(moved) == (moved, None)


def test_a_bad_day_in_the_list_is_named_by_its_element():
    data = SAMPLE.read_bytes().replace(b"<sponsorshipDate>2025-03-03", b"<sponsorshipDate>someday")
    with pytest.raises(billstatus.UnreadableBillStatus, match="sponsorshipDate: cannot read 'someday'"):
        billstatus.parse(data)


def test_every_twentieth_file_of_a_congress_is_read_as_the_parser_reads_it(shared_data, monkeypatch):
    taken = 0
    found = archives.read_paths([shared_data / "congress" / "BILLSTATUS-117-all.tar.xz"])
    for place, (name, content) in enumerate(found):
        if place % 20 == 0:
            taken += taken_out(content)[1] is not None
            assert billstatus.parse(content) == the_parsers(content, monkeypatch), name
    # Four in five have cosponsors; nearly all of their lists are of the known form.
    assert taken > 650
