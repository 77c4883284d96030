"""The manifest of a packet as its page and its files show it: facts by section, old ones first. Inside only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefings.models import Packet
from members.models import User


@dataclass(frozen=True)
class FactLine:
    """One printed fact: where it stands, what it says, who says so as of when."""

    section: str
    item: str
    column: str
    text: str
    source: str
    url: str
    as_of: date
    stale: bool
    sample: bool


@dataclass(frozen=True)
class ManifestPage:
    """What a packet rests on, as it was stored; `chosen` is the source it was narrowed to."""

    groups: tuple[tuple[str, tuple[FactLine, ...]], ...]
    sources: tuple[str, ...]
    chosen: str
    total: int
    shown: int
    waivers: tuple[dict[str, Any], ...]
    clearances: tuple[dict[str, Any], ...]
    decisions: Mapping[str, str]
    versions: Mapping[str, str]


def fact_lines(packet: Packet, source: str = "") -> list[FactLine]:
    """Return the facts of a manifest in the order of printing, those of one source when it is named."""
    rows = packet.manifest.get("facts", ())
    return [_line(one) for one in rows if not source or one["source"] == source]


def manifest_page(packet: Packet, source: str = "") -> ManifestPage:
    """Return a manifest for its page; within a section the old facts come first, then as printed. One query at most."""
    kept = packet.manifest
    names = [one["source"] for one in kept.get("facts", ())]
    chosen = source if source in names else ""
    lines = fact_lines(packet, chosen)
    groups: dict[str, list[FactLine]] = {}
    for line in lines:
        groups.setdefault(line.section or "Elsewhere", []).append(line)
    return ManifestPage(
        groups=tuple((name, tuple(sorted(rows, key=_old_first))) for name, rows in groups.items()),
        sources=tuple(sorted(set(names))),
        chosen=chosen,
        total=len(names),
        shown=len(lines),
        waivers=_with_names(kept.get("waivers", ())),
        clearances=tuple(kept.get("clearances", ())),
        decisions=kept.get("decisions", {}),
        versions=kept.get("versions", {}),
    )


def _old_first(line: FactLine) -> bool:
    return not line.stale


def _line(row: Mapping[str, Any]) -> FactLine:
    return FactLine(
        section=row.get("section", ""),
        item=row.get("item", ""),
        column=row.get("column", ""),
        text=row["text"],
        source=row["source"],
        url=row.get("url", ""),
        as_of=date.fromisoformat(row["as_of"]),
        stale=row["stale"],
        sample=row["sample"],
    )


def _with_names(waivers: Any) -> tuple[dict[str, Any], ...]:
    """A manifest keeps ids, which outlive a name; the page says who."""
    rows = list(waivers)
    people = User.objects.in_bulk([one["by"] for one in rows]) if rows else {}
    return tuple({**one, "who": str(people.get(one["by"], "a person who has left"))} for one in rows)
