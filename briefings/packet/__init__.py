"""A packet as frozen data: what is printed, and for every printed fact where it comes from.

Nothing here reads the clock or the database, except `assemble`, which gathers a packet from selectors.
"""

from briefings.packet.document import ANNEX, OWN, Packet
from briefings.packet.facts import Fact, Source
from briefings.packet.order import Choices, Order
from briefings.packet.parts import (
    Ask,
    Cell,
    Chart,
    Contact,
    Members,
    MoneyRow,
    MoneyTable,
    Note,
    Office,
    Picture,
    ReadMore,
    Standing,
)
from briefings.packet.sections import (
    ActionLine,
    BillHere,
    BillSection,
    Cosponsors,
    HereSection,
    MoneySection,
    PlanLine,
    PlanSection,
    Section,
)

__all__ = [
    "ANNEX",
    "OWN",
    "ActionLine",
    "Ask",
    "BillHere",
    "BillSection",
    "Cell",
    "Chart",
    "Choices",
    "Contact",
    "Cosponsors",
    "Fact",
    "HereSection",
    "Members",
    "MoneyRow",
    "MoneySection",
    "MoneyTable",
    "Note",
    "Office",
    "Order",
    "Packet",
    "Picture",
    "PlanLine",
    "PlanSection",
    "ReadMore",
    "Section",
    "Source",
    "Standing",
]
