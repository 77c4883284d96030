"""Celery doors of priorities: an id in, one service call."""

from __future__ import annotations

from celery import shared_task

from priorities.services.triage_intake import request_look, run_look_job


@shared_task(ignore_result=True)
def run_look(job_id: str) -> None:
    """Have the watches look; a look that another worker has is left to it."""
    run_look_job(job_id=job_id)


@shared_task(ignore_result=True)
def run_watches_on_changes() -> None:
    """Have the watches look at what was pulled or imported since the last look; nothing new opens no job."""
    job, created = request_look()
    if job is not None and created:
        run_look_job(job_id=str(job.pk))
