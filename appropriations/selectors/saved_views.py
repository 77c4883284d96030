"""The views of the grid a person can open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from appropriations.models import SavedView


@dataclass(frozen=True)
class SavedViews:
    """One's own views, and those that others of the secretariat share; all by name."""

    own: tuple[SavedView, ...]
    shared: tuple[SavedView, ...]

    def __bool__(self) -> bool:
        return bool(self.own or self.shared)


def saved_views(user: Any) -> SavedViews:
    """Return the views a person can open; one query."""
    rows = list(SavedView.objects.visible_to(user).select_related("owner"))
    return SavedViews(
        tuple(row for row in rows if row.owner_id == user.pk),
        tuple(row for row in rows if row.owner_id != user.pk),
    )
