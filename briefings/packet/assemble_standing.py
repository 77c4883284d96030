"""Where one office stands on the bills of its packet, what it can do for them, and what it did before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from briefings.packet.able import MOVES, Able, able
from briefings.packet.facts import Fact
from briefings.packet.gather import BillVoice, Desk, source_of_bill
from briefings.packet.parts import Standing
from briefings.packet.relation import is_dated, relation
from briefings.packet.sections import BillHere, HereSection
from briefings.selectors.bills import Earlier
from briefings.selectors.offices import OfficeRows
from common.citations import cite, cite_in_full
from legislation import styles
from legislation.choices import FactGroup, WhatToAsk
from legislation.models import Bill
from legislation.selectors.asking import bill_now, nobody_on, on_bill
from legislation.selectors.standing import standing
from legislation.signing import BillNow, OnBill
from legislation.what_to_ask import OfficeNow, SeatNow


@dataclass(frozen=True)
class BillDesk:
    """Everything needed to say where one office stands on any bill of the packet.

    `leads` is its post in the leadership, `lines` the program lines by the subcommittee that writes them and the
    family they rest on, `earlier` what it did in earlier Congresses by family; `moves` is False where a packet is for
    information and says nothing of what the office can do.
    """

    rows: OfficeRows
    desk: Desk
    bills: Mapping[str, Bill]
    leads: str = ""
    lines: Mapping[tuple[str, str], Sequence[str]] = field(default_factory=dict)
    earlier: Mapping[str, Sequence[Earlier]] = field(default_factory=dict)
    moves: bool = True

    @cached_property
    def who(self) -> str:
        """Return "Sen. Grassley"."""
        return f"{styles.title(self.rows.term)} {self.rows.legislator.last_name}"

    def on_bill(self, bill: Bill) -> OnBill:
        """Return what is known of this office and one bill; a list that is old says nothing of who is not on it."""
        mine = [one for one in bill.cosponsors.all() if one.legislator_id == self.rows.legislator.pk]
        mine.sort(key=lambda one: (one.cosponsored_on or self.desk.on, one.pk))
        # How old a list may be for a packet is the desk's to say.
        fresh = not self.desk.is_stale(bill, bill.fact_groups.get(FactGroup.COSPONSORS))
        known = replace(nobody_on(bill, self.desk.on), list_is_fresh=fresh)
        return on_bill(bill, known, self.rows.legislator.pk, mine)

    def now(self, bill: Bill) -> BillNow:
        return bill_now(bill, self.desk.on)

    def office_now(self, bill: Bill) -> OfficeNow:
        """Return this office as the rule of what to ask reads it."""
        families = sorted(part.family_id for part in bill.family_parts.all())
        lines = {
            name
            for seat in self.rows.seats
            for family in families
            for name in self.lines.get((seat.committee_id, family), ())
        }
        return OfficeNow(
            chamber=self.rows.term.chamber,
            on=self.on_bill(bill),
            seats=tuple(SeatNow(seat.committee_id, seat.title) for seat in self.rows.seats),
            leads=self.leads,
            lines=tuple(sorted(lines)),
        )

    def said(self, bill: Bill) -> Fact:
        """Return where this office stands on a bill, from the list that says so: the bill's, or its companion's."""
        companion = self._companion(bill)
        known = self.on_bill(companion) if companion else None
        one = self.on_bill(bill)
        words = relation(one, self.rows.term.chamber, known)
        told_by = (
            companion if companion and one.chamber != self.rows.term.chamber and not one.is_on_it else bill
        )
        fact = BillVoice(told_by, self.desk).say(words, FactGroup.COSPONSORS)
        # Which chamber a bill is of does not age, and "not known since" names the day itself.
        across = one.chamber != self.rows.term.chamber and companion is None and not one.is_on_it
        return fact if across or is_dated(words) else _aged(fact)

    def can(
        self, bill: Bill, kinds: Collection[str] = tuple(WhatToAsk), *, leading: bool = False
    ) -> tuple[Fact, ...]:
        """Return what this office can do for a bill, a sentence each, of some kinds; `leading`: as chair or leader."""
        if not self.moves:
            return ()
        found = able(self.who, self.office_now(bill), self.now(bill))
        return tuple(self._able(one, bill) for one in found if one.kind in kinds and one.leads >= leading)

    def before(self, bill: Bill) -> tuple[Fact, ...]:
        """Return what this office did on vehicles of the bill's families in earlier Congresses, newest first."""
        families = [part.family_id for part in bill.family_parts.all()]
        found = {one.bill.pk: one for family in families for one in self.earlier.get(family, ())}
        return tuple(self._earlier(one) for one in found.values())

    def _able(self, one: Able, bill: Bill) -> Fact:
        fact = BillVoice(bill, self.desk).say(one.text, one.group)
        if one.is_sure or fact.stale:
            return _aged(fact, ".")
        return Fact(f"{one.text} (as far as an incomplete list tells).", fact.source)

    def _earlier(self, one: Earlier) -> Fact:
        verb = "sponsored" if one.is_sponsor else "cosponsored"
        source = source_of_bill(one.bill, one.facts, self.desk.on)
        return Fact(f"{self.who} {verb} {cite_in_full(one.bill.pk)}.", source)

    def _companion(self, bill: Bill) -> Bill | None:
        """The companion, when it is in the packet too: only then its cosponsors are at hand."""
        for part in bill.family_parts.all():
            if part.companion_id and part.companion_id in self.bills:
                return self.bills[part.companion_id]
        return None


def _aged(fact: Fact, end: str = "") -> Fact:
    """Say the day of an old fact beside it."""
    words = f"{fact.text} (as of {fact.as_of_words}){end}" if fact.stale else f"{fact.text}{end}"
    return Fact(words, fact.source, stale=fact.stale)


def standings(bills: Sequence[Bill], office: BillDesk, asked: Collection[str] = ()) -> tuple[Standing, ...]:
    """Return a row for each live bill, those of the office's own chamber first, alike titles together.

    What the office can do to move a bill is said with our ask about it, else here (`asked` are the ids of those bills).
    """
    live = [bill for bill in bills if office.on_bill(bill).is_live]
    live.sort(key=lambda bill: bill.origin_chamber != office.rows.term.chamber)
    return tuple(
        Standing(
            bill=cite(bill.pk),
            title=bill.name,
            where=BillVoice(bill, office.desk).say(
                standing(bill, office.desk.on).sentence.rstrip("."), FactGroup.ACTIONS
            ),
            office=office.said(bill),
            can=() if bill.pk in asked else office.can(bill, MOVES, leading=True),
            anchor=f"bill-{bill.pk}",
            titled=number == 0 or live[number - 1].name != bill.name,
        )
        for number, bill in enumerate(live)
    )


def here_section(
    office: BillDesk, bills: Sequence[Bill], asks: Mapping[str, Sequence[str]]
) -> tuple[HereSection, ...]:
    """Return the section of the bills and this office; `asks` are the texts of our asks by bill."""
    told: set[str] = set()
    made = []
    for bill in bills:
        # A family's history is told once, with its first bill here.
        past = [fact for fact in office.before(bill) if fact.text not in told]
        told |= {fact.text for fact in past}
        made.append(
            BillHere(
                number=cite(bill.pk),
                title=bill.name,
                office=office.said(bill),
                can=office.can(bill),
                asks=tuple(asks.get(bill.pk, ())),
                earlier=tuple(past),
                anchor=f"bill-{bill.pk}",
            )
        )
    short = styles.title_and_full_name(office.rows.legislator, office.rows.term)
    return (HereSection("here", "The bills and this office", short, tuple(made)),) if made else ()
