"""Finding new and changed bills by lists that are unordered, repeated, gappy, and lie about their counts."""

import datetime as dt
import io
import json

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from common.models import Job, JobState
from legislation import tasks
from legislation.models import Bill, BillFacts, ListCursor, ListedBill, SourceRun
from legislation.services import bill_queue, discover_bills
from legislation.services.discover_bills import discover, request_discovery, run_discovery_job
from legislation.services.source_runs import recorded_run
from tests.factories.legislation import (
    BillFactory,
    BillFactsFactory,
    CommitteeFactory,
    CongressFactory,
    FamilyBillFactory,
    TrackedBillFactory,
)

pytestmark = pytest.mark.django_db
NOW = "2026-11-27T15:00:00Z"


@pytest.fixture(autouse=True)
def friday():
    """A day on which the 119th sits, with its row."""
    CongressFactory(number=119)
    with time_machine.travel(NOW, tick=True):
        yield


def serve(server, number, updated="2026-11-20", kind="hr", *, listed=True, **more):
    """Serve a bill by number, and list it."""
    bill_id = f"119-{kind}-{number}"
    core = {
        "congress": 119,
        "type": kind.upper(),
        "number": str(number),
        "title": more.pop("title", f"SAMPLE bill {number}"),
        "originChamber": "House",
        "introducedDate": "2025-02-07",
        "updateDate": f"{updated[:10]}T10:00:00Z",
        "sponsors": [],
    }
    server.add_api_bill({"bill": core})
    server.lists.add(bill_id, updated, **({"title": core["title"]} | more))
    if not listed:
        server.lists.hidden.add(bill_id)
    return bill_id


def look(policy=None, since=None):
    """One run of discovery; return its result and its row."""
    with recorded_run(source="all bills", kind="by command", alone=True) as run:
        result = discover(run=run, since=since, policy=policy)
    return result, run.row


def fetched():
    """The bills whose own record was read."""
    return set(BillFacts.objects.filter(is_complete=True).values_list("bill_id", flat=True))


def test_the_first_run_lists_the_whole_congress_and_fetches_every_bill(api, replay_policy):
    ids = {serve(api, number) for number in range(1, 8)}
    api.page_cap = 3
    result, row = look(replay_policy)
    assert (result.listed, result.new, result.waiting) == (7, 7, 0)
    assert fetched() == ids
    assert (row.state, row.found, row.changed, row.failed) == ("done", 7, 7, 0)
    assert row.calls == len(api.seen)
    assert ListCursor.objects.get().note == ""


def test_format_sort_and_limit_are_always_said(api, replay_policy):
    serve(api, 1)
    look(replay_policy)
    asked = next(each.query for each in api.seen if each.path.endswith("/bill/119"))
    assert (asked["format"], asked["limit"], asked["sort"]) == ("json", "250", "updateDate desc")
    assert asked["fromDateTime"] == "2025-01-03T00:00:00Z"
    assert "toDateTime" in asked


def test_the_next_run_reads_on_with_a_day_of_overlap_and_fetches_only_what_changed(api, replay_policy):
    for number in range(1, 5):
        serve(api, number)
    look(replay_policy)
    api.seen.clear()
    serve(api, 2, updated="2026-11-27", title="SAMPLE bill, renamed")
    result, _ = look(replay_policy)
    lists = [each for each in api.seen if each.path.endswith("/bill/119")]
    assert lists[0].query["fromDateTime"][:10] == "2026-11-26"
    assert {each.path for each in api.seen if "/hr/" in each.path and each.path.endswith("/2")}
    assert not [each for each in api.seen if each.path.endswith("/hr/3")]
    assert result.pulled.updated == 1
    assert Bill.objects.get(pk="119-hr-2").title == "SAMPLE bill, renamed"


def test_a_new_date_of_a_record_alone_is_no_change(api, replay_policy):
    serve(api, 1)
    look(replay_policy)
    serve(api, 1, updated="2026-11-27")
    result, row = look(replay_policy)
    assert (result.pulled.unchanged, result.pulled.updated, row.changed) == (1, 0, 0)


def test_a_record_dated_today_is_looked_at_again_later_for_it_may_change_under_the_same_date(
    api, replay_policy
):
    serve(api, 1, updated="2026-11-27")
    look(replay_policy)
    with time_machine.travel("2026-11-27T17:00:00Z"):
        assert look(replay_policy)[0].pulled.asked == 0
    with time_machine.travel("2026-11-27T22:00:00Z"):
        assert look(replay_policy)[0].pulled.asked == 1
    with time_machine.travel("2026-11-29T15:00:00Z"):
        assert look(replay_policy)[0].pulled.asked == 1
    with time_machine.travel("2026-11-29T22:00:00Z"):
        assert look(replay_policy)[0].pulled.asked == 0


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "unordered", "times": None},
        {"kind": "duplicate_page", "page": 1, "times": 1},
        {"kind": "missing_rows", "page": 1, "times": 1},
        {"kind": "empty_page", "page": 1, "times": 1},
        {"kind": "rate_limited", "retry_after": "1", "times": 1},
        {"kind": "server_error", "times": 2},
        {"kind": "truncated", "times": 1},
        {"kind": "slow", "seconds": 0.8, "times": 1},
        {"kind": "drop", "times": 1},
        {"kind": "xml", "times": 1},
    ],
    ids=lambda fault: fault["kind"],
)
def test_no_bill_is_missed_whatever_the_list_does(api, replay_policy, fault):
    ids = {serve(api, number, updated=f"2026-11-{number:02}") for number in range(1, 13)}
    api.page_cap = 3
    api.misbehave(on="list", **fault)
    look(replay_policy)
    look(replay_policy)
    assert fetched() == ids
    assert ListCursor.objects.exists()


def test_a_list_that_names_less_than_it_promises_leaves_the_cursor_where_it_was(api, replay_policy):
    ids = {serve(api, number) for number in range(1, 5)}
    api.misbehave("wrong_count", on="list", times=None)
    result, row = look(replay_policy)
    assert not ListCursor.objects.exists()
    assert "named 4 of 11 bills" in row.note
    assert fetched() == ids, "what it did name is fetched all the same"
    api.behave()
    look(replay_policy)
    assert ListCursor.objects.exists()
    assert result.paused == ""


def test_xml_for_json_for_good_fails_the_list_and_what_waits_is_fetched_all_the_same(api, replay_policy):
    serve(api, 1)
    ListedBill.objects.create(
        measure="119-hr-1", congress=119, number=1, service="x", wanted_since=timezone.now()
    )
    api.misbehave("xml", on="list", times=None)
    _, row = look(replay_policy)
    assert fetched() == {"119-hr-1"}
    assert row.state == "partly"
    assert row.failures[0]["what"] == "the list of the 119th Congress"
    assert not ListCursor.objects.exists()


def test_bills_the_list_leaves_out_are_found_by_the_gaps_in_the_numbers(api, replay_policy):
    listed = {serve(api, number) for number in range(1, 31) if number % 2}
    hidden = {serve(api, number, listed=False) for number in range(2, 29, 2)}
    assert len(hidden) == 14
    result, _ = look(replay_policy)
    assert result.gaps == 14
    assert fetched() == listed | hidden
    assert not ListedBill.objects.waiting().exists()


def test_where_most_numbers_are_missing_they_are_no_gaps(api, replay_policy):
    serve(api, 500)
    assert look(replay_policy)[0].gaps == 0


def test_a_number_kept_back_is_tried_again_more_and_more_seldom_and_is_no_failure(api, replay_policy):
    serve(api, 1)
    serve(api, 3)
    _, row = look(replay_policy)
    entry = ListedBill.objects.get(measure="119-hr-2")
    assert (entry.why, row.failed, row.state) == ("gap", 0, "done")
    assert entry.next_try_at > timezone.now() + dt.timedelta(hours=23)
    serve(api, 2, updated="2026-11-30")
    with time_machine.travel("2026-11-30T15:00:00Z"):
        look(replay_policy)
    assert "119-hr-2" in fetched()


def test_a_new_bill_is_here_with_what_the_list_tells_before_it_is_fetched(api, replay_policy, settings):
    settings.CONGRESS_CALLS_PER_HOUR = 5
    serve(
        api,
        1,
        title="SAMPLE Labor Act",
        latestAction={
            "actionDate": "2026-11-20",
            "text": "Referred to the House Committee on Foreign Affairs.",
        },
    )
    result, row = look(replay_policy)
    bill = Bill.objects.get(pk="119-hr-1")
    assert (bill.title, bill.latest_action_on, bill.step) == (
        "SAMPLE Labor Act",
        dt.date(2026, 11, 20),
        "referred",
    )
    assert not bill.actions_complete
    core = bill.fact_groups["core"]
    assert (core.is_complete, core.note) == (False, "only the list of bills has been read")
    assert (row.state, result.waiting) == ("paused", 1)


def test_a_stub_never_covers_the_bill_s_own_record(api, replay_policy):
    serve(api, 1, title="SAMPLE whole title")
    look(replay_policy)
    Bill.objects.filter(pk="119-hr-1").update(short_title="kept")
    serve(api, 1, updated="2026-11-27", title="SAMPLE whole title")
    look(replay_policy)
    assert Bill.objects.get(pk="119-hr-1").fact_groups["core"].is_complete


def test_what_is_most_important_is_fetched_first(api, replay_policy):
    committee = CommitteeFactory(code="hsfa00", name="House Committee on Foreign Affairs")
    tracked = BillFactory(id="119-hr-1", number=1)
    tracked.bill_committees.create(committee=committee)
    TrackedBillFactory(bill=tracked)
    FamilyBillFactory(bill=BillFactory(id="119-hr-2", number=2, title="SAMPLE Families Act of 2025"))
    for number in (1, 2, 3):
        serve(api, number)
    serve(api, 4, title="SAMPLE Families Act of 2027")
    referred = {"actionDate": "2025-02-07", "text": "Referred to the House Committee on Foreign Affairs."}
    serve(api, 5, latestAction=referred)
    serve(api, 6, updated="2026-11-25")
    look(replay_policy)
    order = [each.path.rsplit("/", 1)[1] for each in api.seen if each.path.count("/") == 5]
    assert order == ["1", "4", "2", "5", "6", "3"]


def test_a_spent_budget_pauses_the_run_says_so_and_the_next_hour_goes_on(api, replay_policy, settings):
    settings.CONGRESS_CALLS_PER_HOUR = 25
    ids = {serve(api, number) for number in range(1, 5)}
    result, row = look(replay_policy)
    assert (row.state, len(api.seen)) == ("paused", 20)
    assert "20 of 25 calls an hour are spent" in row.note
    assert "It goes on after" in row.note
    assert result.waiting == 2
    paused, _ = look(replay_policy)
    assert len(api.seen) == 20
    assert paused.paused
    settings.CONGRESS_CALLS_PER_HOUR = 4500
    look(replay_policy)
    assert fetched() == ids


def test_a_failing_service_opens_the_circuit_and_the_run_stops_with_the_queue_kept(api, replay_policy):
    for number in range(1, 30):
        serve(api, number)
    api.misbehave("server_error", on="bill", times=None)
    result, row = look(replay_policy)
    assert row.state == "failed"
    assert "not asked again" in result.stopped
    assert result.waiting == 29
    assert sum(each.path.count("/") == 5 for each in api.seen) < 12
    again, _ = look(replay_policy)
    assert "not asked again" in again.stopped
    api.behave()
    with time_machine.travel("2026-11-27T16:00:00Z"):
        look(replay_policy)
        assert len(fetched()) == 29


def test_a_bill_that_fails_by_itself_waits_for_its_turn_and_the_others_are_fetched(api, replay_policy):
    for number in (1, 2, 3):
        serve(api, number)
    api.misbehave("not_found", on="bill", bill="119-hr-2", times=None)
    _, row = look(replay_policy)
    assert fetched() == {"119-hr-1", "119-hr-3"}
    assert (row.state, row.failures[0]["what"]) == ("partly", "119-hr-2")
    entry = ListedBill.objects.get(measure="119-hr-2")
    assert entry.attempts == 1
    assert entry.next_try_at > timezone.now()


def test_a_run_out_of_time_leaves_the_rest_to_the_next(api, replay_policy, monkeypatch):
    for number in (1, 2):
        serve(api, number)
    monkeypatch.setattr(discover_bills, "RUN_FOR", dt.timedelta(seconds=-1))
    _, row = look(replay_policy)
    assert (row.state, fetched()) == ("paused", set())
    monkeypatch.undo()
    look(replay_policy)
    assert len(fetched()) == 2


def test_the_congress_that_ended_lately_is_listed_too_and_one_to_come_is_not(api, replay_policy):
    CongressFactory(number=120)
    look(replay_policy)
    assert {each.path for each in api.seen} == {"/v3/bill/119"}
    api.seen.clear()
    with time_machine.travel("2027-01-20T15:00:00Z"):
        look(replay_policy)
    assert {each.path for each in api.seen} == {"/v3/bill/120", "/v3/bill/119"}
    api.seen.clear()
    with time_machine.travel("2027-06-20T15:00:00Z"):
        look(replay_policy)
    assert {each.path for each in api.seen} == {"/v3/bill/120"}


def test_without_a_key_govinfo_s_folders_are_compared_with_what_is_here(govinfo, replay_policy):
    govinfo.lists.add_file("119-s-9902", "20-Nov-2026 20:26")
    result, row = look(replay_policy)
    assert (result.service, result.listed, row.state) == ("govinfo", 1, "done")
    assert fetched() == {"119-s-9902"}
    assert len([each for each in govinfo.seen if "/json/" in each.path]) == 8
    govinfo.seen.clear()
    assert look(replay_policy)[0].pulled.asked == 0, "nothing changed"
    govinfo.lists.add_file("119-s-9902", "27-Nov-2026 14:58", size=6000)
    with time_machine.travel("2026-11-27T16:00:00Z"):
        assert look(replay_policy)[0].pulled.unchanged == 1, "the file is new, its facts are not"


def test_a_bill_here_since_its_file_was_written_is_not_fetched_again(govinfo, replay_policy):
    bill = BillFactory(id="119-s-9902", bill_type="s", number=9902)
    BillFactsFactory(bill=bill, checked_at=dt.datetime(2026, 11, 21, tzinfo=dt.UTC))
    govinfo.lists.add_file("119-s-9902", "20-Nov-2026 20:26")
    assert look(replay_policy)[0].pulled.asked == 0


def test_one_run_at_a_time(api):
    job, created = request_discovery()
    again, created_again = request_discovery(requested_by=7)
    assert (created, created_again, again.pk) == (True, False, job.pk)
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, lease_until=timezone.now() + dt.timedelta(minutes=5)
    )
    assert run_discovery_job(job_id=str(job.pk)) == (None, None)
    assert api.seen == []


def test_the_periodic_run_runs_once_a_period(api):
    serve(api, 1)
    tasks.discover_new_bills()
    tasks.discover_new_bills()
    assert SourceRun.objects.count() == 1
    assert SourceRun.objects.get().kind == "by the clock"


def command(*arguments):
    out = io.StringIO()
    try:
        call_command("discover_bills", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error), error.returncode
    return out.getvalue(), "", 0


def test_the_command_says_what_it_found(api):
    serve(api, 1)
    out, _, code = command("--json")
    told = json.loads(out)
    assert (code, told["listed"], told["new"], told["waiting"]) == (0, 1, 1, 0)
    out, _, code = command()
    assert "Congress.gov API listed 0 bills" in out or "listed 1 bills" in out


def test_the_command_reads_from_a_day_and_leaves_the_cursor(api):
    serve(api, 1, updated="2026-11-20")
    serve(api, 2, updated="2026-11-25")
    out, _, code = command("--since", "2026-11-22", "--json")
    assert (code, json.loads(out)["listed"]) == (0, 1)
    assert not ListCursor.objects.exists()


@pytest.mark.parametrize(("argument", "code"), [(["--since", "soon"], 2), ([], 1)])
def test_the_command_ends_with_the_code_of_what_happened(api, settings, argument, code):
    settings.CONGRESS_API_KEY = "wrong"
    _, message, found = command(*argument)
    assert found == code
    assert "wrong" not in message


def test_the_ranks_of_what_waits_follow_what_is_tracked_meanwhile():
    bill = BillFactory(id="119-hr-7", number=7)
    ListedBill.objects.create(
        measure=bill.pk, congress=119, number=7, service="x", rank=3, wanted_since=timezone.now()
    )
    TrackedBillFactory(bill=bill)
    bill_queue.rerank(bill_queue.importance())
    assert ListedBill.objects.get().rank == 0
