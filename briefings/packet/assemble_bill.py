"""The one-pager of a bill: what it does, where it is, who is on it, our position, and what we ask of all offices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from django.db.models import Q

from briefings.packet.assemble_bills import section
from briefings.packet.assemble_general_asks import general_asks
from briefings.packet.document import Packet
from briefings.packet.facts import Fact, Source
from briefings.packet.freshness import limits_on
from briefings.packet.gather import BillVoice, Desk, source_of_decision
from briefings.packet.heading import headings
from briefings.packet.kinds import BillPage
from briefings.packet.order import Order
from briefings.packet.parts import LeftOut
from briefings.packet.sections import BillSection, Cosponsors
from briefings.packet.wording import party_name
from briefings.selectors.asks import asks_of_all
from briefings.selectors.bills import bills_for_print, check_bills, expired_positions, public_positions
from briefings.selectors.subjects import UnknownSubject
from common.citations import cite_in_full
from legislation.choices import FactGroup
from legislation.models import Authorization, Bill
from legislation.selectors.authorizations import authorization_lines
from legislation.wording import congress_ended
from priorities.models import Position

# So many names of cosponsors leave room for the rest of the page; more are counted by party.
NAMED = 70


def bill_packet(order: Order) -> Packet:
    """Return the one-pager of the bill an order names. Raises UnknownSubject or UnknownBills."""
    if not order.choices.subject:
        raise UnknownSubject("Say which bill the packet is about.")
    bill_id = check_bills([order.choices.subject])[0]
    (bill,) = bills_for_print([bill_id])
    desk = Desk(order.congress_on, limits_on(order.on).bills)
    position = public_positions([bill_id], desk.on).get(bill_id)
    asks = [] if order.choices.for_information else asks_of_all(Q(bill=bill_id), desk.on)
    return Packet(
        **headings(order),
        title=f"{cite_in_full(bill_id)}: {bill.name}",
        asks=general_asks(asks),
        own=(_page(section(bill, desk, position=position), bill, desk, position),),
        left_out=_expired(bill, desk),
    )


def _page(made: BillSection, bill: Bill, desk: Desk, position: Position | None) -> BillPage:
    kept = {one.name: getattr(made, one.name) for one in fields(made)}
    return BillPage(
        **{**kept, "cosponsors": _fitting(made.cosponsors, bill, desk), "actions": made.actions[:1]},
        why=_why(position) if position and position.summary else None,
        would_authorize=tuple(_would_authorize(bill, desk)),
    )


def _why(position: Position) -> Fact | None:
    """Return why the coalition holds its position, in its own words fit for outside."""
    decision = position.decision
    if decision is None:
        return None
    return Fact(
        position.summary,
        source_of_decision(decision),
        sample=position.is_sample or decision.is_sample,
        about=f"position:{position.pk}",
    )


def _would_authorize(bill: Bill, desk: Desk) -> Iterator[Fact]:
    """Say what a bill's versions propose to authorize; only proposed, never shown as law."""
    rows = Authorization.objects.filter(bill=bill, status=Authorization.Status.PROPOSED)
    for one in authorization_lines(
        sorted(rows, key=lambda row: (row.sort_key, row.first_fiscal_year)), desk.on
    ):
        row = one.authorization
        text = f"{row.name}: {one.amount}, {one.years} ({row.bill_version})" if row.bill_version else ""
        yield Fact(
            text or f"{row.name}: {one.amount}, {one.years}", Source(row.source, row.as_of, row.source_url)
        )


def _fitting(one: Cosponsors, bill: Bill, desk: Desk) -> Cosponsors:
    """Name the cosponsors while there is room; of more, say how many of each party (P1: all alike)."""
    current = {row.legislator_id: row for row in bill.cosponsors.all() if row.withdrawn_on is None}
    if len(current) <= NAMED:
        return one
    counted: dict[str, int] = {}
    for row in current.values():
        counted[row.party[:1]] = counted.get(row.party[:1], 0) + 1
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    voice = BillVoice(bill, desk)
    groups = tuple(voice.say(f"{party_name(party)}: {many}", FactGroup.COSPONSORS) for party, many in ordered)
    return Cosponsors(one.count, groups, one.withdrawn, one.note)


def _expired(bill: Bill, desk: Desk) -> tuple[LeftOut, ...]:
    if bill.pk not in expired_positions([bill.pk], desk.on):
        return ()
    reason = congress_ended(bill.congress_id, bill.congress.ends_on)
    return (LeftOut(f"Position on {cite_in_full(bill.pk)}", reason, chosen=True),)
