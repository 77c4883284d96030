"""Celery doors of the money."""

from __future__ import annotations

from celery import shared_task

from appropriations.services.deadline_years import keep_milestones


@shared_task(ignore_result=True)
def keep_money_milestones() -> None:
    """Have the days that statutes set for the fiscal years ahead; doing it again changes nothing."""
    keep_milestones()
