"""What the list of bills shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from common.citations import cite_in_full, cosponsor_summary
from common.dates import congress_day, eastern, today
from common.sourcing import SourceMark
from common.tracks import TrackStep
from legislation.choices import FactGroup
from legislation.marking import Excerpt
from legislation.models import Bill, BillCommittee, BillFacts, Cosponsor, TrackedBill
from legislation.provenance import GroupFacts
from legislation.selectors.standing import RELATED, is_over, sponsor_line, standing, track_of
from legislation.wording import Standing, days_old


@dataclass(frozen=True)
class BillRow:
    """One bill in a list, with everything that is shown of it."""

    bill: Bill
    citation: str
    sponsor: str
    standing: Standing
    track: tuple[TrackStep, ...]
    parties: tuple[str, ...]
    cosponsors: str
    cosponsors_complete: bool
    as_of: date | None
    days_old: int
    is_stale: bool
    is_tracked: bool
    excerpt: Excerpt | None = None


def bills_for_list(user: Any) -> QuerySet[Bill]:
    """Return the bills `user` may see, ready for `rows`."""
    visible: QuerySet[Bill] = Bill.objects.visible_to(user).select_related(*RELATED)
    return visible.with_actions_seen().annotate(  # type: ignore[attr-defined,no-any-return]
        had_committee=Exists(BillCommittee.objects.filter(bill=OuterRef("pk"))),
        is_tracked=Exists(TrackedBill.objects.filter(bill=OuterRef("pk"))),
    )


def bills_by_id(user: Any, bill_ids: Sequence[str]) -> list[Bill]:
    """Return these bills in the order given, ready for `rows`.

    A search sorts thousands of bills by their keys alone; what is shown is read for one page of them.
    """
    found = bills_for_list(user).in_bulk(list(bill_ids))
    return [found[one] for one in bill_ids if one in found]


def rows(bills: Sequence[Bill], found: Mapping[str, Excerpt] | None = None) -> list[BillRow]:
    """Return the rows of a page of bills from `bills_for_list`, in three queries whatever their number.

    `found` says where the words of a search stand in them.
    """
    ids = [bill.pk for bill in bills]
    parties = party_letters(ids)
    facts = BillFacts.objects.in_bulk(ids)
    made = (_row(bill, tuple(parties[bill.pk]), facts.get(bill.pk)) for bill in bills)
    return [replace(row, excerpt=(found or {}).get(row.bill.pk)) for row in made]


def party_letters(bill_ids: Iterable[str]) -> defaultdict[str, list[str]]:
    """Return one party letter for each current cosponsor of each bill (P1: all parties alike)."""
    letters: defaultdict[str, list[str]] = defaultdict(list)
    current = Cosponsor.objects.filter(bill__in=list(bill_ids)).current().order_by()
    for bill_id, _, party in current.values_list("bill_id", "legislator_id", "party").distinct():
        letters[bill_id].append(party[:1] or "?")
    return letters


def source_mark(facts: GroupFacts, *, is_over: bool = False, moves: bool = True) -> SourceMark:
    """Return the source mark of a fact group; it goes stale where the group `moves` and its Congress sits."""
    return SourceMark(
        document=facts.source_label,
        url=facts.source_url,
        as_of=facts.checked_at,
        note=facts.note,
        goes_stale=moves and not is_over,
    )


def is_stale(checked_at: datetime | None) -> bool:
    """Whether facts last checked then have not been refreshed for STALE_AFTER_DAYS days; never checked is stale."""
    if checked_at is None:
        return True
    return timezone.now() - checked_at > timedelta(days=settings.STALE_AFTER_DAYS)


def freshness(user: Any) -> dict[str, Any]:
    """Return how fresh the tracked bills are: `tracked`, `stale` (counts), `oldest` and `newest` (dates or None)."""
    tracked = Bill.objects.visible_to(user).tracked().filter(congress__ends_on__gt=congress_day())
    checked = list(BillFacts.objects.filter(bill__in=tracked).values_list("checked_at", flat=True))
    return {
        "tracked": tracked.count(),
        "stale": sum(is_stale(one) for one in checked),
        "oldest": eastern(min(checked)).date() if checked else None,
        "newest": eastern(max(checked)).date() if checked else None,
    }


def _row(bill: Bill, parties: tuple[str, ...], facts: BillFacts | None) -> BillRow:
    signed = facts.group(FactGroup.COSPONSORS) if facts else None
    complete = bool(signed and signed.is_complete)
    stand = standing(bill)
    return BillRow(
        bill=bill,
        citation=cite_in_full(bill.pk),
        sponsor=sponsor_line(bill),
        standing=stand,
        track=track_of(bill, had_committee=_annotated(bill, "had_committee")),
        parties=parties,
        cosponsors=cosponsor_summary(parties, complete=complete),
        cosponsors_complete=complete,
        as_of=eastern(facts.checked_at).date() if facts else None,
        days_old=days_old(eastern(facts.checked_at).date(), today()) if facts else 0,
        is_stale=not is_over(bill) and is_stale(facts.checked_at if facts else None),
        is_tracked=_annotated(bill, "is_tracked"),
    )


def _annotated(bill: Bill, name: str) -> bool:
    return bool(getattr(bill, name, False))
