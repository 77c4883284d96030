"""The sections of a packet behind its sheet, frozen: each knows the template that prints it.

A section is either the office's own or shared: a shared one says nothing about the office, so that it is laid out
once and handed to every office (P9: what is said of an office stands in its own pages, beside the day).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefings.packet.facts import Fact, Source
from briefings.packet.parts import Chart, MoneyTable
from common.tracks import TrackStep


@dataclass(frozen=True)
class Section:
    """A part under a heading of its own: where a link finds it, and what the contents call it."""

    template: ClassVar[str] = ""

    anchor: str
    heading: str

    @property
    def refused(self) -> tuple[tuple[str, str, str], ...]:
        """What of this section a final packet may not carry: (item, rule, reason)."""
        return ()

    @property
    def our_words(self) -> tuple[str, ...] | None:
        """Texts of ours for the guards of P1 and P2; None lets the gate read every word but what others say."""
        return None


@dataclass(frozen=True)
class ActionLine:
    day: str
    text: Fact


@dataclass(frozen=True)
class Cosponsors:
    """Who is on a bill: every party with the same weight (P1).

    `note` says why the list is not whole; a list that is not whole carries no statement that someone is missing (P9).
    """

    count: Fact
    groups: tuple[Fact, ...] = ()
    withdrawn: Fact | None = None
    note: str = ""


@dataclass(frozen=True)
class BillSection(Section):
    """One bill on about a page."""

    template: ClassVar[str] = "briefings/packet/bill.html"

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
    actions: tuple[ActionLine, ...] = ()
    stale_words: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class BillHere:
    """One bill as it concerns this office: where it stands, what it can do, what we ask, what it did before (P9)."""

    number: str
    title: str
    office: Fact
    asks: tuple[str, ...] = ()
    earlier: tuple[Fact, ...] = ()
    anchor: str = ""
    can: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class HereSection(Section):
    """The bills of the packet as they concern this office."""

    template: ClassVar[str] = "briefings/packet/here.html"

    office: str
    bills: tuple[BillHere, ...]


@dataclass(frozen=True)
class MoneySection(Section):
    """The tables of the lines, and the charts with their numbers."""

    template: ClassVar[str] = "briefings/packet/money.html"

    tables: tuple[MoneyTable, ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True)
class PlanLine:
    """A priority of the plan in force that the packet's bills and lines serve."""

    code: str
    title: Fact
    serves: str


@dataclass(frozen=True)
class PlanSection(Section):
    """What the packet serves in the plan in force."""

    template: ClassVar[str] = "briefings/packet/plan.html"

    plan: str
    lines: tuple[PlanLine, ...]
