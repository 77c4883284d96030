"""What became of money after enactment as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from appropriations.selectors.funding import ShownEvent
from common.sheets import Sheet

_FUNDING = (
    "Fiscal year",
    "Line",
    "What",
    "Due",
    "Happened",
    "Ended",
    "Standing today",
    "Days",
    "In a sentence",
    "Dollars",
    "Words",
    "Source",
    "Page",
    "Address",
    "As of",
)


def funding_sheet(events: Iterable[ShownEvent]) -> Sheet:
    """Return events after enactment as a list."""
    return Sheet("after-enactment", _FUNDING, map(_event, events))


def _event(one: ShownEvent) -> tuple[object, ...]:
    event = one.event
    return (
        event.fiscal_year,
        one.line.name,
        event.get_kind_display(),
        event.due_on,
        event.day_words or event.happened_on,
        event.ended_on,
        one.stands.label,
        one.stands.days,
        one.stands.sentence,
        event.dollars,
        event.words,
        event.document,
        event.page,
        event.url,
        event.as_of,
    )
