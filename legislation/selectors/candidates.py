"""Candidates with the evidence for each, as their pages show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from common.citations import cite_in_full
from legislation.kinship import Why
from legislation.models import Bill, BillFacts, BillText, FamilyBill, FamilyCandidate
from legislation.selectors.pages import BillRow, bills_for_list, rows

_NAMES = {
    Why.IDENTICAL: "Called identical",
    Why.SAME_TITLE: "Same title",
    Why.SAME_PURPOSE: "Same official title",
    Why.SIMILAR_TEXT: "Similar text",
    Why.TEXT_INSIDE: "Holds the text",
    Why.TITLE_INSIDE: "Title of a part",
    Why.SAME_SPONSOR: "Same sponsor",
    Why.SIMILAR_TITLE: "Similar title",
    Why.RELATED: "Called related",
}


@dataclass(frozen=True)
class Kindred:
    """A vehicle that a reason rests on, with the comparison of both texts where they are here."""

    bill_id: str
    citation: str
    compare: str


@dataclass(frozen=True)
class ShownReason:
    """Reasons of one kind in words: the evidence of the first, and the vehicles of them all."""

    name: str
    evidence: tuple[str, ...]
    vehicles: tuple[Kindred, ...]


@dataclass(frozen=True)
class CandidateRow:
    """One candidate with its bill's facts and each reason."""

    candidate: FamilyCandidate
    row: BillRow
    reasons: tuple[ShownReason, ...]


def candidate_rows(user: Any, candidates: Sequence[FamilyCandidate]) -> list[CandidateRow]:
    """Return what the pages show of candidates, in a number of queries that does not grow with them."""
    wanted = [one.bill_id for one in candidates]
    bills = {row.bill.pk: row for row in rows(list(bills_for_list(user).filter(pk__in=wanted)))}
    kin = {reason["with_bill"] for one in candidates for reason in one.reasons}
    texts = set(
        BillText.objects.visible_to(user)
        .filter(measure__in={*wanted, *kin})
        .order_by()
        .values_list("measure", flat=True)
    )
    return [
        CandidateRow(one, bills[one.bill_id], _reasons(one, texts))
        for one in candidates
        if one.bill_id in bills
    ]


def companion_of(candidate: FamilyCandidate) -> Bill | None:
    """Return the vehicle that Congress's systems call identical, when it is of the other chamber and Congress alike."""
    named = [one["with_bill"] for one in candidate.reasons if one["why"] == Why.IDENTICAL]
    bill = candidate.bill
    found = Bill.objects.filter(pk__in=named, congress=bill.congress_id).exclude(
        origin_chamber=bill.origin_chamber
    )
    return found.first()


def source_of(candidate: FamilyCandidate) -> str:
    """Return where the bill's facts come from, which is what a person confirms it by."""
    facts = BillFacts.objects.filter(bill=candidate.bill_id).first()
    return facts.core.source_label if facts else ""


def families_of_bill(user: Any, bill_id: str) -> tuple[list[FamilyBill], list[FamilyCandidate]]:
    """Return the families a bill is in, and those it waits to be confirmed for (staff only)."""
    parts = list(FamilyBill.objects.filter(bill=bill_id).select_related("family", "companion"))
    waiting = FamilyCandidate.objects.visible_to(user).waiting().filter(bill=bill_id)
    return parts, list(waiting.select_related("family"))


def _reasons(candidate: FamilyCandidate, texts: set[str]) -> tuple[ShownReason, ...]:
    """One line a kind: three vehicles of the same title are one reason to a reader."""
    alike: dict[str, list[dict[str, Any]]] = {}
    for reason in candidate.reasons:
        alike.setdefault(reason["why"], []).append(reason)
    return tuple(
        ShownReason(
            name=_NAMES[Why(why)],
            evidence=tuple({one["about"]: str(one["evidence"]) for one in reversed(same)}.values())[::-1],
            vehicles=tuple(_kindred(candidate, str(one["with_bill"]), texts) for one in same),
        )
        for why, same in alike.items()
    )


def _kindred(candidate: FamilyCandidate, other: str, texts: set[str]) -> Kindred:
    both = {candidate.bill_id, other} <= texts
    return Kindred(other, cite_in_full(other), f"a={other}&b={candidate.bill_id}" if both else "")
