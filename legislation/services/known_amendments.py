"""What is known of amendments here, for copies that list them without their sponsors (as the API's list does)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from legislation.models import Amendment
from legislation.sources.records import AmendmentRecord, BillRecord, SponsorRecord


def completed(records: Sequence[BillRecord], here: Container[str]) -> list[BillRecord]:
    """Return the records; an amendment without a sponsor has the one that the row here has.

    `here` are the ids of the bills that have rows. Who offered an amendment, when, and to what, never changes:
    saying nothing of it is no news.
    """
    silent = {
        str(record.id)
        for record in records
        if record.amendments and any(not each.sponsor_name for each in record.amendments)
    }
    wanted = [bill for bill in silent if bill in here]
    if not wanted:
        return list(records)
    rows: dict[str, dict[str, Amendment]] = defaultdict(dict)
    for row in Amendment.objects.filter(bill_id__in=wanted).order_by():
        rows[row.bill_id][row.key] = row
    return [_completed(record, rows.get(str(record.id), {})) for record in records]


def _completed(record: BillRecord, here: Mapping[str, Amendment]) -> BillRecord:
    return replace(record, amendments=tuple(_each(record.amendments or (), here))) if here else record


def _each(listed: Iterable[AmendmentRecord], here: Mapping[str, Amendment]) -> Iterator[AmendmentRecord]:
    for each in listed:
        row = here.get(each.key)
        if each.sponsor_name or row is None:
            yield each
            continue
        yield each._replace(
            sponsor=SponsorRecord(row.sponsor_id, row.sponsor_name) if row.sponsor_id else None,
            sponsor_name=row.sponsor_name,
            submitted_on=each.submitted_on or row.submitted_on,
            proposed_on=each.proposed_on or row.proposed_on,
            amends=each.amends or row.amends,
        )
