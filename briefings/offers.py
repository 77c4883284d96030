"""What each kind of packet is about, and what staff may choose for it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefings.choices import PacketKind, SectionName


class About(StrEnum):
    """What a packet is about: whose id its order names."""

    OFFICE = "office"
    BUNDLE = "bundle"
    BILL = "bill"
    LINE = "line"
    FAMILY = "family"
    LETTER = "letter"
    DECISION = "decision"


@dataclass(frozen=True)
class Offer:
    """What may be chosen for one kind; what is not offered stays as it is by default.

    `needs_subject` is False where leaving it empty means everything. `says` is one sentence for the page.
    """

    about: About
    says: str
    sections: tuple[SectionName, ...] = ()
    bills: bool = False
    lines: bool = False
    messages: bool = False
    cover_note: bool = False
    for_information: bool = False
    fiscal_year: bool = False
    needs_subject: bool = True


OFFERS: dict[PacketKind, Offer] = {
    PacketKind.OFFICE: Offer(
        About.OFFICE,
        "One sheet, two sides, about one office; behind it whatever you choose.",
        sections=(
            SectionName.COVER,
            SectionName.HERE,
            SectionName.PLAN,
            SectionName.MESSAGES,
            SectionName.BILLS,
            SectionName.MONEY,
            SectionName.LINES,
            SectionName.LANGUAGE,
            SectionName.LETTERS,
        ),
        bills=True,
        lines=True,
        messages=True,
        cover_note=True,
        for_information=True,
        fiscal_year=True,
    ),
    PacketKind.BOOK: Offer(
        About.BUNDLE,
        "The requests of a fiscal year by subcommittee: ask, need, history, report language and sources, line by line.",
        lines=True,
        fiscal_year=True,
        needs_subject=False,
    ),
    PacketKind.BILL: Offer(
        About.BILL,
        "One page about one bill: what it does, where it is, who is on it, what we ask.",
        for_information=True,
    ),
    PacketKind.LINE: Offer(
        About.LINE,
        "One page about one program line: the ask, the need, and its figures year by year.",
        for_information=True,
        fiscal_year=True,
    ),
    PacketKind.FAMILY: Offer(
        About.FAMILY,
        "The vehicles of one effort side by side, those before them, and what it authorizes.",
        for_information=True,
    ),
    PacketKind.LETTER: Offer(
        About.LETTER, "A sign-on letter as it is sent, with those who signed and agreed to be named."
    ),
    PacketKind.MINUTES: Offer(
        About.DECISION,
        "How one decision came about. It is read inside only, and never handed over.",
    ),
}
