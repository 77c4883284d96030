"""Celery doors of the house itself: the sweep of lost jobs, and the sending of notices."""

from __future__ import annotations

from celery import current_app, shared_task

from common import jobs
from members.services.notices import send_unsent

# Which task does a job of which kind; each app's task takes the job's id.
TASK_OF_KIND = {
    "pull bills": "legislation.tasks.run_pull",
    "make packet": "briefings.tasks.run_packet",
}


@shared_task(ignore_result=True)
def requeue_expired_jobs() -> None:
    """Send again every open job whose worker died or whose message was lost."""
    for job in jobs.expired_jobs():
        current_app.send_task(TASK_OF_KIND[job.kind], args=[str(job.pk)])


@shared_task(ignore_result=True)
def send_notices() -> None:
    """E-mail the notices not yet sent."""
    send_unsent()
