"""Celery doors of legislation: an id in, one service call."""

from __future__ import annotations

from datetime import datetime, timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from common.dates import congress_day
from legislation.endings import congress_of, days_of
from legislation.services.compare_texts import compare_texts
from legislation.services.congresses import ensure_sitting_congress
from legislation.services.discover_bills import request_discovery, run_discovery_job
from legislation.services.fetch_legislators import request_roster, run_roster_job
from legislation.services.pull_bills import request_pull, run_pull_job
from legislation.services.pull_meetings import request_meetings, run_meetings_job
from legislation.services.pull_texts import request_texts, run_text_job
from legislation.services.pull_votes import request_votes, run_vote_job
from legislation.services.suggest_candidates import request_suggestions, run_suggestions_job

PERIOD = timedelta(hours=2)
DAY, ROSTER_PERIOD = timedelta(days=1), timedelta(days=7)
# So long committees are being filled, and newcomers are listed one by one.
FORMING = timedelta(days=90)
DISCOVERY_PERIOD = timedelta(minutes=30)
MEETINGS_PERIOD = timedelta(hours=1)


@shared_task(ignore_result=True)
def run_pull(job_id: str) -> None:
    """Run the pull of a job; one that another worker has is left to it."""
    run_pull_job(job_id=job_id)


@shared_task(ignore_result=True)
def pull_tracked_bills() -> None:
    """Pull every tracked bill, once a period however many schedulers there are."""
    job, created = request_pull(due_at=_due(PERIOD))
    if created:
        run_pull_job(job_id=str(job.pk))


def _due(period: timedelta) -> datetime:
    """Return when the period that runs now began."""
    now = timezone.now()
    return (now - timedelta(seconds=now.timestamp() % period.total_seconds())).replace(microsecond=0)


@shared_task(ignore_result=True)
def run_discovery(job_id: str) -> None:
    """Run the look for new bills of a job; one that another worker has is left to it."""
    run_discovery_job(job_id=job_id)


@shared_task(ignore_result=True)
def discover_new_bills() -> None:
    """Look for new and changed bills, once a period however many schedulers there are."""
    job, created = request_discovery(due_at=_due(DISCOVERY_PERIOD))
    if created:
        run_discovery_job(job_id=str(job.pk))


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
def suggest_new() -> None:
    """Look at what was imported or pulled since the last look; nothing to look at opens no job."""
    job, created = request_suggestions()
    if job is not None and created:
        run_suggestions_job(job_id=str(job.pk))


@shared_task(ignore_result=True)
def run_vote_pull(job_id: str) -> None:
    """Fetch the roll calls a job names; one that another worker has is left to it."""
    run_vote_job(job_id=job_id)


@shared_task(ignore_result=True)
def pull_tracked_votes() -> None:
    """Fetch the House roll calls of tracked bills; without a key for the API there is nothing to ask."""
    if not settings.CONGRESS_API_KEY:
        return
    job, created = request_votes()
    if created:
        run_vote_job(job_id=str(job.pk))


@shared_task(ignore_result=True)
def run_meetings(job_id: str) -> None:
    """Run the pull of meetings of a job; one that another worker has is left to it."""
    run_meetings_job(job_id=job_id)


@shared_task(ignore_result=True)
def pull_committee_meetings() -> None:
    """Pull committee meetings, once a period however many schedulers there are; without a key there is no source."""
    if not settings.CONGRESS_API_KEY:
        return
    job, created = request_meetings(due_at=_due(MEETINGS_PERIOD))
    if created:
        run_meetings_job(job_id=str(job.pk))


@shared_task(ignore_result=True)
def run_roster(job_id: str) -> None:
    """Look at the published list of legislators for a job; one that another worker has is left to it."""
    run_roster_job(job_id=job_id)


@shared_task(ignore_result=True)
def load_published_roster() -> None:
    """Look at the published list of legislators: weekly, and daily while a new Congress forms."""
    today = congress_day()
    starts_on, _ = days_of(congress_of(today))
    forming = today - starts_on < FORMING
    job, created = request_roster(due_at=_due(DAY if forming else ROSTER_PERIOD))
    if created:
        run_roster_job(job_id=str(job.pk))


@shared_task(ignore_result=True)
def keep_congresses() -> None:
    """Have the Congress that sits, and the next, before a bill of it is introduced."""
    ensure_sitting_congress(on=congress_day())


@shared_task(ignore_result=True)
def compare_text_pairs(*keys: str) -> None:
    """Compare texts two by two, so that the page of a family only reads what differs."""
    compare_texts(keys=keys)
