"""The watches a person kept, for their copy; and their own ones deleted when they are taken out."""

from __future__ import annotations

from typing import Any

from common import personal_data
from common.personal_data import plain
from legislation.models import Watch
from members.models import User


def watches(user: User) -> list[dict[str, Any]]:
    """Return the watches that are the person's own, and those of the desk they made or look after."""
    rows = Watch.objects.filter(owner=user) | Watch.objects.filter(created_by=user, owner=None)
    rows |= Watch.objects.filter(responsible=user)
    return plain(rows.distinct(), "name", "query", "created_at", "paused_at")


def erase(user: User) -> None:
    """Delete a person's own watches, and let those of the desk wait for somebody else to look after them."""
    Watch.objects.filter(owner=user).delete()
    Watch.objects.filter(responsible=user).update(responsible=None)


def register() -> None:
    """Name the part of a copy that this app keeps; called once when the site starts."""
    personal_data.register("watches", watches)
    personal_data.register_erasure(erase)
