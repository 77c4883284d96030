"""Positions and asks that ended with a Congress, each with the bills that could take its bill's place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from common.citations import cite_in_full
from common.dates import congress_day
from legislation.choices import BillType
from legislation.models import Bill, Congress, FamilyBill
from legislation.selectors.standing import RELATED, standing
from priorities.models import Ask, Position


@dataclass(frozen=True)
class Place:
    """A live vehicle of the same family, which a new proposal could be about."""

    bill_id: str
    citation: str
    title: str
    family: str
    same_chamber: bool


@dataclass(frozen=True)
class EndedBill:
    """A bill of the Congress with what we said and asked of it, and what could take its place."""

    bill: Bill
    citation: str
    stands: str
    families: tuple[str, ...]
    positions: tuple[Position, ...]
    asks: tuple[Ask, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class EndedPage:
    """Everything that expired with a Congress, by bill."""

    congress: Congress
    bills: tuple[EndedBill, ...]
    positions: int
    asks: int
    has_sample: bool


def ended_page(user: Any, congress: Congress, on: date | None = None) -> EndedPage:
    """Return what expired with a Congress, for whoever is inside; the number of queries is constant."""
    positions = list(
        Position.objects.visible_to(user)
        .expired()
        .filter(bill__congress=congress)
        .select_related("decision", "bill")
    )
    asks = list(
        Ask.objects.visible_to(user)
        .expired()
        .filter(bill__congress=congress)
        .select_related("decision", "bill")
    )
    ids = {one.bill_id for one in positions} | {one.bill_id for one in asks if one.bill_id}
    bills = Bill.objects.visible_to(user).filter(pk__in=ids).with_actions_seen().select_related(*RELATED)
    families, places = _places(user, ids, on or congress_day())
    return EndedPage(
        congress=congress,
        bills=tuple(
            EndedBill(
                bill=bill,
                citation=cite_in_full(bill.pk),
                stands=standing(bill).sentence,
                families=tuple(families[bill.pk]),
                positions=tuple(one for one in positions if one.bill_id == bill.pk),
                asks=tuple(one for one in asks if one.bill_id == bill.pk),
                places=_places_of(bill, families, places),
            )
            for bill in bills.order_by("bill_type", "number")
        ),
        positions=len(positions),
        asks=len(asks),
        has_sample=any(one.is_sample for one in (*positions, *asks)),
    )


def _places(
    user: Any, bill_ids: Iterable[str], on: date
) -> tuple[dict[str, list[str]], dict[str, list[FamilyBill]]]:
    """The families of each bill by short name, and the live vehicles of each family."""
    parts = FamilyBill.objects.filter(bill__in=list(bill_ids)).select_related("family")
    families: dict[str, list[str]] = defaultdict(list)
    for part in parts:
        families[part.bill_id].append(part.family.short_name)
    live = FamilyBill.objects.filter(
        family__in=[part.family_id for part in parts],
        part=FamilyBill.Part.VEHICLE,
        bill__in=Bill.objects.visible_to(user).live(on),
    )
    places: dict[str, list[FamilyBill]] = defaultdict(list)
    for part in live.select_related("family", "bill").order_by("bill__bill_type", "bill__number"):
        places[part.family.short_name].append(part)
    return families, places


def _places_of(
    bill: Bill, families: Mapping[str, list[str]], places: Mapping[str, list[FamilyBill]]
) -> tuple[Place, ...]:
    """Those of the bill's own chamber first: a fact of where it was introduced, no advice."""
    chamber = BillType(bill.bill_type).chamber
    found = [
        Place(
            part.bill_id,
            cite_in_full(part.bill_id),
            part.bill.name,
            family,
            BillType(part.bill.bill_type).chamber == chamber,
        )
        for family in families.get(bill.pk, [])
        for part in places.get(family, [])
    ]
    return tuple(sorted(found, key=lambda one: not one.same_chamber))


def ended_count(user: Any, congress: int) -> int:
    """Return how many positions and asks expired with a Congress; two queries."""
    positions = Position.objects.visible_to(user).expired().filter(bill__congress=congress).count()
    return int(positions + Ask.objects.visible_to(user).expired().filter(bill__congress=congress).count())
