"""A whole packet, frozen: its sheet, the office's own pages, and the annex that offices share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from briefings.choices import PacketKind
from briefings.packet.facts import Fact, Source, found_in
from briefings.packet.parts import Ask, Contact, LeftOut, MoneyTable, Office, ReadMore, Standing
from briefings.packet.sections import Section
from briefings.packet.sheet_sources import source_notes
from briefings.packet.wording import long_day

MAX_ASKS = 3
OWN, ANNEX = "own", "annex"
# What comes before the sections; the rest of a packet's fields says what it is, not what it tells.
SHEET_FIELDS = ("office", "asks", "standings", "letters", "money")


@dataclass(frozen=True)
class Packet:
    """Everything on paper, on one day.

    `own` are the sections that are this packet's alone, `annex` those that may be shared: they depend on the choices
    and the day, and on nothing of the office. An office packet begins with its sheet; other kinds have no office.
    """

    id: str
    made_at: datetime
    on: date
    coalition: str
    coalition_line: str
    is_draft: bool
    contact: Contact
    title: str
    kind: PacketKind = PacketKind.OFFICE
    office: Office | None = None
    asks: tuple[Ask, ...] = ()
    standings: tuple[Standing, ...] = ()
    letters: tuple[Fact, ...] = ()
    money: MoneyTable | None = None
    own: tuple[Section, ...] = ()
    annex: tuple[Section, ...] = ()
    sample_reasons: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    more: ReadMore | None = None
    for_information: bool = False

    def __post_init__(self) -> None:
        if len(self.asks) > MAX_ASKS:
            raise ValueError(f"A packet carries at most {MAX_ASKS} asks, not {len(self.asks)}.")

    @property
    def date_words(self) -> str:
        return long_day(self.on)

    @property
    def asks_heading(self) -> str:
        """Return "Our request", "Our two requests", or "For your information" when nothing is requested."""
        requests = sum(ask.is_request for ask in self.asks)
        heading = ("For your information", "Our request", "Our two requests", "Our three requests")[requests]
        return f"{heading}, and for your information" if 0 < requests < len(self.asks) else heading

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section, in the order of printing."""
        return (*self.own, *self.annex)

    @property
    def source_notes(self) -> tuple[str, ...]:
        """The sources in compact notes, for a sheet that no annex follows to name them."""
        return () if self.sections else source_notes(self.facts, self.money)

    @property
    def standings_as_of(self) -> str:
        """Return the day of the table of bills, once for all its rows where they share it; else each row says it."""
        days = {row.where.as_of_words for row in self.standings}
        return days.pop() if len(days) == 1 else ""

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every printed fact, in the order of printing."""
        return tuple(found_in(self, Fact))

    def facts_of(self, part: str) -> tuple[Fact, ...]:
        """The facts of the part OWN (with the sheet) or ANNEX."""
        within = self.annex if part == ANNEX else (*(getattr(self, name) for name in SHEET_FIELDS), self.own)
        return tuple(found_in(within, Fact))

    @property
    def is_sample(self) -> bool:
        return bool(self.sample_reasons) or any(fact.sample for fact in self.facts)

    @property
    def oldest_as_of(self) -> date:
        """The as-of of the oldest printed fact."""
        return oldest(self.facts, self.on)

    @property
    def newest_as_of(self) -> date:
        return newest(self.facts, self.on)

    @property
    def stale_facts(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.stale)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source once, by name, then by day."""
        return tuple(sorted({*self.sources_of(OWN), *self.sources_of(ANNEX)}))

    def sources_of(self, part: str) -> tuple[Source, ...]:
        """Return the sources of the part OWN (with the sheet) or ANNEX, each once, by name, then by day."""
        named = {fact.source for fact in self.facts_of(part)}
        for section in self.annex if part == ANNEX else self.own:
            named |= set(getattr(section, "sources", ()))
        return tuple(sorted(named))


def oldest(facts: Iterable[Fact], otherwise: date) -> date:
    """Return the day of the oldest of some facts."""
    return min((fact.source.as_of for fact in facts), default=otherwise)


def newest(facts: Iterable[Fact], otherwise: date) -> date:
    """Return the day of the newest of some facts."""
    return max((fact.source.as_of for fact in facts), default=otherwise)
