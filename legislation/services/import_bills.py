"""Importing BILLSTATUS files from disk, in this process or in several."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError, connections
from django.utils import timezone

from legislation.models import Bill
from legislation.services import import_worker
from legislation.services.known_rows import KnownRows
from legislation.services.sync_bill import Outcome, sync_bill, sync_bills
from legislation.sources import billstatus
from legislation.sources.archives import Found, UnreadablePath, read_paths
from legislation.sources.records import BillRecord

# One transaction writes a batch: large enough that its statements cost little, small enough for the memory.
_BATCH_FILES = 250
_BATCH_BYTES = 8 * 1024 * 1024
# Enough batches in flight to keep every process busy, few enough that an archive never fills the memory.
_BATCHES_AHEAD = 2


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
    the rest is imported. The very file that a bill was last read from is not read again. `jobs` is the number
    of processes. Raises OperationalError when the database is lost: run again, it goes on where it stopped.
    """
    started, tally = time.monotonic(), Tally()
    batches = _batches(read_paths(paths))
    for result in _import_here(batches) if jobs <= 1 else _import_in_processes(batches, jobs):
        tally.add(result)
        tell(result)
    tally.seconds = time.monotonic() - started
    return tally


def _batches(found: Iterable[Found]) -> Iterator[list[Found]]:
    batch: list[Found] = []
    size = 0
    for name, content in found:
        batch.append((name, content))
        size += len(content) if isinstance(content, bytes) else 0
        if len(batch) == _BATCH_FILES or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _unread(batch: list[Found]) -> tuple[list[Found], list[FileResult]]:
    """Part a batch into what has to be read, and what became of the rest: the file a bill was last read from."""
    digests = {name: billstatus.file_digest(data) for name, data in batch if isinstance(data, bytes)}
    read = set(
        Bill.objects.filter(file_digest__in=digests.values()).values_list("file_digest", flat=True).order_by()
    )
    unread = [(name, content) for name, content in batch if digests.get(name) not in read]
    return unread, [FileResult(name, Outcome.UNCHANGED) for name, _ in batch if digests.get(name) in read]


def _import_here(batches: Iterable[list[Found]]) -> Iterator[FileResult]:
    known = KnownRows()
    for batch in batches:
        unread, results = _unread(batch)
        yield from results
        yield from import_batch(unread, known)


def import_batch(found: Iterable[Found], known: KnownRows) -> list[FileResult]:
    """Import files already read, in this process and one transaction; return what became of each.

    Where one of them cannot be written, they are written one by one, so that only this one fails.
    """
    results: list[FileResult] = []
    records: list[tuple[str, BillRecord]] = []
    for name, content in found:
        try:
            if isinstance(content, UnreadablePath):
                raise content
            records.append((name, billstatus.parse(content, name)))
        except (UnreadablePath, billstatus.UnreadableBillStatus) as error:
            results.append(FileResult(name, None, error.reason))
    return results + _write(records, known)


def _write(records: list[tuple[str, BillRecord]], known: KnownRows) -> list[FileResult]:
    try:
        outcomes = sync_bills(records=[record for _, record in records], now=timezone.now(), known=known)
    except (OperationalError, InterfaceError):
        # The database is gone, not a file bad: every further file would fail the same way.
        raise
    except DatabaseError:
        return [_write_one(name, record, known) for name, record in records]
    return [FileResult(name, outcome) for (name, _), outcome in zip(records, outcomes, strict=True)]


def _write_one(name: str, record: BillRecord, known: KnownRows) -> FileResult:
    try:
        return FileResult(name, sync_bill(record=record, now=timezone.now(), known=known))
    except (OperationalError, InterfaceError):
        raise
    except DatabaseError as error:
        return FileResult(name, None, str(error).splitlines()[0])


def _import_in_processes(batches: Iterator[list[Found]], jobs: int) -> Iterator[FileResult]:
    # A forked child would share this process's connection and its locks: start each one afresh.
    context = multiprocessing.get_context("spawn")
    database = dict(connections["default"].settings_dict)
    with ProcessPoolExecutor(
        jobs, mp_context=context, initializer=import_worker.start, initargs=(database,)
    ) as pool:
        running: set[Future[list[FileResult]]] = set()
        for batch in batches:
            unread, results = _unread(batch)
            yield from results
            if unread:
                running.add(pool.submit(import_worker.work, unread))
            while len(running) >= jobs * _BATCHES_AHEAD:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (result for future in done for result in future.result())
        for future in running:
            yield from future.result()
