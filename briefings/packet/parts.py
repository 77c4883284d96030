"""The parts of a packet, frozen: the template prints these fields and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefings.packet.facts import Fact
from briefings.packet.wording import day
from common import charts


@dataclass(frozen=True)
class Office:
    """For whom: "The Honorable Susan M. Collins", "United States Senate", "Sen. Susan Collins (R-ME)".

    `body` of who is neither Senator nor Representative begins with the title ("Delegate, …"); `leads` is a post in the
    leadership; `members` names the organizations that chose to be named in the office's state (P7).
    """

    bioguide_id: str
    honorable: Fact
    body: str
    place: str
    short: str
    leads: Fact | None = None
    seats: tuple[Fact, ...] = ()
    unassigned: Fact | None = None
    doubt: str = ""
    members: Members | None = None


@dataclass(frozen=True)
class Members:
    """The member organizations that work in the office's state and chose to be named there, alphabetical."""

    state: str
    names: tuple[Fact, ...]


@dataclass(frozen=True)
class ReadMore:
    """The public page with our positions and requests: its address in full, and as it is printed."""

    url: str
    address: str


@dataclass(frozen=True)
class Ask:
    """What we ask of this office, or tell it; `more` is what else makes it the office to ask."""

    subject: str
    text: Fact
    reason: str = ""
    this_office: Fact | None = None
    deadline: date | None = None
    anchor: str = ""
    is_request: bool = True
    more: tuple[Fact, ...] = ()
    letters: tuple[Fact, ...] = ()

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
    """One live vehicle: where it is, where this office stands on it, and what it can do.

    Not `titled`: the row above says the same title.
    """

    bill: str
    title: str
    where: Fact
    office: Fact
    anchor: str = ""
    can: tuple[Fact, ...] = ()
    titled: bool = True


@dataclass(frozen=True)
class Contact:
    name: str
    email: str
    phone: str


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
class Picture:
    """A chart whose numbers stand in the table above it; it is drawn when it is printed or shown."""

    name: str
    spec: charts.Chart
    caption: str

    @property
    def alternative(self) -> str:
        return self.spec.alt


@dataclass(frozen=True)
class Chart(Picture):
    """A chart and, beside it, the table of the same numbers."""

    table: MoneyTable
