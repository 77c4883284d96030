"""The messages that may be printed: those of the library cleared for packets."""

from __future__ import annotations

from dataclasses import dataclass

from priorities.models import Message


@dataclass(frozen=True)
class LibraryMessage:
    """A message of the library, cleared for packets."""

    id: int
    title: str


def library_messages() -> list[LibraryMessage]:
    """Return the messages cleared for packets, by title."""
    rows = Message.objects.for_packets().values_list("pk", "title")
    return [LibraryMessage(pk, title) for pk, title in rows]
