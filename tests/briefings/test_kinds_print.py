"""Every kind on paper: tagged by every rule, nothing lost, marks on each page, the same bytes for the same packet."""

import shutil

import pytest

from briefings.render import print_packet
from tests.briefings.reading import body_of, pages_of, squeezed
from tests.pdf_check import check

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed"),
]

# What is to keep to so many pages; a line told in full takes a second one.
PAGES = {"bill": 1, "line": 2, "letter": 1, "minutes": 1}


@pytest.mark.parametrize("kind", ["book", "bill", "line", "family", "letter", "minutes"])
def test_a_kind_prints_whole_and_tagged_with_its_marks(kinds, kind):
    packet = kinds[kind]
    printed = print_packet(packet)
    assert check(printed.data) == []
    body = body_of(printed.data)
    assert [fact.text for fact in packet.facts if squeezed(fact.text) not in body] == []
    pages = pages_of(printed.data)
    assert all("DRAFT" in page for page in pages)
    assert all("SAMPLE" in page for page in pages)
    assert len(pages) == PAGES.get(kind, len(pages))


def test_the_sections_of_an_office_packet_print_too_and_the_same_packet_gives_the_same_bytes(kinds):
    first = print_packet(kinds["office"])
    assert check(first.data) == []
    body = body_of(first.data)
    assert [fact.text for fact in kinds["office"].facts if squeezed(fact.text) not in body] == []
    assert print_packet(kinds["book"]).sha256 == print_packet(kinds["book"]).sha256
