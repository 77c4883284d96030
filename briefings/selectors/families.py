"""A family for print: its bills, laws and authorizations, in few queries whatever their number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefings.selectors.bills import bills_for_print
from briefings.selectors.subjects import UnknownSubject
from legislation.models import Authorization, Bill, Family, FamilyBill, FamilyLaw
from legislation.selectors.authorizations import AuthorizationLine, authorization_lines

Part = FamilyBill.Part
Status = Authorization.Status


@dataclass(frozen=True)
class FamilyRows:
    """A family: `live` vehicles the House's first, `past` ones and carriers newest Congress first."""

    family: Family
    live: tuple[Bill, ...]
    past: tuple[Bill, ...]
    carriers: tuple[Bill, ...]
    notes: dict[str, FamilyBill]
    laws: tuple[FamilyLaw, ...]
    in_law: tuple[AuthorizationLine, ...]
    proposed: tuple[AuthorizationLine, ...]


def family_rows(slug: str, on: date) -> FamilyRows:
    """Return everything printed of a family on a day. Raises UnknownSubject with a message to show."""
    family = Family.objects.filter(pk=slug).first()
    if family is None:
        raise UnknownSubject(f"The family {slug[:40]!r} is not here.")
    parts = list(family.family_bills.exclude(part=Part.NEIGHBOR))
    bills = bills_for_print([part.bill_id for part in parts])
    vehicles = {part.bill_id for part in parts if part.part == Part.VEHICLE}
    live = set(Bill.objects.live(on).filter(pk__in=vehicles).values_list("pk", flat=True))
    newest = sorted(bills, key=lambda one: (-one.congress_id, one.bill_type, one.number))
    authorizations = list(family.authorizations.select_related("bill"))
    return FamilyRows(
        family=family,
        live=tuple(one for one in newest if one.pk in live),
        past=tuple(one for one in newest if one.pk in vehicles - live),
        carriers=tuple(one for one in newest if one.pk not in vehicles),
        notes={part.bill_id: part for part in parts if part.note},
        laws=tuple(family.laws.all()),
        in_law=_lines(authorizations, Status.IN_LAW, on),
        proposed=_lines(authorizations, Status.PROPOSED, on),
    )


def _lines(rows: list[Authorization], status: str, on: date) -> tuple[AuthorizationLine, ...]:
    chosen = [one for one in rows if one.status == status]
    chosen.sort(key=lambda one: (one.sort_key, one.bill_id or "", one.first_fiscal_year))
    return authorization_lines(chosen, on)
