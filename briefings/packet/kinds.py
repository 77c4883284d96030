"""The sections of the kinds that are about a bill, a family, a letter or a decision, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefings.packet.facts import Fact
from briefings.packet.sections import BillSection, Section
from decisions.render.minutes import Minutes
from decisions.selectors.letters import PrintedLetter


@dataclass(frozen=True)
class BillPage(BillSection):
    """One bill on one page, for whoever reads it."""

    template: ClassVar[str] = "briefings/packet/bill_page.html"

    why: Fact | None = None
    would_authorize: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Column:
    """A live vehicle, as it heads a column."""

    number: str
    title: str


@dataclass(frozen=True)
class FactRow:
    """One fact of each vehicle of a table, in the order of its columns; None where nothing is known."""

    label: str
    cells: tuple[Fact | None, ...]


@dataclass(frozen=True)
class SideBySide:
    """As many vehicles as stand beside one another on a page."""

    columns: tuple[Column, ...]
    rows: tuple[FactRow, ...]


@dataclass(frozen=True)
class PastRow:
    """One bill of an earlier Congress, and how far it got."""

    congress: str
    bill: str
    title: str
    got: Fact


@dataclass(frozen=True)
class LawRow:
    citation: str
    title: Fact
    when: str = ""
    carried_in: str = ""


@dataclass(frozen=True)
class AuthorizationRow:
    """One provision: `where` is its law and section, or the bill and version that proposes it."""

    name: str
    where: str
    years: str
    amount: Fact
    ends: str = ""


@dataclass(frozen=True)
class StancePart:
    """The coalition's public position on one vehicle, with the decision it rests on."""

    bill: str
    says: Fact


@dataclass(frozen=True)
class FamilySection(Section):
    """One effort in Congress: its vehicles, what came before, its laws, and what is authorized and proposed."""

    template: ClassVar[str] = "briefings/packet/family.html"

    about: Fact | None
    standing: str
    tables: tuple[SideBySide, ...] = ()
    stances: tuple[StancePart, ...] = ()
    past: tuple[PastRow, ...] = ()
    carriers: tuple[PastRow, ...] = ()
    laws: tuple[LawRow, ...] = ()
    in_law: tuple[AuthorizationRow, ...] = ()
    proposed: tuple[AuthorizationRow, ...] = ()


@dataclass(frozen=True)
class SignOnSection(Section):
    """A sign-on letter: printed as decisions print it; `said` are its words and names for the manifest."""

    letter: PrintedLetter
    said: tuple[Fact, ...]
    not_final: tuple[tuple[str, str], ...] = ()

    @property
    def refused(self) -> tuple[tuple[str, str, str], ...]:
        return tuple((f"Letter “{self.letter.title}”", rule, reason) for rule, reason in self.not_final)


@dataclass(frozen=True)
class MinutesSection(Section):
    """The minutes of decisions: for those inside only (P5), printed as decisions print them."""

    minutes: Minutes
    numbers: tuple[str, ...]
    said: tuple[Fact, ...]
