"""Named filters over lines and amounts."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from common.access import is_inside, is_staff
from common.sorting import sort_key


class _Inside(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The coalition's own people see them."""
        return self if is_inside(user) else self.none()


class LineQuerySet(_Inside):
    def named_like(self, words: str) -> Self:
        """Lines whose name, short or former name, agency or account hold every word."""
        rows = self
        for word in words.split():
            rows = rows.filter(
                Q(sort_key__contains=sort_key(word))
                | Q(short_name__icontains=word)
                | Q(agency__icontains=word)
                | Q(account__icontains=word)
                | Q(former_names__icontains=word)
            )
        return rows


class AmountQuerySet(_Inside):
    def standing(self) -> Self:
        """Figures that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def printed(self) -> Self:
        """The figure we print for each cell: the preferred one of several."""
        return self.standing().filter(is_preferred=True)


class PublishedQuerySet(_Inside):
    """Published totals."""


class SlateQuerySet(_Inside):
    def adopted(self) -> Self:
        """Slates the organizations adopted."""
        return self.filter(state="adopted")


class SlateItemQuerySet(_Inside):
    """Items of slates."""


class LanguageQuerySet(_Inside):
    """Report language sought and found."""


class DeadlineQuerySet(_Inside):
    """Days of the fiscal year."""


class MemberLetterQuerySet(_Inside):
    """Letters of Members of Congress."""


class OfficeRequestQuerySet(_Inside):
    """Requests that offices submitted."""


class FundingEventQuerySet(_Inside):
    """What became of enacted money."""


class ImportQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The secretariat keeps the figures, and sees what it imports."""
        return self if is_staff(user) else self.none()


class StagedQuerySet(models.QuerySet[Any]):
    def to_save(self) -> Self:
        """Cells that confirming saves: read, of a known line, and their words cleared."""
        writing = ["new", "changed", "beside", "conflict"]
        return self.filter(state__in=writing).filter(Q(hits=[]) | Q(cleared_by__isnull=False))

    def left_out(self) -> Self:
        """Cells that confirming leaves out though they say something."""
        waiting = Q(cleared_by__isnull=True) & ~Q(hits=[]) & ~Q(state="unchanged")
        return self.filter(Q(state__in=["unreadable", "no_line", "refused"]) | waiting)
