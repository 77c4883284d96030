"""The gate in its simple form: what a final packet may not carry, each item with its rule and reason. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from briefings.packet.wording import day, joined
from common import guard

if TYPE_CHECKING:
    from briefings.packet.document import Packet
    from briefings.packet.parts import Ask


@dataclass(frozen=True)
class Refusal:
    """One thing to mend: what it is, by which rule, and why."""

    item: str
    rule: str
    reason: str

    def __str__(self) -> str:
        return f"{self.item}: {self.reason} [{self.rule}]"

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def ask_refusals(ask: Ask) -> tuple[tuple[str, str], ...]:
    """Return (rule, reason) for whatever keeps one ask out of a final packet."""
    found = [] if ask.decision_in_force else [("decision", "the decision it rests on is no longer in force")]
    if ask.text.sample:
        found.append(("sample", "it rests on a sample row"))
    found += [
        (str(hit.rule.value), f"“{hit.phrase}” {hit.reason}; a named person has to clear it")
        for hit in guard.check(f"{ask.text} {ask.reason}")
    ]
    return tuple(found)


def refusals(packet: Packet) -> tuple[Refusal, ...]:
    """Return everything that keeps `packet` from being final; nothing when it may be."""
    found = [Refusal(f"Ask “{ask.text}”", *rule) for ask in packet.asks for rule in ask_refusals(ask)]
    if packet.office and packet.office.doubt:
        reason = f"{packet.office.doubt}; who holds the seat is not known here"
        found.append(Refusal(packet.office.short, "office", reason))
    found += [Refusal(one.item, "ended", one.reason) for one in packet.left_out if one.chosen]
    found += [Refusal(*one) for section in packet.sections for one in section.refused]
    found += [Refusal("The packet", "sample", reason) for reason in packet.sample_reasons]
    asked = {ask.text for ask in packet.asks}
    samples: defaultdict[str, list[str]] = defaultdict(list)
    for fact in packet.facts:
        if fact.sample and fact not in asked:
            samples[fact.source.label].append(fact.text)
    for label, texts in sorted(samples.items()):
        found.append(Refusal(label, "sample", f"it is a sample row: {joined(dict.fromkeys(texts))}"))
    stale = {fact.source: fact for fact in packet.stale_facts}
    for source in sorted(stale):
        reason = f"last refreshed {day(source.as_of)}; refresh it first"
        found.append(Refusal(source.label, "freshness", reason))
    return tuple(dict.fromkeys(found))
