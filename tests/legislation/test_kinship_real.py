"""What the rules of candidates bring on real bills: trafficking bills of the 119th, measures before them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from legislation.kin_names import Link, Named
from legislation.kinship import Kin, Why
from legislation.services.first_data import FACTS

FAMILIES = json.loads((FACTS / "families.json").read_text(encoding="utf-8"))
# Of the effort, and not among the shipped vehicles: 115 S. 1848 is shipped as a neighbor.
BESIDE = {"110-hr-270", "110-hr-3887", "110-hr-7311", "110-s-3061", "112-hr-3589", "115-s-1848"}
# It is found by its official title, which the bare facts of it have not.
WITHOUT_OFFICIAL_TITLE = {"117-s-3946"}


def listed(node: Any) -> list[Any]:
    inner = node.get("item", node) if isinstance(node, dict) else node
    return inner if isinstance(inner, list) else [inner] if inner else []


def of_the_119th(path: Path) -> tuple[Named, list[Link]]:
    data = json.loads(path.read_text(encoding="utf-8"))
    bill = data["bill"]["bill"]
    key = f"{bill['congress']}-{bill['type'].lower()}-{bill['number']}"
    titles = [(each["titleType"], each["title"]) for each in listed((data.get("titles") or {}).get("titles"))]
    links = [
        Link(key, f"{each['congress']}-{each['type'].lower()}-{each['number']}", detail["type"])
        for each in listed((data.get("relatedbills") or {}).get("relatedBills"))
        for detail in listed(each.get("relationshipDetails"))
    ]
    sponsor = (bill.get("sponsors") or [{}])[0].get("bioguideId", "")
    return Named(key, (*titles, ("Display Title", bill["title"])), sponsor), links


def earlier(path: Path) -> Named | None:
    data = json.loads(path.read_text(encoding="utf-8"))
    if "bill_type" not in data:
        return None
    key = f"{data['congress']}-{data['bill_type']}-{data['number']}"
    return Named(key, (("Display Title", data.get("title") or ""),), data.get("sponsor_bioguide") or "")


@pytest.fixture(scope="module")
def real(shared_data: Path) -> tuple[dict[str, Named], list[Link]]:
    congress = shared_data / "congress"
    found, links = {}, []
    for path in sorted((congress / "bill_facts").glob("*.json")):
        if one := earlier(path):
            found[one.bill] = one
    for path in sorted((congress / "bills119").glob("*.json")):
        one, of_it = of_the_119th(path)
        found[one.bill] = one
        links += of_it
    return found, links


def vehicles(slug: str, real: dict[str, Named]) -> list[str]:
    (family,) = [one for one in FAMILIES if one["slug"] == slug]
    parts = [one["bill"] for one in family["bills"] if one.get("part", "vehicle") == "vehicle"]
    return [one for one in parts if one in real]


@pytest.mark.parametrize("slug", ["tvpra", "rhytpa"])
def test_each_vehicle_is_suggested_by_the_others(real, slug):
    bills, links = real
    own = vehicles(slug, bills)
    assert len(own) >= 9
    missed = [
        one for one in own if not Kin([bills[each] for each in own if each != one], links).reasons(bills[one])
    ]
    assert set(missed) <= WITHOUT_OFFICIAL_TITLE


@pytest.mark.parametrize("slug", ["tvpra", "rhytpa"])
def test_those_of_the_119th_are_suggested_by_what_came_before(real, slug):
    bills, links = real
    own = vehicles(slug, bills)
    before = [one for one in own if not one.startswith("119-")]
    kin = Kin([bills[one] for one in before], links)
    new = [one for one in own if one.startswith("119-")]
    assert new
    assert [one for one in new if not kin.reasons(bills[one])] == []


def test_nothing_else_is_suggested_but_what_congress_itself_calls_related(real):
    bills, links = real
    told = {}
    for slug in ("tvpra", "rhytpa"):
        own = vehicles(slug, bills)
        kin = Kin([bills[one] for one in own], links)
        for key, one in bills.items():
            if key not in own and (reasons := kin.reasons(one)):
                told[key] = {reason.why for reason in reasons}
    assert {key for key, why in told.items() if why != {Why.RELATED}} == BESIDE
