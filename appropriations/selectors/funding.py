"""What became of enacted money: the list, the events of a line, and the lines whose money is late or stopped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from appropriations.choices import FundingKind, SourceKind
from appropriations.lateness import TOLD_AFTERWARDS, Lateness, PlainEvent, is_told, lateness
from appropriations.models import FundingEvent, Line
from appropriations.selectors.kept_history import Change, changes_of
from common.dates import today
from common.money import words as dollars_in_words
from common.sourcing import SourceMark

_STOPS = (FundingKind.WITHHOLDING, FundingKind.TERMINATION)
_WHO_SAYS = {
    SourceKind.ADVOCATE: "An advocate's figure, not an official one.",
    SourceKind.PRESS: "Read in the press.",
}


@dataclass(frozen=True)
class ShownEvent:
    """An event with how it stands today, its amount in words, and who says so."""

    event: FundingEvent
    line: Line
    stands: Lateness
    dollars: str
    source: SourceMark


@dataclass(frozen=True)
class FundingHistory:
    """What staff changed, and what was withdrawn."""

    changes: tuple[Change, ...]
    withdrawn: tuple[FundingEvent, ...]


def plain_event(event: FundingEvent) -> PlainEvent:
    """Return an event as the rule of appropriations.lateness reads it."""
    return PlainEvent(
        event.kind,
        event.fiscal_year,
        event.happened_on,
        event.due_on,
        event.ended_on,
        event.day_words,
    )


def events_for(user: Any) -> QuerySet[FundingEvent]:
    """Return the events a person may see, the newest year first."""
    rows: QuerySet[FundingEvent] = FundingEvent.objects.visible_to(user).standing()
    return rows.select_related("line__bundle").order_by("-fiscal_year", "line__sort_key", "-due_on", "-pk")


def shown_events(events: Iterable[FundingEvent], on: date | None = None) -> list[ShownEvent]:
    """Return events as they stand on a day, today by default; their lines must be loaded."""
    day = on or today()
    return [_shown(one, day) for one in events]


def events_of_line(line: Line) -> list[ShownEvent]:
    """Return what became of a line's money, the newest year first; one query."""
    return shown_events(FundingEvent.objects.standing().filter(line=line).select_related("line"))


def in_trouble(user: Any, on: date | None = None) -> list[ShownEvent]:
    """Return the events for which money is late or stopped, open ones first; one query.

    What came late is told for a year after it came, so that a line does not look as if all had gone well.
    """
    day = on or today()
    since = day - TOLD_AFTERWARDS
    could = Q(kind__in=_STOPS) | Q(happened_on__isnull=True) | Q(happened_on__gte=since)
    found = shown_events(
        (one for one in events_for(user).filter(could) if is_told(plain_event(one), day)), day
    )
    return sorted(found, key=lambda one: (not one.stands.is_open, -one.event.fiscal_year, one.line.sort_key))


def funding_history(shown: Sequence[ShownEvent]) -> FundingHistory:
    """Return the newest changes of the events on a page and of those withdrawn."""
    gone = tuple(
        FundingEvent.objects.filter(withdrawn_at__isnull=False)
        .select_related("line", "withdrawn_by")
        .order_by("-withdrawn_at")[:20]
    )
    return FundingHistory(changes_of([*(one.event for one in shown), *gone], label=_named), gone)


def _shown(event: FundingEvent, day: date) -> ShownEvent:
    return ShownEvent(
        event=event,
        line=event.line,
        stands=lateness(plain_event(event), day),
        dollars=dollars_in_words(event.dollars) if event.dollars else "",
        source=SourceMark(
            event.document,
            event.page,
            event.url,
            event.as_of,
            note=_WHO_SAYS.get(SourceKind(event.source_kind), ""),
        ),
    )


def _named(row: Any) -> str:
    return f"{row.line.short_name or row.line.name}, FY {row.fiscal_year}, {row.get_kind_display().lower()}"
