"""Whom to ask next about bills: each office there is a reason for, with the evidence and what to ask.

Everything is told of every party's offices by the same rule, in the order of names: nothing is scored (P1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from common.citations import cite_in_full
from common.dates import congress_day
from legislation import styles
from legislation.choices import Chamber, Stand, WhatToAsk
from legislation.models import Bill, FamilyBill, Term
from legislation.selectors.asking import is_live, on_bill, with_what_is_asked
from legislation.selectors.standing import standing
from legislation.selectors.terms import roster_day, seats_unassigned
from legislation.signing import BillNow, Door, OnBill, cosponsorship, stand, why_not_known
from legislation.what_to_ask import Ask, OfficeNow, SeatNow, what_to_ask
from legislation.wording import day, long_day
from outreach.choices import EvidenceKind
from outreach.selectors.ask_evidence import Evidence, evidence_of
from outreach.selectors.ask_facts import About, Known, known_of

# No reason to be listed alone: reach says who could go along, and letters and requests are about the money.
_NOT_ALONE = frozenset({EvidenceKind.REACH, EvidenceKind.SIGNED, EvidenceKind.SUBMITTED})


@dataclass(frozen=True)
class AskRow:
    """One office and one bill: where it stands, what to ask with the reason, and what is known."""

    bioguide_id: str
    name: str
    has_page: bool
    sort_key: str
    seat: str
    chamber: str
    state: str
    party: str
    is_departing: bool
    bill_id: str
    citation: str
    stand: Stand
    stands: str
    asks: tuple[Ask, ...]
    evidence: tuple[Evidence, ...]
    committees: frozenset[str]

    @property
    def kinds(self) -> frozenset[WhatToAsk]:
        return frozenset(ask.kind for ask in self.asks)

    @property
    def evidence_kinds(self) -> frozenset[EvidenceKind]:
        return frozenset(one.kind for one in self.evidence)


@dataclass(frozen=True)
class AskBill:
    """One bill that is asked about: where it stands, whether names can be added, how far its list is known."""

    bill_id: str
    citation: str
    url: str
    title: str
    standing: str
    door: Door
    list_words: str
    committees: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class WhomToAsk:
    """Everything the page shows before it is filtered: the live bills, and the rows by name."""

    bills: tuple[AskBill, ...]
    rows: tuple[AskRow, ...]
    doubt: str = ""
    """Why offices are missing from the rows, or no committee is among the evidence."""


def live_vehicles(family: str, user: Any, on: date | None = None) -> list[str]:
    """Return the ids of a family's vehicles of which something can still be asked, by citation."""
    vehicles = FamilyBill.objects.filter(family=family, part=FamilyBill.Part.VEHICLE)
    bills = Bill.objects.visible_to(user).live(on).filter(pk__in=vehicles.values("bill"))
    return list(bills.order_by("bill_type", "number").values_list("pk", flat=True))


def whom_to_ask(bill_ids: Sequence[str], user: Any, on: date | None = None) -> WhomToAsk:
    """Return whom to ask about bills on a day (default today); a bill that is over gives no rows.

    The number of queries grows neither with the bills nor with the offices.
    """
    when = on or congress_day()
    bills = list(with_what_is_asked(Bill.objects.visible_to(user).filter(pk__in=list(bill_ids))))
    bills = [bill for bill in sorted(bills, key=_number) if is_live(bill, when)]
    known = known_of(bills, user, when)
    abouts = [known.about(bill) for bill in bills]
    rows = [row for about in abouts for row in _rows(about, known)]
    shown = tuple(_shown(about, when) for about in abouts)
    return WhomToAsk(shown, tuple(sorted(rows, key=by_name)), _doubt(when) if shown else "")


def _doubt(when: date) -> str:
    """After a Congress has ended, an old roster leaves out whose seat nobody is known to hold; that is said (P9)."""
    missing = Term.objects.last_known(when).exclude(pk__in=Term.objects.current(when).values("pk"))
    unassigned = seats_unassigned(when)
    said = []
    if count := missing.count():
        roster = roster_day()
        as_of = f" is of {long_day(roster)}" if roster else " is not here"
        are = "seat is" if count == 1 else "seats are"
        said.append(f"{count} {are} left out: the term is over and the roster{as_of}.")
    return " ".join(
        [*said, *([f"Committees: {unassigned[0].lower()}{unassigned[1:]}."] if unassigned else [])]
    )


def by_name(row: AskRow) -> tuple[str, str, str]:
    """The order of the list unless a reader asks for another: last name, whatever the party."""
    return row.sort_key, row.bioguide_id, row.bill_id


def _number(bill: Bill) -> tuple[str, int]:
    return bill.bill_type, bill.number


def _shown(about: About, when: date) -> AskBill:
    bill = about.bill
    names = about.names
    as_of = f" Its list of cosponsors is of {day(names.list_as_of)}." if names.list_as_of else ""
    doubt = why_not_known(names)
    missing = f" Who is not on it cannot be told: {doubt}." if doubt else ""
    full = [one for one in bill.bill_committees.all() if one.committee.parent_id is None]
    return AskBill(
        bill_id=bill.pk,
        citation=cite_in_full(bill.pk),
        url=bill.get_absolute_url(),
        title=bill.name,
        standing=standing(bill, when).sentence,
        door=cosponsorship(about.now),
        list_words=(missing or as_of).strip(),
        committees=tuple((one.committee_id, one.committee.name) for one in full),
    )


def _rows(about: About, known: Known) -> Iterable[AskRow]:
    for term in known.terms.values():
        rows = about.signed.get(term.legislator_id, ())
        one = on_bill(about.bill, about.names, term.legislator_id, rows)
        if not (one.is_on_it or _has_a_word(term.chamber, about.now)):
            continue
        office = _office(term, one, about.bill, known)
        evidence = evidence_of(term, office, about, known)
        if office.sits and any(found.kind not in _NOT_ALONE for found in evidence):
            yield _row(office, about, term, known, evidence)


def _has_a_word(chamber: str, now: BillNow) -> bool:
    """Whether offices of a chamber can do something for the bill next."""
    return now.acting is None or now.acting == chamber


def _office(term: Term, one: OnBill, bill: Bill, known: Known) -> OfficeNow:
    seats = known.seats.get(term.legislator_id, ())
    post = known.leaders.get(term.legislator_id)
    return OfficeNow(
        chamber=term.chamber,
        on=one,
        sits=known.sits(term.legislator_id),
        seats=tuple(SeatNow(seat.committee_id, seat.title) for seat in seats),
        leads=post.title if post and post.chamber == term.chamber else "",
        lines=tuple(known.lines_written(seats, bill)),
    )


def _row(office: OfficeNow, about: About, term: Term, known: Known, evidence: tuple[Evidence, ...]) -> AskRow:
    who = term.legislator
    stands = stand(office.on, office.chamber)
    return AskRow(
        bioguide_id=who.pk,
        name=styles.title_and_full_name(who, term),
        has_page=who.pk in known.offices,
        sort_key=who.sort_key,
        seat=styles.seat_in_words(term),
        chamber=Chamber(term.chamber).label,
        state=term.state,
        party=term.party_letter,
        is_departing=known.is_departing(who.pk),
        bill_id=about.bill.pk,
        citation=cite_in_full(about.bill.pk),
        stand=stands,
        stands=_stands(stands, office.on),
        asks=what_to_ask(office, about.now),
        evidence=evidence,
        committees=frozenset(seat.committee for seat in office.seats),
    )


def _stands(stands: Stand, one: OnBill) -> str:
    if stands == Stand.COSPONSOR and one.cosponsored_on:
        return f"Cosponsor since {day(one.cosponsored_on)}"
    if stands == Stand.WITHDREW:
        return f"Withdrew on {day(one.withdrawn_on)}"
    return stands.label
