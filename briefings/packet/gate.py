"""The gate: what a final packet may not carry, item by item: its rule, its reason and what to open to mend it.

Pure: `behind` says what stands behind the rows of ours that the packet prints (briefings.selectors.behind), `limits`
how old facts may be. The rules, and which of them may be waived, are in briefings/gate_rules.py.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefings import gate_rules as rules
from briefings.choices import PacketKind
from briefings.packet import gate_words
from briefings.packet.facts import Source
from briefings.packet.freshness import Limits, is_too_old
from briefings.packet.places import Placed, placed
from briefings.packet.wording import day, joined

if TYPE_CHECKING:
    from briefings.packet.document import Packet
    from briefings.selectors.behind import Behind

# These stay inside: they are records of the house, and what they tell was not all meant for outside.
INTERNAL = frozenset({PacketKind.MINUTES})
_SAID_BY_ROW = {"ask": "Ask", "message": "Message", "request": "Request"}


@dataclass(frozen=True)
class Refusal:
    """One thing to mend: what it is, by which rule, and why.

    `places` are where it stands, for the margin of a draft; `kind` and `ref` name what to open to mend it ("bill",
    "119-s-2012"), from which a page makes the address.
    """

    item: str
    rule: str
    reason: str
    places: tuple[str, ...] = ()
    kind: str = ""
    ref: str = ""

    def __str__(self) -> str:
        return f"{self.item}: {self.reason} [{self.rule}]"

    @property
    def key(self) -> str:
        """What a waiver holds for: exactly these words, whoever reads them again."""
        return hashlib.sha256(f"{self.rule}\n{self.item}\n{self.reason}".encode()).hexdigest()[:20]

    @property
    def may_be_waived(self) -> bool:
        return self.rule in rules.WAIVABLE

    def as_json(self) -> dict[str, Any]:
        """Return plain JSON values, as a packet keeps them."""
        return {
            "key": self.key,
            "item": self.item,
            "rule": self.rule,
            "reason": self.reason,
            "kind": self.kind,
            "ref": self.ref,
        }


def names_in(packet: Packet) -> frozenset[str]:
    """Return the names of the rows of ours that a packet prints or rests on, for `rows_behind`."""
    facts = packet.facts
    decisions = {f"decision:{fact.source.ref}" for fact in facts if fact.source.kind == Source.DECISION}
    return frozenset({fact.about for fact in facts if fact.about} | decisions | {f"packet:{packet.id}"})


def refusals(
    packet: Packet, behind: Mapping[str, Behind], limits: Limits | None = None
) -> tuple[Refusal, ...]:
    """Return everything that keeps `packet` from being final, in the order of printing; nothing when it may be.

    `behind` is what `rows_behind(names_in(packet))` gives.
    """
    facts = placed(packet)
    found = [
        *_of_rows(packet, facts, behind),
        *gate_words.hits(packet, facts, behind),
        *_of_the_packet(packet, facts, behind),
        *_samples(packet, facts),
        *_unsourced(facts),
        *_too_old(packet, facts, limits or Limits()),
    ]
    return _merged(Refusal(*one) for one in found)


def _merged(found: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """The same refusal in several places is one, with all its places."""
    places: defaultdict[Refusal, list[str]] = defaultdict(list)
    for one in found:
        bare = Refusal(one.item, one.rule, one.reason, (), one.kind, one.ref)
        places[bare] += one.places
    return tuple(
        Refusal(one.item, one.rule, one.reason, tuple(dict.fromkeys(where)), one.kind, one.ref)
        for one, where in places.items()
    )


Found = tuple[str, str, str, tuple[str, ...], str, str]


def item_of(one: Placed) -> str:
    """Return an item as a refusal names it: "Ask “Cosponsor S. 2647”", "Position on S. 2012"."""
    kind = one.fact.about.partition(":")[0]
    if kind == "position":
        return f"Position on {one.item or one.section}"
    return f"{_SAID_BY_ROW.get(kind, 'Item')} “{one.fact.text}”"


def _of_rows(packet: Packet, facts: Sequence[Placed], behind: Mapping[str, Behind]) -> Iterator[Found]:
    if packet.kind in INTERNAL:
        return
    for one in facts:
        kind, _, ref = one.fact.about.partition(":")
        if kind:
            for rule, reason, (opens, key) in _row(behind.get(one.fact.about), (kind, ref)):
                yield item_of(one), rule, reason, (one.where,), opens, key
        elif one.fact.source.kind == Source.DECISION:
            number = one.fact.source.ref
            row = behind.get(f"decision:{number}")
            for rule, reason, (opens, key) in _row(row, ("decision", number), consulted=True):
                yield one.fact.source.label, rule, reason, (one.where,), opens, key


def _row(
    row: Behind | None, opens: tuple[str, str], *, consulted: bool = False
) -> Iterator[tuple[str, str, tuple[str, str]]]:
    """Yield (rule, reason, what to open) for whatever keeps one row of ours out."""
    if row is None:
        yield rules.PUBLIC.code, "nothing here says any more that it may be said outside", opens
        return
    decision = ("decision", row.decision) if row.decision else opens
    if not row.in_force:
        yield rules.DECISION.code, "the decision it rests on is no longer in force", decision
    if not row.is_public:
        yield rules.PUBLIC.code, "it is not public, or its decision is restricted", opens
    if row.expired:
        yield rules.EXPIRED.code, row.expired, opens
    if row.lacks_reason:
        reason = "it supports a bill that pays by cutting another cause, and nobody wrote down why"
        yield rules.CUTS.code, reason, opens
    if not (row.consulted or consulted):
        reason = "no consultation is recorded for its proposal or for a priority it serves"
        yield rules.CONSULTED.code, reason, decision


def _of_the_packet(packet: Packet, facts: Sequence[Placed], behind: Mapping[str, Behind]) -> Iterator[Found]:
    if packet.office and packet.office.doubt:
        reason = f"{packet.office.doubt}; who holds the seat is not known here"
        where = ("office.honorable",)
        yield packet.office.short, rules.OFFICE.code, reason, where, "roster", packet.office.bioguide_id
    for left in packet.left_out:
        if left.chosen:
            yield left.item, rules.ENDED.code, left.reason, (), "", ""
    for section in packet.sections:
        # A letter says of itself why it is not ready.
        for item, rule, reason in section.refused:
            yield item, rule, reason, (), "", ""
    if packet.for_information:
        yield from _requests(packet, facts, behind)


def _requests(packet: Packet, facts: Sequence[Placed], behind: Mapping[str, Behind]) -> Iterator[Found]:
    requests = {f"asks[{n}].text" for n, ask in enumerate(packet.asks, start=1) if ask.is_request}
    for one in facts:
        row = behind.get(one.fact.about)
        if one.where in requests or (row and row.is_request):
            reason = "it asks, and the packet is for information"
            yield item_of(one), rules.INFORMATION.code, reason, (one.where,), *_opened(one.fact.about)


def _opened(about: str) -> tuple[str, str]:
    kind, _, ref = about.partition(":")
    return kind, ref


def _samples(packet: Packet, facts: Sequence[Placed]) -> Iterator[Found]:
    """The coalition itself; each row of ours by name; of the rest, each source once with what it says."""
    for reason in packet.sample_reasons:
        yield "The packet", rules.SAMPLE.code, reason, (), "", ""
    by_source: defaultdict[Source, list[Placed]] = defaultdict(list)
    for one in facts:
        if not one.fact.sample:
            continue
        if one.fact.about:
            yield (
                item_of(one),
                rules.SAMPLE.code,
                "it rests on a sample row",
                (one.where,),
                *_opened(one.fact.about),
            )
        else:
            by_source[one.fact.source].append(one)
    for source, told in sorted(by_source.items()):
        words = joined(dict.fromkeys(one.fact.text for one in told))
        places = tuple(one.where for one in told)
        yield source.label, rules.SAMPLE.code, f"it is a sample row: {words}", places, source.kind, source.ref


def _unsourced(facts: Sequence[Placed]) -> Iterator[Found]:
    for one in facts:
        if not one.fact.source.label.strip():
            item = f"“{one.fact.text}”"
            yield item, rules.UNSOURCED.code, "nothing says where it comes from", (one.where,), "", ""


def _too_old(packet: Packet, facts: Sequence[Placed], limits: Limits) -> Iterator[Found]:
    old: defaultdict[Source, list[str]] = defaultdict(list)
    for one in facts:
        if is_too_old(one, packet.on, limits):
            old[one.fact.source].append(one.where)
    for source in sorted(old):
        reason = f"last refreshed {day(source.as_of)}; refresh it first"
        yield source.label, rules.FRESHNESS.code, reason, tuple(old[source]), source.kind, source.ref
