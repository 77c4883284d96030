"""Fetching the texts of bills from govinfo: each published version that is not here yet."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from common import jobs
from common.citations import cite_in_full
from common.http import Policy
from common.jobs import JobError
from common.models import Job
from legislation.choices import BillId
from legislation.known_sources import TEXTS
from legislation.models import BillText, TextVersion, TrackedBill
from legislation.services import source_runs
from legislation.services.bill_texts import keep_text
from legislation.sources.errors import SourceError
from legislation.sources.govinfo import Govinfo

KIND = "pull texts"
_ALL = "all tracked"
Report = Callable[[int, int, str], None]
_NAMED = 10


@dataclass
class TextPull:
    """What a pull of texts brought; `stopped` is the one reason for which it was broken off."""

    asked: int = 0
    brought: int = 0
    failures: list[str] = field(default_factory=list)
    stopped: str = ""
    seconds: float = 0.0

    @property
    def error(self) -> str:
        """What went wrong in words fit to be shown; empty when nothing did."""
        if self.stopped:
            return f"The pull of texts stopped: {self.stopped.rstrip('.')}. {self.brought} of {self.asked} are kept."
        if self.failures:
            more = f"; and {len(self.failures) - _NAMED} more" if len(self.failures) > _NAMED else ""
            told = "; ".join(self.failures[:_NAMED])
            return f"{len(self.failures)} of {self.asked} texts failed: {told}{more}. The others are kept."
        return ""

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain JSON values."""
        return {
            "texts": self.asked,
            "brought": self.brought,
            "failed": len(self.failures),
            "failures": self.failures,
            "error": self.error,
            "seconds": round(self.seconds, 2),
        }


def request_texts(
    *, bill_ids: Sequence[str] | None = None, requested_by: int | None = None
) -> tuple[Job, bool]:
    """Return (job, created): a pull of the texts of `bill_ids`, or of every tracked bill, or the one under way.

    The caller sends legislation.tasks.run_text_pull with the job's id once its transaction is committed. Raises
    UnknownBillId for a text that is no bill id.
    """
    ids = None if bill_ids is None else [str(BillId.parse(each)) for each in bill_ids]
    key = _ALL if ids is None else " ".join(sorted(ids))[:200]
    under_way = Job.objects.of_kind(KIND).open().filter(key=key)
    found = under_way.first()
    if found is not None:
        return found, False
    try:
        return jobs.open_job(KIND, {"bills": ids}, key=key, requested_by=requested_by)
    except IntegrityError:
        # Another process opened it between the look and the writing.
        return under_way.get(), False


def run_text_job(*, job_id: str) -> tuple[Job | None, TextPull | None]:
    """Run a job of texts; return it as it ended with what it brought, or (None, None) when it is not ours to run."""
    results: list[TextPull] = []

    def work(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        listed = job.arguments.get("bills")
        ids, kind = _tracked() if listed is None else listed, source_runs.why(job, named=listed is not None)
        with source_runs.recorded_run(source=TEXTS, kind=kind, job_id=job.pk) as run:
            result = pull_texts(bill_ids=ids, report=progress, run=run)
        results.append(result)
        if result.error:
            raise JobError(result.error)
        return result.as_dict()

    job = jobs.run(job_id, work)
    return job, (results[0] if results else None)


def missing_texts(bill_ids: Sequence[str]) -> list[TextVersion]:
    """Return the published versions of these bills whose text is not here, oldest first."""
    here = set(BillText.objects.filter(measure__in=bill_ids).values_list("measure", "code"))
    listed = (
        TextVersion.objects.filter(bill__in=bill_ids)
        .exclude(code="")
        .order_by("bill", "published_on", "position")
    )
    return [each for each in listed if (each.bill_id, each.code) not in here]


def pull_texts(
    *,
    bill_ids: Sequence[str],
    report: Report = lambda *_: None,
    policy: Policy | None = None,
    run: source_runs.Run | None = None,
) -> TextPull:
    """Fetch each version that is missing and keep it. Stops at once when the next would fare no better.

    `run` is told what came of it.
    """
    versions = missing_texts(bill_ids)
    result, started = TextPull(asked=len(versions)), time.monotonic()
    with Govinfo(settings.GOVINFO_URL, policy, run.gate() if run else None) as client:
        for number, version in enumerate(versions):
            report(number, len(versions), f"{cite_in_full(str(version.bill_id))}: {version.name}")
            try:
                _pull_one(client, version)
                result.brought += 1
            except SourceError as error:
                if error.stops_run:
                    result.stopped = str(error)
                    break
                result.failures.append(str(error))
    result.seconds = time.monotonic() - started
    if run:
        _tell(run, result)
    if not result.stopped:
        report(len(versions), len(versions), "")
    return result


def _tell(run: source_runs.Run, result: TextPull) -> None:
    run.found(result.asked)
    run.changed(result.brought)
    for each in result.failures:
        run.failure("a text", each)
    if result.stopped:
        run.fail(result.stopped)


def _pull_one(client: Govinfo, version: TextVersion) -> None:
    # The first session of a Congress sits in the odd year, the second in the even one.
    second = version.published_on is not None and version.published_on.year % 2 == 0
    record, address = client.text(BillId.parse(str(version.bill_id)), version.code, 2 if second else 1)
    keep_text(record=record, origin=BillText.Origin.GOVINFO, source_url=address, now=timezone.now())


def _tracked() -> list[str]:
    return list(TrackedBill.objects.order_by("bill").values_list("bill_id", flat=True))
