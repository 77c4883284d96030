"""Celery doors of legislation: an id in, one service call."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from legislation.services.pull_bills import request_pull, run_pull_job
from legislation.services.pull_meetings import request_meetings, run_meetings_job
from legislation.services.pull_texts import request_texts, run_text_job

PERIOD = timedelta(hours=2)


@shared_task(ignore_result=True)
def run_pull(job_id: str) -> None:
    """Run the pull of a job; one that another worker has is left to it."""
    run_pull_job(job_id=job_id)


@shared_task(ignore_result=True)
def pull_tracked_bills() -> None:
    """Pull every tracked bill, once a period however many schedulers there are."""
    now = timezone.now()
    due_at = now - timedelta(seconds=now.timestamp() % PERIOD.total_seconds())
    job, created = request_pull(due_at=due_at.replace(microsecond=0))
    if created:
        run_pull_job(job_id=str(job.pk))


@shared_task(ignore_result=True)
def run_text_pull(job_id: str) -> None:
    """Fetch the texts a job names; one that another worker has is left to it."""
    run_text_job(job_id=job_id)


@shared_task(ignore_result=True)
def pull_tracked_texts() -> None:
    """Fetch the texts of tracked bills that are not here yet; a pull under way is left to whoever has it."""
    job, created = request_texts()
    if created:
        run_text_job(job_id=str(job.pk))


@shared_task(ignore_result=True)
def run_meetings(job_id: str) -> None:
    """Run the pull of meetings of a job; one that another worker has is left to it."""
    run_meetings_job(job_id=job_id)


@shared_task(ignore_result=True)
def pull_committee_meetings() -> None:
    """Pull committee meetings, once a period however many schedulers there are; without a key there is no source."""
    if not settings.CONGRESS_API_KEY:
        return
    now = timezone.now()
    due_at = now - timedelta(seconds=now.timestamp() % PERIOD.total_seconds())
    job, created = request_meetings(due_at=due_at.replace(microsecond=0))
    if created:
        run_meetings_job(job_id=str(job.pk))
