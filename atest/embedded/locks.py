"""Locks between processes, in files of our own folder; the system lets go of them when a process dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from atest.embedded.places import Place, keep_owner

# Held until this process ends: who uses a database keeps others from stopping it when they are done.
_in_use: dict[Path, int] = {}


@contextmanager
def alone(place: Place, say: Callable[[str], None]) -> Iterator[None]:
    """Start or stop the server of `place` alone; others wait."""
    handle = _open(place, place.lock)
    try:
        if not _take(handle, fcntl.LOCK_EX | fcntl.LOCK_NB):
            say("Another process is starting or stopping the database; waiting for it ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def start_using(place: Place) -> None:
    """Mark the database as used by this process for as long as it lives."""
    if place.users not in _in_use:
        handle = _open(place, place.users)
        fcntl.flock(handle, fcntl.LOCK_SH)
        _in_use[place.users] = handle


def stop_using(place: Place) -> bool:
    """Take this process's mark away; return whether nobody else uses the database."""
    if place.users in _in_use:
        os.close(_in_use.pop(place.users))
    handle = _open(place, place.users)
    try:
        return _take(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(handle)


def _open(place: Place, path: Path) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    keep_owner(place.folder, path)
    return handle


def _take(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how)
    except BlockingIOError:
        return False
    return True
