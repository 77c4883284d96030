"""What is asked for when a packet is made: its kind, and what staff chose for it. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any, Self

from briefings.choices import PacketKind, SectionName
from common.dates import congress_day, eastern

# The sheet alone is the default: the book is an annex that staff choose.
WHOLE_BOOK = (SectionName.HERE, SectionName.PLAN, SectionName.BILLS, SectionName.MONEY)


@dataclass(frozen=True)
class Choices:
    """What staff chose. Without bills: every live vehicle and the bills of the asks. Without lines: every line.

    `sections` are the sections behind the sheet in their order; `subject` is what another kind is about: the id of
    a bill, line, family, bundle, letter or decision.
    """

    bills: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    messages: tuple[int, ...] = ()
    cover_note: str = ""
    for_information: bool = False
    fiscal_year: int | None = None
    subject: str = ""

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Return the choices as they are kept with a packet; unknown names are left out."""
        known = {one.name for one in fields(cls)}
        lists = {name: tuple(value) for name, value in stored.items() if isinstance(value, list)}
        return cls(**{name: value for name, value in {**stored, **lists}.items() if name in known})

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }

    def with_whole_book(self) -> Self:
        """Return these choices with every usual section behind the sheet."""
        return replace(self, sections=tuple(str(name) for name in WHOLE_BOOK))


@dataclass(frozen=True)
class Order:
    """Which packet: of which kind, for whose office (bioguide id) if for one, with which choices, as of when (UTC)."""

    id: str
    made_at: datetime
    kind: PacketKind = PacketKind.OFFICE
    bioguide_id: str = ""
    is_draft: bool = True
    choices: Choices = field(default_factory=Choices)
    # Whose request it is (members.User): minutes are made for somebody inside only (P5).
    requested_by: int | None = None

    @property
    def on(self) -> date:
        """The day in Washington, as it is printed."""
        return eastern(self.made_at).date()

    @property
    def congress_on(self) -> date:
        """The day by which Congresses and terms are counted: they end at noon."""
        return congress_day(self.made_at)
