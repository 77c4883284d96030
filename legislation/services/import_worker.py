"""What a spawned process of an import runs. It imports no model before Django is set up in it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from functools import cache
from multiprocessing import connection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from legislation.services.import_bills import FileResult
    from legislation.services.known_rows import KnownRows
    from legislation.sources.archives import Found

_ALLOCATIONS_BETWEEN_LOOKS = 200_000


def start(database: dict[str, Any]) -> None:
    """Set Django up with the caller's database, which in a test is not the one of the settings."""
    import django  # a spawned process starts with nothing
    from django.db import connections

    # What an import makes is let go with its batch and holds no circles: looking for them takes a sixth of the time.
    gc.set_threshold(_ALLOCATIONS_BETWEEN_LOOKS)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    django.setup()
    connections.databases["default"].update(database)
    connections["default"].settings_dict.update(database)


def _end_with_parent() -> None:
    """Wait until the process that reads the files is gone, and go too: nobody else ends this one if it is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def work(batch: list[Found]) -> list[FileResult]:
    """Import the files of one batch."""
    from legislation.services.import_bills import import_batch  # models, so only after `start`

    return import_batch(batch, _known())


@cache
def _known() -> KnownRows:
    """Return what this process knows to be in the database, the same for all its batches."""
    from legislation.services.known_rows import KnownRows  # as above

    return KnownRows()
