"""The fiscal years of which something is known."""

from __future__ import annotations

from django.db.models import Max, Min

from appropriations.models import Amount
from appropriations.selectors.shown import years_between


def known_years() -> tuple[int, ...]:
    """Return every fiscal year from the first with a figure to the last; empty without figures."""
    ends = Amount.objects.standing().aggregate(first=Min("fiscal_year"), last=Max("fiscal_year"))
    return years_between(ends["first"], ends["last"]) if ends["first"] else ()
