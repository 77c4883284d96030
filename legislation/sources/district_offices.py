"""District offices: rows of the published YAML set, and of our own table made from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from legislation.sources.roster_records import OfficeRecord

HEADING = (
    "key",
    "bioguide",
    "address",
    "suite",
    "building",
    "city",
    "state",
    "zip",
    "phone",
    "fax",
    "hours",
)


def offices_of(node: Mapping[str, Any]) -> list[OfficeRecord]:
    """Read one member's offices from the YAML set; raises KeyError where a row lacks id, city or state."""
    bioguide = str(node["id"]["bioguide"])
    return [_office(each, bioguide) for each in node.get("offices") or ()]


def office_of(row: Mapping[str, str]) -> OfficeRecord:
    """Read a row of our own table, whose columns are HEADING."""
    return _office({**row, "id": row["key"]}, row["bioguide"])


def table_of(offices: Iterable[OfficeRecord]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of our own table by member and key."""
    for each in sorted(offices, key=lambda office: (office.bioguide, office.key)):
        yield (
            each.key,
            each.bioguide,
            each.address,
            each.suite,
            each.building,
            each.city,
            each.state,
            each.zip_code,
            each.phone,
            each.fax,
            each.hours,
        )


def _office(node: Mapping[str, Any], bioguide: str) -> OfficeRecord:
    return OfficeRecord(
        key=str(node["id"]),
        bioguide=bioguide,
        city=str(node["city"]),
        state=str(node["state"]),
        address=_text(node, "address"),
        suite=_text(node, "suite"),
        building=_text(node, "building"),
        zip_code=_text(node, "zip"),
        phone=_text(node, "phone"),
        fax=_text(node, "fax"),
        hours=_text(node, "hours"),
    )


def _text(node: Mapping[str, Any], key: str) -> str:
    return " ".join(str(node.get(key) or "").split())
