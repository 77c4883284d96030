"""Longer text for print: Markdown made safe, and each of its paragraphs as a fact of its own. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from briefings.packet.facts import Fact, Source
from common import markdown

# A tag that ends a paragraph; the others stand inside one.
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|blockquote|pre|hr|br|table|thead|tbody|tr|th|td)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Passage:
    """Text as it is printed: `html` can be trusted, and `paragraphs` are its words, each with the source."""

    paragraphs: tuple[Fact, ...]
    html: str


def passage(text: str, source: Source, *, sample: bool = False, about: str = "") -> Passage | None:
    """Return Markdown as a passage, or None where it says nothing.

    Headings in it become paragraphs: they would break the order of the document's own. `about` is the row it is of.
    """
    html = markdown.for_paper(text, heading="p")
    said = tuple(Fact(words, source, sample=sample, about=about) for words in paragraphs_of(html))
    return Passage(said, html) if said else None


def paragraphs_of(html: str) -> list[str]:
    """Return the words of each paragraph, list item and cell of safe HTML, as a reader of the paper finds them."""
    found = (" ".join(unescape(_TAG.sub("", part)).split()) for part in _BLOCK.split(html))
    return [words for words in found if words]
