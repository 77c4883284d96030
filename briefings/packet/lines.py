"""The parts of one program line on paper, frozen: ask, authority, program, need, solution, language, history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefings.packet.facts import Fact
from briefings.packet.parts import MoneyTable, Picture
from briefings.packet.prose import Passage
from briefings.packet.sections import Section


@dataclass(frozen=True)
class FoundLanguage:
    """What one report says of a passage: "House report: adopted in part (H.Rept. 119-271, page 12)", and its words."""

    says: Fact
    text: Passage | None = None


@dataclass(frozen=True)
class Language:
    """A passage of report language: what the coalition seeks or sought, and what the reports then said."""

    title: str
    sought: Passage | None = None
    found: tuple[FoundLanguage, ...] = ()


@dataclass(frozen=True)
class LinePart:
    """One program line, in the order coalitions use; what is not known is left out.

    `unknown` says why nothing at all is printed of it. `authority` is law, `proposed` only bills: never mixed.
    """

    anchor: str
    name: str
    placed: str = ""
    ask: Fact | None = None
    without_ask: str = ""
    against: Fact | None = None
    authority: tuple[Fact, ...] = ()
    proposed: tuple[Fact, ...] = ()
    more_proposed: str = ""
    program: Passage | None = None
    people: tuple[Fact, ...] = ()
    economy: tuple[Fact, ...] = ()
    solution: Passage | None = None
    language: tuple[Language, ...] = ()
    history: MoneyTable | None = None
    chart: Picture | None = None
    after: tuple[Fact, ...] = ()
    letters: tuple[Fact, ...] = ()
    unknown: str = ""


@dataclass(frozen=True)
class LinesSection(Section):
    """Lines one by one; `unknown` names those of which nothing is known, each with the reason."""

    template: ClassVar[str] = "briefings/packet/lines.html"

    lines: tuple[LinePart, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class BundleSection(LinesSection):
    """One appropriations bill of a book: who writes it, its lines in one table, then one by one."""

    template: ClassVar[str] = "briefings/packet/bundle.html"

    writers: tuple[Fact, ...] = ()
    summary: MoneyTable | None = None


@dataclass(frozen=True)
class BookCover(Section):
    """The cover page of a book: which year, on which decision it rests; its contents stand below."""

    template: ClassVar[str] = "briefings/packet/book_cover.html"

    year: str
    rests_on: tuple[Fact, ...] = ()
    counted: str = ""


@dataclass(frozen=True)
class LinePage(Section):
    """One line on about a page; `writers` are the subcommittees that write it."""

    template: ClassVar[str] = "briefings/packet/line_page.html"

    line: LinePart
    writers: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class LineLanguage:
    """The passages of one line."""

    line: str
    passages: tuple[Language, ...]


@dataclass(frozen=True)
class LanguageSection(Section):
    """Report language sought and found, line by line."""

    template: ClassVar[str] = "briefings/packet/language.html"

    lines: tuple[LineLanguage, ...]


@dataclass(frozen=True)
class LetterRow:
    """A letter by which Members of Congress support a request: for what, who leads it, how many signed."""

    year: str
    subject: Fact
    leads: tuple[Fact, ...] = ()
    signed: Fact | None = None
    when: str = ""


@dataclass(frozen=True)
class LettersSection(Section):
    """The Member letters for the lines of a packet, newest year first."""

    template: ClassVar[str] = "briefings/packet/letters.html"

    rows: tuple[LetterRow, ...]


@dataclass(frozen=True)
class CoverSection(Section):
    """A note of staff that goes before everything behind the sheet."""

    template: ClassVar[str] = "briefings/packet/cover_note.html"

    text: Passage


@dataclass(frozen=True)
class MessagePart:
    title: str
    text: Passage


@dataclass(frozen=True)
class MessagesSection(Section):
    """Messages of the library that were cleared for packets."""

    template: ClassVar[str] = "briefings/packet/messages.html"

    messages: tuple[MessagePart, ...]
