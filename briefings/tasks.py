"""The Celery door of packets."""

from __future__ import annotations

from celery import shared_task

from briefings.services.run import run_packet_job


@shared_task(ignore_result=True)
def run_packet(job_id: str) -> None:
    """Make the packet of a job."""
    run_packet_job(job_id=job_id)
