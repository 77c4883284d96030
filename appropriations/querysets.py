"""Named filters over lines and amounts."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from common.access import is_inside


class LineQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The coalition's own people see the lines."""
        return self if is_inside(user) else self.none()


class AmountQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The coalition's own people see the amounts."""
        return self if is_inside(user) else self.none()

    def printed(self) -> Self:
        """The figure we print for each cell: the preferred one of several."""
        return self.filter(is_preferred=True)
