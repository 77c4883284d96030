"""Running a Job: taking its lease, reporting progress, ending it, and re-queuing what a dead worker left."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from common.models import Job, JobState
from common.querysets import JobQuerySet

log = logging.getLogger(__name__)
LEASE = timedelta(minutes=5)


class Canceled(Exception):  # noqa: N818 - it is an answer, not an error
    """The person who waited asked to stop."""


class Lost(Canceled):
    """The lease ran out and the job was queued again, taken by another worker or ended: it is not ours any more."""


class JobError(Exception):
    """A failure whose message is fit to be shown to the person who waits."""


def open_job(
    kind: str,
    arguments: dict[str, Any],
    *,
    key: str = "",
    requested_by: int | None = None,
    due_at: datetime | None = None,
    parent: Job | None = None,
) -> tuple[Job, bool]:
    """Return (job, created): a new job, or the open one of the same kind and key.

    The lease is set at once, so that a message lost by the broker is queued again by the next sweep.
    """
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                arguments=arguments,
                key=key,
                requested_by=requested_by,
                due_at=due_at,
                parent=parent,
                lease_until=timezone.now() + LEASE,
            )
    except IntegrityError:
        existing = Job.objects.filter(kind=kind)
        existing = existing.filter(due_at=due_at) if due_at else existing.open().filter(key=key)
        found = existing.first()
        if found is None:
            raise
        return found, False
    return job, True


def take(job_id: str) -> Job | None:
    """Take the lease of a waiting job (or of one whose lease ran out); None when another worker has it."""
    now = timezone.now()
    with transaction.atomic():
        job: Job | None = Job.objects.select_for_update(skip_locked=True).open().filter(pk=job_id).first()
        if job is None or (job.state == JobState.RUNNING and job.lease_until and job.lease_until > now):
            return None
        if job.attempts >= job.max_attempts:
            _end(job, JobState.FAILED, error=job.error or "It stopped unexpectedly each time it was tried.")
            return None
        job.state = JobState.RUNNING
        job.attempts += 1
        job.started_at = now
        job.lease_until = now + LEASE
        job.save(update_fields=["state", "attempts", "started_at", "lease_until"])
    return job


class Progress:
    """What a running job tells the person who waits; each report renews the lease."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self, done: int, total: int | None = None, note: str = "") -> None:
        """Report `done` of `total` steps. Raises Canceled when the person asked to stop, Lost when it is not ours."""
        self.job.progress_done = done
        self.job.progress_total = total if total is not None else self.job.progress_total
        self.job.progress_note = note[:200]
        self.job.lease_until = timezone.now() + LEASE
        reported = _held(self.job).update(
            progress_done=self.job.progress_done,
            progress_total=self.job.progress_total,
            progress_note=self.job.progress_note,
            lease_until=self.job.lease_until,
        )
        if not reported:
            raise Lost
        if Job.objects.filter(pk=self.job.pk, cancel_requested=True).exists():
            raise Canceled


def run(job_id: str, work: Callable[[Job, Progress], dict[str, Any] | None]) -> Job | None:
    """Take the job's lease, do `work`, and end it as done, failed or canceled.

    `work` returns the result (plain JSON values). A JobError's message is shown as it is;
    any other error is logged whole and shown in general words. Returns None when it is not ours to run,
    or was another worker's when the work was done: that one's end counts.
    """
    job = take(job_id)
    if job is None:
        return None
    try:
        result = work(job, Progress(job)) or {}
    except Canceled:
        return _finish(job, JobState.CANCELED)
    except JobError as error:
        return _finish(job, JobState.FAILED, error=str(error))
    except Exception as error:
        log.exception("Job %s (%s) failed", job.pk, job.kind)
        return _finish(
            job,
            JobState.FAILED,
            error=f"An unexpected error stopped it ({type(error).__name__}); the log of the server has the details.",
        )
    return _finish(job, JobState.DONE, result=result)


def _held(job: Job) -> JobQuerySet:
    """The job as a query of one row, or of none when this attempt at it is no longer the one that counts."""
    rows: JobQuerySet = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)
    return rows


def _finish(
    job: Job, state: JobState, *, error: str = "", result: dict[str, Any] | None = None
) -> Job | None:
    with transaction.atomic():
        if _held(job).select_for_update().first() is None:
            log.warning("Job %s (%s) was taken over; this attempt's end is not kept", job.pk, job.kind)
            return None
        return _end(job, state, error=error, result=result)


def _end(job: Job, state: JobState, *, error: str = "", result: dict[str, Any] | None = None) -> Job:
    job.state = state
    job.error = error
    job.result = result or {}
    job.finished_at = timezone.now()
    job.lease_until = None
    if state == JobState.DONE and job.progress_total:
        job.progress_done = job.progress_total
    job.save(update_fields=["state", "error", "result", "finished_at", "lease_until", "progress_done"])
    return job


def request_cancel(job: Job) -> None:
    """Ask a job to stop: a waiting one ends now, a running one at its next report."""
    with transaction.atomic():
        current = Job.objects.select_for_update().get(pk=job.pk)
        if current.state == JobState.QUEUED:
            _end(current, JobState.CANCELED)
        elif current.state == JobState.RUNNING:
            current.cancel_requested = True
            current.save(update_fields=["cancel_requested"])


def expired_jobs() -> list[Job]:
    """Return the open jobs whose lease ran out and renew it, so that the caller may send each once more."""
    now = timezone.now()
    with transaction.atomic():
        jobs = list(Job.objects.select_for_update(skip_locked=True).expired(now)[:100])
        for job in jobs:
            job.state = JobState.QUEUED
            job.lease_until = now + LEASE
            job.save(update_fields=["state", "lease_until"])
    return jobs
