"""Writing bills' actions: a row whose identity stays keeps its key, for what points at it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from legislation.models import Action
from legislation.overlays import is_same_step
from legislation.services import bill_groups
from legislation.services.derived import ActionView
from legislation.sources.records import BillRecord

_ROWS_A_STATEMENT = 200


def actions_of(bill_ids: Sequence[str]) -> dict[str, list[Action]]:
    """Return the stored actions of bills, by bill, oldest first."""
    found: dict[str, list[Action]] = defaultdict(list)
    if bill_ids:
        for row in Action.objects.filter(bill_id__in=bill_ids).order_by("bill_id", "position"):
            found[row.bill_id].append(row)
    return found


def write_actions(
    records: Iterable[BillRecord], stored: Mapping[str, list[Action]]
) -> dict[str, list[Action]]:
    """Make the pulled actions of each record's bill what the record says; return all, oldest first, by bill.

    `stored` are the rows there are. What was laid over stays until the source carries the same step.
    """
    final, changed, gone, new = {}, [], [], []
    for record in records:
        bill = str(record.id)
        here = stored.get(bill, [])
        laid = [row for row in here if row.laid_over_source and not _caught_up(row, record)]
        known = {bill_groups.identity(row): row for row in here if not row.laid_over_source}
        offered = [bill_groups.action_row(bill, each) for each in record.actions or ()]
        pulled = {bill_groups.identity(row): row for row in offered}
        before = {row.pk: _content(row) for row in here}
        final[bill] = bill_groups.in_order(
            [_merged(known.get(key), row) for key, row in pulled.items()], laid
        )
        kept = {row.pk for row in final[bill]}
        gone += [pk for pk in before if pk not in kept]
        changed += [row for row in final[bill] if row.pk and _content(row) != before[row.pk]]
        new += [row for row in final[bill] if row.pk is None]
    if gone:
        Action.objects.filter(pk__in=gone).delete()
    if changed:
        Action.objects.bulk_update(changed, bill_groups.ACTION_FIELDS, batch_size=_ROWS_A_STATEMENT)
    Action.objects.bulk_create(new)
    return final


def _caught_up(laid: Action, record: BillRecord) -> bool:
    """Tell whether the source carries what we laid over its list: it is the better witness."""
    return any(is_same_step(ActionView(laid), theirs) for theirs in record.actions or ())


def _content(row: Action) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in bill_groups.ACTION_FIELDS)


def _merged(known: Action | None, offered: Action) -> Action:
    if known is None:
        return offered
    for name in bill_groups.ACTION_FIELDS:
        setattr(known, name, getattr(offered, name))
    return known
