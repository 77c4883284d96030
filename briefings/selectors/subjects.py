"""What a packet may be about, by kind: what is offered, and the name of what was chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from appropriations.models import Bundle, Line
from briefings.choices import PacketKind
from briefings.offers import OFFERS, About
from briefings.selectors.pages import bill_choices, office_choices
from common.citations import cite_in_full
from common.citations import fiscal_year as fy
from decisions.choices import LetterState
from decisions.models import Decision, Letter
from legislation.models import Bill, Family

Choice = tuple[str, str]
Groups = list[tuple[str, list[Choice]]]


class UnknownSubject(LookupError):  # noqa: N818 - named for what is wrong
    """No packet can be about this; the message says why."""


@dataclass(frozen=True)
class Subject:
    """What a packet is about: its name, and where its page is."""

    name: str
    address: str = ""


def subject_choices(about: About, on: date, user: Any) -> list[Choice]:
    """Return (id, label) of everything that a packet of a kind may be about on a day, in the order of its list."""
    return _OFFERED[about](on, user)


def line_groups() -> Groups:
    """Return every line by the appropriations bill that holds it: (bill, [(slug, name)])."""
    groups: dict[str, list[Choice]] = {}
    for line in Line.objects.select_related("bundle"):
        groups.setdefault(str(line.bundle), []).append((line.pk, _line_label(line)))
    return list(groups.items())


def subject_of(kind: PacketKind, subject: str) -> Subject | None:
    """Return what a packet of any kind but an office's is about; None for a book of every bill.

    Raises UnknownSubject, with a message fit to be shown, where it is not named or not here.
    """
    offer = OFFERS[kind]
    if not subject:
        if offer.needs_subject:
            raise UnknownSubject(f"Say which {offer.about.value} the packet is about.")
        return None
    found = _FOUND[offer.about](subject)
    if found is None:
        raise UnknownSubject(f"The {offer.about.value} {subject[:40]!r} is not here.")
    return found


def title_of(kind: PacketKind, subject: str, fiscal_year: int | None) -> str:
    """Return what a packet is called until it is made. Raises UnknownSubject."""
    about = subject_of(kind, subject)
    year = f" {fy(fiscal_year)}" if kind == PacketKind.BOOK and fiscal_year else ""
    return f"{kind.label}{year}{f': {about.name}' if about else ''}"[:300]


def _bills(on: date, _user: Any) -> list[Choice]:
    return [(one.id, one.label) for one in bill_choices(on)]


def _letters(_on: date, user: Any) -> list[Choice]:
    rows = Letter.objects.visible_to(user).exclude(state=LetterState.DRAFT)
    return [(str(one.pk), one.title) for one in rows]


def _decisions(_on: date, user: Any) -> list[Choice]:
    return [(one.number, f"{one.number} {one.title}") for one in Decision.objects.visible_to(user)]


_OFFERED: dict[About, Callable[[date, Any], list[Choice]]] = {
    About.OFFICE: lambda on, _user: office_choices(on),
    About.BUNDLE: lambda _on, _user: [(one.pk, one.name) for one in Bundle.objects.all()],
    About.BILL: _bills,
    About.LINE: lambda _on, _user: [(one.pk, _line_label(one)) for one in Line.objects.all()],
    About.FAMILY: lambda _on, _user: [
        (one.pk, f"{one.short_name}: {one.name}") for one in Family.objects.filter(archived_at__isnull=True)
    ],
    About.LETTER: _letters,
    About.DECISION: _decisions,
}


def _line_label(line: Line) -> str:
    return f"{line.name}, {line.agency or line.department}"


def _bundle(key: str) -> Subject | None:
    row = Bundle.objects.filter(pk=key).first()
    return Subject(row.name) if row else None


def _bill(key: str) -> Subject | None:
    row = Bill.objects.filter(pk=key).first()
    return Subject(f"{cite_in_full(row.pk)} {row.name}", row.get_absolute_url()) if row else None


def _line(key: str) -> Subject | None:
    row = Line.objects.filter(pk=key).first()
    return Subject(row.name, row.get_absolute_url()) if row else None


def _family(key: str) -> Subject | None:
    row = Family.objects.filter(pk=key).first()
    return Subject(row.name, row.get_absolute_url()) if row else None


def _letter(key: str) -> Subject | None:
    row = Letter.objects.filter(pk=key).first() if key.isdigit() else None
    return Subject(row.title, row.get_absolute_url()) if row else None


def _decision(key: str) -> Subject | None:
    row = Decision.objects.filter(number=key).first()
    return Subject(f"{row}, {row.title}", row.get_absolute_url()) if row else None


_FOUND: dict[About, Callable[[str], Subject | None]] = {
    About.BUNDLE: _bundle,
    About.BILL: _bill,
    About.LINE: _line,
    About.FAMILY: _family,
    About.LETTER: _letter,
    About.DECISION: _decision,
}
