"""Facts of a bill that staff entered: the standing ones, and the history of those that ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from common.citations import cite_in_full
from common.sourcing import SourceMark
from legislation.choices import Source
from legislation.models import EnteredFact
from legislation.querysets.currency import EnteredFactQuerySet

# By then the feed should show what has happened; what it does not is looked at again by a person.
CATCH_UP = timedelta(days=14)


@dataclass(frozen=True)
class EnteredLine:
    """An entered fact as it is shown."""

    fact: EnteredFact
    bill: str
    words: str
    mark: SourceMark
    is_late: bool


def entered_lines(facts: Iterable[EnteredFact]) -> list[EnteredLine]:
    """Return facts as lines."""
    late = timezone.now() - CATCH_UP
    return [
        EnteredLine(
            fact=fact,
            bill=cite_in_full(fact.measure),
            words=words_of(fact),
            mark=mark_of(fact),
            is_late=fact.is_standing and fact.source == Source.STAFF and fact.entered_at < late,
        )
        for fact in facts
    ]


def facts_of(measure: str) -> EnteredFactQuerySet:
    """Return every fact entered for a bill, newest first, with who entered it."""
    found: EnteredFactQuerySet = EnteredFact.objects.filter(measure=measure)
    return found.select_related("entered_by", "withdrawn_by", "legislator")


def late_facts() -> list[EnteredLine]:
    """Return the standing facts of staff that the feed should carry by now."""
    rows = EnteredFact.objects.not_caught_up(timezone.now() - CATCH_UP)
    return entered_lines(rows.select_related("entered_by", "legislator").order_by("entered_at"))


def words_of(fact: EnteredFact) -> str:
    """Return what a fact says in one sentence."""
    if fact.kind == EnteredFact.Kind.COSPONSOR:
        return f"{fact.legislator} is a cosponsor"
    if fact.kind == EnteredFact.Kind.WITHDRAWAL:
        return f"{fact.legislator} withdrew"
    return fact.text


def mark_of(fact: EnteredFact) -> SourceMark:
    """Return the source mark of a fact: its document, address, day, and who entered it."""
    return SourceMark(
        document=fact.document or Source(fact.source).label,
        url=fact.url,
        as_of=fact.as_of,
        entered_by=str(fact.entered_by) if fact.entered_by else "",
        note="Not in the feed yet; it yields when the feed carries it.",
    )
