"""The sections of an office's packet that only choice brings in: cover note, messages, lines, language, letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from django.conf import settings

from appropriations.models import Line
from briefings.choices import SectionName
from briefings.packet.assemble_language import language_section
from briefings.packet.assemble_lines import lines_section
from briefings.packet.assemble_member_letters import letters_section
from briefings.packet.assemble_messages import messages_section
from briefings.packet.facts import Source
from briefings.packet.lines import CoverSection
from briefings.packet.order import Order
from briefings.packet.prose import passage
from briefings.packet.sections import Section
from briefings.selectors.lines import (
    LineOnRecord,
    bundles_of_year,
    lines_on_record,
    member_letters,
    requests_of_year,
)
from legislation.wording import fiscal_year_of
from priorities.selectors.messages import messages_for_packets


def chosen_sections(order: Order) -> dict[str, Callable[[], Sequence[Section]]]:
    """Return how each of these sections is made; the lines are read once for all of them."""

    @cache
    def records() -> list[LineOnRecord]:
        return lines_on_record(_lines(order), year_of(order))

    return {
        SectionName.COVER: lambda: _cover(order),
        SectionName.MESSAGES: lambda: messages_section(
            messages_for_packets(), order.choices.messages, order.on
        ),
        SectionName.LINES: lambda: lines_section(records(), order.on),
        SectionName.LANGUAGE: lambda: language_section(records(), order.on),
        SectionName.LETTERS: lambda: letters_section(
            member_letters([one.line.pk for one in records()]), order.on
        ),
    }


def year_of(order: Order) -> int:
    """Return the fiscal year an order is about: the one chosen, or the one that runs."""
    return order.choices.fiscal_year or fiscal_year_of(order.on)


def _lines(order: Order) -> list[Line]:
    """The lines chosen; without a choice those the coalition has asked for, bill by bill."""
    slugs = order.choices.lines or tuple(requests_of_year(year_of(order)))
    return [line for bundle in bundles_of_year(year_of(order), lines=slugs) for line in bundle.lines]


def _cover(order: Order) -> Sequence[CoverSection]:
    text = passage(
        order.choices.cover_note, Source(f"Note of {settings.COALITION_NAME}", order.on, kind=Source.OWN)
    )
    return [CoverSection("cover", "To this office", text)] if text else []
