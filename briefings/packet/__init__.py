"""A packet as frozen data: what is printed, and for every printed fact where it comes from.

Nothing here reads the clock or the database, except `assemble`, which gathers a packet from selectors.
"""

from briefings.packet.facts import Fact, Source, facts_in
from briefings.packet.parts import (
    ActionLine,
    Ask,
    BillSection,
    Cell,
    Chart,
    Contact,
    Cosponsors,
    MoneyRow,
    MoneyTable,
    Note,
    Office,
    Packet,
    PlanLine,
    Standing,
)

__all__ = [
    "ActionLine",
    "Ask",
    "BillSection",
    "Cell",
    "Chart",
    "Contact",
    "Cosponsors",
    "Fact",
    "MoneyRow",
    "MoneyTable",
    "Note",
    "Office",
    "Packet",
    "PlanLine",
    "Source",
    "Standing",
    "facts_in",
]
