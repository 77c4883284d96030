"""The one-pager of a program line."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q

from briefings.packet.assemble_book import writer_facts
from briefings.packet.assemble_chosen import year_of
from briefings.packet.assemble_general_asks import general_asks
from briefings.packet.assemble_lines import line_parts
from briefings.packet.document import Packet
from briefings.packet.heading import headings
from briefings.packet.lines import Language, LinePage
from briefings.packet.order import Order
from briefings.selectors.asks import asks_of_all
from briefings.selectors.lines import bundles_of_year, line_or_refuse, lines_on_record
from briefings.selectors.subjects import UnknownSubject
from common.citations import fiscal_year as fy

# Fewer years than in the book: they and their notes leave room for the rest of the page.
MOST_YEARS = 7


def line_packet(order: Order) -> Packet:
    """Return the one-pager of the line an order names. Raises UnknownSubject."""
    if not order.choices.subject:
        raise UnknownSubject("Say which line the packet is about.")
    line, year = line_or_refuse(order.choices.subject), year_of(order)
    (part,) = line_parts(lines_on_record([line], year), order.on, most_years=MOST_YEARS)
    part = replace(part, language=tuple(_in_brief(one) for one in part.language))
    (bundle,) = bundles_of_year(year, lines=[line.pk])
    asks = [] if order.choices.for_information else asks_of_all(Q(line=line.pk), order.congress_on)
    heading = f"{line.name}, {fy(year)}"
    page = LinePage(part.anchor, line.name, line=part, writers=writer_facts(bundle.writers, order.on))
    return Packet(**headings(order), title=heading, asks=general_asks(asks), own=(page,))


def _in_brief(one: Language) -> Language:
    """What a report made of a passage fits the page, its words do not: they stand in the book."""
    return replace(one, found=tuple(replace(found, text=None) for found in one.found))
