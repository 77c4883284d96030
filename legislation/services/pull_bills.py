"""Pulling bills from Congress.gov or, without a key, from govinfo: by number, each with its own outcome."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.utils import timezone

from common import jobs
from common.citations import cite_in_full
from common.http import Gate, Policy
from common.jobs import JobError
from common.models import Job
from legislation.choices import BillId, Source
from legislation.known_sources import TRACKED_BILLS
from legislation.models import TrackedBill
from legislation.services import source_runs
from legislation.services.sync_bill import sync_bill
from legislation.sources.congress_api import CongressApi
from legislation.sources.errors import SourceError
from legislation.sources.govinfo import Govinfo
from legislation.sources.records import BillRecord

KIND = "pull bills"
_ALL = "all tracked"
# (done, total, what is being fetched)
Report = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Failure:
    bill: str
    reason: str


@dataclass
class PullResult:
    """What a pull brought; `stopped` is the one reason for which it was broken off, empty when it was not."""

    source: str
    asked: int
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)
    stopped: str = ""
    seconds: float = 0.0

    @property
    def pulled(self) -> int:
        """How many bills were brought whole."""
        return self.created + self.updated + self.unchanged

    @property
    def error(self) -> str:
        """What went wrong in words fit to be shown; empty when nothing did."""
        kept = "What was pulled before is kept."
        if self.stopped:
            before = f" {self.pulled} of {self.asked} bills were pulled before." if self.pulled else ""
            return f"The pull stopped: {self.stopped.rstrip('.')}.{before} {kept}"
        if self.failures:
            told = "; ".join(f"{cite_in_full(each.bill)}: {each.reason}" for each in self.failures[:10])
            more = f"; and {len(self.failures) - 10} more" if len(self.failures) > 10 else ""  # noqa: PLR2004
            return f"{len(self.failures)} of {self.asked} bills failed: {told}{more}. {kept}"
        return ""

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain JSON values."""
        return {
            "source": self.source,
            "bills": self.asked,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "failed": len(self.failures),
            "failures": [vars(each) for each in self.failures],
            "error": self.error,
            "seconds": round(self.seconds, 2),
        }


class Reader(Protocol):
    """Fetch one bill's record, telling each part before it is fetched; raises SourceError."""

    def __call__(self, bill_id: BillId, progress: Callable[[str], None], /) -> BillRecord: ...


def request_pull(
    *, bill_ids: Sequence[str] | None = None, requested_by: int | None = None, due_at: datetime | None = None
) -> tuple[Job, bool]:
    """Return (job, created): a pull of `bill_ids`, or of every tracked bill, or the one already under way.

    The caller sends legislation.tasks.run_pull with the job's id once its transaction is committed. `due_at`
    is for periodic pulls only. Raises UnknownBillId for a text that is no bill id.
    """
    ids = None if bill_ids is None else [str(BillId.parse(each)) for each in bill_ids]
    key = _ALL if ids is None else " ".join(sorted(ids))[:200]
    under_way = Job.objects.of_kind(KIND).open().filter(key=key)
    found = under_way.first()
    if found is not None:
        return found, False
    try:
        return jobs.open_job(KIND, {"bills": ids}, key=key, requested_by=requested_by, due_at=due_at)
    except IntegrityError:
        # Another process opened it between the look and the writing.
        return under_way.get(), False


def run_pull_job(*, job_id: str) -> tuple[Job | None, PullResult | None]:
    """Run a pull's job; return it as it ended with what it brought, or (None, None) when it is not ours to run."""
    results: list[PullResult] = []

    def work(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        listed = job.arguments.get("bills")
        ids = tracked_ids() if listed is None else listed
        kind = source_runs.why(job, named=listed is not None)
        with source_runs.recorded_run(source=TRACKED_BILLS, kind=kind, job_id=job.pk) as run:
            result = pull_bills(bill_ids=ids, report=progress, run=run)
        results.append(result)
        if result.error:
            raise JobError(result.error)
        return result.as_dict()

    job = jobs.run(job_id, work)
    return job, (results[0] if results else None)


def tracked_ids() -> list[str]:
    """Return the ids of the tracked bills, the newest Congress first."""
    rows = TrackedBill.objects.order_by("-bill__congress", "bill__bill_type", "bill__number")
    return list(rows.values_list("bill_id", flat=True))


def pull_bills(
    *,
    bill_ids: Sequence[str],
    report: Report = lambda *_: None,
    policy: Policy | None = None,
    run: source_runs.Run | None = None,
) -> PullResult:
    """Fetch each bill and write it. A bill that fails keeps its last good facts and says why.

    `run` is told what came of it. Stops at once when the next bill would fare no better: a wrong key, no
    network, a source that asks us to wait. Raises UnknownBillId before anything is fetched.
    """
    wanted = [BillId.parse(each) for each in bill_ids]
    source, reader = source_of_bills(policy, run.gate() if run else None)
    result = PullResult(source=source.value, asked=len(wanted))
    started = time.monotonic()
    with reader as read:
        for number, bill_id in enumerate(wanted):
            name = cite_in_full(str(bill_id))
            report(number, len(wanted), name)

            def told(part: str, number: int = number, name: str = name) -> None:
                report(number, len(wanted), f"{name}: {part}")

            try:
                pull_one(bill_id, read, told, result)
            except SourceError as error:
                result.stopped = str(error)
                break
    result.seconds = time.monotonic() - started
    if run:
        _tell(run, result)
    if not result.stopped:
        report(len(wanted), len(wanted), "")
    return result


def _tell(run: source_runs.Run, result: PullResult) -> None:
    run.found(result.asked)
    run.changed(result.created + result.updated)
    for each in result.failures:
        run.failure(each.bill, each.reason)
    if result.stopped:
        run.fail(result.stopped)


def pull_one(bill_id: BillId, read: Reader, told: Callable[[str], None], result: PullResult) -> None:
    """Pull one bill and count it in `result`; raises the SourceError for which the whole run is to stop."""
    reason = ""
    try:
        record = read(bill_id, told)
        outcome = sync_bill(record=record, now=timezone.now())
        reason = "; ".join(record.incomplete_reasons)
    except SourceError as error:
        _note_attempt(bill_id, str(error))
        if error.stops_run:
            raise
        reason = str(error)
    except (OperationalError, InterfaceError):
        raise
    except DatabaseError as error:
        reason = str(error).splitlines()[0]
    _note_attempt(bill_id, reason)
    if reason:
        result.failures.append(Failure(str(bill_id), reason))
    else:
        setattr(result, outcome.value, getattr(result, outcome.value) + 1)


def _note_attempt(bill_id: BillId, reason: str) -> None:
    TrackedBill.objects.filter(bill_id=str(bill_id)).update(last_error=reason, last_tried_at=timezone.now())


def source_of_bills(
    policy: Policy | None = None, gate: Gate | None = None
) -> tuple[Source, AbstractContextManager[Reader]]:
    """Return the source bills come from, and its reader of one bill: the API with a key, govinfo without."""
    if settings.CONGRESS_API_KEY:
        return Source.CONGRESS_API, _from_api(policy, gate)
    return Source.GOVINFO, _from_govinfo(policy, gate)


@contextmanager
def _from_api(policy: Policy | None, gate: Gate | None) -> Iterator[Reader]:
    with CongressApi(settings.CONGRESS_API_KEY, settings.CONGRESS_API_URL, policy, gate) as client:
        yield client.bill


@contextmanager
def _from_govinfo(policy: Policy | None, gate: Gate | None) -> Iterator[Reader]:
    with Govinfo(settings.GOVINFO_URL, policy, gate) as client:
        yield lambda bill_id, _told: client.bill(bill_id)
