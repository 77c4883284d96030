"""The parts of a packet, frozen: the template prints these fields and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from briefings.packet.facts import Fact, Source, facts_in
from briefings.packet.gate import ask_refusals
from briefings.packet.wording import day, long_day
from common.tracks import TrackStep

MAX_ASKS = 3


@dataclass(frozen=True)
class Office:
    """For whom: "The Honorable Susan M. Collins", "United States Senate", "Sen. Susan Collins (R-ME)"."""

    bioguide_id: str
    honorable: Fact
    body: str
    place: str
    short: str
    seats: tuple[Fact, ...] = ()
    unassigned: Fact | None = None
    doubt: str = ""


@dataclass(frozen=True)
class Ask:
    """What we ask of this office, or tell it."""

    subject: str
    text: Fact
    reason: str = ""
    this_office: Fact | None = None
    deadline: date | None = None
    anchor: str = ""
    is_request: bool = True
    decision_in_force: bool = True
    letters: tuple[Fact, ...] = ()

    @property
    def refused(self) -> tuple[str, ...]:
        """Why it could not stand in a final packet; a draft prints these beside it."""
        return tuple(reason for _, reason in ask_refusals(self))

    @property
    def deadline_words(self) -> str:
        """Return "By Dec 4, 2026", or nothing."""
        return f"By {day(self.deadline)}" if self.deadline else ""


@dataclass(frozen=True)
class LeftOut:
    """What is not printed because it ended with a Congress; `chosen` when its bill was asked for by name."""

    item: str
    reason: str
    chosen: bool = False


@dataclass(frozen=True)
class Standing:
    """One live vehicle: where it is, and where this office stands on it."""

    bill: str
    title: str
    where: Fact
    office: Fact
    anchor: str = ""


@dataclass(frozen=True)
class Contact:
    name: str
    email: str
    phone: str


@dataclass(frozen=True)
class ActionLine:
    day: str
    text: Fact


@dataclass(frozen=True)
class Cosponsors:
    """Who is on a bill: this office first, then every party with the same weight (P1).

    `note` says why the list is not whole; a list that is not whole carries no statement that someone is missing (P9).
    """

    count: Fact
    office: Fact
    groups: tuple[Fact, ...] = ()
    withdrawn: Fact | None = None
    note: str = ""


@dataclass(frozen=True)
class BillSection:
    """One bill on about a page."""

    anchor: str
    number: str
    congress: str
    title: str
    facts_line: tuple[Fact, ...]
    stage: Fact
    track: tuple[TrackStep, ...]
    step: Fact | None
    cosponsors: Cosponsors
    ended: Fact | None = None
    what_it_does: Fact | None = None
    position: Fact | None = None
    asks: tuple[str, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    earlier: tuple[Fact, ...] = ()
    stale_words: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A figure, words, or the reason why there is neither; `marks` lead to the notes under the table."""

    fact: Fact | None = None
    empty: str = ""
    marks: tuple[str, ...] = ()
    numeric: bool = True


@dataclass(frozen=True)
class Note:
    mark: str
    text: Fact


@dataclass(frozen=True)
class MoneyRow:
    name: str
    cells: tuple[Cell, ...]
    detail: str = ""


@dataclass(frozen=True)
class MoneyTable:
    """Lines by column; the unit is said once, in the caption. `unknown` names lines without any figure, and why."""

    anchor: str
    title: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[MoneyRow, ...]
    notes: tuple[Note, ...] = ()
    stub: str = "Line"
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A drawing and, beside it, the table of the same numbers."""

    name: str
    svg: str
    alternative: str
    caption: str
    table: MoneyTable


@dataclass(frozen=True)
class PlanLine:
    """A priority of the plan in force that the packet's bills and lines serve."""

    code: str
    title: Fact
    serves: str


@dataclass(frozen=True)
class Packet:
    """Everything on paper for one office, on one day."""

    id: str
    made_at: datetime
    on: date
    coalition: str
    coalition_line: str
    is_draft: bool
    office: Office
    contact: Contact
    asks: tuple[Ask, ...] = ()
    standings: tuple[Standing, ...] = ()
    letters: tuple[Fact, ...] = ()
    money: MoneyTable | None = None
    sections: tuple[BillSection, ...] = ()
    tables: tuple[MoneyTable, ...] = ()
    charts: tuple[Chart, ...] = ()
    plan: str = ""
    plan_lines: tuple[PlanLine, ...] = ()
    sample_reasons: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def __post_init__(self) -> None:
        if len(self.asks) > MAX_ASKS:
            raise ValueError(f"A packet carries at most {MAX_ASKS} asks, not {len(self.asks)}.")

    @property
    def title(self) -> str:
        return f"Briefing for {self.office.short}"

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
    def facts(self) -> tuple[Fact, ...]:
        """Every printed fact, in the order of printing."""
        return tuple(fact for _, fact in facts_in(self))

    @property
    def is_sample(self) -> bool:
        return bool(self.sample_reasons) or any(fact.sample for fact in self.facts)

    @property
    def oldest_as_of(self) -> date:
        """The as-of of the oldest printed fact."""
        return min((fact.source.as_of for fact in self.facts), default=self.on)

    @property
    def newest_as_of(self) -> date:
        return max((fact.source.as_of for fact in self.facts), default=self.on)

    @property
    def stale_facts(self) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.stale)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source once, by name, then by day."""
        named = {fact.source for fact in self.facts}
        named |= {source for section in self.sections for source in section.sources}
        return tuple(sorted(named))

    def manifest(self) -> list[dict[str, Any]]:
        """Return each printed fact with its place, source and as-of, as plain JSON values."""
        return [
            {
                "where": where,
                "text": fact.text,
                "source": fact.source.label,
                "url": fact.source.url,
                "as_of": fact.source.as_of.isoformat(),
                "stale": fact.stale,
                "sample": fact.sample,
            }
            for where, fact in facts_in(self)
        ]
