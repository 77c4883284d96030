"""The page of one family: its vehicles side by side, companions, texts, laws, and authorizations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legislation.models import Authorization, Family, FamilyBill, FamilyCandidate, FamilyLaw
from legislation.selectors.authorizations import (
    AuthorizationLine,
    AuthorizationYears,
    authorization_lines,
    authorization_years,
)
from legislation.selectors.companions import CompanionPair, companion_pairs
from legislation.selectors.families import FamilyStrip, is_live, rows_of, strip_of
from legislation.selectors.family_texts import TextDifferences, text_differences
from legislation.selectors.pages import BillRow
from legislation.selectors.side_by_side import SideBySide, side_by_side

Part = FamilyBill.Part


@dataclass(frozen=True)
class FamilyPage:
    """The page of one family."""

    family: Family
    strip: FamilyStrip
    live: SideBySide
    texts: TextDifferences
    companions: tuple[CompanionPair, ...]
    carriers: tuple[tuple[FamilyBill, BillRow], ...]
    neighbors: tuple[tuple[FamilyBill, BillRow], ...]
    laws: tuple[FamilyLaw, ...]
    in_law: tuple[AuthorizationLine, ...]
    proposed: tuple[AuthorizationLine, ...]
    years: AuthorizationYears | None
    waiting: int


def family_page(user: Any, slug: str) -> FamilyPage:
    """Return the page of a family, in a number of queries that does not grow with it.

    Raises Family.DoesNotExist when there is none that `user` may see.
    """
    family = Family.objects.visible_to(user).get(pk=slug)
    parts = list(family.family_bills.all())
    found = rows_of(user, [part.bill_id for part in parts])
    members = [part for part in parts if part.part == Part.VEHICLE]
    vehicles = [found[part.bill_id] for part in members if part.bill_id in found]
    live = sorted((row for row in vehicles if is_live(row)), key=_house_first)
    pairs = companion_pairs(user, members)
    authorizations = list(family.authorizations.select_related("bill"))
    return FamilyPage(
        family=family,
        strip=strip_of(family, vehicles),
        live=side_by_side(live, parts, pairs),
        texts=text_differences(user, [row.bill.pk for row in live]),
        companions=pairs,
        carriers=_of_part(parts, found, Part.CARRIER),
        neighbors=_of_part(parts, found, Part.NEIGHBOR),
        laws=tuple(family.laws.select_related("bill")),
        in_law=_lines(authorizations, Authorization.Status.IN_LAW),
        proposed=_lines(authorizations, Authorization.Status.PROPOSED),
        years=authorization_years(authorizations),
        waiting=FamilyCandidate.objects.visible_to(user).waiting().filter(family=family).count(),
    )


def _house_first(row: BillRow) -> tuple[str, str, int]:
    return row.bill.origin_chamber, row.bill.bill_type, row.bill.number


def _of_part(
    parts: Sequence[FamilyBill], found: Mapping[str, BillRow], part: str
) -> tuple[tuple[FamilyBill, BillRow], ...]:
    return tuple((one, found[one.bill_id]) for one in parts if one.part == part and one.bill_id in found)


def _lines(authorizations: Sequence[Authorization], status: str) -> tuple[AuthorizationLine, ...]:
    return authorization_lines(one for one in authorizations if one.status == status)
