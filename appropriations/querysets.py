"""Named filters over lines and amounts."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from common.access import is_inside
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

    def confirmed(self) -> Self:
        """Deadlines but for those proposed from another year that nobody has confirmed."""
        return self.filter(is_proposed=False)

    def open(self) -> Self:
        """Deadlines for which something is still to be done, past or to come."""
        return self.confirmed().filter(is_off=False, done_on__isnull=True)

    def for_list(self) -> Self:
        """With what a list shows of each."""
        return self.select_related("bundle", "committee", "legislator", "filed_by", "letter")


class _TakenBack(_Inside):
    def standing(self) -> Self:
        """Rows that were not taken back as entered by mistake."""
        return self.filter(taken_back_at__isnull=True)


class MemberLetterQuerySet(_TakenBack):
    """Letters of Members of Congress."""

    def named_like(self, words: str) -> Self:
        """Letters that stand and whose subject holds every word."""
        rows = self.standing()
        for word in words.split():
            rows = rows.filter(subject__icontains=word)
        return rows


class OfficeRequestQuerySet(_TakenBack):
    """Requests that offices were asked for or submitted."""


class FundingEventQuerySet(_Inside):
    """What became of enacted money."""
