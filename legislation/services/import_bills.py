"""Importing bills from files on disk, in this process or in several."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils import timezone

from common.querysets import among
from legislation.models import Bill
from legislation.services import import_worker
from legislation.services.known_rows import KnownRows
from legislation.services.sync_bill import Outcome, make_named, sync_bill, sync_bills
from legislation.sources.archives import Told, UnreadablePath
from legislation.sources.bill_files import BILLS_JSON, BILLSTATUS, FORMATS, BillFormat, file_digest
from legislation.sources.errors import Unreadable
from legislation.sources.records import BillRecord

# One transaction writes a batch: large enough that its statements cost little, small enough for the memory.
_BATCH_FILES = 500
_BATCH_BYTES = 16 * 1024 * 1024
# Enough batches in flight to keep every process busy, few enough that an archive never fills the memory.
_BATCHES_AHEAD = 2


class ImportStopped(Exception):  # noqa: N818 - named for what happened
    """The import could not go on; what was written before is kept, and the same import goes on where it stopped."""


@dataclass(frozen=True)
class File:
    """A file to be read: its name, what it holds or why that is not known, and its digest."""

    name: str
    content: bytes | UnreadablePath
    digest: str = ""


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


Tell = Callable[[FileResult], None]


def import_billstatus(
    *,
    paths: Sequence[str | Path],
    jobs: int = 1,
    tell: Tell = lambda _result: None,
    told: Told = lambda _size: None,
) -> Tally:
    """Import every BILLSTATUS file under `paths` (files, folders, .zip, .tar.xz) and count what came of it.

    `tell` hears of each file as it is done, `told` of the bytes read from disk. A file that cannot be read or
    written is counted as failed and the rest is imported. The very file that a bill was last read from is not
    read again. `jobs` is the number of processes. Raises ImportStopped when the database or a process is lost.
    """
    return _import(BILLSTATUS, paths, jobs, tell, told)


def import_bill_json(
    *,
    paths: Sequence[str | Path],
    jobs: int = 1,
    tell: Tell = lambda _result: None,
    told: Told = lambda _size: None,
) -> Tally:
    """Import every bill of BILLSTATUS converted to JSON under `paths`, as `import_billstatus` does."""
    return _import(BILLS_JSON, paths, jobs, tell, told)


def size_on_disk(paths: Iterable[Path]) -> int:
    """Return how many bytes lie under the paths, those of packed files as they are."""
    return sum(
        each.stat().st_size
        for path in paths
        for each in (path.rglob("*") if path.is_dir() else [path])
        if each.is_file()
    )


def _import(form: BillFormat, paths: Sequence[str | Path], jobs: int, tell: Tell, told: Told) -> Tally:
    started, tally = time.monotonic(), Tally()
    batches = _batches(form.find(paths, told))
    results = _import_here(form, batches) if jobs <= 1 else _import_in_processes(form, batches, jobs)
    try:
        for result in results:
            tally.add(result)
            tell(result)
    except (OperationalError, InterfaceError) as error:
        raise ImportStopped(f"the database was lost ({str(error).splitlines()[0]})") from error
    except BrokenProcessPool as error:
        raise ImportStopped("one of its processes was ended") from error
    tally.seconds = time.monotonic() - started
    return tally


def _batches(found: Iterable[tuple[str, bytes | UnreadablePath]]) -> Iterator[list[File]]:
    batch: list[File] = []
    size = 0
    for name, content in found:
        whole = content if isinstance(content, bytes) else b""
        batch.append(File(name, content, file_digest(whole) if whole else ""))
        size += len(whole)
        if len(batch) == _BATCH_FILES or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _unread(batch: list[File]) -> tuple[list[File], list[FileResult]]:
    """Part a batch into what has to be read, and what became of the rest: the file a bill was last read from."""
    digests = [file.digest for file in batch if file.digest]
    read = set(
        Bill.objects.filter(among("file_digest", digests)).values_list("file_digest", flat=True).order_by()
    )
    unread = [file for file in batch if file.digest not in read]
    return unread, [FileResult(file.name, Outcome.UNCHANGED) for file in batch if file.digest in read]


def _import_here(form: BillFormat, batches: Iterable[list[File]]) -> Iterator[FileResult]:
    known = KnownRows()
    for batch in batches:
        unread, results = _unread(batch)
        yield from results
        yield from import_batch(form.name, unread, known)


def import_batch(form_name: str, files: Iterable[File], known: KnownRows) -> list[FileResult]:
    """Import files already at hand, in this process and one transaction; return what became of each.

    Where one of them cannot be written, they are written one by one, so that only this one fails.
    """
    results: list[FileResult] = []
    records: list[tuple[str, BillRecord]] = []
    read = FORMATS[form_name].read
    for file in files:
        try:
            if isinstance(file.content, UnreadablePath):
                raise file.content
            records.append((file.name, read(file.content, file.name, file.digest)))
        except Unreadable as error:
            results.append(FileResult(file.name, None, error.reason))
    return results + _write(records, known)


def _write(records: list[tuple[str, BillRecord]], known: KnownRows) -> list[FileResult]:
    if not records:
        return []
    read = [record for _, record in records]
    try:
        make_named(records=read, known=known)
        outcomes = sync_bills(records=read, now=timezone.now(), known=known)
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


_Answer = Future[tuple[list[Outcome | None], list[FileResult]]]


def _import_in_processes(form: BillFormat, batches: Iterator[list[File]], jobs: int) -> Iterator[FileResult]:
    with import_worker.pool(jobs) as pool:
        running: dict[_Answer, list[str]] = {}
        for batch in batches:
            unread, results = _unread(batch)
            yield from results
            if unread:
                answer = pool.submit(import_worker.work, form.name, unread)
                running[answer] = [file.name for file in unread]
            while len(running) >= jobs * _BATCHES_AHEAD:
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    yield from _told(done, running.pop(done))
        for answer, names in running.items():
            yield from _told(answer, names)


def _told(answer: _Answer, names: list[str]) -> Iterator[FileResult]:
    outcomes, failures = answer.result()
    yield from failures
    for name, outcome in zip(names, outcomes, strict=True):
        if outcome is not None:
            yield FileResult(name, outcome)
