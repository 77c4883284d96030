"""An Act as plain records: its passages in reading order, each with where it stands and what leads in to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from common.citations import ordinal
from legislation.choices import BillId

# What the longest place may be in the field that keeps it.
PAGE_LENGTH = 80
_SMALL_WORDS = {"of", "and", "the", "for", "to", "in", "on", "a", "by", "with"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: division, title, the headings of its account (widest first), section."""

    division: str = ""
    division_name: str = ""
    title: str = ""
    title_name: str = ""
    headings: tuple[str, ...] = ()
    section: str = ""
    section_names: tuple[str, ...] = ()

    @property
    def all_headings(self) -> tuple[str, ...]:
        """Every heading above the passage, widest first."""
        return (*self.headings, *self.section_names)


@dataclass(frozen=True, slots=True)
class Passage:
    """One run of text. `lead` is the index of the passage it is listed under, `account` numbers the accounts."""

    place: Place
    enums: tuple[str, ...]
    text: str
    lead: int | None
    account: int
    # Words that amend another law: an amount in them is that law's, and appropriates nothing.
    amends_law: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """An enrolled Act. `fiscal_year` is None where the Act does not say for which year it is."""

    bill: BillId
    title: str
    fiscal_year: int | None
    passages: tuple[Passage, ...]

    @property
    def document(self) -> str:
        """The Act as a document is named: title, bill and Congress."""
        return f"{self.title} ({self.bill.citation}, {ordinal(self.bill.congress)}), enrolled"


def where(place: Place, enums: tuple[str, ...]) -> str:
    """Say in full where a passage stands: division, title, account headings or section, paragraphs."""
    parts = [
        f"division {place.division}" if place.division else "",
        f"title {place.title}" if place.title else "",
        *(() if place.section else place.headings),
        f"section {place.section}{''.join(enums)}" if place.section else _paragraph(enums),
    ]
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def page(place: Place, enums: tuple[str, ...]) -> str:
    """Say where a passage stands in at most 80 characters: division, then section or account and paragraph."""
    front = f"Division {place.division}" if place.division else ""
    if place.section:
        return _joined(front, f"section {place.section}{''.join(enums)}")[:PAGE_LENGTH]
    end = _paragraph(enums)
    # "Salaries and Expenses" alone says little: the heading above it comes along where there is room.
    account = ", ".join(place.headings[-2:]) or (f"title {place.title}" if place.title else "")
    room = PAGE_LENGTH - len(_joined(front, end)) - 2
    if len(account) > room:
        account = place.headings[-1] if place.headings else account
    if len(account) > room:
        account = f"{account[: room - 1].rstrip()}…" if room > 1 else ""
    return _joined(front, account, end)


def heading_case(heading: str) -> str:
    """Return a heading with a capital to each word that counts: Acts print them in capitals, files differ."""
    tidy = " ".join(heading.split()).strip(" —")
    first, *rest = (tidy.lower() if tidy.isupper() else tidy).split(" ")
    return " ".join([_capital(first), *(word if word in _SMALL_WORDS else _capital(word) for word in rest)])


def _capital(word: str) -> str:
    return re.sub(r"(^|[-—(])([a-z])", lambda found: found[1] + found[2].upper(), word)


def _paragraph(enums: tuple[str, ...]) -> str:
    return f"paragraph {''.join(enums)}" if enums else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
