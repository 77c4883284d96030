"""The bills of a packet with every fact that is printed of them, in few queries whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from legislation.choices import BillId, UnknownBillId
from legislation.models import Action, Bill, Cosponsor, FamilyBill
from legislation.provenance import GroupFacts
from legislation.selectors.standing import RELATED
from priorities.models import Ask, Position


class UnknownBills(LookupError):  # noqa: N818 - named for what is wrong
    """Some of the bills asked for are not known here; the message names them."""


@dataclass(frozen=True)
class Earlier:
    """What is known for certain that a legislator did on a bill of an earlier Congress: only what was done (P9)."""

    bill: Bill
    is_sponsor: bool
    facts: GroupFacts | None


def live_vehicles(on: date) -> list[FamilyBill]:
    """Return the bills that can carry a family's provisions on a day, by family."""
    live = Bill.objects.live(on)
    rows = FamilyBill.objects.filter(part=FamilyBill.Part.VEHICLE, bill__in=live)
    return list(
        rows.select_related("family", "companion").order_by(
            "family__position", "family__short_name", "bill__bill_type", "bill__number"
        )
    )


def bills_asked_about(asks: Sequence[Ask], on: date) -> dict[int, tuple[str, ...]]:
    """Return the bills each ask is about, by the ask's id: its own, else the live vehicles of its family.

    One query, none without an ask about a family alone.
    """
    families = {ask.family_id for ask in asks if ask.family_id and not ask.bill_id}
    vehicles = [part for part in live_vehicles(on) if part.family_id in families] if families else []
    return {
        ask.pk: (ask.bill_id,)
        if ask.bill_id
        else tuple(part.bill_id for part in vehicles if part.family_id == ask.family_id)
        for ask in asks
    }


def check_bills(texts: Iterable[str]) -> list[str]:
    """Return the ids of bills written in any usual spelling, each once, in the order given.

    Raises UnknownBills for what is no bill id and for bills not known here.
    """
    ids, wrong = [], []
    for text in texts:
        try:
            ids.append(str(BillId.parse(text)))
        except UnknownBillId as error:
            wrong.append(str(error))
    if wrong:
        raise UnknownBills("; ".join(wrong))
    known = set(Bill.objects.filter(pk__in=ids).values_list("pk", flat=True))
    missing = [one for one in ids if one not in known]
    if missing:
        raise UnknownBills(f"Not known here: {', '.join(missing)}.")
    return list(dict.fromkeys(ids))


def bills_for_print(ids: Sequence[str]) -> list[Bill]:
    """Return the bills in the order asked for, with everything printed of them.

    Raises UnknownBills when one is not known here.
    """
    cosponsors = Cosponsor.objects.select_related("legislator").order_by(
        "legislator__sort_key", "legislator_id"
    )
    rows = Bill.objects.select_related(*RELATED, "facts").prefetch_related(
        "summaries",
        "bill_committees__committee",
        Prefetch("cosponsors", queryset=cosponsors),
        Prefetch("actions", queryset=Action.objects.order_by("position")),
        Prefetch("family_parts", queryset=FamilyBill.objects.select_related("family", "companion")),
    )
    found = rows.in_bulk(list(ids))
    missing = [one for one in ids if one not in found]
    if missing:
        raise UnknownBills(f"Not known here: {', '.join(missing)}.")
    return [found[one] for one in dict.fromkeys(ids)]


def public_positions(bill_ids: Iterable[str], on: date) -> dict[str, Position]:
    """Return the coalition's public positions in force on a day, by bill id."""
    rows = Position.objects.public().in_force(on).filter(bill__in=list(bill_ids)).select_related("decision")
    return {position.bill_id: position for position in rows}


def expired_positions(bill_ids: Iterable[str], on: date) -> set[str]:
    """Return the bills whose public position expired with the bill's Congress."""
    rows = Position.objects.public().expired(on).filter(bill__in=list(bill_ids))
    return set(rows.values_list("bill", flat=True))


def earlier_work(bioguide_id: str, families: Iterable[str], before_congress: int) -> dict[str, list[Earlier]]:
    """Return by family the vehicles a legislator sponsored or cosponsored in Congresses before one, newest first.

    Only what was done: lists of earlier Congresses may be incomplete and say nothing about the rest (P9).
    """
    # A neighbor, or a larger bill that carried the provisions, says nothing about the effort itself.
    parts = FamilyBill.objects.filter(
        family__in=list(families), part=FamilyBill.Part.VEHICLE, bill__congress__lt=before_congress
    )
    ids = list(parts.values_list("bill_id", flat=True))
    signed = set(
        Cosponsor.objects.filter(bill__in=ids, legislator=bioguide_id)
        .current()
        .values_list("bill_id", flat=True)
    )
    found: dict[str, list[Earlier]] = {}
    for part in parts.select_related("bill__facts").order_by("-bill__congress", "bill"):
        is_sponsor = part.bill.sponsor_id == bioguide_id
        if is_sponsor or part.bill_id in signed:
            group = "core" if is_sponsor else "cosponsors"
            facts = part.bill.fact_groups.get(group)
            found.setdefault(part.family_id, []).append(Earlier(part.bill, is_sponsor, facts))
    return found
