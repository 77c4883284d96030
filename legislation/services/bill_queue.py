"""The queue of bills to be fetched: what lists name goes in, the most important comes out first.

Rows of the database, so that a run that is killed loses nothing: the next one goes on with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from legislation.choices import BillId, BillType
from legislation.models import Bill, BillCommittee, BillFacts, FamilyBill, ListedBill, TrackedBill
from legislation.services.sync_bill import sync_bills
from legislation.sources.bill_lists import ListedRecord
from members.selectors.alerts import keys_with_alerts

TRACKED, OF_A_FAMILY, OF_A_COMMITTEE, OTHER, GAP = range(5)
# A record the list dates today may change again today: it is looked at again after this long.
LOOK_AGAIN = timedelta(hours=6)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=10), timedelta(days=1)
# Numbers kept back for the leaders stay empty for months.
_FIRST_GAP_WAIT, _LONGEST_GAP_WAIT = timedelta(days=1), timedelta(days=30)
_AT_ONCE = 1000
# Lists leave out a few; where more numbers are missing than this, the Congress was never read whole.
_GAPS_AT_LEAST, _GAPS_ONE_IN = 25, 50
_YEARS = re.compile(r"\b(?:of )?(?:19|20)\d\d\b")
_NOT_WORDS = re.compile(r"[^a-z]+")


@dataclass(frozen=True)
class Importance:
    """What makes a bill important: read once a run, asked for every bill."""

    tracked: frozenset[str]
    family: frozenset[str]
    family_titles: frozenset[str]
    committees: frozenset[str]
    committee_names: tuple[str, ...] = field(default=())

    def rank(self, bill_id: str, words: str, codes: Iterable[str] = ()) -> int:
        """Return a bill's rank, 0 first: tracked, of a family or titled like one, of a committee, other."""
        if bill_id in self.tracked:
            return TRACKED
        title = _plain_title(words)
        if bill_id in self.family or any(title.startswith(each) for each in self.family_titles):
            return OF_A_FAMILY
        if self.committees.intersection(codes) or any(name in words for name in self.committee_names):
            return OF_A_COMMITTEE
        return OTHER


def importance() -> Importance:
    """Return what is important now: tracked bills and those with alerts, families, committees of such bills."""
    tracked = keys_with_alerts(Bill)[Bill].union(TrackedBill.objects.values_list("bill_id", flat=True))
    titles = FamilyBill.objects.values_list("bill_id", "bill__title", "bill__short_title")
    committees = BillCommittee.objects.filter(bill__in=tracked, committee__parent__isnull=True)
    named = dict(committees.values_list("committee_id", "committee__name").distinct())
    plain = {_plain_title(each) for _, title, short in titles for each in (title, short) if each}
    return Importance(
        tracked=frozenset(tracked),
        family=frozenset(bill for bill, _, _ in titles),
        # A title of one or two words would be the beginning of many.
        family_titles=frozenset(each for each in plain if len(each.split()) > 2),  # noqa: PLR2004
        committees=frozenset(named),
        committee_names=tuple(sorted(filter(None, named.values()))),
    )


def _plain_title(title: str) -> str:
    return _NOT_WORDS.sub(" ", _YEARS.sub(" ", title.casefold())).strip()


@dataclass
class Noted:
    """What became of the rows of a list: how many bills are to be fetched, how many are new here."""

    wanted: int = 0
    new: int = 0


def note_listed(*, rows: Sequence[ListedRecord], service: str, weigh: Importance, now: datetime) -> Noted:
    """Put into the queue what a list names and we do not hold as it says; a new bill is stored at once.

    Seen before and fetched since, a row changes nothing. All rows of one call are noted or none.
    """
    noted = Noted()
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        with transaction.atomic():
            noted.new += _store_new(part, now)
            noted.wanted += _queue(part, service, weigh, now)
    return noted


def _store_new(rows: Sequence[ListedRecord], now: datetime) -> int:
    """Store the bills that are not here yet with what the list tells of them."""
    here = set(Bill.objects.filter(pk__in=[str(row.id) for row in rows]).values_list("pk", flat=True))
    stubs = {str(row.id): row.stub for row in rows if row.stub and str(row.id) not in here}
    sync_bills(records=[stub for stub in stubs.values() if stub], now=now)
    return len(stubs)


def _queue(rows: Sequence[ListedRecord], service: str, weigh: Importance, now: datetime) -> int:
    newest = {str(row.id): row for row in rows}
    known = ListedBill.objects.in_bulk(list(newest))
    looked = _looked_at(list(newest))
    codes = _codes(list(newest))
    changed = []
    for bill_id, row in newest.items():
        entry = known.get(bill_id) or ListedBill(
            measure=bill_id, congress=row.id.congress, number=row.id.number
        )
        before = (entry.mark, entry.wanted_since)
        wanted = _is_wanted(entry, row, looked.get(bill_id), now)
        entry.mark, entry.marked_on, entry.service, entry.why = row.mark, row.marked_on, service, _LISTED
        if wanted and not entry.wanted_since:
            entry.wanted_since, entry.attempts, entry.next_try_at = now, 0, now
        entry.rank = weigh.rank(bill_id, row.words, codes.get(bill_id, ()))
        if before != (entry.mark, entry.wanted_since) or bill_id not in known:
            changed.append(entry)
    ListedBill.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["measure"], update_fields=_FIELDS
    )
    return sum(1 for entry in changed if entry.wanted_since)


_LISTED = ListedBill.Why.LISTED
_FIELDS = ["mark", "marked_on", "service", "why", "wanted_since", "attempts", "next_try_at", "rank"]


def _is_wanted(entry: ListedBill, row: ListedRecord, looked: datetime | None, now: datetime) -> bool:
    """Tell whether the bill's record is to be fetched for what the list says of it now."""
    if entry.wanted_since:
        return True
    seen_at = max((each for each in (entry.fetched_at, looked) if each), default=None)
    if seen_at is None:
        return True
    if row.settled_at and seen_at >= row.settled_at:
        # Looked at when nothing more could come under this mark; a new mark of the same old day is a new record.
        return entry.fetched_mark not in {"", row.mark}
    if entry.fetched_mark == row.mark:
        return seen_at < now - LOOK_AGAIN
    return True


def _looked_at(bill_ids: list[str]) -> dict[str, datetime]:
    """Return when each bill's own record was last seen at its source; a line of a list is no such look."""
    core = BillFacts.objects.filter(bill__in=bill_ids, is_complete=True)
    return dict(core.values_list("bill_id", "checked_at"))


def _codes(bill_ids: list[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    rows = BillCommittee.objects.filter(bill__in=bill_ids).order_by()
    for bill_id, code in rows.values_list("bill_id", "committee_id"):
        found.setdefault(bill_id, set()).add(code)
    return found


def note_gaps(*, congress: int, service: str, now: datetime) -> int:
    """Queue the numbers missing between those that are known; return how many are new in the queue.

    Lists leave bills out that are there by number; and some numbers are kept back and stay empty.
    """
    new = []
    for bill_type in BillType:
        known = set(
            Bill.objects.filter(congress=congress, bill_type=bill_type).values_list("number", flat=True)
        )
        highest = max(known, default=0)
        missing = set(range(1, highest)) - known
        if len(missing) > max(_GAPS_AT_LEAST, highest // _GAPS_ONE_IN):
            continue
        ids = {str(BillId(congress, bill_type, each)): each for each in missing}
        waiting = set(ListedBill.objects.filter(measure__in=list(ids)).values_list("measure", flat=True))
        new += [
            ListedBill(
                measure=bill_id,
                congress=congress,
                number=number,
                service=service,
                why=ListedBill.Why.GAP,
                rank=GAP,
                wanted_since=now,
                next_try_at=now,
            )
            for bill_id, number in ids.items()
            if bill_id not in waiting
        ]
    ListedBill.objects.bulk_create(new, ignore_conflicts=True, batch_size=_AT_ONCE)
    return len(new)


def rerank(weigh: Importance) -> None:
    """Bring the ranks of what waits up to date: bills were tracked, or put into a family, meanwhile."""
    waiting = ListedBill.objects.waiting().order_by()
    held = BillCommittee.objects.filter(committee__in=weigh.committees).values("bill_id")
    waiting.filter(measure__in=held, rank__gt=OF_A_COMMITTEE).update(rank=OF_A_COMMITTEE)
    waiting.filter(measure__in=weigh.family, rank__gt=OF_A_FAMILY).update(rank=OF_A_FAMILY)
    waiting.filter(measure__in=weigh.tracked).update(rank=TRACKED)


def next_due(now: datetime) -> ListedBill | None:
    """Return the most important bill whose time has come."""
    row: ListedBill | None = ListedBill.objects.due(now).first()
    return row


def fetched(entry: ListedBill, now: datetime) -> None:
    """Take a bill out of the queue: its record was read whole, as the list's mark said when it was put in."""
    entry.wanted_since, entry.last_error, entry.attempts = None, "", 0
    entry.fetched_at, entry.fetched_mark = now, entry.mark
    entry.save(update_fields=["wanted_since", "last_error", "attempts", "fetched_at", "fetched_mark"])


def failed(entry: ListedBill, reason: str, now: datetime) -> None:
    """Leave a bill in the queue, to be tried again after a while that grows."""
    first, longest = (
        (_FIRST_GAP_WAIT, _LONGEST_GAP_WAIT)
        if entry.why == ListedBill.Why.GAP
        else (_FIRST_WAIT, _LONGEST_WAIT)
    )
    entry.next_try_at = now + min(longest, first * 2 ** min(entry.attempts, 10))
    entry.attempts, entry.last_error = min(entry.attempts + 1, 1000), reason[:400]
    entry.save(update_fields=["next_try_at", "attempts", "last_error"])
