"""Named filters over committee meetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from common.access import is_inside
from common.dates import today

_BY_TIME = ("day", F("starts_at").asc(nulls_last=True), "pk")


class CommitteeMeetingQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Meetings are public, but the desk shows them to people of the coalition, as their bills are."""
        return self if is_inside(user) else self.none()

    def shown(self) -> Self:
        """Meetings but for what staff entered and the feed carries by now, or was entered by mistake."""
        return self.filter(yields_to__isnull=True, withdrawn_at__isnull=True)

    def upcoming(self, on: date | None = None) -> Self:
        """Meetings of a day (by default today in Washington) and after, the next first."""
        return self.filter(day__gte=on or today()).order_by(*_BY_TIME)

    def past(self, on: date | None = None) -> Self:
        """Meetings before a day (by default today in Washington), the newest first."""
        return self.filter(day__lt=on or today()).order_by(
            "-day", F("starts_at").desc(nulls_last=True), "-pk"
        )

    def of_committee(self, committee: Any) -> Self:
        """Meetings of a committee and its subcommittees."""
        parts = self._part("meeting_committees")
        mine = parts.filter(Q(committee=committee) | Q(committee__parent=committee))
        return self.filter(pk__in=mine.values("meeting"))

    def naming(self, measures: Iterable[str] | models.QuerySet[Any, Any]) -> Self:
        """Meetings that name one of these measures."""
        return self.filter(pk__in=self._part("meeting_bills").filter(measure__in=measures).values("meeting"))

    def naming_tracked(self) -> Self:
        """Meetings that name a tracked bill."""
        bills = self._bills().filter(tracking__isnull=False)
        return self.naming(bills.values("pk"))

    def that_matter(self) -> Self:
        """Meetings that name a tracked bill, and those of committees that have one of the same Congress before them.

        A subcommittee counts with its committee: a bill referred to the committee may come up in either.
        """
        referrals = self._bills().model.committees.through.objects.filter(
            Q(committee=OuterRef("committee")) | Q(committee=OuterRef("committee__parent")),
            bill__tracking__isnull=False,
            bill__congress=OuterRef("meeting__congress"),
        )
        held = self._part("meeting_committees").filter(Exists(referrals))
        return self.filter(Q(pk__in=held.values("meeting")) | Q(pk__in=self.naming_tracked().values("pk")))

    def _part(self, name: str) -> models.QuerySet[Any, Any]:
        rows: models.QuerySet[Any, Any] = self.model._meta.get_field(name).related_model.objects.all()  # noqa: SLF001
        return rows

    def _bills(self) -> models.QuerySet[Any, Any]:
        congress = self.model._meta.get_field("congress").related_model  # noqa: SLF001
        rows: models.QuerySet[Any, Any] = congress._meta.get_field("bills").related_model.objects.all()  # noqa: SLF001
        return rows
