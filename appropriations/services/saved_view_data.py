"""The views of the grid a person kept, for their copy; deleted when they are taken out."""

from __future__ import annotations

from typing import Any

from appropriations.models import SavedView
from common import personal_data
from common.personal_data import plain
from members.models import User


def views(user: User) -> list[dict[str, Any]]:
    """Return the person's own views of the money."""
    return plain(
        SavedView.objects.filter(owner=user), "name", "query", "is_shared", "created_at", "deleted_at"
    )


def erase(user: User) -> None:
    """Delete a person's views; nobody else keeps them."""
    SavedView.objects.filter(owner=user).delete()


def register() -> None:
    """Name the part of a copy that this app keeps; called once when the site starts."""
    personal_data.register("views of the money", views)
    personal_data.register_erasure(erase)
