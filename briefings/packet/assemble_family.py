"""The brief of a family: its vehicles side by side, what came before, its laws, what is authorized and proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q

from briefings.packet.assemble_bills import section
from briefings.packet.assemble_general_asks import general_asks
from briefings.packet.document import Packet
from briefings.packet.facts import Fact, Source
from briefings.packet.freshness import limits_on
from briefings.packet.gather import BillVoice, Desk
from briefings.packet.heading import headings
from briefings.packet.kinds import (
    AuthorizationRow,
    Column,
    FactRow,
    FamilySection,
    LawRow,
    PastRow,
    SideBySide,
    StancePart,
)
from briefings.packet.order import Order
from briefings.packet.sections import BillSection
from briefings.packet.wording import day, joined
from briefings.selectors.asks import asks_of_all
from briefings.selectors.bills import public_positions
from briefings.selectors.families import FamilyRows, family_rows
from briefings.selectors.subjects import UnknownSubject
from common.citations import cite, cite_in_full, cite_law, ordinal
from common.dates import eastern
from legislation.choices import FactGroup
from legislation.models import Bill, FamilyLaw
from legislation.selectors.authorizations import AuthorizationLine
from legislation.selectors.standing import sponsor_line, standing
from legislation.wording import short_committee

# As many columns as a page of paper holds beside the names of the rows.
ABREAST = 5


def family_packet(order: Order) -> Packet:
    """Return the brief of the family an order names. Raises UnknownSubject."""
    if not order.choices.subject:
        raise UnknownSubject("Say which family the packet is about.")
    desk = Desk(order.congress_on, limits_on(order.on).bills)
    rows = family_rows(order.choices.subject, desk.on)
    bills = [bill.pk for bill in rows.live]
    about = Q(family=rows.family.pk) | Q(bill__in=bills)
    asks = [] if order.choices.for_information else asks_of_all(about, desk.on)
    return Packet(
        **headings(order),
        title=f"{rows.family.name} ({rows.family.short_name})",
        asks=general_asks(asks),
        own=(_family(rows, desk),),
    )


def _family(rows: FamilyRows, desk: Desk) -> FamilySection:
    family = rows.family
    positions = public_positions([bill.pk for bill in rows.live], desk.on)
    live = [(bill, section(bill, desk, position=positions.get(bill.pk))) for bill in rows.live]
    ours = Source("Our own list of families", desk.on)
    return FamilySection(
        anchor=f"family-{family.pk}",
        heading=family.name,
        about=Fact(family.about, ours) if family.about else None,
        standing=_standing(rows, desk),
        tables=tuple(
            _side_by_side(live[start : start + ABREAST], rows, desk) for start in range(0, len(live), ABREAST)
        ),
        stances=tuple(StancePart(cite(bill.pk), made.position) for bill, made in live if made.position),
        past=tuple(_past(bill, desk) for bill in rows.past),
        carriers=tuple(_past(bill, desk) for bill in rows.carriers),
        laws=tuple(_law(one) for one in rows.laws),
        in_law=tuple(_authorization(one) for one in rows.in_law),
        proposed=tuple(_authorization(one) for one in rows.proposed),
    )


def _standing(rows: FamilyRows, desk: Desk) -> str:
    many = len(rows.live)
    if not many:
        return f"No bill of this family is live on {day(desk.on)}."
    noun = "bill is a live vehicle" if many == 1 else "bills are live vehicles"
    congress = ordinal(rows.live[0].congress_id)
    return f"{many} {noun} of this effort in the {congress} Congress."


def _side_by_side(group: Sequence[tuple[Bill, BillSection]], rows: FamilyRows, desk: Desk) -> SideBySide:
    made = [
        FactRow(label, tuple(say(bill, told, rows, BillVoice(bill, desk)) for bill, told in group))
        for label, say in _ROWS
    ]
    return SideBySide(
        tuple(Column(cite(bill.pk), bill.name) for bill, _ in group),
        tuple(row for row in made if any(row.cells)),
    )


Say = Callable[[Bill, BillSection, FamilyRows, BillVoice], Fact | None]


def _step(_bill: Bill, told: BillSection, _rows: FamilyRows, _voice: BillVoice) -> Fact | None:
    return told.step


def _stage(_bill: Bill, told: BillSection, _rows: FamilyRows, _voice: BillVoice) -> Fact | None:
    return told.stage


def _sponsor(bill: Bill, _told: BillSection, _rows: FamilyRows, voice: BillVoice) -> Fact | None:
    return voice.say(sponsor_line(bill)) if bill.sponsor else None


def _committees(bill: Bill, _told: BillSection, _rows: FamilyRows, voice: BillVoice) -> Fact | None:
    full = [one.committee for one in bill.bill_committees.all() if not one.committee.parent_id]
    names = sorted(short_committee(one.name) for one in full)
    return voice.say(joined(names), FactGroup.COMMITTEES) if names else None


def _cosponsors(_bill: Bill, told: BillSection, _rows: FamilyRows, _voice: BillVoice) -> Fact | None:
    return told.cosponsors.count


def _companion(bill: Bill, _told: BillSection, rows: FamilyRows, _voice: BillVoice) -> Fact | None:
    for part in bill.family_parts.all():
        if part.family_id == rows.family.pk and part.companion_id:
            return Fact(cite(part.companion_id), Source(part.source, _day(bill)))
    return None


def _differs(bill: Bill, _told: BillSection, rows: FamilyRows, _voice: BillVoice) -> Fact | None:
    part = rows.notes.get(bill.pk)
    return Fact(part.note, Source(part.source, _day(bill))) if part else None


def _as_of(_bill: Bill, _told: BillSection, _rows: FamilyRows, voice: BillVoice) -> Fact | None:
    """Say how old the facts are, once for the column: the template marks no cell apart."""
    said = voice.say("")
    return replace(said, text=said.as_of_words)


def _day(bill: Bill) -> date:
    """The day the bill's own facts were read: what our list says of it was entered by then."""
    facts = bill.fact_groups.get(FactGroup.CORE)
    return eastern(facts.checked_at).date() if facts else eastern(bill.created_at).date()


_ROWS: tuple[tuple[str, Say], ...] = (
    ("Stage", _stage),
    ("Latest step", _step),
    ("Sponsor", _sponsor),
    ("Committees", _committees),
    ("Cosponsors", _cosponsors),
    ("Companion", _companion),
    ("What differs, as recorded", _differs),
    ("Facts as of", _as_of),
)


def _past(bill: Bill, desk: Desk) -> PastRow:
    """How far a bill of an earlier Congress got; of what is not known to have died it is said so (P9)."""
    got = standing(bill, desk.on).sentence
    return PastRow(
        ordinal(bill.congress_id), cite(bill.pk), bill.name, BillVoice(bill, desk).say(got, FactGroup.ACTIONS)
    )


def _law(one: FamilyLaw) -> LawRow:
    carried = one.carried_in and f"carried in {one.carried_in}"
    return LawRow(
        cite_law(one.law_number),
        Fact(one.title, Source(one.source, one.as_of)),
        day(one.enacted_on) if one.enacted_on else one.date_note,
        carried,
    )


def _authorization(one: AuthorizationLine) -> AuthorizationRow:
    row = one.authorization
    if row.bill_id:
        where = ", ".join(filter(None, (cite_in_full(row.bill_id), row.bill_version, row.usc_section)))
    else:
        where = ", ".join(dict.fromkeys(filter(None, (row.law, row.usc_section))))
    amount = Fact(one.amount, Source(row.source, row.as_of, row.source_url))
    return AuthorizationRow(row.name, where, one.years, amount, one.ends)
