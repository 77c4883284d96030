"""Celery doors of the money."""

from __future__ import annotations

from celery import shared_task

from appropriations.services.deadline_years import keep_milestones
from appropriations.services.import_amounts import throw_away_old
from appropriations.services.import_jobs import run_import_job


@shared_task(ignore_result=True)
def keep_money_milestones() -> None:
    """Have the days that statutes set for the fiscal years ahead; doing it again changes nothing."""
    keep_milestones()


@shared_task(ignore_result=True)
def run_import(job_id: str) -> None:
    """Read or save the table of a job; one that another worker has is left to it."""
    run_import_job(job_id=job_id)


@shared_task(ignore_result=True)
def throw_away_old_tables() -> None:
    """Throw away tables that nobody confirmed, and the cells of those that were long ago."""
    throw_away_old()
