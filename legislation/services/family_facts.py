"""Loading the shipped families and authorizations beside what staff made of them, which is never overwritten (P9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Model

from legislation.models import Authorization, Family, FamilyBill, FamilyLaw, RemovedFamilyRow

Removed = RemovedFamilyRow.Kind


def load_families(nodes: Sequence[Mapping[str, Any]]) -> str:
    """Write the families with their bills and laws; return a line of summary.

    What staff added beside them stays; what they changed or removed stays as they left it.
    """
    for node in nodes:
        _load_family(node)
    return f"{Family.objects.count()} families, {FamilyBill.objects.count()} bills, {FamilyLaw.objects.count()} laws"


def load_authorizations(nodes: Sequence[Mapping[str, Any]]) -> str:
    """Write the authorizations, in law and proposed, known by their keys; return a line of summary.

    What staff changed or removed stays as they left it.
    """
    removed = _removed(Removed.AUTHORIZATION)
    for node in nodes:
        if (node.get("family"), node["key"]) in removed:
            continue
        values = {key: value for key, value in node.items() if key not in ("key", "bill", "family")}
        values |= {"bill_id": node.get("bill"), "family_id": node.get("family")}
        _write(Authorization, {"key": node["key"]}, values)
    in_law = sum(node["status"] == Authorization.Status.IN_LAW for node in nodes)
    return f"{in_law} in law, {len(nodes) - in_law} proposed"


@transaction.atomic
def _load_family(node: Mapping[str, Any]) -> None:
    slug = node["slug"]
    named = {key: node[key] for key in ("name", "short_name", "about", "position")}
    _write(Family, {"slug": slug}, named)
    bills, laws = _removed(Removed.BILL), _removed(Removed.LAW)
    for part in node["bills"]:
        if (slug, part["bill"]) not in bills:
            _write(FamilyBill, {"family_id": slug, "bill_id": part["bill"]}, _part_values(part))
    for position, law in enumerate(node["laws"]):
        if (slug, law["law"]) not in laws:
            known = {"family_id": slug, "law_number": law["law"]}
            _write(FamilyLaw, known, _law_values(law) | {"position": position})


def _part_values(part: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "part": part.get("part", FamilyBill.Part.VEHICLE),
        "companion_id": part.get("companion"),
        "note": part.get("note", ""),
        "source": part["source"],
    }


def _law_values(law: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": law["title"],
        "enacted_on": law.get("enacted_on"),
        "date_note": law.get("date_note", ""),
        "carried_in": law.get("carried_in", ""),
        "bill_id": law.get("bill"),
        "source": law["source"],
        "as_of": law["as_of"],
    }


def _removed(kind: Removed) -> set[tuple[str | None, str]]:
    return set(RemovedFamilyRow.objects.filter(kind=kind).values_list("family_id", "key"))


def _write(model: type[Model], known: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Write a row unless staff have changed it since."""
    rows = model._default_manager.filter(**known)  # noqa: SLF001 - Django documents it
    if not rows.filter(staff_changed_at__isnull=True).update(**values) and not rows.exists():
        rows.create(**known, **values)
