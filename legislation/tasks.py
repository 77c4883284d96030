"""Celery doors of legislation: an id in, one service call."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from legislation.services.compare_texts import compare_texts
from legislation.services.pull_bills import request_pull, run_pull_job
from legislation.services.pull_texts import request_texts, run_text_job
from legislation.services.suggest_candidates import request_suggestions, run_suggestions_job

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
def run_suggestions(job_id: str) -> None:
    """Look for bills that may belong to families; a look that another worker has is left to it."""
    run_suggestions_job(job_id=job_id)


@shared_task(ignore_result=True)
def suggest_new_candidates() -> None:
    """Look at what was imported or pulled since the last look; nothing to look at opens no job."""
    job, created = request_suggestions()
    if job is not None and created:
        run_suggestions_job(job_id=str(job.pk))


@shared_task(ignore_result=True)
def suggest_among_all() -> None:
    """Look at every bill once a day: a vehicle's new title or text may fit one that did not change."""
    job, created = request_suggestions(whole=True)
    if job is not None and created:
        run_suggestions_job(job_id=str(job.pk))


@shared_task(ignore_result=True)
def compare_text_pairs(*keys: str) -> None:
    """Compare texts two by two, so that the page of a family only reads what differs."""
    compare_texts(keys=keys)
