"""Laying an action over the source's list: a step known from elsewhere, until the source carries it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from legislation.choices import Source
from legislation.models import Action, Bill
from legislation.overlays import is_same_step
from legislation.services import bill_events, bill_groups
from legislation.services.derived import ActionView, derive
from legislation.services.known_rows import KnownRows
from legislation.sources.records import ActionRecord


@transaction.atomic
def lay_over(*, bill_id: str, action: ActionRecord, source: Source, url: str) -> bool:
    """Lay `action` over the bill's pulled actions, with its own source and address; say whether it is new.

    Nothing is laid where the source already carries the same step. Raises Bill.DoesNotExist.
    """
    bill = Bill.objects.select_for_update().get(pk=bill_id)
    rows = list(bill.actions.order_by("position"))
    if any(is_same_step(action, ActionView(row)) for row in rows):
        return False
    now = timezone.now()
    before = bill_events.look_at(bill_ids=[bill.pk], now=now)
    laid = bill_groups.action_row(bill.pk, action)
    laid.laid_over_source = source
    laid.laid_over_url = url
    ordered = bill_groups.in_order(
        [row for row in rows if not row.laid_over_source],
        [*(row for row in rows if row.laid_over_source), laid],
    )
    laid.save()
    Action.objects.bulk_update([row for row in ordered if row is not laid], ["position"])
    derive(bill, KnownRows(), [ActionView(row) for row in ordered])
    bill.save()
    bill_events.record_new(before=before, now=now)
    return True
