"""Packets on disk: private files under MEDIA_ROOT, whole or not there at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

FOLDER = "packets"


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


def remove(*, name: str) -> None:
    """Take a file away that no row stands for."""
    path_of(name).unlink(missing_ok=True)
