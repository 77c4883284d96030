"""Named filters over the runs of sources, the queue of bills to be fetched, and facts that staff entered."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models

from legislation.choices import Source


class SourceRunQuerySet(models.QuerySet[Any]):
    def of(self, source: str) -> Self:
        """Runs of one source, newest first."""
        return self.filter(source=source).order_by("-started_at", "-id")

    def that_brought(self) -> Self:
        """Runs that read their source to the end: what its freshness is counted from."""
        return self.filter(state__in=["done", "partly"])


class ListedBillQuerySet(models.QuerySet[Any]):
    def waiting(self) -> Self:
        """Bills still to be fetched, the most important first, then the newest."""
        newest = models.F("marked_on").desc(nulls_last=True)
        return self.filter(wanted_since__isnull=False).order_by("rank", newest, "-number", "measure")

    def due(self, now: datetime) -> Self:
        """Of those waiting, the ones whose time to be tried has come."""
        return self.waiting().filter(next_try_at__lte=now)


class EnteredFactQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """Facts that still count: neither withdrawn nor overtaken by the feed."""
        return self.filter(yielded_at__isnull=True, withdrawn_at__isnull=True)

    def not_caught_up(self, since: datetime) -> Self:
        """Standing facts staff entered before `since`: the feed should carry them by now."""
        return self.standing().filter(source=Source.STAFF, entered_at__lt=since)
