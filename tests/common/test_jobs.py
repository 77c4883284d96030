"""Jobs: the row is the truth, one worker at a time, nothing lost when a worker dies."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from common import jobs
from common.models import Job, JobState


def back_date(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_second_click_joins_the_first():
    first, created = jobs.open_job("sample", {"a": 1}, key="one")
    second, again = jobs.open_job("sample", {"a": 2}, key="one")
    assert (created, again) == (True, False)
    assert second.pk == first.pk
    assert second.arguments == {"a": 1}


@pytest.mark.django_db
def test_after_the_end_the_same_key_opens_anew():
    first, _ = jobs.open_job("sample", {}, key="one")
    jobs.run(str(first.pk), lambda _job, _progress: None)
    second, created = jobs.open_job("sample", {}, key="one")
    assert created
    assert second.pk != first.pk


@pytest.mark.django_db
def test_work_due_at_one_time_is_claimed_once():
    due = timezone.now()
    first, created = jobs.open_job("periodic", {}, due_at=due)
    second, again = jobs.open_job("periodic", {}, due_at=due)
    assert (created, again, second.pk) == (True, False, first.pk)


@pytest.mark.django_db
def test_progress_is_kept_and_the_result_shown():
    job, _ = jobs.open_job("sample", {})

    def work(_job, progress):
        progress(2, 4, "halfway")
        assert Job.objects.get(pk=job.pk).percent == 50
        return {"made": 3}

    done = jobs.run(str(job.pk), work)
    assert (done.state, done.result, done.percent) == (JobState.DONE, {"made": 3}, 100)
    assert done.finished_at
    assert done.lease_until is None


@pytest.mark.django_db
def test_a_failure_fit_to_be_shown_is_shown_as_it_is():
    job, _ = jobs.open_job("sample", {})

    def work(_job, _progress):
        raise jobs.JobError("The office is vacant.")

    assert jobs.run(str(job.pk), work).error == "The office is vacant."


@pytest.mark.django_db
def test_an_unexpected_error_is_shown_in_general_words_only(caplog):
    job, _ = jobs.open_job("sample", {})

    def work(_job, _progress):
        raise KeyError("secret detail")

    failed = jobs.run(str(job.pk), work)
    assert failed.state == JobState.FAILED
    assert "secret detail" not in failed.error
    assert "KeyError" in failed.error
    assert "secret detail" in caplog.text


@pytest.mark.django_db
def test_a_waiting_job_is_canceled_at_once_and_a_running_one_at_its_next_report():
    waiting, _ = jobs.open_job("sample", {})
    jobs.request_cancel(waiting)
    waiting.refresh_from_db()
    assert waiting.state == JobState.CANCELED
    running, _ = jobs.open_job("sample", {})

    def work(job, progress):
        jobs.request_cancel(job)
        progress(1)
        raise AssertionError("went on after being asked to stop")

    assert jobs.run(str(running.pk), work).state == JobState.CANCELED


@pytest.mark.django_db
def test_what_a_dead_worker_left_is_queued_again():
    job, _ = jobs.open_job("sample", {})
    jobs.take(str(job.pk))
    assert jobs.expired_jobs() == []
    back_date(job)
    assert [one.pk for one in jobs.expired_jobs()] == [job.pk]
    assert jobs.expired_jobs() == []
    assert jobs.take(str(job.pk)).attempts == 2


@pytest.mark.django_db
def test_a_job_that_keeps_dying_fails_with_a_reason():
    job, _ = jobs.open_job("sample", {})
    for _ in range(job.max_attempts):
        assert jobs.take(str(job.pk))
        back_date(job)
    assert jobs.take(str(job.pk)) is None
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.error


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_one_job():
    job, _ = jobs.open_job("sample", {})
    taken, start = [], threading.Barrier(4)

    def worker():
        start.wait()
        try:
            taken.append(jobs.take(str(job.pk)))
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 4
    assert len([one for one in taken if one]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("reports", [True, False])
def test_who_lost_the_lease_changes_nothing_of_what_the_next_worker_made(reports):
    job, _ = jobs.open_job("sample", {})

    def slow(slow_job, progress):
        back_date(slow_job)
        assert jobs.expired_jobs()
        assert jobs.run(str(job.pk), lambda _job, _progress: {"made": "by the second"})
        if reports:
            progress(1)
            raise AssertionError("went on with a job that was done")
        raise jobs.JobError("too late")

    assert jobs.run(str(job.pk), slow) is None
    job.refresh_from_db()
    assert (job.state, job.result, job.error) == (JobState.DONE, {"made": "by the second"}, "")


@pytest.mark.django_db
def test_a_job_canceled_while_it_waits_again_stays_canceled():
    job, _ = jobs.open_job("sample", {})

    def slow(slow_job, _progress):
        back_date(slow_job)
        (waiting,) = jobs.expired_jobs()
        jobs.request_cancel(waiting)

    assert jobs.run(str(job.pk), slow) is None
    job.refresh_from_db()
    assert job.state == JobState.CANCELED
