"""The lists of cosponsors and of actions, taken out before parsing: as the parser gives them, or left to the parser."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from legislation.sources import archives, billstatus
from legislation.sources.listed_items import taken_out

SAMPLE = (Path(__file__).parent / "samples" / "proceedings-119hr9905.xml").read_bytes()
# Without recorded votes, whose actions are the parser's, and without amendments, which have such lists too.
KNOWN = re.sub(rb"<(recordedVotes|amendments)>.*?</\1>", b"", SAMPLE, flags=re.DOTALL)
NUMBERED = b"<number>1</number><congress>119</congress><type>HAMDT</type>"
AMENDMENT = b"<amendments><amendment>%s<LIST></LIST></amendment></amendments><titles>" % NUMBERED


def the_parsers(data, monkeypatch):
    """What the parser alone makes of a file."""
    with monkeypatch.context() as alone:
        alone.setattr(billstatus, "taken_out", lambda given: (given, {}))
        return billstatus.parse(data)


def test_lists_of_the_known_form_are_taken_out_and_are_the_parsers(monkeypatch):
    rest, lists = taken_out(KNOWN)
    assert b"<cosponsors>" not in rest
    assert b"<actions>" not in rest
    assert [each.middle_name for each in lists["cosponsors"]] == ["Q."]
    assert [each.code for each in lists["actions"]] == ["1000", "H37100"]
    assert billstatus.parse(KNOWN) == the_parsers(KNOWN, monkeypatch)


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("cosponsors", b"<party>D</party>", b"<party>D</party><caucus>I</caucus>"),
        ("cosponsors", b"Plain, Sample", b"Plain &amp; Sample"),
        ("cosponsors", b"<isOriginalCosponsor>True</isOriginalCosponsor>", b""),
        ("cosponsors", b"</cosponsors>", b"<note/></cosponsors>"),
        ("cosponsors", b'encoding="utf-8"', b'encoding="iso-8859-1"'),
        ("cosponsors", b"<cosponsors>", b"<!-- <cosponsors> --><cosponsors>"),
        ("cosponsors", b"<titles>", AMENDMENT.replace(b"LIST", b"cosponsors")),
        ("actions", b"<type>Floor</type>", b"<type>Floor</type><links/>"),
        ("actions", b"Introduced in House<", b"Introduced in House &amp; read<"),
        ("actions", b"<actionTime>", b"<actionTime/><actionTime>"),
        ("actions", b"</actions>", b"<actionTypeCounts/></actions>"),
        ("actions", b"<code>9</code>", b"<code><![CDATA[9]]></code>"),
        ("actions", b"<titles>", AMENDMENT.replace(b"LIST", b"actions")),
    ],
)
def test_a_list_that_differs_in_anything_is_left_to_the_parser(field, old, new, monkeypatch):
    data = KNOWN.replace(old, new)
    assert field not in taken_out(data)[1]
    assert billstatus.parse(data) == the_parsers(data, monkeypatch)


@pytest.mark.parametrize("tag", [b"cosponsors", b"actions"])
def test_words_that_look_like_a_list_are_no_list(tag):
    words = b"<text><![CDATA[<%s></%s>]]></text>" % (tag, tag)
    data = re.sub(rb"<%s>.*</%s>" % (tag, tag), b"", KNOWN, flags=re.DOTALL)
    data = data.replace(b"<summaries>", b"<summaries><summary>" + words + b"</summary>")
    assert tag.decode() not in taken_out(data)[1]


@pytest.mark.parametrize("tag", [b"cosponsors", b"actions"])
def test_the_list_of_an_amendment_is_not_the_bills(tag):
    found = re.search(rb"<%s>.*?</%s>" % (tag, tag), KNOWN, flags=re.DOTALL)[0]
    moved = SAMPLE.replace(found, b"").replace(b"<purpose>", found + b"<purpose>")
    assert tag.decode() not in taken_out(moved)[1]


def test_a_bad_day_in_the_list_is_named_by_its_element():
    data = KNOWN.replace(b"<sponsorshipDate>2025-03-03", b"<sponsorshipDate>someday")
    with pytest.raises(billstatus.UnreadableBillStatus, match="sponsorshipDate: cannot read 'someday'"):
        billstatus.parse(data)


@pytest.mark.parametrize(
    ("new", "message"),
    [("someday", "actionDate: cannot read 'someday'"), ("", "actionDate: cannot read ''")],
)
def test_an_action_without_a_day_is_named_by_its_element(new, message):
    data = KNOWN.replace(b"<actionDate>2025-03-03", b"<actionDate>" + new.encode())
    with pytest.raises(billstatus.UnreadableBillStatus, match=message):
        billstatus.parse(data)


def test_every_twentieth_file_of_a_congress_is_read_as_the_parser_reads_it(shared_data, monkeypatch):
    taken = Counter()
    found = archives.read_paths([shared_data / "congress" / "BILLSTATUS-117-all.tar.xz"])
    for place, (name, content) in enumerate(found):
        if place % 20 == 0:
            taken.update(list(taken_out(content)[1]))
            assert billstatus.parse(content) == the_parsers(content, monkeypatch), name
    # Four in five have cosponsors; nearly all of the lists are of the known forms.
    assert taken["cosponsors"] > 650
    assert taken["actions"] > 800
