"""Packets as tests ask for them: the whole book of one office, today, unless a test says otherwise."""

from django.utils import timezone

from briefings.packet import Choices, MoneySection, Order, PlanSection
from briefings.packet.assemble import assemble


def packet_for(bioguide, *, made_at=None, identifier="a-packet", **choices):
    """Return the frozen packet of an office with every section; `choices` are fields of Choices."""
    chosen = Choices(**choices)
    if "sections" not in choices:
        chosen = chosen.with_whole_book()
    return assemble(Order(identifier, made_at or timezone.now(), bioguide_id=bioguide, choices=chosen))


def bill_section(packet, bill):
    """Return the section of a bill."""
    return next(one for one in packet.sections if one.anchor == f"bill-{bill.pk}")


def funding(packet):
    """Return the section of the money."""
    return next(one for one in packet.sections if isinstance(one, MoneySection))


def plan_lines(packet):
    """Return what the packet serves in the plan."""
    return next(one.lines for one in packet.sections if isinstance(one, PlanSection))
