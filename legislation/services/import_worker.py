"""The processes of an import. A spawned one starts with nothing: it imports no model before Django is set up in it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import connection
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legislation.services.import_bills import File, FileResult
    from legislation.services.known_rows import KnownRows
    from legislation.services.sync_bill import Outcome

_ALLOCATIONS_BETWEEN_LOOKS = 200_000


def pool(jobs: int) -> ProcessPoolExecutor:
    """Return `jobs` processes that import batches into this process's database."""
    from django.db import connections  # not where this module is imported by a process without Django

    # Where forking is safe, a process has Django at once; setting it up takes as long as two thousand files.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    database = dict(connections["default"].settings_dict)
    workers = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(database,))
    # A forked process would share this one's connection. The first call starts them all: there is none by then.
    connections.close_all()
    workers.submit(os.getpid).result()
    return workers


def _start(database: dict[str, Any]) -> None:
    """Set Django up with the caller's database, which in a test is not the one of the settings."""
    import django
    from django.db import connections

    # What an import makes is let go with its batch and holds no circles: looking for them takes a sixth of the time.
    gc.set_threshold(_ALLOCATIONS_BETWEEN_LOOKS)
    gc.freeze()
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


def work(form_name: str, batch: Sequence[File]) -> tuple[list[Outcome | None], list[FileResult]]:
    """Import the files of one batch; return what became of each, in their order, and the failures with their reasons.

    It is short on purpose: a process killed while a long answer is sent would leave the reader waiting for the rest.
    """
    from legislation.services.import_bills import import_batch  # models, so only after `_start`

    results = import_batch(form_name, batch, _known())
    outcomes = {each.name: each.outcome for each in results}
    return [outcomes.get(file.name) for file in batch], [each for each in results if each.outcome is None]


@cache
def _known() -> KnownRows:
    """Return what this process knows to be in the database, the same for all its batches."""
    from legislation.services.known_rows import KnownRows  # as above

    return KnownRows()
