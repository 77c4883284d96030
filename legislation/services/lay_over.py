"""Shipped steps known from elsewhere: entered facts like those of staff, with the source they come from."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from common.dates import eastern
from legislation.choices import Source
from legislation.models import Bill, EnteredFact
from legislation.services import bill_events, overlay
from legislation.sources.records import ActionRecord


@transaction.atomic
def lay_over(*, bill_id: str, action: ActionRecord, source: Source, url: str) -> bool:
    """Lay `action` over the bill's pulled actions, with its own source and address; say whether it is new.

    Nothing is laid where the source already carries the same step. Raises Bill.DoesNotExist.
    """
    bill = Bill.objects.select_for_update().get(pk=bill_id)
    if overlay.is_on_the_list(bill, action.date, action.text):
        return False
    before = bill_events.look_at(bill_ids=[bill.pk], now=timezone.now())
    fact = EnteredFact(
        measure=bill.pk,
        kind=EnteredFact.Kind.ACTION,
        on=action.date,
        text=action.text,
        action_type=action.type,
        code=action.code,
        committee_codes=list(action.committees),
        source=source,
        document=source.label,
        url=url,
    )
    fact.as_of = eastern(fact.entered_at).date()
    fact.save()
    overlay.apply([bill.pk])
    bill_events.record_new(before=before, now=timezone.now())
    return True
