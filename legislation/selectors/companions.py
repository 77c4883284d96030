"""Which bills of a family are companions, and who says so: staff, or Congress's own systems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from common.citations import BILL_ID, cite
from common.dates import eastern
from common.sourcing import SourceMark
from legislation.choices import FactGroup
from legislation.models import Bill, BillFacts, FamilyBill, RelatedBill
from legislation.provenance import GroupFacts

_IDENTICAL = re.compile(r"identical|companion", re.IGNORECASE)


@dataclass(frozen=True)
class SaidBy:
    """Who says that two bills are companions, and where that stands."""

    words: str
    mark: SourceMark


@dataclass(frozen=True)
class CompanionPair:
    """Two companions of one Congress, the House's first, and who says so."""

    congress: int
    first: str
    second: str
    is_member: bool
    is_here: bool
    said: tuple[SaidBy, ...]

    def other(self, bill_id: str) -> str:
        """The companion of one of the two."""
        return self.second if bill_id == self.first else self.first


def companion_pairs(user: Any, parts: Sequence[FamilyBill]) -> tuple[CompanionPair, ...]:
    """Return the companions among and beside a family's vehicles, newest Congress first; three queries.

    A pair of which one is no member of the family is told so; "identical" is what Congress's systems say.
    """
    members = {part.bill_id for part in parts}
    said: dict[tuple[str, str], list[SaidBy]] = {}
    for pair, by in [*_entered(parts), *_related(members)]:
        said.setdefault(pair, []).append(by)
    ends = {end for pair in said for end in pair}
    here = set(Bill.objects.visible_to(user).filter(pk__in=ends).values_list("pk", flat=True))
    pairs = [
        CompanionPair(
            congress=int(first.partition("-")[0]),
            first=first,
            second=second,
            is_member={first, second} <= members,
            is_here={first, second} <= here,
            said=tuple(_once(by)),
        )
        for (first, second), by in said.items()
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.congress, pair.first, pair.second)))


def _entered(parts: Iterable[FamilyBill]) -> Iterator[tuple[tuple[str, str], SaidBy]]:
    for part in parts:
        if part.companion_id:
            yield (
                _ordered(part.bill_id, part.companion_id),
                SaidBy("Entered with the family", SourceMark(document=part.source)),
            )


def _related(members: Iterable[str]) -> Iterator[tuple[tuple[str, str], SaidBy]]:
    rows = list(RelatedBill.objects.filter(bill__in=list(members)).order_by("bill", "other_id"))
    facts = BillFacts.objects.in_bulk({row.bill_id for row in rows})
    for row in rows:
        same_congress = row.other_id.partition("-")[0] == row.bill_id.partition("-")[0]
        if not same_congress or not BILL_ID.match(row.other_id):
            continue
        for one in row.relationships:
            if _IDENTICAL.search(str(one.get("type", ""))):
                yield _ordered(row.bill_id, row.other_id), _said(row, one, _told(facts.get(row.bill_id)))


def _told(facts: BillFacts | None) -> GroupFacts | None:
    return facts.group(FactGroup.RELATED) if facts else None


def _said(row: RelatedBill, one: dict[str, Any], facts: GroupFacts | None) -> SaidBy:
    by = str(one.get("by") or "") or "Congress.gov"
    mark = SourceMark(
        document=facts.source_label if facts else "Related bills",
        page=f"related bills of {cite(row.bill_id)}",
        url=facts.source_url if facts else "",
        as_of=eastern(facts.checked_at) if facts else None,
    )
    return SaidBy(f"“{one.get('type', '')}”, identified by {by}", mark)


def _once(said: Iterable[SaidBy]) -> list[SaidBy]:
    """Each side's record may say the same: told once."""
    return list({one.words: one for one in said}.values())


def _ordered(one: str, other: str) -> tuple[str, str]:
    first, second = sorted((one, other))
    return first, second
