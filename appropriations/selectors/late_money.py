"""Which lines were asked for, and whose money is late or withheld, as subqueries for a filter."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from appropriations.choices import REQUESTS, FundingKind, SourceKind
from appropriations.models import Amount, FundingEvent


def lines_asked_for(years: Collection[int]) -> QuerySet[Amount, Any]:
    """Return the lines with a request of the coalition's own, to OMB or to Congress, in one of the fiscal years."""
    asked = Amount.objects.standing().filter(
        stage__in=REQUESTS, source_kind=SourceKind.COALITION, fiscal_year__in=years
    )
    return asked.values("line")


def lines_with_late_money(day: date) -> QuerySet[FundingEvent, Any]:
    """Return the lines with money that on `day` is due and has not come, or is withheld and not released."""
    due = Q(due_on__lt=day, happened_on__isnull=True)
    withheld = Q(kind=FundingKind.WITHHOLDING, happened_on__lte=day)
    return FundingEvent.objects.filter(due | withheld, ended_on__isnull=True).values("line")
