"""Recording what happened to the bills somebody follows: what their rows tell after a write and did not before.

`sync_bills` looks before and after each write. Bills nobody follows, and copies that hold nothing recent, cost
nothing: a whole Congress is loaded without a query of this.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from common.dates import eastern
from legislation.choices import FactGroup
from legislation.models import (
    Bill,
    BillEvent,
    Committee,
    FamilyBill,
    Legislator,
    RelatedBill,
    TrackedBill,
)
from legislation.news import GROUP_OF, HORIZON, Event, EventKind, fresh, is_news, tell
from legislation.provenance import GroupFacts
from legislation.selectors.events import events_of, stored_events
from legislation.services.tell_events import tell_events
from legislation.sources.records import BillRecord
from members.selectors.alerts import keys_with_alerts

# How far back rows are compared: a corrected day may come into the horizon from before it.
_COMPARED = 2 * HORIZON


@dataclass(frozen=True)
class Before:
    """What the followed bills of a write told before it, and which groups of facts each had."""

    events: list[Event] = field(default_factory=list)
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)


def look_before(*, writes: Iterable[tuple[BillRecord, Mapping[str, GroupFacts]]], now: dt.datetime) -> Before:
    """Return what is known, before they are written, of those bills whose events are to be kept.

    `writes` are the records about to be written, each with where the bill's facts come from.
    """
    today = eastern(now).date()
    recent = [(one, stored) for one, stored in writes if _is_recent(one, today)]
    if not recent:
        return Before()
    followed = followed_among([one for one, _ in recent])
    groups = dict.fromkeys(_related_to_laws(one for one, _ in recent), frozenset[str](FactGroup))
    groups |= {str(one.id): frozenset(stored) for one, stored in recent if str(one.id) in followed}
    known = [bill for bill, delivered in groups.items() if delivered]
    return Before(events_of(known, since=today - _COMPARED) if known else [], groups)


def look_at(*, bill_ids: Collection[str], now: dt.datetime) -> Before:
    """Return what is known of bills here before facts of theirs are written by another way than a record."""
    followed = _followed(set(bill_ids), keys_with_alerts(Bill)[Bill])
    if not followed:
        return Before()
    whole = frozenset[str](FactGroup)
    return Before(events_of(followed, since=eastern(now).date() - _COMPARED), dict.fromkeys(followed, whole))


def record_new(*, before: Before, now: dt.datetime) -> list[BillEvent]:
    """Store what is new since `before`, tell whoever has alerts on it, and return it; in the writer's transaction.

    The same event is never stored twice, and what was long past when it came is not stored at all.
    """
    if not before.groups:
        return []
    today = eastern(now).date()
    after = events_of(before.groups, since=today - _COMPARED)
    new = [
        one
        for one in fresh(before.events, after, stored_events(before.groups))
        if is_news(one, today=today, was_delivered=_delivered(one, before.groups))
    ]
    return _keep(new, before.groups, now)


def _keep(
    events: Collection[Event], groups: Mapping[str, frozenset[str]], now: dt.datetime
) -> list[BillEvent]:
    if not events:
        return []
    today = eastern(now).date()
    rows = [_row(one, today, now, came_with_list=not _delivered(one, groups)) for one in events]
    BillEvent.objects.bulk_create(rows, ignore_conflicts=True)
    stored = {
        (row.bill_id, row.kind, row.identity): row
        for row in BillEvent.objects.filter(bill__in={one.bill_id for one in events}, recorded_at=now)
    }
    kept = [
        (one, stored[key]) for one in events if (key := (one.bill_id, one.kind.value, one.identity)) in stored
    ]
    tell_events(events=kept, now=now)
    return [row for _, row in kept]


def followed_among(records: Collection[BillRecord]) -> set[str]:
    """Return the ids of those bills whose events are kept; three queries, however many bills.

    They are tracked, of a family, or somebody has alerts on them, their people or their committees.
    """
    chosen = keys_with_alerts(Bill, Legislator, Committee)
    return _followed({str(one.id) for one in records}, chosen[Bill]) | {
        str(one.id)
        for one in records
        if _people(one) & chosen[Legislator] or _committees(one) & chosen[Committee]
    }


def _followed(ids: set[str], chosen: set[str]) -> set[str]:
    found = ids & chosen
    for rows in (TrackedBill.objects, FamilyBill.objects):
        found |= set(rows.filter(bill__in=ids).order_by().values_list("bill_id", flat=True))
    return found


def _related_to_laws(records: Iterable[BillRecord]) -> set[str]:
    """The followed bills to which one that is law, or becomes it now, is related."""
    laws = [str(one.id) for one in records if one.laws]
    if not laws:
        return set()
    rows = RelatedBill.objects.filter(other_id__in=laws).order_by()
    return _followed(set(rows.values_list("bill_id", flat=True)), keys_with_alerts(Bill)[Bill])


def _is_recent(record: BillRecord, today: dt.date) -> bool:
    """Whether a copy may hold something that happened lately; a source's own times are a little off at most."""
    moment = record.source_updated_at
    return moment is None or eastern(moment).date() >= today - _COMPARED


def _people(record: BillRecord) -> set[str]:
    named = {one.bioguide for one in record.cosponsors or ()}
    return named | {record.sponsor.bioguide} if record.sponsor else named


def _committees(record: BillRecord) -> set[str]:
    listed = record.committees or ()
    codes = {one.system_code for one in listed}
    return codes | {sub.system_code for one in listed for sub in one.subcommittees}


def _delivered(event: Event, groups: Mapping[str, frozenset[str]]) -> bool:
    """Whether the list an event belongs to was here before it."""
    group = GROUP_OF.get(EventKind(event.kind))
    return group is None or group in groups.get(event.bill_id, ())


def _row(event: Event, today: dt.date, now: dt.datetime, *, came_with_list: bool) -> BillEvent:
    return BillEvent(
        bill_id=event.bill_id,
        kind=event.kind.value,
        identity=event.identity,
        happened_on=event.on,
        name=event.name,
        chamber=event.chamber,
        committee_codes=list(event.committees),
        legislator_id=event.legislator_id or None,
        row=event.row,
        sentence=" ".join(one.sentence for one in tell([event], today=today)),
        came_with_list=came_with_list,
        recorded_at=now,
    )
