"""Pulls as people and schedules start them: jobs, tasks and the command."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from common.jobs import request_cancel
from common.models import Job, JobState
from legislation import tasks
from legislation.choices import UnknownBillId
from legislation.services.pull_bills import request_pull, run_pull_job
from tests.legislation.pulling import GOVINFO_BILL, assert_whole, track
from tests.replay.plugin import SAMPLE_API_BILL

pytestmark = pytest.mark.django_db


def test_a_second_click_joins_the_pull_under_way(api):
    job, created = request_pull(requested_by=7)
    again, created_again = request_pull(requested_by=8)
    assert (created, created_again) == (True, False)
    assert again.pk == job.pk
    other, created_other = request_pull(bill_ids=["119-hr-1144"])
    assert created_other
    assert other.pk != job.pk


def test_a_text_that_is_no_bill_id_opens_no_job():
    with pytest.raises(UnknownBillId):
        request_pull(bill_ids=["119-hr-1144", "nonsense"])
    assert not Job.objects.exists()


def test_a_job_ends_with_what_was_pulled(api):
    track(SAMPLE_API_BILL)
    job, _ = request_pull()
    ended, result = run_pull_job(job_id=str(job.pk))
    assert ended.state == JobState.DONE
    assert (ended.result["bills"], ended.result["failed"], ended.progress_total) == (1, 0, 1)
    assert result.pulled == 1


def test_a_job_of_a_run_in_trouble_is_failed_and_says_why(api, settings):
    settings.CONGRESS_API_KEY = "wrong"
    track(SAMPLE_API_BILL)
    job, _ = request_pull()
    ended, _ = run_pull_job(job_id=str(job.pk))
    assert ended.state == JobState.FAILED
    assert "CONGRESS_API_KEY" in ended.error
    assert "wrong" not in ended.error


def test_a_canceled_pull_does_nothing(api):
    track(SAMPLE_API_BILL)
    job, _ = request_pull()
    request_cancel(job)
    assert run_pull_job(job_id=str(job.pk)) == (None, None)
    assert api.seen == []


def test_the_periodic_pull_runs_once_a_period(api, settings):
    track(SAMPLE_API_BILL)
    tasks.pull_tracked_bills()
    asked = len(api.seen)
    tasks.pull_tracked_bills()
    assert Job.objects.of_kind("pull bills").count() == 1
    assert asked > 0
    assert len(api.seen) == asked
    assert_whole()


def test_the_task_of_the_button_runs_its_job(api):
    job, _ = request_pull(bill_ids=[SAMPLE_API_BILL])
    tasks.run_pull(str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.DONE


def command(*arguments):
    """Return (output, message, exit code)."""
    out = io.StringIO()
    try:
        call_command("pull_bills", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error), error.returncode
    return out.getvalue(), "", 0


def test_the_command_pulls_named_bills_without_a_worker(api):
    out, _, code = command("--bill", SAMPLE_API_BILL, "--json")
    told = json.loads(out.splitlines()[-1])
    assert code == 0
    assert (told["source"], told["bills"], told["created"], told["failed"]) == ("congress_api", 1, 1, 0)
    assert_whole()


def test_the_command_pulls_the_tracked_bills(govinfo):
    track(GOVINFO_BILL)
    out, _, code = command()
    assert code == 0
    assert "1 of 1 bills pulled from govinfo" in out


def test_the_command_says_one_thing_about_a_wrong_key(api, settings):
    settings.CONGRESS_API_KEY = "wrong"
    out, message, code = command("--bill", SAMPLE_API_BILL, "--json")
    assert code == 1
    assert message.count("CONGRESS_API_KEY") == 1
    assert json.loads(out)["error"] == message


def test_the_command_refuses_what_is_no_bill_id():
    _, message, code = command("--bill", "H.R. 1144")
    assert (message, code) == ("'H.R. 1144' is no bill id; write it like 119-hr-1144", 2)
