"""The minutes of decisions as a packet: for those inside only (P5), printed by the decisions' own template."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings

from briefings.packet.document import Packet
from briefings.packet.facts import Fact, Source
from briefings.packet.heading import headings
from briefings.packet.kinds import MinutesSection
from briefings.packet.order import Order
from briefings.packet.wording import day
from briefings.selectors.subjects import UnknownSubject
from common.access import is_inside
from common.dates import eastern
from decisions.models import Decision
from decisions.render.minutes import Minutes
from decisions.selectors.record import Record, record_of
from members.models import User


def minutes_packet(order: Order) -> Packet:
    """Return the minutes of the decision an order names, as far as the person who asks may read it (P5).

    Raises UnknownSubject where it is not here, or nobody inside asks.
    """
    user = User.objects.filter(pk=order.requested_by).first() if order.requested_by else None
    if user is None or not is_inside(user):
        raise UnknownSubject(
            "Minutes are made for a person inside the coalition only; nobody inside asks for these."
        )
    number = order.choices.subject
    rows = Decision.objects.visible_to(user).select_related("corrects", "corrected_by")
    decision = rows.filter(number=number).first()
    if decision is None:
        raise UnknownSubject(f"The decision {number[:40]!r} is not here.")
    record = record_of(decision, user)
    heading = f"Decision {decision.number}"
    minutes = Minutes(heading, eastern(order.made_at), [record], is_draft=order.is_draft)
    section = MinutesSection(
        f"decision-{decision.number}",
        heading,
        minutes=minutes,
        numbers=(decision.number,),
        said=tuple(_said(record)),
    )
    return Packet(**headings(order), title=f"Minutes: {heading}", own=(section,))


def _said(record: Record) -> Iterator[Fact]:
    """The register's own words, and what happened on the way, each as of its day."""
    decision = record.decision
    register = _register(decision.decided_on)
    told = (
        f"{decision.get_outcome_display().lower()} {day(decision.decided_on)}",
        decision.title,
        decision.tally,
    )
    yield from (Fact(words, register, sample=decision.is_sample) for words in told if words)
    for event in record.events:
        yield Fact(event.what, _register(event.on), sample=decision.is_sample)


def _register(on: date) -> Source:
    return Source(f"Register of decisions of {settings.COALITION_NAME}", on)
