"""What the filters of the grid choose by: the years known, the lines asked for, those whose money is late."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Max, Min, QuerySet

from appropriations.choices import REQUESTS, SourceKind
from appropriations.models import Amount
from appropriations.selectors.funding import in_trouble
from appropriations.selectors.shown import years_between


def known_years() -> tuple[int, ...]:
    """Return every fiscal year from the first with a figure to the last; empty without figures."""
    ends = Amount.objects.standing().aggregate(first=Min("fiscal_year"), last=Max("fiscal_year"))
    return years_between(ends["first"], ends["last"]) if ends["first"] else ()


def lines_asked_for(years: Collection[int]) -> QuerySet[Amount, Any]:
    """Return the lines with a request of the coalition's own, to OMB or to Congress, in one of the fiscal years."""
    asked = Amount.objects.standing().filter(
        stage__in=REQUESTS, source_kind=SourceKind.COALITION, fiscal_year__in=years
    )
    return asked.values("line")


def lines_in_trouble(user: Any) -> set[str]:
    """Return the lines whose money is late or stopped, or came late less than a year ago: those of the home page."""
    return {one.line.slug for one in in_trouble(user)}
