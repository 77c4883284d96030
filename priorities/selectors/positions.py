"""Positions on their pages: the list, and everything we said of one bill."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from common.dates import today
from priorities.models import CutFlag, Position
from priorities.position_rules import needs_reason
from priorities.selectors.consulted import consulted_words


@dataclass(frozen=True)
class PositionRow:
    """A position with how it stands, what its bill is flagged to cut (P2), and who was consulted (P4)."""

    position: Position
    standing: str
    consulted: str
    cuts: tuple[str, ...]

    @property
    def lacks_reason(self) -> bool:
        """Whether it supports a bill that pays by a cut, and nobody wrote down why."""
        return needs_reason(self.position.stance, self.cuts) and not self.position.despite

    @property
    def is_open(self) -> bool:
        """Whether nobody ended it."""
        return self.position.ends_on is None


@dataclass(frozen=True)
class BillPositions:
    """Everything we said of one bill, the newest first, and its flags."""

    rows: tuple[PositionRow, ...]
    flags: tuple[CutFlag, ...]
    withdrawn: tuple[CutFlag, ...]

    @property
    def open(self) -> PositionRow | None:
        """The position that nobody ended."""
        return next((row for row in self.rows if row.is_open), None)


def positions_for(user: Any) -> QuerySet[Position]:
    """Return the positions `user` may see, ready for `position_rows`, the newest first."""
    rows: QuerySet[Position] = Position.objects.visible_to(user).select_related("decision", "bill__congress")
    return rows.order_by("-starts_on", "-pk")


def position_rows(positions: Iterable[Position]) -> list[PositionRow]:
    """Return the rows of a page, in a constant number of queries."""
    known = list(positions)
    cuts = cuts_by_bill([one.bill_id for one in known])
    consulted = consulted_words(known)
    return [
        PositionRow(one, standing_of(one), consulted[Position, one.pk], cuts.get(one.bill_id, ()))
        for one in known
    ]


def positions_on(bill_id: str, user: Any) -> BillPositions:
    """Return everything we said of a bill, in a constant number of queries."""
    flags = list(CutFlag.objects.visible_to(user).filter(bill=bill_id).select_related("flagged_by"))
    return BillPositions(
        rows=tuple(position_rows(positions_for(user).filter(bill=bill_id))),
        flags=tuple(one for one in flags if one.withdrawn_at is None),
        withdrawn=tuple(one for one in flags if one.withdrawn_at),
    )


def standing_of(position: Position) -> str:
    """Return "In force", "Expired", or "Ended" as of today."""
    if position.ends_on and position.ends_on < today():
        return "Ended"
    return "Expired" if position.expired else "In force"


def cuts_by_bill(bill_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return what bills are flagged to cut, by the bill's id; one query."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for bill, cuts in CutFlag.objects.standing().filter(bill__in=bill_ids).values_list("bill_id", "cuts"):
        found[bill].append(cuts)
    return {bill: tuple(cuts) for bill, cuts in found.items()}
