"""Who holds which seat, as far as the published list lets us say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Max

from common.dates import today
from legislation.choices import Source
from legislation.models import Legislator, Term

REGULAR_END = (1, 3)
LOOK_BACK = timedelta(days=366)


def holds_seat(term: Term, on: date, newest_list: date | None) -> bool:
    """Whether the holder of `term` sits on a day, by the list its legislator was read from.

    A term that ends on January 3 ends that day. An appointed senator's term is listed until the special
    election and lasts until the winner is sworn in (Seventeenth Amendment): as long as the newest list (its
    date) names the holder, and no January 3 has come since, such a holder still counts as sitting.
    """
    if not term.starts_on <= on:
        return False
    if on <= term.ends_on:
        return True
    regular = (term.ends_on.month, term.ends_on.day) == REGULAR_END
    is_listed = newest_list is not None and term.legislator.as_of == newest_list
    next_regular_end = date(term.ends_on.year + 1, *REGULAR_END)
    return not regular and is_listed and on < next_regular_end


def seated_terms(bioguide_ids: Iterable[str | None] | None = None, on: date | None = None) -> dict[str, Term]:
    """Return the term by which each legislator sits on a day (default today), in two queries; others are left out.

    `bioguide_ids` limits it to some legislators.
    """
    day = on or today()
    rows = Term.objects.filter(starts_on__lte=day, ends_on__gte=day - LOOK_BACK).select_related("legislator")
    if bioguide_ids is not None:
        rows = rows.filter(legislator__in=[one for one in bioguide_ids if one])
    newest = Legislator.objects.filter(source=Source.LEGISLATORS).aggregate(Max("as_of"))["as_of__max"]
    return {term.legislator_id: term for term in rows.order_by("starts_on") if holds_seat(term, day, newest)}
