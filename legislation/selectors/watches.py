"""Watches on their pages: what each looks for in words, and what it found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from common.citations import ordinal
from legislation.choices import BillType, Chamber, Stage
from legislation.marking import Excerpt
from legislation.models import Committee, Family, Legislator, Watch, WatchMatch
from legislation.search_query import BillQuery
from legislation.selectors import pages
from legislation.wording import day, short_committee
from members.models import SecretariatTerm, User

_FIXED: dict[str, dict[str, str]] = {
    "chamber": {key: str(label) for key, label in Chamber.choices},
    "type": {key: str(label) for key, label in BillType.choices},
    "stage": {key: str(label) for key, label in Stage.choices},
    "party": {"R": "Republican sponsor", "D": "Democratic sponsor", "I": "Independent sponsor"},
}


@dataclass(frozen=True)
class WatchRow:
    """A watch in the list: what it looks for, how much it found, and when last."""

    watch: Watch
    words: str
    address: str
    found: int
    newest_at: Any


@dataclass(frozen=True)
class MatchRow:
    """A bill that a watch found."""

    match: WatchMatch
    row: pages.BillRow


def watch_rows(user: Any) -> list[WatchRow]:
    """Return the watches `user` may see, the desk's first, in a constant number of queries."""
    watches = list(
        Watch.objects.visible_to(user)
        .select_related("responsible", "owner")
        .annotate(
            found=Count("matches", filter=Q(matches__was_here=False)),
            newest_at=Max("matches__found_at", filter=Q(matches__was_here=False)),
        )
        .order_by("owner", "name", "pk")
    )
    words = in_words([one.search for one in watches])
    return [
        WatchRow(one, said, one.search.as_watched.as_address(), one.found, one.newest_at)
        for one, said in zip(watches, words, strict=True)
    ]


def matches_of(watch: Watch) -> QuerySet[WatchMatch]:
    """Return what a watch found, the newest first; what fitted from the start comes last."""
    return watch.matches.order_by("was_here", "-found_at", "-bill__latest_action_on", "bill")


def match_rows(matches: Sequence[WatchMatch], user: Any) -> list[MatchRow]:
    """Return matches with their bills as lists show them."""
    excerpts = {one.bill_id: Excerpt.from_json(one.excerpt) for one in matches if one.excerpt}
    bills = pages.bills_by_id(user, [one.bill_id for one in matches])
    rows = {row.bill.pk: row for row in pages.rows(bills, excerpts)}
    return [MatchRow(one, rows[one.bill_id]) for one in matches if one.bill_id in rows]


def staff_today() -> QuerySet[User]:
    """Return who can be responsible for a watch of the desk: the secretariat of today."""
    current = SecretariatTerm.objects.current()
    people: QuerySet[User] = User.objects.filter(is_active=True, pk__in=current.values("user"))
    return people.order_by("name")


def in_words(queries: Sequence[BillQuery]) -> list[str]:
    """Return what each query looks for in words; three queries for the names, however many there are."""
    names = _names(queries)
    return ["; ".join(_said(one, names)) for one in queries]


def _said(query: BillQuery, names: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for name in ("q", "congress", *_FIXED, "family", "committee", "sponsor", "subject"):
        if value := getattr(query, name):
            yield names.get((name, value)) or _FIXED.get(name, {}).get(value, value)
    yield from _period("introduced", query.introduced_from, query.introduced_to)
    yield from _period("latest action", query.acted_from, query.acted_to)


def _period(what: str, begins: date | None, ends: date | None) -> Iterator[str]:
    if begins or ends:
        yield " ".join(
            (what, *([f"from {day(begins)}"] if begins else []), *([f"until {day(ends)}"] if ends else []))
        )


def _names(queries: Sequence[BillQuery]) -> dict[tuple[str, str], str]:
    def wanted(name: str) -> set[str]:
        return {value for one in queries if (value := getattr(one, name))}

    families = Family.objects.filter(pk__in=wanted("family"))
    committees = Committee.objects.filter(pk__in=wanted("committee"))
    sponsors = Legislator.objects.filter(pk__in=wanted("sponsor"))
    return {
        **{("congress", one): f"{ordinal(int(one))} Congress" for one in wanted("congress")},
        **{("family", one.pk): f"{one.short_name} family" for one in families},
        **{("committee", one.pk): short_committee(one.name) for one in committees},
        **{("sponsor", one.pk): f"sponsor {one.first_name} {one.last_name}" for one in sponsors},
    }
