"""Named filters over lines and amounts."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from common.access import is_inside
from common.sorting import sort_key

_LONGEST_YEAR = 5


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

    def whole(self) -> Self:
        """Slates themselves, neither copies for a next round nor amendments."""
        return self.filter(revises__isnull=True, amends__isnull=True)

    def put_forward(self) -> Self:
        """Slates and amendments; copies in which a next round is prepared are left out."""
        return self.filter(revises__isnull=True)

    def named_like(self, words: str) -> Self:
        """Slates by fiscal year ("2027"), addressee ("omb", "congress"), and the words slate, request, amendment."""
        rows = self.put_forward()
        for word in words.casefold().split():
            if word.isdigit():
                rows = rows.filter(fiscal_year=int(word)) if len(word) < _LONGEST_YEAR else rows.none()
            elif word in {"omb", "congress"}:
                rows = rows.filter(to=f"to_{word}")
            elif word.startswith("amend"):
                rows = rows.filter(amends__isnull=False)
            elif not word.startswith(("slate", "request", "fy", "to")):
                rows = rows.none()
        return rows


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
