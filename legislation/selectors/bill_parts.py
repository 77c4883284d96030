"""The parts of a bill's page: actions, cosponsors, committees and related bills as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from common.citations import BILL_ID, cite_in_full, cosponsor_summary
from common.sourcing import SourceMark
from common.tilemap import layout
from legislation.choices import Source
from legislation.models import Action, Bill, BillCommittee, Cosponsor, RelatedBill
from legislation.provenance import GroupFacts
from legislation.wording import Seat, cited, day, short_committee


@dataclass(frozen=True)
class ActionLine:
    """An action with who reported it, in words."""

    action: Action
    reported_by: str
    laid_over: SourceMark | None


@dataclass(frozen=True)
class CosponsorLine:
    """A cosponsorship as the table shows it."""

    name: str
    bioguide_id: str
    party: str
    state: str
    district: int | None
    on: date | None
    is_original: bool
    withdrawn_on: date | None
    sort_key: str
    entered: SourceMark | None = None


@dataclass(frozen=True)
class CosponsorBlock:
    """The cosponsors: the sentence, the rows, the count by state, and whether the list is whole."""

    summary: str
    lines: tuple[CosponsorLine, ...]
    by_state: dict[str, int]
    is_complete: bool
    withdrawn: int
    order: str
    entered: int = 0


@dataclass(frozen=True)
class CommitteeLine:
    """A committee that has, or had, the bill."""

    code: str
    name: str
    short_name: str
    chamber: str
    activities: tuple[tuple[str, str], ...]
    subcommittees: tuple[CommitteeLine, ...] = ()


@dataclass(frozen=True)
class RelatedLine:
    """A related bill; `is_here` when it has a page of its own here."""

    bill_id: str
    citation: str
    title: str
    how: str
    is_here: bool


def action_line(action: Action, entered: Mapping[tuple[date, str], SourceMark] | None = None) -> ActionLine:
    """Return an action with who reported it, and where it was laid over from."""
    codes = ", ".join(dict.fromkeys(one["code"] for one in action.provenance if one.get("code")))
    codes = codes or action.code
    times = len(action.provenance)
    parts = [
        action.source_name,
        f"code {codes}" if codes else "",
        f"listed {times} times" if times > 1 else "",
    ]
    laid_over = None
    if action.laid_over_source:
        laid_over = (entered or {}).get((action.acted_on, action.text)) or SourceMark(
            document=Source(action.laid_over_source).label,
            url=action.laid_over_url,
            note="Laid over the pulled facts; it yields when the feed carries it.",
        )
    return ActionLine(action, " · ".join(part for part in parts if part), laid_over)


def cosponsor_block(
    bill: Bill, facts: GroupFacts | None, order: str, entered: Mapping[int, SourceMark] | None = None
) -> CosponsorBlock:
    """Return the cosponsors of `bill` in an order of `_ORDER`; a list not known to be whole never says "none" (P9)."""
    rows = list(bill.cosponsors.select_related("legislator"))
    current = {row.legislator_id: row for row in rows if row.withdrawn_on is None}
    complete = bool(facts and facts.is_complete)
    places = layout()
    lines = [_cosponsor(bill, row, (entered or {}).get(row.laid_over_id or 0)) for row in rows]
    return CosponsorBlock(
        summary=cosponsor_summary((row.party for row in current.values()), complete=complete),
        lines=tuple(sorted(lines, key=_ORDER[order if order in _ORDER else "date"])),
        by_state=dict(Counter(row.state for row in current.values() if row.state in places)),
        is_complete=complete,
        withdrawn=len({row.legislator_id for row in rows} - set(current)),
        order=order if order in _ORDER else "date",
        entered=sum(1 for row in rows if row.laid_over_id),
    )


def _cosponsor(bill: Bill, row: Cosponsor, entered: SourceMark | None) -> CosponsorLine:
    return CosponsorLine(
        name=cited(row.legislator, Seat(bill.origin_chamber, row.party[:1], row.state, row.district)),
        bioguide_id=row.legislator_id,
        party=row.party[:1],
        state=row.state,
        district=row.district,
        on=row.cosponsored_on,
        is_original=row.is_original,
        withdrawn_on=row.withdrawn_on,
        sort_key=row.legislator.sort_key,
        entered=entered,
    )


_ORDER = {
    "date": lambda line: (line.on is None, line.on or date.min, line.sort_key),
    "name": lambda line: (line.sort_key, line.on or date.min),
    "party": lambda line: (line.party, line.sort_key),
    "state": lambda line: (line.state, line.district or 0, line.sort_key),
}


def committee_lines(rows: Sequence[BillCommittee]) -> tuple[CommitteeLine, ...]:
    """Return committees with their subcommittees under them; one whose parent is not listed stands alone."""
    full = {row.committee_id for row in rows if row.committee.parent_id is None}
    under: dict[str, list[BillCommittee]] = {}
    for row in rows:
        if row.committee.parent_id in full:
            under.setdefault(str(row.committee.parent_id), []).append(row)
    return tuple(
        _committee(row, [_committee(sub, ()) for sub in under.get(row.committee_id, [])])
        for row in rows
        if row.committee.parent_id not in full
    )


def _committee(row: BillCommittee, subcommittees: Iterable[CommitteeLine]) -> CommitteeLine:
    return CommitteeLine(
        code=row.committee_id,
        name=row.committee.name,
        short_name=short_committee(row.committee.name),
        chamber=row.committee.chamber,
        activities=activities_of(row),
        subcommittees=tuple(subcommittees),
    )


def activities_of(row: BillCommittee) -> tuple[tuple[str, str], ...]:
    """Return what a committee did with a bill and on which day, in the source's order."""
    return tuple((str(one.get("name", "")).capitalize(), _activity_day(one)) for one in row.activities)


def _activity_day(activity: dict[str, Any]) -> str:
    moment = str(activity.get("at") or activity.get("date") or "")[:10]
    return day(date.fromisoformat(moment)) if moment else ""


def related_lines(user: Any, rows: Iterable[RelatedBill]) -> tuple[RelatedLine, ...]:
    """Return related bills, each told whether `user` can open it here."""
    listed = list(rows)
    here = set(
        Bill.objects.visible_to(user)
        .filter(pk__in=[row.other_id for row in listed])
        .values_list("pk", flat=True)
    )
    return tuple(
        RelatedLine(
            bill_id=row.other_id,
            citation=cite_in_full(row.other_id) if BILL_ID.match(row.other_id) else row.other_id,
            title=row.title,
            how=_how(row.relationships),
            is_here=row.other_id in here,
        )
        for row in listed
    )


def _how(relationships: Sequence[dict[str, Any]]) -> str:
    said = []
    for one in relationships:
        by = one.get("identified_by") or one.get("identifiedBy") or ""
        said.append(f"{one.get('type', '')} ({by})" if by else str(one.get("type", "")))
    return "; ".join(dict.fromkeys(filter(None, said)))
