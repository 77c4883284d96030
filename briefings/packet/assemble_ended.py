"""What a packet leaves out because it ended with a Congress, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from briefings.packet.parts import LeftOut
from briefings.selectors.asks import expired_for
from briefings.selectors.bills import expired_positions
from briefings.selectors.offices import OfficeRows
from common.citations import cite_in_full
from legislation.models import Bill
from legislation.wording import congress_ended


def left_out(rows: OfficeRows, chosen: Sequence[Bill], on: date) -> tuple[LeftOut, ...]:
    """Return the asks meant for an office that expired, and the positions on `chosen` bills that did.

    `chosen` are bills that were asked for by name: to print one whose ask or position has expired is refused in a
    final, for the reader would take it for what we want today.
    """
    named = {bill.pk for bill in chosen}
    return (*_asks(rows, named, on), *_positions(chosen, on))


def _asks(rows: OfficeRows, named: set[str], on: date) -> Iterator[LeftOut]:
    for ask in expired_for(rows, on):
        if ask.bill:
            reason = congress_ended(ask.bill.congress_id, ask.bill.congress.ends_on)
            yield LeftOut(f"Ask “{ask.text}”", reason, chosen=ask.bill_id in named)


def _positions(chosen: Sequence[Bill], on: date) -> Iterator[LeftOut]:
    expired = expired_positions([bill.pk for bill in chosen], on)
    for bill in chosen:
        if bill.pk in expired:
            reason = congress_ended(bill.congress_id, bill.congress.ends_on)
            yield LeftOut(f"Position on {cite_in_full(bill.pk)}", reason, chosen=True)
