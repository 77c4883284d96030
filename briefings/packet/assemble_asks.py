"""What is asked of one office: at most three of our asks that fit it, each with why it is this office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appropriations.models import Bundle
from appropriations.selectors.support import OfficeLetter
from briefings.packet.able import MOVES
from briefings.packet.assemble_letters import letter_facts
from briefings.packet.assemble_office import APPROPRIATIONS, bundle_name, roster_source, titled
from briefings.packet.assemble_standing import BillDesk
from briefings.packet.document import MAX_ASKS
from briefings.packet.facts import Fact
from briefings.packet.fitting import fits, is_to_sign
from briefings.packet.gather import ask_fact
from briefings.packet.parts import Ask
from briefings.packet.wording import joined
from common.citations import cite
from legislation.models import Bill
from priorities.choices import AskKind
from priorities.models import Ask as AskRow

EARLIER_AT_MOST = 2


@dataclass(frozen=True)
class AskDesk:
    """What the asks are said with: where the office stands on each bill, and who writes which bundle.

    `bills` are those each ask is about (`bills_asked_about`), `letters` where the office stands on Member letters.
    """

    office: BillDesk
    bills: Mapping[int, Sequence[str]]
    writers: Mapping[str, Bundle]
    letters: Sequence[OfficeLetter]

    def bills_of(self, ask: AskRow) -> list[Bill]:
        return [self.office.bills[one] for one in self.bills.get(ask.pk, ()) if one in self.office.bills]


def ask_parts(asks: Sequence[AskRow], desk: AskDesk) -> tuple[tuple[AskRow, Ask], ...]:
    """Return at most three asks with their parts, leaving out what the rule says this office cannot do any more."""
    fitting = [ask for ask in asks if _fits(ask, desk)]
    return tuple((ask, _ask(ask, desk)) for ask in fitting[:MAX_ASKS])


def _fits(ask: AskRow, desk: AskDesk) -> bool:
    if ask.kind != AskKind.LEGISLATION:
        return True
    about = [(desk.office.office_now(bill), desk.office.now(bill)) for bill in desk.bills_of(ask)]
    return fits(about, to_sign=is_to_sign(ask.seeks, ask.text))


def _ask(ask: AskRow, desk: AskDesk) -> Ask:
    known = [*_where_it_stands(ask, desk), *_line_here(ask, desk)]
    return Ask(
        subject=_subject(ask),
        text=ask_fact(ask),
        reason=ask.reason,
        this_office=known[0] if known else None,
        more=(*known[1:], *_can_and_did(ask, desk)),
        letters=_letters_for(ask, desk),
        deadline=ask.deadline_on,
        anchor=f"bill-{ask.bill_id}" if ask.bill_id else f"money-{ask.line.bundle_id}" if ask.line else "",
        is_request=ask.kind != AskKind.INFORM,
    )


def _where_it_stands(ask: AskRow, desk: AskDesk) -> list[Fact]:
    """Where the office stands on the bill; of a whole family, on each of its vehicles in the office's chamber."""
    bills = [] if ask.line_id and not ask.bill_id else desk.bills_of(ask)
    if ask.bill_id:
        return [desk.office.said(bill) for bill in bills]
    own = [bill for bill in bills if bill.origin_chamber == desk.office.rows.term.chamber]
    said = [(bill, desk.office.said(bill)) for bill in own]
    return [Fact(f"{cite(bill.pk)}: {one.text}", one.source, stale=one.stale) for bill, one in said]


def _can_and_did(ask: AskRow, desk: AskDesk) -> list[Fact]:
    """What the office can do to move the bills of an ask, and what it did on their predecessors."""
    bills = desk.bills_of(ask)
    can = [fact for bill in bills for fact in desk.office.can(bill, MOVES)]
    before = list(dict.fromkeys(fact for bill in bills for fact in desk.office.before(bill)))
    return [*can, *before[:EARLIER_AT_MOST]]


def _letters_for(ask: AskRow, desk: AskDesk) -> tuple[Fact, ...]:
    """Where the office stands on the letters for the line that is asked for."""
    if ask.line_id is None:
        return ()
    return letter_facts([one for one in desk.letters if ask.line_id in one.lines], desk.office.desk)


def _subject(ask: AskRow) -> str:
    parts = []
    if ask.bill:
        parts.append(f"{cite(ask.bill.pk)}, {ask.bill.name}")
    elif ask.family:
        parts.append(ask.family.name)
    if ask.line:
        parts.append(f"{ask.line.name}, {ask.line.department}")
    return joined(parts)


def _line_here(ask: AskRow, desk: AskDesk) -> list[Fact]:
    """Say that the office sits on the subcommittee that writes the line, or on the committee above it."""
    if ask.line is None:
        return []
    seats = desk.office.rows.seats
    seat = next((one for one in seats if desk.writers.get(one.committee_id) == ask.line.bundle), None)
    if seat is not None:
        name = titled(bundle_name(ask.line.bundle), seat)
        text = f"{desk.office.who} sits on the subcommittee that writes this line: {name}"
        return [Fact(text, roster_source(seat, desk.office.desk))]
    full = next((one for one in seats if one.committee_id in _FULL), None)
    if full is None:
        return []
    text = (
        f"{desk.office.who} sits on {titled('Appropriations', full)}, which takes up the bill with this line"
    )
    return [Fact(text, roster_source(full, desk.office.desk))]


_FULL = frozenset(f"{code}00" for code in APPROPRIATIONS)
