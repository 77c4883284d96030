"""Celery doors of the house itself: the sweep of lost jobs, and the sending of notices."""

from __future__ import annotations

from celery import current_app, shared_task

from appropriations.services.deadline_reminders import send_due_deadline_reminders
from common import jobs
from decisions.services.reminders import send_due_reminders
from members.services.addresses import forget_spent_addresses
from members.services.leaving import end_lapsed_access
from members.services.notices import send_unsent

# Which task does a job of which kind; each app's task takes the job's id.
TASK_OF_KIND = {
    "pull bills": "legislation.tasks.run_pull",
    "discover bills": "legislation.tasks.run_discovery",
    "pull meetings": "legislation.tasks.run_meetings",
    "load legislators": "legislation.tasks.run_roster",
    "pull texts": "legislation.tasks.run_text_pull",
    "pull votes": "legislation.tasks.run_vote_pull",
    "suggest candidates": "legislation.tasks.run_suggestions",
    "run watches": "priorities.tasks.run_look",
    "make packet": "briefings.tasks.run_packet",
    "check packet files": "briefings.tasks.run_file_check",
    "make packets of a run": "briefings.tasks.run_packets",
    "pack a run": "briefings.tasks.run_pack",
    "read money table": "appropriations.tasks.run_import",
    "save money table": "appropriations.tasks.run_import",
}


@shared_task(ignore_result=True)
def requeue_expired_jobs() -> None:
    """Send again every open job whose worker died or whose message was lost."""
    for job in jobs.expired_jobs():
        current_app.send_task(TASK_OF_KIND[job.kind], args=[str(job.pk)])


@shared_task(ignore_result=True)
def send_reminders() -> None:
    """Write the reminders whose time has come; they go out with the other notices."""
    send_due_reminders()
    send_due_deadline_reminders()


@shared_task(ignore_result=True)
def send_notices() -> None:
    """E-mail the notices not yet sent."""
    send_unsent()


@shared_task(ignore_result=True)
def tidy_accounts() -> None:
    """End what roles that ran out left open, and forget addresses in links that no longer work."""
    end_lapsed_access()
    forget_spent_addresses()
