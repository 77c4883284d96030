"""The triage on its pages: which watch found a bill and where, which earlier bill it may be again, what was done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet

from common.choices import Tag
from common.citations import cite_in_full
from common.dates import eastern
from legislation.marking import Excerpt
from legislation.models import Bill, TrackedBill, WatchMatch
from legislation.selectors import pages
from members.models import User
from priorities.choices import TriageState
from priorities.models import TriageChange, TriageItem
from priorities.selectors.positions import cuts_by_bill


@dataclass(frozen=True)
class Finding:
    """That a watch found the bill, and where the words stood."""

    name: str
    url: str
    on: date
    excerpt: Excerpt


@dataclass(frozen=True)
class Again:
    """An earlier bill that this one may be again, with what was made of it and why."""

    bill_id: str
    citation: str
    is_earlier: bool
    what: str
    because: str
    evidence: str


@dataclass(frozen=True)
class TriageRow:
    """One bill in the triage."""

    item: TriageItem
    row: pages.BillRow
    findings: tuple[Finding, ...]
    again: tuple[Again, ...]
    tags: tuple[tuple[str, str], ...]
    found_since: bool = False
    # What the bill is flagged to cut (P2).
    cuts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangeLine:
    """One change of an item in words."""

    change: TriageChange
    said: str
    details: tuple[str, ...] = field(default=())


def items_for(user: Any) -> QuerySet[TriageItem]:
    """Return the items `user` may see, ready for `triage_rows`."""
    seen: QuerySet[TriageItem] = TriageItem.objects.visible_to(user)
    return seen.select_related("owner", "proposal").order_by("-came_at", "-pk")


def counts(user: Any) -> list[tuple[str, str, int]]:
    """Return (state, label, how many bills) of each state, then of all."""
    rows = TriageItem.objects.visible_to(user).order_by().values_list("state").annotate(n=Count("pk"))
    counted = dict(rows)
    each = [(state.value, str(state.label), counted.get(state.value, 0)) for state in TriageState]
    return [*each, ("all", "All", sum(counted.values()))]


def new_count(user: Any) -> int:
    """Return how many bills await a look."""
    return int(TriageItem.objects.visible_to(user).filter(state=TriageState.NEW).count())


def triage_rows(items: Sequence[TriageItem], user: Any) -> list[TriageRow]:
    """Return the rows of a page, in a constant number of queries."""
    ids = [one.bill_id for one in items]
    findings = _findings(ids)
    first = {key: found[0].excerpt for key, found in findings.items() if found}
    bills = {row.bill.pk: row for row in pages.rows(pages.bills_by_id(user, ids), first)}
    made = _made_of({earlier["bill"] for one in items for earlier in one.kin})
    cuts = cuts_by_bill(ids)
    return [
        replace(_row(one, bills[one.bill_id], findings[one.bill_id], made), cuts=cuts.get(one.bill_id, ()))
        for one in items
        if one.bill_id in bills
    ]


def history_of(item: TriageItem) -> list[ChangeLine]:
    """Return what was done to an item, the newest first, in two queries."""
    changes = list(item.changes.select_related("by"))
    owners = {one.before.get("owner_id") for one in changes} | {one.after.get("owner_id") for one in changes}
    names = dict(User.objects.filter(pk__in=owners - {None}).values_list("pk", "name"))
    return [ChangeLine(one, _said(one), tuple(_details(one, names))) for one in changes]


def tagged_bills() -> dict[str, set[str]]:
    """Return the tags of the bills that are tracked or elevated in triage (P8), by the bill's id."""
    rows = TriageItem.objects.filter(state__in=[TriageState.TRACKING, TriageState.ELEVATED]).exclude(tags=[])
    return {bill: set(tags) for bill, tags in rows.order_by().values_list("bill_id", "tags")}


def _findings(ids: Sequence[str]) -> defaultdict[str, list[Finding]]:
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    matches = WatchMatch.objects.filter(bill__in=ids, watch__owner=None).select_related("watch")
    for one in matches.order_by("was_here", "found_at", "watch__name"):
        excerpt = Excerpt.from_json(one.excerpt)
        finding = Finding(one.watch.name, one.watch.get_absolute_url(), eastern(one.found_at).date(), excerpt)
        found[one.bill_id].append(finding)
    return found


@dataclass(frozen=True)
class _Made:
    """What was made of the earlier bills."""

    items: Mapping[str, TriageItem]
    tracked: Mapping[str, datetime]


def _made_of(ids: set[str]) -> _Made:
    items = {one.bill_id: one for one in TriageItem.objects.filter(bill__in=ids)}
    tracked = dict(TrackedBill.objects.filter(bill__in=ids).values_list("bill_id", "since"))
    return _Made(items, tracked)


def _row(item: TriageItem, row: pages.BillRow, findings: Sequence[Finding], made: _Made) -> TriageRow:
    return TriageRow(
        item=item,
        row=row,
        findings=tuple(findings),
        again=tuple(_again(earlier, row.bill, made) for earlier in item.kin),
        tags=tuple((one, str(Tag(one).label)) for one in item.tags if one in Tag.values),
        found_since=item.state == TriageState.DISMISSED
        and any(one.on > eastern(item.changed_at).date() for one in findings),
    )


def _again(earlier: Mapping[str, str], bill: Bill, made: _Made) -> Again:
    key = earlier["bill"]
    item = made.items.get(key)
    what, because = "", ""
    if item and item.state == TriageState.DISMISSED:
        what, because = f"dismissed on {_day(item.changed_at)}", item.dismissed_because
    elif item and item.state == TriageState.ELEVATED:
        what = f"elevated on {_day(item.changed_at)}"
    elif key in made.tracked:
        what = f"tracked since {_day(made.tracked[key])}"
    is_earlier = int(key.partition("-")[0]) < bill.congress_id
    return Again(key, cite_in_full(key), is_earlier, what, because, earlier.get("why", ""))


def _day(moment: datetime) -> str:
    on = eastern(moment).date()
    return f"{on:%b} {on.day}, {on.year}"


def _said(change: TriageChange) -> str:
    return change.what[:1].upper() + change.what[1:]


_NAMES = {
    "dismissed_because": "Reason",
    "risk": "Risk",
    "risk_note": "Risk in words",
    "note": "Note",
    "due_on": "Due",
}


def _details(change: TriageChange, names: Mapping[int, str]) -> Iterable[str]:
    """What a change set, in words; a field that was emptied says so."""
    for name, label in _NAMES.items():
        if change.before.get(name) != (value := change.after.get(name)):
            yield f"{label}: {value or 'none'}"
    if change.before.get("owner_id") != (owner := change.after.get("owner_id")):
        yield f"Owner: {names.get(owner, 'nobody') if owner else 'nobody'}"
    if change.before.get("tags") != (tags := change.after.get("tags")):
        yield f"Tags: {', '.join(str(Tag(one).label) for one in tags or [] if one in Tag.values) or 'none'}"
