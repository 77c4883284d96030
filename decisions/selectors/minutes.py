"""Which decisions minutes print, in the order they were made."""

from __future__ import annotations

from datetime import date
from typing import Any

from decisions.models import Decision
from decisions.selectors.public_record import PublicRecord, as_records, public_rows
from decisions.selectors.record import Record, record_of

# Full records of more than these take longer than a page may be waited for; a meeting makes a handful.
MOST_INSIDE, MOST_OUTSIDE = 25, 200


class TooManyError(Exception):
    """More decisions than one print holds; the message is fit to be shown."""


def decisions_between(since: date, until: date, user: Any) -> list[Record]:
    """Return the full records of the decisions of some days. Raises TooManyError."""
    rows = Decision.objects.visible_to(user).filter(decided_on__range=(since, until))
    _refuse_too_many(rows.count(), MOST_INSIDE)
    rows = rows.select_related("corrects", "corrected_by").order_by("decided_on", "number")
    return [record_of(one, user) for one in rows]


def public_between(since: date, until: date) -> list[PublicRecord]:
    """Return the public records of the decisions of some days. Raises TooManyError."""
    rows = public_rows().filter(decided_on__range=(since, until)).order_by("decided_on", "number")
    _refuse_too_many(rows.count(), MOST_OUTSIDE)
    return list(as_records(rows))


def _refuse_too_many(count: int, most: int) -> None:
    if count > most:
        raise TooManyError(
            f"These days hold {count} decisions, and one print takes {most}. Choose fewer days."
        )
