"""What moved among the tracked bills, gathered for legislation.moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from common.citations import ordinal
from common.dates import eastern
from legislation.happenings import Happening, happening_of
from legislation.models import Action, Bill, BillEvent, Committee, Cosponsor
from legislation.moved import Introduced, Moved, Signed, Stepped, sentences
from legislation.selectors.standing import RELATED, read, sponsor_line
from legislation.wording import Seat, cited, day, says_amended

_NEWEST_BILLS = 12
# Of so many bills each is told to have died with its Congress.
_FEW = 6


@dataclass(frozen=True)
class Told:
    """One sentence with the title of its bill."""

    on: date
    bill_id: str
    sentence: str
    title: str


@dataclass(frozen=True)
class WhatMoved:
    """The home page's first block: the items, whether they are truly since the visit, and since when."""

    items: list[Told]
    since: date
    is_since: bool


def what_moved(
    user: Any, *, since: datetime, limit: int = 12, among: Collection[str] | None = None
) -> WhatMoved:
    """Return what moved among tracked bills, or `among` these, since a moment; else the newest facts there are.

    At most `limit` sentences, newest first. Never for a change of a record's date alone.
    """
    start = eastern(since).date()
    seen = Bill.objects.visible_to(user)
    tracked = seen.tracked() if among is None else seen.filter(pk__in=among)
    late = _arrived_late(tracked, since, start)
    found = [
        *_between(tracked, start),
        *late,
        *_newer_facts(tracked, since, told={one.bill_id for one in late}),
        *_died(tracked, start),
    ]
    items = _once(found)
    if items:
        return WhatMoved(_with_titles(items[:limit]), start, is_since=True)
    return WhatMoved(_with_titles(_once(_newest(tracked))[:limit]), start, is_since=False)


def _newest(tracked: QuerySet[Bill]) -> list[Moved]:
    """What the last-moved bills did last, whenever that was."""
    last = tracked.exclude(latest_action_on=None).order_by("-latest_action_on", "pk")
    days = list(last.values_list("latest_action_on", flat=True)[:_NEWEST_BILLS])
    return _between(tracked, days[-1]) if days and days[-1] else []


def _between(bills: QuerySet[Bill], start: date) -> list[Moved]:
    return sentences(
        stepped=_stepped(bills, start), introduced=_introduced(bills, start), signed=_signed(bills, start)
    )


def _stepped(bills: QuerySet[Bill], start: date) -> list[Stepped]:
    actions = Action.objects.filter(bill__in=bills, acted_on__gte=start).order_by("bill_id", "position")
    readings = [(one, happening_of(read(one))) for one in actions]
    codes = {code for one, happening in readings if happening for code in one.committee_codes}
    names = dict(Committee.objects.filter(code__in=codes).values_list("code", "name"))
    return [stepped_of(one, happening, names) for one, happening in readings if happening]


def stepped_of(action: Action, happening: Happening, names: Mapping[str, str]) -> Stepped:
    """Return an action as legislation.moved tells it; `names` are those of committees by code."""
    return Stepped(
        bill_id=action.bill_id,
        on=action.acted_on,
        position=action.position,
        kind=happening.kind,
        step=happening.step,
        chamber=happening.chamber,
        committees=tuple(names[code] for code in action.committee_codes if code in names),
        amended=says_amended(action.text),
    )


def _introduced(bills: QuerySet[Bill], start: date) -> list[Introduced]:
    new = list(bills.filter(introduced_on__gte=start).select_related(*RELATED))
    originals: defaultdict[str, list[str]] = defaultdict(list)
    signed = Cosponsor.objects.filter(bill__in=new, is_original=True).order_by()
    for bill_id, party in signed.values_list("bill_id", "party"):
        originals[bill_id].append(party[:1])
    return [
        Introduced(bill.pk, bill.introduced_on, sponsor_line(bill), tuple(originals[bill.pk]))
        for bill in new
        if bill.introduced_on
    ]


def _signed(bills: QuerySet[Bill], start: date) -> list[Signed]:
    rows = (
        Cosponsor.objects.filter(bill__in=bills)
        .filter(Q(cosponsored_on__gte=start, is_original=False) | Q(withdrawn_on__gte=start))
        .select_related("legislator", "bill")
        .order_by()
    )
    events = []
    for row in rows:
        seat = Seat(row.bill.origin_chamber, row.party[:1], row.state, row.district)
        name = cited(row.legislator, seat)
        if row.cosponsored_on and row.cosponsored_on >= start and not row.is_original:
            events.append(Signed(row.bill_id, row.cosponsored_on, row.party[:1], name))
        if row.withdrawn_on and row.withdrawn_on >= start:
            events.append(Signed(row.bill_id, row.withdrawn_on, row.party[:1], name, withdrew=True))
    return events


def _died(bills: QuerySet[Bill], start: date) -> list[Moved]:
    """Bills that died with a Congress that ended since, where they are few; of many the countdown tells at once."""
    ended = list(bills.died().filter(congress__ends_on__gte=start).select_related("congress")[: _FEW + 1])  # type: ignore[attr-defined]
    if len(ended) > _FEW:
        return []
    return [
        Moved(
            bill.congress.ends_on,
            bill.pk,
            f"{bill.citation} died with the {ordinal(bill.congress_id)} Congress",
        )
        for bill in ended
    ]


def _arrived_late(tracked: QuerySet[Bill], since: datetime, start: date) -> list[Moved]:
    """What happened before `start` and arrived here since: told with both days."""
    rows = BillEvent.objects.since(since).filter(bill__in=tracked, happened_on__lt=start)
    return [
        Moved(
            row.happened_on,
            row.bill_id,
            f"{row.sentence} on {day(row.happened_on)}; known here since {day(eastern(row.recorded_at).date())}",
        )
        for row in rows
    ]


def _newer_facts(tracked: QuerySet[Bill], since: datetime, *, told: Collection[str]) -> list[Moved]:
    """Bills known before whose facts changed here since, by actions that are older, with no event that says what."""
    late = tracked.filter(
        changed_at__gt=since, created_at__lt=since, latest_action_on__lt=eastern(since).date()
    ).exclude(pk__in=told)
    return [
        Moved(
            bill.latest_action_on,
            bill.pk,
            f"{bill.citation} has newer facts here; its latest action is of {day(bill.latest_action_on)}",
        )
        for bill in late
        if bill.latest_action_on
    ]


def _once(items: list[Moved]) -> list[Moved]:
    unique = {(one.bill_id, one.sentence): one for one in items}
    return sorted(unique.values(), key=lambda one: (-one.on.toordinal(), one.bill_id, one.sentence))


def _with_titles(items: list[Moved]) -> list[Told]:
    bills = Bill.objects.filter(pk__in={one.bill_id for one in items}).only("title", "short_title")
    titles = {bill.pk: bill.name for bill in bills}
    return [Told(one.on, one.bill_id, one.sentence, titles[one.bill_id]) for one in items]
