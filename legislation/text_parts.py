"""The parts a bill's text is made of: titles and sections, as plain data that can be kept and compared. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

SECTION = "section"
LONG_TITLE = "long_title"
PREAMBLE = "preamble"
# What a level is called in front of its number.
_NAMES = {
    SECTION: "Sec.",
    "division": "Division",
    "title": "Title",
    "subtitle": "Subtitle",
    "chapter": "Chapter",
    "subchapter": "Subchapter",
    "part": "Part",
    "subpart": "Subpart",
}
_WORD = re.compile(r"\w+", re.UNICODE)
_ENUMERATOR = re.compile(r"^[“\"'`]*\((\w{1,6})\)")
_ROMAN = re.compile(r"[ivxlc]+")
_SUBSECTION, _PARAGRAPH, _SUBPARAGRAPH, _CLAUSE, _SUBCLAUSE, _ITEM, _SUBITEM = range(7)


@dataclass(frozen=True)
class TextPart:
    """A title, section or other part: what it is, its number and heading, its own text, and the parts in it.

    A line break in `text` begins a new paragraph, subsection or the like.
    """

    level: str
    enum: str = ""
    heading: str = ""
    text: str = ""
    parts: tuple[TextPart, ...] = ()

    @property
    def label(self) -> str:
        """Return "Sec. 101", "Title II", "Preamble", or nothing for a part without number."""
        if self.level == LONG_TITLE:
            return "Long title"
        if self.level == PREAMBLE:
            return "Preamble"
        return f"{_NAMES.get(self.level, '')} {self.enum}".strip() if self.enum else ""

    @property
    def name(self) -> str:
        """The label with the heading: "Sec. 101. Findings"."""
        return ". ".join(each for each in (self.label, self.heading) if each)


@dataclass(frozen=True)
class Unit:
    """A part by itself, without the parts in it, and the labels of those it stands in."""

    part: TextPart
    under: tuple[str, ...] = ()


def units(parts: Iterable[TextPart], under: tuple[str, ...] = ()) -> Iterator[Unit]:
    """Yield each part in the order of reading, containers before what they hold."""
    for part in parts:
        alone = TextPart(part.level, part.enum, part.heading, part.text)
        yield Unit(alone, under)
        yield from units(part.parts, (*under, alone.label or alone.heading))


def as_plain(parts: Iterable[TextPart]) -> list[Any]:
    """Return parts as lists and strings that JSON can hold; `parts_from` reads them again."""
    return [[one.level, one.enum, one.heading, one.text, as_plain(one.parts)] for one in parts]


def parts_from(plain: Iterable[Sequence[Any]]) -> tuple[TextPart, ...]:
    """Return the parts that `as_plain` wrote."""
    return tuple(
        TextPart(level, enum, heading, text, parts_from(inner)) for level, enum, heading, text, inner in plain
    )


def digest_of(parts: Iterable[TextPart]) -> str:
    """Return the sha256 of the parts: equal for the same words in the same parts."""
    written = json.dumps(as_plain(parts), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def count_words(text: str) -> int:
    """Return how many words a text has; marks are none."""
    return sum(1 for _ in _WORD.finditer(text))


def depth_of(paragraph: str) -> int:
    """Return how deep a paragraph stands by its own enumerator: (a) is 0, (1) 1, (A) 2, (i) 3, (I) 4.

    As bills are drafted (House Office of the Legislative Counsel, Manual on Drafting Style, sec. 312): subsection,
    paragraph, subparagraph, clause, subclause. "(i)" and "(v)" are read as clauses, which they mostly are.
    """
    found = _ENUMERATOR.match(paragraph)
    if not found:
        return _SUBSECTION
    mark = found[1]
    if mark.isdigit():
        return _PARAGRAPH
    doubled = len(mark) > 1 and len(set(mark)) == 1 and not _ROMAN.fullmatch(mark.lower())
    if doubled:
        return _ITEM if mark.islower() else _SUBITEM
    if _ROMAN.fullmatch(mark.lower()) and (len(mark) > 1 or mark.lower() in "iv"):
        return _CLAUSE if mark.islower() else _SUBCLAUSE
    return _SUBSECTION if mark.islower() else _SUBPARAGRAPH
