"""The public record of decisions: number, date, title, text and "adopted", and nothing else (P5).

Whatever is for outside (pages, feed, minutes) is made from `PublicRecord` alone, which has no place for a tally, an
answer, a proposal or the reason of a restriction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from decisions.models import Decision

_COLUMNS = (
    "number",
    "decided_on",
    "title",
    "text",
    "is_sample",
    "corrects__number",
    "corrects__is_public",
    "corrects__outcome",
    "corrected_by__number",
)


@dataclass(frozen=True)
class PublicRecord:
    """One adopted decision as anyone may read it; corrections are named only where they are public themselves."""

    number: str
    decided_on: date
    title: str
    text: str
    is_sample: bool
    corrects: str
    corrected_by: str


def public_rows() -> QuerySet[Decision]:
    """Return the decisions on the public record, the newest first, for a filter to narrow and a page to cut."""
    rows: QuerySet[Decision] = Decision.objects.public().order_by("-decided_on", "-number")
    return rows


def as_records(rows: QuerySet[Decision]) -> Iterator[PublicRecord]:
    """Yield the public records of `rows`, which must come from `public_rows`; one query, of public columns only."""
    return (_record(row) for row in rows.values(*_COLUMNS))


def public_record(number: str) -> PublicRecord | None:
    """Return the public record of a decision, or None when outside knows of none under that number."""
    return next(as_records(public_rows().filter(number=number)), None)


def _record(row: dict[str, Any]) -> PublicRecord:
    earlier_is_told = row["corrects__is_public"] and row["corrects__outcome"] == Decision.Outcome.ADOPTED
    return PublicRecord(
        number=row["number"],
        decided_on=row["decided_on"],
        title=row["title"],
        text=row["text"],
        is_sample=row["is_sample"],
        corrects=row["corrects__number"] if earlier_is_told else "",
        # What is on the public record is corrected by what is on it too, or not at all.
        corrected_by=row["corrected_by__number"] or "",
    )
