"""Packets on disk: private files under MEDIA_ROOT, whole or not there at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from briefings.models import Handover, Packet

FOLDER = "packets"
WHOLE, MISSING, DAMAGED = "whole", "missing", "damaged"


def path_of(name: str) -> Path:
    """Return where a stored packet lies, from its name within the private files."""
    return Path(settings.MEDIA_ROOT) / name


def store(*, name: str, data: bytes) -> str:
    """Write a packet under its name and return the name within the private files."""
    inside = f"{FOLDER}/{name}"
    write_whole(path=path_of(inside), data=data)
    return inside


def write_whole(*, path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step: a reader sees the whole file or none, whatever fails meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


class Kept(OSError):  # noqa: N818 - named for what it is
    """The file belongs to a packet that was handed over: it is not taken away."""


def remove(*, name: str) -> None:
    """Take a file away that no row stands for. Raises Kept for that of a packet that was handed over."""
    if Handover.objects.filter(packet__file=name).exists():
        raise Kept(f"{name} was handed over")
    path_of(name).unlink(missing_ok=True)


def read_checked(packet: Packet) -> bytes | None:
    """Return a packet's file byte for byte, or None where it is gone or not the one that was made."""
    try:
        data = path_of(packet.file).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == packet.sha256 else None


def state_of(packet: Packet) -> str:
    """Return WHOLE, MISSING or DAMAGED for the stored file of a packet; it is read block by block."""
    try:
        with path_of(packet.file).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return MISSING
    return WHOLE if digest == packet.sha256 else DAMAGED
