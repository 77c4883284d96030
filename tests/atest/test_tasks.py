"""The house's own periodic work: lost jobs are sent again, notices go out."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from celery import current_app
from django.core import mail
from django.utils import timezone
from kombu.simple import SimpleQueue

from atest.tasks import TASK_OF_KIND, requeue_expired_jobs, send_notices
from common.jobs import open_job, take
from common.models import Job, JobState
from legislation.services.pull_bills import KIND as PULL
from members.services.notices import notify
from tests.factories.members import representative

BASE_DIR = Path(__file__).resolve().parent.parent.parent
SERVICES = [path.relative_to(BASE_DIR) for path in sorted(BASE_DIR.glob("*/services/*.py"))]


def sent() -> list[tuple[str, list[str]]]:
    """Take every message waiting in the broker: the task's name and its arguments."""
    found = []
    with current_app.connection_for_read() as connection, SimpleQueue(connection, "celery") as queue:
        while True:
            try:
                message = queue.get(block=False)
            except SimpleQueue.Empty:
                return found
            message.ack()
            found.append((message.headers["task"], message.payload[0]))


@pytest.fixture(autouse=True)
def empty_queue() -> None:
    sent()


def lost(**fields: object) -> Job:
    job, _ = open_job(PULL, {"bills": []})
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1), **fields)
    return job


def test_every_kind_of_job_has_a_task_that_exists():
    current_app.loader.import_default_modules()
    modules = [import_module(".".join(path.with_suffix("").parts)) for path in SERVICES]
    kinds = {module.KIND for module in modules if hasattr(module, "KIND")}
    kinds |= {kind for module in modules for kind in getattr(module, "JOB_KINDS", ())}
    assert set(TASK_OF_KIND) == kinds
    assert set(TASK_OF_KIND.values()) <= set(current_app.tasks)


@pytest.mark.django_db
def test_a_job_whose_message_was_lost_is_sent_again_once():
    job = lost()
    requeue_expired_jobs()
    requeue_expired_jobs()
    assert sent() == [("legislation.tasks.run_pull", [str(job.pk)])]


@pytest.mark.django_db
def test_a_job_whose_worker_died_waits_again_and_can_be_taken():
    job = lost(state=JobState.RUNNING, attempts=1)
    requeue_expired_jobs()
    assert sent() == [("legislation.tasks.run_pull", [str(job.pk)])]
    taken = take(str(job.pk))
    assert taken is not None
    assert taken.attempts == 2


@pytest.mark.django_db
def test_a_job_under_way_and_one_that_ended_are_left_alone():
    open_job(PULL, {"bills": []}, key="waiting")
    lost(state=JobState.DONE)
    requeue_expired_jobs()
    assert sent() == []


@pytest.mark.django_db
def test_notices_go_out_once_with_neutral_words_and_a_link():
    person = representative()
    notify(
        recipient_ids=[person.pk],
        kind="test",
        title="A proposal is open",
        path="/decisions/",
        event_key="one",
    )
    send_notices()
    send_notices()
    assert [(one.to, one.subject) for one in mail.outbox] == [([person.email], "A proposal is open")]
    assert "/decisions/" in mail.outbox[0].body
