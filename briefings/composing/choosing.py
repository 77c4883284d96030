"""What was chosen for a packet, against what is here today: what is gone is named and left out; and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from appropriations.models import Line
from briefings.choices import PacketKind, SectionName
from briefings.offers import OFFERS, About
from briefings.packet.menu import fitted
from briefings.packet.order import Choices
from briefings.selectors.library import library_messages
from briefings.selectors.subjects import UnknownSubject, subject_of
from common.citations import cite_in_full
from common.citations import fiscal_year as fy
from legislation.choices import BillId, UnknownBillId
from legislation.models import Bill

EVERY_BILL = "every live vehicle of the families, and the bills of the asks"


@dataclass(frozen=True)
class Kept:
    """Choices that can be made today, and in words what was chosen and is gone."""

    choices: Choices
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """One choice in words: what was chosen, and what for it."""

    label: str
    words: str


@dataclass(frozen=True)
class Here:
    """What of some choices is here today: bills, lines by name, and the titles of messages that may be printed."""

    bills: frozenset[str]
    lines: Mapping[str, str]
    messages: Mapping[int, str]


def look_up(chosen: Iterable[Choices]) -> Here:
    """Return what is here of what was chosen; three queries, however many choices."""
    every = list(chosen)
    bills = {one for choices in every for one in choices.bills}
    lines = {one for choices in every for one in choices.lines}
    return Here(
        bills=frozenset(Bill.objects.filter(pk__in=bills).values_list("pk", flat=True)),
        lines=dict(Line.objects.filter(pk__in=lines).values_list("pk", "name")),
        messages={one.id: one.title for one in library_messages()}
        if any(choices.messages for choices in every)
        else {},
    )


def still_here(choices: Choices, kind: PacketKind, here: Here | None = None) -> Kept:
    """Return the choices without what no longer exists or is no longer offered, and what that was.

    `here` is what was looked up for many choices at once.
    """
    here = here or look_up([choices])
    fits = fitted(choices, kind)
    gone = [
        *(f"the bill {_cited(one)}" for one in fits.bills if one not in here.bills),
        *(f"the line “{one}”" for one in fits.lines if one not in here.lines),
        *(f"message {one} of the library" for one in fits.messages if one not in here.messages),
        *(f"the section “{one}”" for one in choices.sections if one not in fits.sections),
    ]
    subject = fits.subject
    if subject and OFFERS[kind].about != About.OFFICE:
        try:
            subject_of(kind, subject)
        except UnknownSubject:
            gone.append(f"the {OFFERS[kind].about.value} “{subject}”")
            subject = ""
    left = replace(
        fits,
        bills=tuple(one for one in fits.bills if one in here.bills),
        lines=tuple(one for one in fits.lines if one in here.lines),
        messages=tuple(one for one in fits.messages if one in here.messages),
        subject=subject,
    )
    return Kept(left, tuple(gone))


def in_words(choices: Choices, kind: PacketKind, here: Here | None = None) -> list[Said]:
    """Return what was chosen as a reader says it; what is by default is said too. `here` as for `still_here`."""
    here = here or look_up([choices])
    offer = OFFERS[kind]
    lines = "; ".join(here.lines.get(one, one) for one in choices.lines) or "every line"
    titles = [here.messages.get(one, f"no. {one}, no longer cleared") for one in choices.messages]
    said = [
        ("About", _subject_words(choices, kind) if choices.subject else ""),
        ("Fiscal year", fy(choices.fiscal_year) if choices.fiscal_year else ""),
        ("Behind the sheet", _section_words(choices) if offer.sections else ""),
        ("Bills", (", ".join(map(_cited, choices.bills)) or EVERY_BILL) if offer.bills else ""),
        ("Lines", lines if offer.lines else ""),
        ("Messages", "; ".join(titles)),
        ("Cover note", choices.cover_note),
        ("Requests", "none: for information" if choices.for_information else ""),
    ]
    return [Said(label, words) for label, words in said if words]


def _section_words(choices: Choices) -> str:
    names = [SectionName(one).label for one in choices.sections if one in SectionName.values]
    return ", ".join(names) or "nothing: one sheet, two sides"


def _subject_words(choices: Choices, kind: PacketKind) -> str:
    try:
        subject = subject_of(kind, choices.subject)
    except UnknownSubject:
        return f"{choices.subject} (no longer here)"
    return subject.name if subject else choices.subject


def _cited(bill_id: str) -> str:
    try:
        parsed = BillId.parse(bill_id)
    except UnknownBillId:
        return bill_id
    return cite_in_full(str(parsed))
