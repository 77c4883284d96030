"""Writing the recorded votes that a bill's actions, and the actions of its amendments, refer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from legislation.models import BillVote
from legislation.services.copy_rows import copy_rows
from legislation.sources.records import BillRecord

_COLUMNS = (
    "bill",
    "chamber",
    "congress",
    "session",
    "roll_number",
    "held_at",
    "url",
    "acted_on",
    "action_text",
    "amendment_key",
)
# Where the identity of a vote stands among the columns, and the amendment it was about.
_IDENTITY, _AMENDMENT = slice(0, 5), -1
Row = tuple[object, ...]


def write_votes(
    *, actions: Iterable[BillRecord], amendments: Iterable[BillRecord], stored: Iterable[str]
) -> None:
    """Write the votes of the records whose actions, and of those whose amendments, are written.

    The two groups can come from copies of different days: the votes of the one that is not written stay. A vote
    that both name is the bill's own. `stored` are the ids of those bills that were here before.
    """
    own = {str(record.id): list(own_votes(record)) for record in actions}
    on_amendments = {str(record.id): list(votes_on_amendments(record)) for record in amendments}
    before = _taken_away(list(stored))
    rows: dict[Row, Row] = {}
    for bill in own | on_amendments:
        here = before.get(bill, ())
        first = on_amendments[bill] if bill in on_amendments else _of(here, on_amendments=True)
        last = own[bill] if bill in own else _of(here, on_amendments=False)
        rows.update((row[_IDENTITY], row) for row in (*first, *last))
    copy_rows(BillVote, _COLUMNS, rows.values())


def _taken_away(bills: list[str]) -> dict[str, list[Row]]:
    """Delete the votes of the bills, and return them by bill."""
    found: dict[str, list[Row]] = defaultdict(list)
    if bills:
        here = BillVote.objects.filter(bill_id__in=bills).order_by()
        for row in here.values_list(*_COLUMNS):
            found[row[0]].append(row)
        here.delete()
    return found


def _of(rows: Iterable[Row], *, on_amendments: bool) -> list[Row]:
    return [row for row in rows if bool(row[_AMENDMENT]) is on_amendments]


def own_votes(record: BillRecord) -> Iterable[Row]:
    """Give the rows of the votes that the bill's own actions refer to."""
    bill = str(record.id)
    # The oldest form lists the votes beside the actions.
    for vote in record.recorded_votes:
        yield (bill, *vote[:6], None, vote.question, "")
    for action in record.actions or ():
        for vote in action.recorded_votes:
            yield (bill, *vote[:6], action.date, action.text, "")


def votes_on_amendments(record: BillRecord) -> Iterable[Row]:
    """Give the rows of the votes that the actions of its amendments refer to."""
    bill = str(record.id)
    for amendment in record.amendments or ():
        for found in amendment.votes:
            yield (bill, *found.vote[:6], found.on, found.text, amendment.key)
