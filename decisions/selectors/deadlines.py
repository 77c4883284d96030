"""The deadlines of proposals and letters, for the calendar: neutral outside, with their words inside (P5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max

from common.calendar import Entry
from common.dates import eastern, start_of
from decisions.models import Letter, Proposal


def deadline_entries(user: Any, first: date, last: date) -> Iterator[Entry]:
    """Yield when open proposals and letters that `user` may see close, of the days from `first` to `last`."""
    span = (start_of(first), start_of(last + timedelta(days=1)))
    proposals = (
        Proposal.objects.visible_to(user).open().filter(deadline_at__gte=span[0], deadline_at__lt=span[1])
    )
    moved = proposals.annotate(
        times=Count("deadline_changes"), moved_at=Max("deadline_changes__changed_at")
    ).order_by("deadline_at", "pk")
    for one in moved:
        yield _entry("proposal", one, one.question, one.times, one.moved_at)
    letters = Letter.objects.visible_to(user).filter(
        state="open", deadline_at__gte=span[0], deadline_at__lt=span[1]
    )
    for one in letters.order_by("deadline_at", "pk"):
        # Its deadline moves later only, so this rises with each move.
        hours = (one.deadline_at - one.opened_at) // timedelta(hours=1)
        yield _entry("letter", one, one.title, hours, None)


def _entry(kind: str, row: Any, words: str, moved: int, moved_at: datetime | None) -> Entry:
    return Entry(
        uid=f"{kind}-{row.pk}-closes",
        title="A proposal closes" if kind == "proposal" else "A letter closes for signing",
        inside=f"Closes: {words}",
        day=eastern(row.deadline_at).date(),
        path=row.get_absolute_url(),
        starts_at=row.deadline_at,
        label="Deadline",
        sequence=max(0, moved),
        changed_at=moved_at or row.opened_at,
        is_sample=row.is_sample,
    )
