"""The bills that carry lines, as staff keep them; a bill of the sitting Congress is followed from then on."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from appropriations.models import Bundle, BundleBill
from appropriations.services.kept_rows import keep_row
from common.dates import congress_day
from legislation.models import TrackedBill
from legislation.services.tracking import track_bill
from members.models import User


@transaction.atomic
def keep_vehicle(*, row: BundleBill, by: User) -> bool:
    """Write a bill that carries a regular bill's lines; return whether that changed something.

    A bill of the sitting Congress is tracked, so that its steps are pulled and told among what moved.
    """
    changed = keep_row(row=row, by=by)
    bill = row.bill
    if bill and bill.congress.ends_on > congress_day() and not TrackedBill.objects.filter(bill=bill).exists():
        track_bill(bill=bill, actor_id=by.pk, reason=f"Carries {row.bundle.short_name}, FY {row.fiscal_year}")
    return changed


@transaction.atomic
def add_vehicles(*, row: BundleBill, bundles: Iterable[Bundle], by: User) -> list[BundleBill]:
    """Write one bill for each of several regular bills that it carries; all of them or none."""
    added = []
    for bundle in bundles:
        own = BundleBill(
            bundle=bundle,
            fiscal_year=row.fiscal_year,
            bill=row.bill,
            role=row.role,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            citation=row.citation,
            note=row.note,
            source=row.source,
            source_url=row.source_url,
            as_of=row.as_of,
        )
        keep_vehicle(row=own, by=by)
        added.append(own)
    return added
