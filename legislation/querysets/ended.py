"""Named filters over bills by what the end of their Congress did to them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import TruncDate

from common.dates import EASTERN, congress_day
from legislation.endings import DYING, FINAL, NOT_PASSED, Ending


class EndedBills(models.QuerySet[Any]):
    """Bills of Congresses that are over, by the rule of legislation/endings.py."""

    def with_actions_seen(self) -> Self:
        """With the moment each bill's actions were last checked, which tells whether its end is known."""
        return self.annotate(actions_seen_at=Subquery(self._actions_seen()))

    def of_ended(self, on: date | None = None) -> Self:
        """Bills whose Congress is over on a day."""
        return self.filter(congress__ends_on__lte=on or congress_day())

    def died(self, on: date | None = None) -> Self:
        """Bills known to have died with their Congress, by the rule of legislation/endings.py."""
        return self.of_ended(on).filter(self._seen_to_the_end(), stage__in=DYING)

    def end_not_known(self, on: date | None = None) -> Self:
        """Bills of a Congress that is over whose end is not known here, whatever was known of them before (P9)."""
        rows = self.of_ended(on).exclude(stage__in=FINAL)
        return rows.exclude(self._seen_to_the_end(), stage__in=DYING)

    def ending(self, ending: str, on: date | None = None) -> Self:
        """Bills by what a filter offers beside the stages: DIED or NOT_KNOWN."""
        return self.died(on) if ending == Ending.DIED else self.end_not_known(on)

    def _actions_seen(self) -> models.QuerySet[Any, Any]:
        facts = self.model._meta.get_field("facts").related_model.objects  # noqa: SLF001 - Django documents it
        seen: models.QuerySet[Any, Any] = facts.filter(bill=OuterRef("pk")).with_actions_checked()
        return seen.values("actions_checked_at")

    def _seen_to_the_end(self) -> Q:
        """Complete actions, checked late enough to tell the end (the rule's `_is_known`, for many at once)."""
        end = F("bill__congress__ends_on")
        seen = self._actions_seen().annotate(seen_on=TruncDate("actions_checked_at", tzinfo=EASTERN))
        near = seen.filter(seen_on__gte=end - timedelta(days=settings.STALE_AFTER_DAYS))
        return Q(actions_complete=True) & (
            Q(Exists(seen.filter(seen_on__gte=end))) | Q(Exists(near), stage__in=NOT_PASSED)
        )
