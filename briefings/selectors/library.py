"""The messages that may be printed: those of the library cleared for packets."""

from __future__ import annotations

from dataclasses import dataclass

from priorities.selectors.messages import messages_for_packets


@dataclass(frozen=True)
class LibraryMessage:
    """A message of the library, cleared for packets."""

    id: int
    title: str


def library_messages() -> list[LibraryMessage]:
    """Return the messages cleared for packets, by title."""
    return [LibraryMessage(one.id, one.title) for one in messages_for_packets()]
