"""Pulling bills from a server that behaves as Congress.gov and govinfo do, well and badly."""

import socket

import pytest

from legislation.models import Action, Bill, BillFacts, Cosponsor, TrackedBill
from legislation.selectors.facts import bill_facts
from legislation.services.pull_bills import pull_bills
from legislation.services.sync_bill import sync_bill
from tests.legislation.pulling import ACTIONS, COSPONSORS, GOVINFO_BILL, assert_whole, track
from tests.legislation.records import JUNE, NOW, record
from tests.replay.plugin import SAMPLE_API_BILL, sample_api_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def pull(replay_policy):
    return lambda *bills: pull_bills(bill_ids=bills or [SAMPLE_API_BILL], policy=replay_policy)


def test_with_a_key_a_bill_comes_whole_from_the_api(api, pull):
    result = pull()
    assert (result.source, result.created, result.error) == ("congress_api", 1, "")
    assert_whole()
    bill = Bill.objects.get(pk=SAMPLE_API_BILL)
    assert (bill.step, bill.latest_action_text) == (
        "ordered_reported",
        "Ordered to be Reported (Amended) by Voice Vote.",
    )
    # The count leaves out the one who withdrew.
    assert bill.cosponsor_count == COSPONSORS - 1


def test_pulling_again_changes_nothing(api, pull):
    pull()
    before = BillFacts.objects.get(pk=SAMPLE_API_BILL).checked_at
    assert pull().unchanged == 1
    assert_whole()
    assert BillFacts.objects.get(pk=SAMPLE_API_BILL).checked_at > before


def test_without_a_key_a_bill_comes_from_govinfo_and_says_so(govinfo, pull):
    result = pull(GOVINFO_BILL)
    assert (result.source, result.created) == ("govinfo", 1)
    assert bill_facts(GOVINFO_BILL)["source"] == "govinfo BILLSTATUS"


MISCHIEF = [
    {"kind": "slow", "on": "actions", "seconds": 0.7},
    {"kind": "rate_limited", "on": "cosponsors", "retry_after": "0"},
    {"kind": "rate_limited", "on": "bill"},
    {"kind": "server_error", "on": "actions", "times": 2},
    {"kind": "truncated", "on": "cosponsors"},
    {"kind": "drop", "on": "titles"},
]


@pytest.mark.parametrize("mischief", MISCHIEF, ids=lambda each: f"{each['kind']} {each['on']}")
def test_trouble_that_passes_leaves_a_whole_bill(api, pull, mischief):
    api.misbehave(**mischief)
    assert pull().error == ""
    assert_whole()


@pytest.mark.parametrize("mischief", MISCHIEF, ids=lambda each: f"{each['kind']} {each['on']}")
def test_small_pages_with_trouble_leave_a_whole_bill(api, pull, mischief):
    api.page_cap = 2
    api.misbehave(**mischief | {"page": 1 if mischief["on"] != "bill" else 0})
    assert pull().error == ""
    assert_whole()


LASTING = [
    {"kind": "server_error", "on": "cosponsors"},
    {"kind": "truncated", "on": "cosponsors"},
    {"kind": "empty_page", "on": "cosponsors"},
    {"kind": "duplicate_page", "on": "cosponsors", "page": 1},
    {"kind": "short", "on": "cosponsors"},
]


@pytest.mark.parametrize("mischief", LASTING, ids=lambda each: each["kind"])
def test_trouble_that_stays_fails_the_run_and_keeps_the_last_good_list(api, pull, mischief):
    pull()
    track_row = TrackedBill.objects.create(bill_id=SAMPLE_API_BILL, reason="SAMPLE")
    newer = sample_api_answers()
    newer["bill"] |= {"updateDate": "2025-09-01T00:00:00Z", "title": "SAMPLE Act, newer title"}
    newer["actions"].insert(
        0,
        {
            "actionDate": "2025-08-30",
            "text": "Reported by the Committee on Foreign Affairs.",
            "type": "Committee",
        },
    )
    newer["bill"]["actions"]["count"] += 1
    api.add_api_bill(newer)
    api.page_cap = 2
    api.misbehave(times=None, **mischief)

    result = pull()
    assert "cosponsors" in result.error
    assert result.error.startswith("1 of 1 bills failed: H.R.\N{NO-BREAK SPACE}9901 (119th)")
    assert "What was pulled before is kept." in result.error
    # The list in trouble is the last good one, whole and without duplicates; the others moved on.
    assert Cosponsor.objects.filter(bill_id=SAMPLE_API_BILL).count() == COSPONSORS
    assert Action.objects.filter(bill_id=SAMPLE_API_BILL).count() == ACTIONS + 1
    assert Bill.objects.get(pk=SAMPLE_API_BILL).title == "SAMPLE Act, newer title"
    track_row.refresh_from_db()
    assert "cosponsors" in track_row.last_error
    assert track_row.last_tried_at is not None


def test_an_error_is_forgotten_when_the_bill_comes_again(api, pull):
    tracked = track(SAMPLE_API_BILL)
    api.misbehave("server_error", on="bill", times=None)
    pull()
    tracked.refresh_from_db()
    assert tracked.last_error
    api.behave()
    pull()
    tracked.refresh_from_db()
    assert tracked.last_error == ""
    assert tracked.reason == "SAMPLE"


def test_a_bill_that_is_not_there_fails_by_itself(api, pull):
    result = pull("119-hr-8888", SAMPLE_API_BILL)
    assert [each.bill for each in result.failures] == ["119-hr-8888"]
    assert "has no bill 119-hr-8888" in result.error
    assert_whole()


def test_a_wrong_key_stops_the_run_with_one_message_and_one_request(api, pull, settings):
    settings.CONGRESS_API_KEY = "wrong"
    result = pull(SAMPLE_API_BILL, "119-hr-2", "119-hr-3")
    assert result.error.count("CONGRESS_API_KEY") == 1
    assert result.error.startswith(
        "The pull stopped: the Congress.gov API refuses the key (CONGRESS_API_KEY)"
    )
    assert len(api.seen) == 1


def test_no_network_stops_the_run_with_one_message(settings, replay_policy):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.CONGRESS_API_KEY = ""
    settings.GOVINFO_URL = f"http://127.0.0.1:{port}/bulkdata"
    result = pull_bills(bill_ids=["119-hr-1", "119-hr-2"], policy=replay_policy)
    assert result.error.startswith("The pull stopped: govinfo: cannot be reached from this machine. What was")
    assert result.error.count("govinfo") == 1
    assert result.failures == []


def test_a_source_that_asks_to_wait_long_is_left_alone(api, pull):
    api.misbehave("rate_limited", on="*", times=None, retry_after="3600")
    result = pull(SAMPLE_API_BILL, "119-hr-2")
    assert "asks us to wait" in result.error
    assert len(api.seen) == 1


def test_progress_names_each_bill_and_list(api, replay_policy):
    told = []
    pull_bills(
        bill_ids=[SAMPLE_API_BILL],
        report=lambda done, total, note: told.append((done, total, note)),
        policy=replay_policy,
    )
    assert told[0] == (0, 1, "H.R.\N{NO-BREAK SPACE}9901 (119th)")
    assert (0, 1, "H.R.\N{NO-BREAK SPACE}9901 (119th): cosponsors") in told
    assert told[-1] == (1, 1, "")


def test_a_pull_of_an_older_copy_leaves_newer_facts(api, pull):
    sync_bill(
        record=record(source_updated_at=NOW, title="SAMPLE newer than the source"),
        now=NOW,
    )
    assert pull().unchanged == 1
    assert Bill.objects.get(pk=SAMPLE_API_BILL).title == "SAMPLE newer than the source"
    assert JUNE < NOW


def test_the_recorded_answers_of_the_real_api_are_written_whole(api, recorded_bill, pull):
    assert pull(recorded_bill).error == ""
    facts = bill_facts(recorded_bill)
    assert (facts["id"], facts["stage"]) == ("117-hr-21", "passed_house")
    assert facts["cosponsors_complete"]
    assert all(one.is_complete for one in BillFacts.objects.get(pk=recorded_bill).groups().values())
