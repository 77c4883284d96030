"""Importing BILLSTATUS files from disk, in this process or in several."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.utils import timezone

from legislation.services import import_worker
from legislation.services.known_rows import KnownRows
from legislation.services.sync_bill import Outcome, sync_bill
from legislation.sources import billstatus
from legislation.sources.archives import Found, UnreadablePath, read_paths

_CHUNK = 40
# Enough chunks in flight to keep every process busy, few enough that an archive never fills the memory.
_CHUNKS_AHEAD = 3


@dataclass(frozen=True)
class FileResult:
    """What became of one file: an outcome, or the reason it failed."""

    name: str
    outcome: Outcome | None
    reason: str = ""


@dataclass
class Tally:
    """How many files were read, and what became of their bills; `seconds` is wall time."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    seconds: float = 0.0

    def add(self, result: FileResult) -> None:
        """Count one file."""
        self.read += 1
        key = result.outcome.value if result.outcome else "failed"
        setattr(self, key, getattr(self, key) + 1)

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as plain JSON values."""
        return asdict(self) | {"seconds": round(self.seconds, 2)}


def import_billstatus(
    *, paths: Sequence[str | Path], jobs: int = 1, tell: Callable[[FileResult], None] = lambda _result: None
) -> Tally:
    """Import every BILLSTATUS file under `paths` (files, folders, .zip, .tar.xz) and count what came of it.

    `tell` hears of each file as it is done. A file that cannot be read or written is counted as failed and
    the rest is imported. `jobs` is the number of processes. Raises OperationalError when the database is lost.
    """
    started, tally = time.monotonic(), Tally()
    found = read_paths(paths)
    for result in import_here(found) if jobs <= 1 else _import_in_processes(found, jobs):
        tally.add(result)
        tell(result)
    tally.seconds = time.monotonic() - started
    return tally


def import_here(found: Iterable[Found]) -> Iterator[FileResult]:
    """Import files already read, in this process; yield what became of each."""
    known = KnownRows()
    for name, content in found:
        yield _import_one(name, content, known)


def _import_one(name: str, content: bytes | UnreadablePath, known: KnownRows) -> FileResult:
    if isinstance(content, UnreadablePath):
        return FileResult(name, None, content.reason)
    try:
        record = billstatus.parse(content, name)
        return FileResult(name, sync_bill(record=record, now=timezone.now(), known=known))
    except billstatus.UnreadableBillStatus as error:
        return FileResult(name, None, error.reason)
    except (OperationalError, InterfaceError):
        # The database is gone, not the file bad: every further file would fail the same way.
        raise
    except DatabaseError as error:
        return FileResult(name, None, str(error).splitlines()[0])


def _import_in_processes(found: Iterator[Found], jobs: int) -> Iterator[FileResult]:
    # A forked child would share this process's connection and its locks: start each one afresh.
    context = multiprocessing.get_context("spawn")
    database = dict(connections["default"].settings_dict)
    with ProcessPoolExecutor(
        jobs, mp_context=context, initializer=import_worker.start, initargs=(database,)
    ) as pool:
        running: set[Future[list[FileResult]]] = set()
        while True:
            while len(running) < jobs * _CHUNKS_AHEAD and (chunk := list(islice(found, _CHUNK))):
                running.add(pool.submit(import_worker.work, chunk))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield from future.result()
