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


class SavedViewQuerySet(_Inside):
    def visible_to(self, user: Any) -> Self:
        """One's own views, and for staff those that others share; who left the coalition sees none."""
        if not is_inside(user):
            return self.none()
        shared = Q(is_shared=True) if is_staff(user) else Q(pk=None)
        return self.filter(Q(owner=user.pk) | shared, deleted_at__isnull=True)

    def deleted_by(self, user: Any) -> Self:
        """One's own views that were deleted and can still be put back."""
        return self.filter(owner=user.pk, deleted_at__isnull=False)
