"""Choosing which bills to follow."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from common.audit import record
from legislation.models import Bill, TrackedBill


@transaction.atomic
def track_bill(
    *, bill: Bill, actor_id: int | None, reason: str = "", since: datetime | None = None
) -> TrackedBill:
    """Follow `bill` from now on, or from `since` when that is taken up again; following twice changes nothing."""
    tracked, created = TrackedBill.objects.get_or_create(
        bill=bill, defaults={"since": since or timezone.now(), "reason": reason}
    )
    if created:
        record("tracked a bill", bill, actor_id=actor_id)
    return tracked


@transaction.atomic
def untrack_bill(*, bill: Bill, actor_id: int | None) -> TrackedBill | None:
    """Stop following `bill`; return what was kept of it, so that it can be taken up again, or None.

    The bill and its facts stay (P9).
    """
    tracked = TrackedBill.objects.select_for_update().filter(bill=bill).first()
    if tracked is None:
        return None
    kept = TrackedBill(bill=bill, since=tracked.since, reason=tracked.reason)
    tracked.delete()
    record("stopped tracking a bill", bill, actor_id=actor_id)
    return kept
