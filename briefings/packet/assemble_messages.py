"""Messages of the library as a packet prints them: those chosen that are cleared for packets, in the order chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from django.conf import settings

from briefings.packet.facts import Source
from briefings.packet.lines import MessagePart, MessagesSection
from briefings.packet.prose import passage


class Cleared(Protocol):
    """A message that was cleared for packets, with the decision (its number) it rests on, if on one."""

    @property
    def id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def decision(self) -> str: ...
    @property
    def is_sample(self) -> bool: ...


def messages_section(
    library: Iterable[Cleared], chosen: Sequence[int], on: date
) -> Sequence[MessagesSection]:
    """Return the section of the chosen messages; one that is not cleared any more is left out, not printed (P5)."""
    known = {one.id: one for one in library}
    parts = tuple(
        MessagePart(one.title, text)
        for one in (known[key] for key in dict.fromkeys(chosen) if key in known)
        if (text := passage(one.text, _source(one, on), sample=one.is_sample, about=f"message:{one.id}"))
    )
    return [MessagesSection("messages", "Messages", parts)] if parts else []


def _source(one: Cleared, on: date) -> Source:
    rests = f", decision {one.decision}" if one.decision else ""
    return Source(f"Message library of {settings.COALITION_NAME}{rests}", on, kind=Source.OWN)
