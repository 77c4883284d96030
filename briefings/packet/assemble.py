"""Gathers a packet from the database into frozen parts, by its kind; here one office's.

Public facts and public positions only (P5).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from briefings.choices import PacketKind, SectionName
from briefings.packet import assemble_money as money
from briefings.packet.assemble_asks import AskDesk, ask_parts
from briefings.packet.assemble_bill import bill_packet
from briefings.packet.assemble_bills import section
from briefings.packet.assemble_book import book_packet
from briefings.packet.assemble_chosen import chosen_sections, year_of
from briefings.packet.assemble_ended import left_out
from briefings.packet.assemble_family import family_packet
from briefings.packet.assemble_letter import letter_packet
from briefings.packet.assemble_letters import letter_facts, office_letters
from briefings.packet.assemble_line import line_packet
from briefings.packet.assemble_minutes import minutes_packet
from briefings.packet.assemble_office import office_part
from briefings.packet.assemble_small_money import small_table
from briefings.packet.assemble_standing import BillDesk, here_section, standings
from briefings.packet.document import Packet
from briefings.packet.facts import Fact, Source
from briefings.packet.freshness import limits_on
from briefings.packet.gather import Desk
from briefings.packet.heading import headings
from briefings.packet.order import Order
from briefings.packet.sections import BillSection, MoneySection, PlanLine, PlanSection, Section
from briefings.packet.wording import joined
from briefings.selectors.asks import asks_for
from briefings.selectors.bills import (
    bills_asked_about,
    bills_for_print,
    earlier_work,
    live_vehicles,
    public_positions,
)
from briefings.selectors.money import BundleOnPaper, money_on_paper, writers
from briefings.selectors.offices import OfficeRows, office_rows
from briefings.selectors.plan import plan_in_force, served_by
from common.citations import cite
from legislation.models import Bill
from legislation.selectors.leadership import floor_leaders
from outreach.selectors.ask_facts import lines_by_writer
from priorities.choices import AskKind
from priorities.models import Ask as AskRow

# What speaks of the office itself; every other section is the same for all offices.
OWN_SECTIONS = frozenset({SectionName.COVER, SectionName.HERE})


def assemble(order: Order) -> Packet:
    """Return the packet for an order, as of its day, by its kind.

    Raises UnknownOffice, UnknownBills or UnknownSubject (briefings.selectors) with a message fit to be shown.
    """
    return KINDS[order.kind](order)


def _office_packet(order: Order) -> Packet:
    chosen = order.choices
    desk = Desk(order.congress_on, limits_on(order.on).bills)
    rows = office_rows(order.bioguide_id, desk.on)
    rows_of_asks = _asks(order, rows)
    about = bills_asked_about(rows_of_asks, desk.on)
    printed = _chosen(order, rows_of_asks)
    office = _bill_desk(order, rows, desk, [*printed, *(bill for ids in about.values() for bill in ids)])
    bills = [office.bills[one] for one in printed]
    writing = writers()
    bundles = money_on_paper(year_of(order), rows.committee_codes, chosen.lines or None)
    letters = office_letters(rows, desk, [row.line.slug for bundle in bundles for row in bundle.lines])
    asks = ask_parts(rows_of_asks, AskDesk(office, about, writing, letters))
    holding = frozenset(one.committee_id for bill in bills for one in bill.bill_committees.all())
    part = office_part(rows, holding, writing, desk, office.leads)
    if chosen.for_information:
        bundles = [money.without_requests(bundle) for bundle in bundles]
    own, annex = _sections(order, office, bills, [row for row, _ in asks], bundles)
    return Packet(
        **headings(order),
        title=f"Briefing for {part.short}",
        office=part,
        asks=tuple(ask for _, ask in asks),
        standings=standings(bills, office, {bill for row, _ in asks for bill in about[row.pk]}),
        letters=letter_facts(letters, desk),
        money=small_table(bundles, {row.line_id for row, _ in asks if row.line_id}, order.on),
        own=own,
        annex=annex,
        left_out=left_out(rows, bills if chosen.bills else (), desk.on),
    )


def _sections(
    order: Order,
    office: BillDesk,
    bills: Sequence[Bill],
    asks: Sequence[AskRow],
    bundles: Sequence[BundleOnPaper],
) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Return the office's own sections and the shared ones, each in the order chosen."""
    asked = {bill.pk: [ask.text for ask in asks if ask.bill_id == bill.pk] for bill in bills}
    make: dict[str, Callable[[], Sequence[Section]]] = {
        SectionName.HERE: lambda: here_section(office, bills, asked),
        SectionName.PLAN: lambda: _plan(order, [bill.pk for bill in bills], bundles),
        SectionName.BILLS: lambda: _bills(office.desk, bills),
        SectionName.MONEY: lambda: _money(order, sorted(bundles, key=lambda one: one.key)),
        **chosen_sections(order),
    }
    chosen = [name for name in order.choices.sections if name in make]
    own = [name for name in chosen if name in OWN_SECTIONS]
    shared = [name for name in chosen if name not in OWN_SECTIONS]
    return _made(make, own), _made(make, shared)


def _made(make: Mapping[str, Callable[[], Sequence[Section]]], names: Sequence[str]) -> tuple[Section, ...]:
    return tuple(section for name in names for section in make[name]())


def _money(order: Order, bundles: Sequence[BundleOnPaper]) -> Sequence[MoneySection]:
    """The lines bill by bill; which of them this office writes is said on its sheet, for these pages are shared."""
    tables = tuple(money.table(bundle, order.on, anchor=f"money-{bundle.key}") for bundle in bundles)
    charts = money.charts_of(bundles, (), order.on)
    return [MoneySection("funding", "The money", tables, charts)] if tables or charts else []


def _asks(order: Order, rows: OfficeRows) -> list[AskRow]:
    """A packet for information tells, and requests nothing."""
    asks = asks_for(rows, order.congress_on)
    return [ask for ask in asks if ask.kind == AskKind.INFORM] if order.choices.for_information else asks


def _bill_desk(order: Order, rows: OfficeRows, desk: Desk, bill_ids: Sequence[str]) -> BillDesk:
    """Return where the office stands on the bills printed, and on those that our asks are about."""
    bills = bills_for_print(list(dict.fromkeys(bill_ids)))
    families = {part.family_id for bill in bills for part in bill.family_parts.all()}
    newest = max((bill.congress_id for bill in bills), default=0)
    post = floor_leaders(desk.on).get(rows.legislator.pk)
    return BillDesk(
        rows,
        desk,
        {bill.pk: bill for bill in bills},
        leads=post.title if post and post.chamber == rows.term.chamber else "",
        lines=lines_by_writer(families),
        earlier=earlier_work(rows.legislator.pk, families, newest),
        moves=not order.choices.for_information,
    )


def _chosen(order: Order, asks: Sequence[AskRow]) -> list[str]:
    if order.choices.bills:
        return list(dict.fromkeys(order.choices.bills))
    live = [part.bill_id for part in live_vehicles(order.congress_on)]
    return list(dict.fromkeys([*live, *(ask.bill_id for ask in asks if ask.bill_id)]))


def _bills(desk: Desk, bills: Sequence[Bill]) -> tuple[BillSection, ...]:
    positions = public_positions([bill.pk for bill in bills], desk.on)
    return tuple(section(bill, desk, position=positions.get(bill.pk)) for bill in bills)


def _plan(order: Order, bill_ids: Sequence[str], bundles: Collection[BundleOnPaper]) -> Sequence[PlanSection]:
    plan = plan_in_force(order.on)
    if plan is None:
        return []
    names = {row.line.slug: row.line.short_name for bundle in bundles for row in bundle.lines}
    source = Source(plan.source, plan.starts_on or order.on)
    found = tuple(
        PlanLine(
            served.priority.code,
            Fact(served.priority.short_title, source),
            joined([*(cite(one) for one in served.bills), *(names[line] for line in served.lines)]),
        )
        for served in served_by(plan, bill_ids, names)
    )
    return [PlanSection("plan", "What this serves in our plan", plan.name, found)] if found else []


KINDS: dict[PacketKind, Callable[[Order], Packet]] = {
    PacketKind.OFFICE: _office_packet,
    PacketKind.BOOK: book_packet,
    PacketKind.BILL: bill_packet,
    PacketKind.LINE: line_packet,
    PacketKind.FAMILY: family_packet,
    PacketKind.LETTER: letter_packet,
    PacketKind.MINUTES: minutes_packet,
}
