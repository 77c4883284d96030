"""The manifest of a packet as plain JSON values: what it rests on, and what decided its bytes. Inside only. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from briefings.packet.facts import Source
from briefings.packet.places import placed
from common import guard

if TYPE_CHECKING:
    from briefings.packet.document import Packet
    from briefings.selectors.behind import Behind

# What the shape below is called; another shape gets another number, and is read by it.
SHAPE = 2


def fact_rows(packet: Packet) -> list[dict[str, Any]]:
    """Return each printed fact with its place, section, source and as-of.

    `key` names the place from one making to the next, by which changes are found; `item` says what it is about.
    """
    return [
        {
            "where": one.where,
            "key": one.key,
            "section": one.section,
            "item": one.item,
            "column": one.column,
            "text": one.fact.text,
            "source": one.fact.source.label,
            "url": one.fact.source.url,
            "kind": one.fact.source.kind,
            "ref": one.fact.source.ref,
            "about": one.fact.about,
            "as_of": one.fact.source.as_of.isoformat(),
            "stale": one.fact.stale,
            "sample": one.fact.sample,
        }
        for one in placed(packet)
    ]


def content_of(packet: Packet, behind: Mapping[str, Behind]) -> dict[str, Any]:
    """Return what a packet says and rests on, before it is printed: facts, sources, sections, decisions, clearances."""
    return {
        "shape": SHAPE,
        "title": packet.title,
        "kind": str(packet.kind),
        "on": packet.on.isoformat(),
        "oldest_as_of": packet.oldest_as_of.isoformat(),
        "newest_as_of": packet.newest_as_of.isoformat(),
        "facts": fact_rows(packet),
        "sections": {one.anchor: one.heading for one in packet.sections},
        "sources": [
            {"label": one.label, "as_of": one.as_of.isoformat(), "url": one.url} for one in packet.sources
        ],
        "decisions": _decisions(packet, behind),
        "clearances": _clearances(packet, behind),
    }


def _decisions(packet: Packet, behind: Mapping[str, Behind]) -> dict[str, str]:
    numbers = {
        fact.source.ref for fact in packet.facts if fact.source.kind == Source.DECISION and fact.source.ref
    }
    return decision_states(sorted(numbers), behind)


def decision_states(numbers: Iterable[str], behind: Mapping[str, Behind]) -> dict[str, str]:
    """Say of each decision (by number) whether it is in force: "in force", "restricted", "corrected by 2026-09"."""
    return {number: _state(behind.get(f"decision:{number}")) for number in numbers}


def _state(row: Behind | None) -> str:
    if row is None:
        return "not known here"
    if row.in_force:
        return "in force" if row.is_public else "restricted"
    return f"corrected by {row.corrected_by}" if row.corrected_by else "not adopted"


def _clearances(packet: Packet, behind: Mapping[str, Behind]) -> list[dict[str, str]]:
    """Return the phrases that the guards ask about and somebody cleared, by the row they stand in."""
    texts = [(one.text.about, f"{one.text.text}\n{one.reason}") for one in packet.asks]
    texts += [(fact.about, fact.text) for fact in packet.facts if fact.about]
    texts += [(f"packet:{packet.id}", fact.text) for fact in packet.facts if fact.source.kind == Source.OWN]
    return [
        {"about": about, "rule": str(hit.rule), "phrase": hit.phrase}
        for about, words in dict.fromkeys(texts)
        for hit in guard.check(words)
        if about in behind and hit.key in behind[about].cleared
    ]


def waived_rows(waivers: Sequence[Any]) -> list[dict[str, Any]]:
    """Return waivers as the manifest keeps them: what, by which rule, why, by whom (id) and when."""
    return [
        {
            "key": one.key,
            "item": one.item,
            "rule": one.rule,
            "refused_because": one.refused_because,
            "reason": one.reason,
            "by": one.by_id,
            "at": one.at.isoformat(),
        }
        for one in waivers
    ]
