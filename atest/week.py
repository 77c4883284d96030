"""One week of the coalition on one page (P6): what members shared, what was asked and decided, what moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from atest.following import MovedForUs, moved_for
from common.dates import eastern
from decisions.models import Decision, Proposal, SharedItem

AT_MOST = 30


@dataclass(frozen=True)
class Week:
    """What happened since a moment, block by block; each block at most AT_MOST long."""

    since: datetime
    shared: list[SharedItem]
    decided: list[Decision]
    opened: list[Proposal]
    moved: MovedForUs

    @property
    def count(self) -> int:
        """How many things there are to read."""
        bills = len(self.moved.bills.items) if self.moved.bills.is_since else 0
        return len(self.shared) + len(self.decided) + len(self.opened) + bills

    @property
    def has_sample(self) -> bool:
        """Whether any of it is sample data."""
        rows: list[Any] = [*self.shared, *self.decided, *self.opened]
        return any(one.is_sample for one in rows)


def week_of(user: Any, organization_id: int | None, *, since: datetime) -> Week:
    """Return what `user` may read of what happened since a moment."""
    shared = SharedItem.objects.visible_to(user).live().filter(posted_at__gte=since)
    decided = Decision.objects.visible_to(user).filter(decided_on__gte=eastern(since).date())
    opened = Proposal.objects.visible_to(user).filter(opened_at__gte=since).order_by("-opened_at")
    return Week(
        since=since,
        shared=list(
            shared.select_related("organization", "content_type").prefetch_related("target")[:AT_MOST]
        ),
        decided=list(decided[:AT_MOST]),
        opened=list(opened[:AT_MOST]),
        moved=moved_for(organization_id, user, since=since, limit=AT_MOST),
    )
