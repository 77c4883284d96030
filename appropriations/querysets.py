"""Named filters over lines and amounts."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from common.access import is_inside
from common.sorting import sort_key


class LineQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The coalition's own people see the lines."""
        return self if is_inside(user) else self.none()

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


class AmountQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The coalition's own people see the amounts."""
        return self if is_inside(user) else self.none()

    def printed(self) -> Self:
        """The figure we print for each cell: the preferred one of several."""
        return self.filter(is_preferred=True)
