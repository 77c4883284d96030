"""The guards of P1 and P2 over the words of ours in a packet, and requests in one that is for information. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from briefings import gate_rules as rules
from briefings.choices import PacketKind
from briefings.packet.facts import Fact, Source
from briefings.packet.parts import Ask, Chart, MoneyTable
from briefings.packet.places import Placed
from briefings.packet.sections import BillHere, BillSection, HereSection, MoneySection, PlanSection, Section
from common import guard

if TYPE_CHECKING:
    from briefings.packet.document import Packet
    from briefings.selectors.behind import Behind

# What other sources say is said by others (a report, a law, a roster); we only repeat it.
_OURS = frozenset({Source.DECISION, Source.OWN})
# Sections that print what official sources say; what is ours in them carries the name of its row.
_OF_FACTS = (BillSection, HereSection, MoneySection, PlanSection)
_NOT_WORDS = frozenset({"anchor", "template", "name", "spec", "html"})
_ASKS_OF_READER = re.compile(
    r"\b(?:we\s+(?:ask|urge|request|call\s+on)|please\s+(?:cosponsor|vote|support|oppose|sign)|cosponsor\s+(?:S|H)\.)",
    re.IGNORECASE,
)

Found = tuple[str, str, str, tuple[str, ...], str, str]


@dataclass(frozen=True)
class _Text:
    """Words of ours: which item, where its mark stands, which row they are of, and the keys of what was cleared."""

    item: str
    words: str
    places: tuple[str, ...]
    about: str = ""
    cleared: Collection[str] = ()
    is_ask: bool = False


def hits(packet: Packet, facts: Sequence[Placed], behind: Mapping[str, Behind]) -> Iterator[Found]:
    """Yield a refusal for each phrase that nobody cleared, and for each request where the packet is for information."""
    if packet.kind == PacketKind.MINUTES:
        return
    for text in _texts(packet, facts, behind):
        kind, _, ref = text.about.partition(":")
        for hit in guard.open_hits(text.words, text.cleared):
            rule, reason = _said(hit)
            yield text.item, rule, reason, text.places, kind, ref
        asking = _ASKS_OF_READER.search(text.words)
        if packet.for_information and asking and not text.is_ask:
            reason = f"“{asking[0]}” asks, and the packet is for information"
            yield text.item, rules.INFORMATION.code, reason, text.places, kind, ref


def _said(hit: guard.Hit) -> tuple[str, str]:
    if not hit.can_be_cleared:
        return rules.OFFSET_ASKED.code, f"“{hit.phrase}” {hit.reason}, and asks for it"
    return str(hit.rule.value), f"“{hit.phrase}” {hit.reason}; a named person has to clear it"


def _texts(packet: Packet, facts: Sequence[Placed], behind: Mapping[str, Behind]) -> Iterator[_Text]:
    for number, ask in enumerate(packet.asks, start=1):
        yield _of_ask(ask, f"asks[{number}].text", behind)
    places = {one.where: one for one in facts}
    for field in ("own", "annex"):
        for number, section in enumerate(getattr(packet, field), start=1):
            yield from _of_section(section, f"{field}[{number}]", places, behind, f"packet:{packet.id}")


def _of_ask(ask: Ask, where: str, behind: Mapping[str, Behind]) -> _Text:
    row = behind.get(ask.text.about)
    cleared = row.cleared if row else ()
    item = f"Ask “{ask.text.text}”"
    return _Text(item, f"{ask.text.text}\n{ask.reason}", (where,), ask.text.about, cleared, is_ask=True)


def _of_section(
    section: Section, where: str, places: Mapping[str, Placed], behind: Mapping[str, Behind], packet_name: str
) -> Iterator[_Text]:
    inside = [one for one in places.values() if one.where.startswith(f"{where}.")]
    for one in inside:
        if one.fact.about and not one.fact.about.startswith("ask:"):
            row = behind.get(one.fact.about)
            yield _Text(
                f"{one.section}: “{one.fact.text}”",
                one.fact.text,
                (one.where,),
                one.fact.about,
                row.cleared if row else (),
            )
    if isinstance(section, _OF_FACTS):
        return
    said = section.our_words if section.our_words is not None else tuple(_words(section))
    beside = tuple(one.where for one in inside[:1])
    # Words that staff wrote for this packet are cleared with the packet.
    own = behind.get(packet_name)
    for words in dict.fromkeys(said):
        yield _Text(section.heading, words, beside, cleared=own.cleared if own else ())


def _words(part: Any) -> Iterator[str]:
    """Every word of ours in a part, but of rows that are read by name, and of tables and drawings."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Fact):
        yield from [part.text] if part.source.kind in _OURS and not part.about else []
    elif isinstance(part, tuple):
        inside = list(part)
        yield from (words for one in inside for words in _words(one))
    elif is_dataclass(part) and not isinstance(part, Source | MoneyTable | Chart | BillHere):
        inside = [getattr(part, field.name) for field in fields(part) if field.name not in _NOT_WORDS]
        yield from (words for one in inside for words in _words(one))
