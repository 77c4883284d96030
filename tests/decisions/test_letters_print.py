"""The print of a letter: everyone on it in one alphabet, DRAFT until closed, tagged, the same bytes each time."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from decisions.render.letters import letter_html, print_letter
from decisions.selectors.letters import PrintedLetter
from tests.briefings.reading import pages_of, squeezed, text_of
from tests.pdf_check import check

reads = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
TEXT = """Dear Chair:

# What we ask

#### For whom

- **services** for all

| Program | What it does |
|---|---|
| Shelter | Opens doors |

[Our decisions](https://example.org/) and <script>alert(1)</script>.
"""


def a_print(many: int = 1, **changes: object) -> PrintedLetter:
    """A letter with so many signatories."""
    names = tuple(
        (f"SAMPLE {number:03d} Organization", "Portland, OR" if number % 3 else "") for number in range(many)
    )
    letter = PrintedLetter(
        key="letter-1",
        coalition="Demo Coalition",
        title="SAMPLE Shelter",
        dated=datetime(2026, 11, 21, 17, tzinfo=UTC),
        recipients=("The Honorable SAMPLE Chair", "SAMPLE Committee"),
        text=TEXT,
        signatories=names,
        is_draft=False,
        is_sample=True,
    )
    return replace(letter, **changes)


@pytest.mark.parametrize("many", [0, 1, 12, 120])
def test_the_letter_is_tagged_and_equal_letters_give_equal_bytes(many):
    first, second = print_letter(a_print(many)), print_letter(a_print(many))
    assert check(first.data) == []
    assert first.data == second.data


@reads
def test_every_signatory_stands_on_it_once_in_the_order_of_the_list():
    # In the order of the content, which is the order of reading aloud; poppler would guess at columns.
    text = squeezed(text_of(print_letter(a_print(120)).data, "-raw"))
    found = [text.find(f"SAMPLE{number:03d}Organization") for number in range(120)]
    assert -1 not in found
    assert found == sorted(found)
    assert text.count("Organization") == 120


@reads
@pytest.mark.parametrize("is_draft", [True, False])
def test_draft_stands_on_every_page_until_the_letter_is_closed(is_draft):
    pages = pages_of(print_letter(a_print(120, is_draft=is_draft)).data)
    assert len(pages) > 2
    assert {"DRAFT" in page for page in pages} == {is_draft}
    assert all("SAMPLE · rests on demonstration data" in page for page in pages)


@reads
def test_it_has_letterhead_date_recipients_text_and_foot():
    text = squeezed(text_of(print_letter(a_print()).data))
    for words in (
        "Demo Coalition",
        "November 21, 2026",
        "The Honorable SAMPLE Chair SAMPLE Committee",
        "Re: SAMPLE Shelter",
        "What we ask",
        "Signed by SAMPLE 000 Organization",
        "Demo Coalition · SAMPLE Shelter",
        "Page 1 of 1",
    ):
        assert squeezed(words) in text


def test_members_and_outside_signers_look_alike_and_nothing_of_the_author_runs():
    html = letter_html(a_print(2))
    assert "<script" not in html
    assert "member" not in html.lower()
    assert html.count("<li>SAMPLE") == 2
