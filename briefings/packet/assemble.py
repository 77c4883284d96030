"""Gathers one office's packet from the database into frozen parts: public facts and public positions only (P5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from appropriations.models import Bundle
from appropriations.selectors.support import OfficeLetter
from briefings.packet import assemble_money as money
from briefings.packet.assemble_bills import BillDesk, section, standings
from briefings.packet.assemble_ended import left_out
from briefings.packet.assemble_letters import letter_facts, office_letters
from briefings.packet.assemble_office import AskDesk, ask_parts, office_part
from briefings.packet.facts import Fact, Source
from briefings.packet.gather import Desk
from briefings.packet.parts import BillSection, Contact, Packet, PlanLine
from briefings.packet.wording import joined
from briefings.selectors.asks import asks_for
from briefings.selectors.bills import bills_for_print, earlier_work, live_vehicles, public_positions
from briefings.selectors.money import BundleOnPaper, money_on_paper, writers
from briefings.selectors.offices import office_rows
from briefings.selectors.plan import plan_in_force, served_by
from common.citations import cite
from common.dates import congress_day, eastern
from legislation.models import Bill
from legislation.selectors.asking import bill_now
from legislation.signing import cosponsorship
from legislation.wording import fiscal_year_of
from priorities.models import Ask as AskRow

SAMPLE_COALITION = "Demo Coalition"


@dataclass(frozen=True)
class Order:
    """Whose packet, which bills and which lines.

    Without bills: every live vehicle and the bills of the asks. Without lines: every line.
    """

    id: str
    bioguide_id: str
    made_at: datetime
    is_draft: bool = True
    bills: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def on(self) -> date:
        """The day in Washington, as it is printed."""
        return eastern(self.made_at).date()

    @property
    def congress_on(self) -> date:
        """The day by which Congresses and terms are counted: they end at noon."""
        return congress_day(self.made_at)


def assemble(order: Order) -> Packet:
    """Return the packet for an order, as of its day.

    Raises UnknownOffice or UnknownBills (briefings.selectors) with a message fit to be shown, and
    common.charts.ChartError when a chart cannot be drawn.
    """
    desk = Desk(order.congress_on, settings.STALE_AFTER_DAYS)
    rows = office_rows(order.bioguide_id, desk.on)
    asks = asks_for(rows, desk.on)
    bills = bills_for_print(_chosen(order, asks))
    here = BillDesk(rows, desk, {bill.pk: bill for bill in bills})
    writing = writers()
    bundles = money_on_paper(fiscal_year_of(order.on), rows.committee_codes, order.lines or None)
    letters = office_letters(rows, desk, [row.line.slug for bundle in bundles for row in bundle.lines])
    saying = _ask_desk(here, writing, letters)
    asked_lines = {ask.line_id for ask in asks if ask.line_id}
    holding = frozenset(one.committee_id for bill in bills for one in bill.bill_committees.all())
    plan, plan_lines = _plan(order, [bill.pk for bill in bills], bundles)
    return Packet(
        id=order.id,
        made_at=order.made_at,
        on=order.on,
        coalition=settings.COALITION_NAME,
        coalition_line=settings.COALITION_LINE,
        is_draft=order.is_draft,
        office=office_part(rows, holding, writing, desk),
        contact=Contact(settings.CONTACT_NAME, settings.CONTACT_EMAIL, settings.CONTACT_PHONE),
        asks=ask_parts(asks, saying),
        standings=standings(bills, here),
        letters=letter_facts(letters, desk),
        money=money.small_table(bundles, asked_lines, order.on),
        sections=_sections(bills, here, asks),
        tables=tuple(money.table(bundle, order.on, anchor=f"money-{bundle.key}") for bundle in bundles),
        charts=money.charts_of(bundles, asked_lines, order.on),
        plan=plan,
        plan_lines=plan_lines,
        sample_reasons=_sample_reasons(),
        left_out=left_out(rows, bills if order.bills else (), desk.on),
    )


def _ask_desk(here: BillDesk, writing: Mapping[str, Bundle], letters: Sequence[OfficeLetter]) -> AskDesk:
    bills = here.bills.values()
    on_bills = {bill.pk: here.on_bill(bill) for bill in bills}
    closed = frozenset(
        bill.pk for bill in bills if cosponsorship(bill_now(bill, here.desk.on)).is_open is False
    )
    said = {bill.pk: here.said(bill) for bill in bills}
    return AskDesk(here.rows, on_bills, closed, said, writing, letters, here.desk)


def _chosen(order: Order, asks: Sequence[AskRow]) -> list[str]:
    if order.bills:
        return list(dict.fromkeys(order.bills))
    live = [part.bill_id for part in live_vehicles(order.congress_on)]
    return list(dict.fromkeys([*live, *(ask.bill_id for ask in asks if ask.bill_id)]))


def _sections(bills: Sequence[Bill], here: BillDesk, asks: Sequence[AskRow]) -> tuple[BillSection, ...]:
    positions = public_positions([bill.pk for bill in bills], here.desk.on)
    families = {part.family_id for bill in bills for part in bill.family_parts.all()}
    newest = max((bill.congress_id for bill in bills), default=0)
    earlier = earlier_work(here.rows.legislator.pk, families, newest)
    made = []
    for bill in bills:
        own = [part.family_id for part in bill.family_parts.all()]
        # A family's history is told once, with its first bill here.
        past = [one for family in own for one in earlier.pop(family, [])]
        asked = [ask.text for ask in asks if ask.bill_id == bill.pk]
        made.append(section(bill, here, asks=asked, position=positions.get(bill.pk), earlier=past))
    return tuple(made)


def _plan(
    order: Order, bill_ids: Sequence[str], bundles: Collection[BundleOnPaper]
) -> tuple[str, tuple[PlanLine, ...]]:
    plan = plan_in_force(order.on)
    if plan is None:
        return "", ()
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
    return plan.name, found


def _sample_reasons() -> tuple[str, ...]:
    """The shipped coalition is fictional: whatever carries its name rests on sample data."""
    if settings.COALITION_NAME == SAMPLE_COALITION:
        return (f"{SAMPLE_COALITION} and its contact are fictional.",)
    return ()
