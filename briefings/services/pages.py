"""A made packet as a page for the screen, kept beside its PDF with a hash of its own."""

from __future__ import annotations

import hashlib

from briefings.models import Packet
from briefings.services import files


class NotAsMadeError(LookupError):
    """The stored page is gone, or is not the one that was made; the message is fit to be shown."""


def keep_page(*, packet: Packet, page: bytes) -> tuple[str, str]:
    """Write a packet's page beside its file; return its name and its hash. Raises OSError."""
    return files.store(name=f"{packet.pk}.html", data=page), hashlib.sha256(page).hexdigest()


def page_as_made(packet: Packet) -> str:
    """Return the page of a made packet, byte for byte as it was kept. Raises NotAsMadeError."""
    if not packet.page_file:
        raise NotAsMadeError("This packet has no page for the screen; make it again to have one.")
    try:
        data = files.path_of(packet.page_file).read_bytes()
    except FileNotFoundError as error:
        raise NotAsMadeError("The page of this packet is no longer in the store.") from error
    if hashlib.sha256(data).hexdigest() != packet.page_sha256:
        raise NotAsMadeError("The stored page is not the one that was made; make the packet again.")
    return data.decode()
