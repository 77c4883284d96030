"""The nightly look at the stored packets: whether each file is still there, byte for byte."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

from briefings.models import Packet
from briefings.services import files
from common import jobs
from common.models import Job

KIND = "check packet files"
# The packets named by id; of more, their number.
NAMED_AT_MOST = 200
REPORT_EVERY = 50


def check_files_tonight() -> Job | None:
    """Run the check of this day (UTC), once however many schedulers there are; None when it is done or under way."""
    now = timezone.now()
    due = datetime(now.year, now.month, now.day, tzinfo=UTC)
    job, created = jobs.open_job(KIND, {}, due_at=due)
    return run_check_job(job_id=str(job.pk)) if created else None


def run_check_job(*, job_id: str) -> Job | None:
    """Take the lease of a check and do it; None when it is not ours to run."""
    return jobs.run(job_id, lambda _job, progress: check_files(report=progress))


def check_files(*, report: Any = lambda *_step: None) -> dict[str, Any]:
    """Return how many stored packets were read, and the ids of those whose file is missing or damaged."""
    rows = Packet.objects.stored().only("pk", "file", "sha256").order_by("requested_at")
    total = rows.count()
    wrong: dict[str, list[str]] = {files.MISSING: [], files.DAMAGED: []}
    for number, packet in enumerate(rows.iterator(chunk_size=500)):
        if number % REPORT_EVERY == 0:
            report(number, total, "Reading the stored packets")
        state = files.state_of(packet)
        if state != files.WHOLE:
            wrong[state].append(str(packet.pk))
    return {
        "checked": total,
        **{state: ids[:NAMED_AT_MOST] for state, ids in wrong.items()},
        "wrong": sum(len(ids) for ids in wrong.values()),
    }
