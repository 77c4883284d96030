"""Who holds which seat, for whole lists at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from common.dates import congress_day
from legislation.endings import congress_of
from legislation.models import CommitteeSeat, Legislator, Term
from legislation.wording import term_doubt, unassigned_words


def seated_terms(bioguide_ids: Iterable[str | None] | None = None, on: date | None = None) -> dict[str, Term]:
    """Return the term by which each legislator sits on a day (default today), in one query; others are left out.

    `bioguide_ids` limits it to some legislators.
    """
    rows = Term.objects.current(on).select_related("legislator").order_by("starts_on")
    if bioguide_ids is not None:
        rows = rows.filter(legislator__in=[one for one in bioguide_ids if one])
    return {term.legislator_id: term for term in rows}


@dataclass(frozen=True)
class Holding:
    """A term, with why it is not known whether its holder still has the seat; `doubt` is empty while it runs."""

    term: Term
    doubt: str = ""


def holdings(bioguide_ids: Iterable[str | None] | None = None, on: date | None = None) -> dict[str, Holding]:
    """Return the term of each legislator who sits on a day, or sat when the newest list was published; two queries.

    Who is known to sit no more is left out, as by `seated_terms`.
    """
    when = on or congress_day()
    rows = Term.objects.last_known(when).select_related("legislator").order_by("starts_on")
    if bioguide_ids is not None:
        rows = rows.filter(legislator__in=[one for one in bioguide_ids if one])
    seated = set(Term.objects.current(when).values_list("pk", flat=True))
    return {
        term.legislator_id: Holding(
            term, "" if term.pk in seated else term_doubt(term.ends_on, term.legislator.as_of)
        )
        for term in rows
    }


def roster_day() -> date | None:
    """Return the day of the newest list of legislators here."""
    newest: date | None = Legislator.objects.all().newest_list().values_list("as_of", flat=True).first()
    return newest


def seats_unassigned(on: date | None = None) -> str:
    """Return why no committee of the sitting Congress has members here; empty once a roster of its own came.

    One query. Committees are filled anew by each Congress.
    """
    when = on or congress_day()
    seats = CommitteeSeat.objects.all()
    if seats.assigned(when).exists():
        return ""
    newest = seats.aggregate(day=Max("as_of"))["day"]
    return unassigned_words(congress_of(when), newest)
