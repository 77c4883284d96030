"""Who holds which seat, for whole lists at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from legislation.models import Term


def seated_terms(bioguide_ids: Iterable[str | None] | None = None, on: date | None = None) -> dict[str, Term]:
    """Return the term by which each legislator sits on a day (default today), in one query; others are left out.

    `bioguide_ids` limits it to some legislators.
    """
    rows = Term.objects.current(on).select_related("legislator").order_by("starts_on")
    if bioguide_ids is not None:
        rows = rows.filter(legislator__in=[one for one in bioguide_ids if one])
    return {term.legislator_id: term for term in rows}
