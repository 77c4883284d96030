"""Each look at a source leaves a row; the breaker and the budget hold across processes."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from common.http import HttpClient
from common.jobs import Canceled
from common.outside import BudgetSpent, CircuitOpen, ServerTrouble
from legislation.known_sources import ALL_BILLS, TRACKED_BILLS
from legislation.models import CallCount, OutsideService, SourceRun
from legislation.services.gates import SharedGate, calls_of_last_hour
from legislation.services.pull_bills import request_pull, run_pull_job
from legislation.services.source_runs import close_silent_runs, recorded_run
from legislation.sources.congress_api import SERVICE as API
from legislation.sources.errors import SourceUnavailable
from tests.legislation.pulling import track
from tests.replay.plugin import SAMPLE_API_BILL

pytestmark = pytest.mark.django_db


def test_a_run_keeps_what_it_was_told():
    with recorded_run(source=ALL_BILLS, kind="by the clock") as run:
        run.found(3)
        run.changed()
        run.read_to("2026-11-21")
    row = SourceRun.objects.get()
    assert (row.state, row.found, row.changed, row.failed, row.cursor) == ("done", 3, 1, 0, "2026-11-21")
    assert row.finished_at


def test_failures_are_counted_and_the_first_of_them_named():
    with recorded_run(source=ALL_BILLS, kind="by the clock") as run:
        for number in range(30):
            run.failure(f"119-hr-{number}", "it has trouble")
    row = SourceRun.objects.get()
    assert (row.state, row.failed, len(row.failures)) == ("partly", 30, 20)


@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (SourceUnavailable("govinfo: cannot be reached"), "failed", "cannot be reached"),
        (Canceled(), "stopped", "A person stopped it."),
        (ZeroDivisionError("secret"), "failed", "ZeroDivisionError"),
    ],
)
def test_what_breaks_a_run_is_its_note_and_goes_on_up(error, state, words):
    with pytest.raises(type(error)), recorded_run(source=ALL_BILLS, kind="by the clock"):
        raise error
    row = SourceRun.objects.get()
    assert row.state == state
    assert words in row.note
    assert "secret" not in row.note


def test_a_source_nobody_listed_is_refused():
    with pytest.raises(KeyError), recorded_run(source="the moon", kind="by hand"):
        pass


def test_a_run_whose_process_is_gone_is_ended_and_a_living_one_left():
    old = timezone.now() - dt.timedelta(hours=1)
    gone = SourceRun.objects.create(source=ALL_BILLS, kind="by the clock", started_at=old, seen_at=old)
    living = SourceRun.objects.create(source=TRACKED_BILLS, kind="by the clock", started_at=old)
    assert close_silent_runs() == 1
    gone.refresh_from_db()
    living.refresh_from_db()
    assert (gone.state, living.state) == ("broken_off", "running")


def test_a_pull_of_tracked_bills_is_a_run_with_its_calls(api):
    track(SAMPLE_API_BILL)
    job, _ = request_pull()
    run_pull_job(job_id=str(job.pk))
    row = SourceRun.objects.get()
    assert (row.source, row.state, row.found, row.changed) == (TRACKED_BILLS, "done", 1, 1)
    assert row.calls == len(api.seen) == calls_of_last_hour(API, timezone.now())
    assert row.service == API


def test_a_spent_budget_stops_a_pull_with_the_reason(api, settings):
    settings.CONGRESS_CALLS_PER_HOUR = 3
    track(SAMPLE_API_BILL)
    job, _ = request_pull()
    run_pull_job(job_id=str(job.pk))
    row = SourceRun.objects.get()
    assert len(api.seen) == 3
    assert row.state == "failed"
    assert "3 of 3 calls an hour are spent" in row.note


def test_the_budget_is_free_again_when_its_hour_has_slid_past(settings):
    settings.CONGRESS_CALLS_PER_HOUR = 2
    gate = SharedGate()
    with time_machine.travel("2026-11-27T15:00:30Z", tick=False):
        gate.enter(API)
    with time_machine.travel("2026-11-27T15:30:30Z", tick=False):
        gate.enter(API)
        with pytest.raises(BudgetSpent) as caught:
            SharedGate().enter(API)
        assert caught.value.free_in == 29.5 * 60
        assert CallCount.objects.count() == 2
    with time_machine.travel("2026-11-27T16:00:30Z", tick=False):
        gate.enter(API)


def test_a_reserve_is_left_for_what_is_more_important(settings):
    settings.CONGRESS_CALLS_PER_HOUR = 3
    less = SharedGate(reserve=2)
    less.enter(API)
    with pytest.raises(BudgetSpent):
        less.enter(API)
    SharedGate().enter(API)


def test_a_service_without_a_limit_has_no_budget(settings):
    settings.CONGRESS_CALLS_PER_HOUR = 1
    for _ in range(3):
        SharedGate().enter("govinfo")


def test_the_breaker_opens_for_every_process_lets_one_try_and_closes(replay, replay_policy):
    url = replay.govinfo_url

    def client():
        return HttpClient(
            "govinfo",
            url,
            {},
            replay_policy,
            SharedGate(failures_to_open=3, open_for=dt.timedelta(minutes=2)),
        )

    replay.misbehave("server_error", times=None)
    with time_machine.travel("2026-11-27T15:00Z", tick=False), client() as one, client() as other:
        with pytest.raises(ServerTrouble):
            one.get_bytes("BILLSTATUS/119/s/BILLSTATUS-119s9902.xml")
        with pytest.raises(CircuitOpen):
            other.get_bytes("BILLSTATUS/119/s/BILLSTATUS-119s9902.xml")
        assert len(replay.seen) == 3
    assert "trouble of its own" in OutsideService.objects.get().last_failure
    with time_machine.travel("2026-11-27T15:03Z", tick=False), client() as one:
        with pytest.raises(CircuitOpen):
            one.get_bytes("BILLSTATUS/119/s/BILLSTATUS-119s9902.xml")
        assert len(replay.seen) == 4, "half open, it is tried once"
    replay.behave()
    with time_machine.travel("2026-11-27T15:10Z", tick=False), client() as one:
        assert one.get_bytes("BILLSTATUS/119/s/BILLSTATUS-119s9902.xml")
    assert OutsideService.objects.get().failures == 0


def test_a_long_wait_asked_of_one_process_holds_for_all(replay, replay_policy):
    replay.misbehave("rate_limited", retry_after="500", times=1)
    with HttpClient("govinfo", replay.govinfo_url, {}, replay_policy, SharedGate()) as one:
        with pytest.raises(Exception, match="asks us to wait for 500 seconds"):
            one.get_bytes("BILLSTATUS/a")
        with pytest.raises(CircuitOpen, match="asked us to wait"):
            one.get_bytes("BILLSTATUS/a")
    assert len(replay.seen) == 1
