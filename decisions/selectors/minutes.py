"""Which decisions minutes print, in the order they were made."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import Any

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Length

from decisions.models import Decision, ResponseVersion
from decisions.selectors.public_record import PublicRecord, as_records, public_rows
from decisions.selectors.record import Record, record_of

# More pages than these take longer than one may be kept waiting: tables are slow to set, text is not.
MOST_INSIDE, MOST_OUTSIDE = 20, 50
LINES_A_PAGE, LETTERS_A_LINE = 45, 90
# Lines a record takes besides its text: number, title, space; inside also how it came about; and each answer given.
HEAD_OUTSIDE, HEAD_INSIDE, AN_ANSWER = 6, 36, 3


class TooManyError(Exception):
    """More pages than one print holds; the message is fit to be shown."""


def decisions_between(since: date, until: date, user: Any) -> list[Record]:
    """Return the full records of the decisions of some days. Raises TooManyError."""
    rows = Decision.objects.visible_to(user).filter(decided_on__range=(since, until))
    answers = ResponseVersion.objects.filter(response__proposal__in=rows.values("proposal")).count()
    words = Length("text") + Length("minority_view")
    _refuse_too_many(rows, words, HEAD_INSIDE, MOST_INSIDE, more_lines=answers * AN_ANSWER)
    rows = rows.select_related("corrects", "corrected_by").order_by("decided_on", "number")
    return [record_of(one, user) for one in rows]


def public_between(since: date, until: date) -> list[PublicRecord]:
    """Return the public records of the decisions of some days. Raises TooManyError."""
    rows = public_rows().filter(decided_on__range=(since, until)).order_by("decided_on", "number")
    _refuse_too_many(rows, Length("text"), HEAD_OUTSIDE, MOST_OUTSIDE)
    return list(as_records(rows))


def _refuse_too_many(
    rows: QuerySet[Decision], words: Any, head: int, most: int, *, more_lines: int = 0
) -> None:
    """Reckon how many pages a print takes, by its lines; one record alone is always printed."""
    found = rows.order_by().aggregate(many=Count("pk"), letters=Sum(words))
    lines = found["many"] * head + (found["letters"] or 0) / LETTERS_A_LINE + more_lines
    pages = ceil(lines / LINES_A_PAGE)
    if found["many"] > 1 and pages > most:
        raise TooManyError(
            f"These days hold {found['many']} decisions on some {pages} pages, and one print takes {most}. "
            "Choose fewer days, or print a decision from its own page."
        )
