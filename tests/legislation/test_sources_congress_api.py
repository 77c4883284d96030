"""The API client against a server that answers as Congress.gov does, well and badly."""

import datetime as dt
import logging

import pytest

from legislation.choices import BillId, FactGroup, Source, Stage, Step
from legislation.sources.congress_api import CongressApi
from legislation.sources.errors import (
    BadSourceAnswer,
    SourceBusy,
    SourceUnavailable,
    UnknownBill,
    WrongKey,
)
from legislation.stages import stage_of
from tests.replay.plugin import SAMPLE_API_BILL, sample_api_answers
from tests.replay.server import API_KEY

SAMPLE = BillId.parse(SAMPLE_API_BILL)
LISTS = ("actions", "cosponsors", "committees", "subjects", "titles", "summaries", "text", "relatedbills")


@pytest.fixture
def api(replay, replay_policy):
    with CongressApi(API_KEY, replay.api_url, replay_policy) as client:
        yield client


def assert_complete(bill):
    assert bill.incomplete == frozenset()
    assert bill.delivered_groups == frozenset(FactGroup)
    assert sum(len(action.provenance) for action in bill.actions) == 6
    assert [each.bioguide for each in bill.cosponsors] == [f"X00000{number}" for number in range(2, 7)]
    assert len(bill.committees) == 2
    assert bill.subjects == ("Child safety and welfare", "Human trafficking", "Victim services")
    assert len(bill.titles) == 3
    assert len(bill.summaries) == 1
    assert len(bill.text_versions) == 2
    assert [str(each.id) for each in bill.related_bills] == ["119-s-9902"]


def test_a_bill_comes_with_all_its_lists(api):
    bill = api.bill(SAMPLE)
    assert_complete(bill)
    assert bill.source is Source.CONGRESS_API
    assert bill.title == "SAMPLE Prevention Reauthorization Act of 2025"
    assert (bill.sponsor.bioguide, bill.sponsor.district, bill.sponsor.by_request) == ("X000001", 4, False)
    assert bill.source_updated_at == dt.datetime(2025, 8, 5, 10, tzinfo=dt.UTC)
    assert bill.fetched_at.tzinfo is dt.UTC
    assert [each.withdrawn_on for each in bill.cosponsors if each.withdrawn_on] == [dt.date(2025, 5, 1)]
    assert bill.text_versions[0].formats == ()


def test_the_newest_action_is_not_the_stale_one_the_api_names(api):
    bill = api.bill(SAMPLE)
    result = stage_of(bill.id.type, bill.origin_chamber, bill.actions, bill.laws, bill.introduced_on)
    assert sample_api_answers()["bill"]["latestAction"]["text"] == "Introduced in House"
    assert bill.newest_action.text == "Ordered to be Reported (Amended) by Voice Vote."
    assert (result.stage, result.step, result.step_committee) == (
        Stage.INTRODUCED,
        Step.ORDERED_REPORTED,
        "hsfa00",
    )


def test_every_request_states_format_limit_and_sort_and_carries_the_key_in_a_header(api, replay):
    api.bill(SAMPLE)
    assert len(replay.seen) == 1 + len(LISTS)
    for request in replay.seen:
        assert (request.query["format"], request.query["limit"]) == ("json", "250")
        assert request.query["sort"] == "updateDate desc"
        assert "api_key" not in request.query
        assert request.headers["X-Api-Key"] == API_KEY
        assert request.headers["User-Agent"].startswith("ATEST-Policy-Desk/")


def test_pages_are_followed_to_the_end(api, replay):
    replay.page_cap = 2
    assert_complete(api.bill(SAMPLE))
    assert replay.paths().count("/v3/bill/119/hr/9901/actions") == 3


def test_progress_names_each_list(api):
    told = []
    api.bill(SAMPLE, told.append)
    assert told == ["bill", *LISTS]


@pytest.mark.parametrize("on", ["bill", "actions", "text"])
@pytest.mark.parametrize("kind", ["server_error", "truncated", "drop"])
def test_a_fault_that_passes_leaves_a_complete_bill(api, replay, kind, on):
    replay.misbehave(kind, on=on, times=2)
    assert_complete(api.bill(SAMPLE))


def test_a_slow_answer_is_asked_for_again(api, replay):
    replay.misbehave("slow", on="cosponsors", seconds=1.0)
    assert_complete(api.bill(SAMPLE))
    assert replay.paths().count("/v3/bill/119/hr/9901/cosponsors") == 2


@pytest.mark.parametrize("retry_after", ["0", "1", None])
def test_a_request_to_wait_is_honored(api, replay, retry_after):
    replay.misbehave("rate_limited", on="actions", retry_after=retry_after)
    assert_complete(api.bill(SAMPLE))


def test_a_request_to_wait_too_long_stops_the_run_and_says_how_long(api, replay):
    replay.misbehave("rate_limited", on="actions", retry_after="3600", times=None)
    with pytest.raises(SourceBusy, match="3600 seconds") as caught:
        api.bill(SAMPLE)
    assert caught.value.retry_after == 3600
    assert caught.value.stops_run
    assert replay.paths().count("/v3/bill/119/hr/9901/actions") == 1


@pytest.mark.parametrize("kind", ["duplicate_page", "empty_page"])
def test_a_page_sent_twice_or_empty_once_is_asked_for_again(api, replay, kind):
    replay.page_cap = 2
    replay.misbehave(kind, on="cosponsors", page=1, times=1)
    assert_complete(api.bill(SAMPLE))


@pytest.mark.parametrize(
    ("kind", "on", "group"),
    [
        ("duplicate_page", "cosponsors", FactGroup.COSPONSORS),
        ("empty_page", "actions", FactGroup.ACTIONS),
        ("empty_page", "subjects", FactGroup.SUBJECTS),
        ("short", "titles", FactGroup.TITLES),
        ("server_error", "actions", FactGroup.ACTIONS),
        ("truncated", "relatedbills", FactGroup.RELATED),
        ("not_found", "summaries", FactGroup.SUMMARIES),
    ],
)
def test_a_list_that_stays_short_is_left_out_and_named(api, replay, kind, on, group):
    replay.page_cap = 2
    replay.misbehave(kind, on=on, times=None, page=1 if kind == "duplicate_page" else 0)
    bill = api.bill(SAMPLE)
    assert bill.incomplete == frozenset({group})
    assert not bill.delivered(group)
    assert bill.delivered_groups == frozenset(FactGroup) - {group}
    assert len(bill.incomplete_reasons) == 1
    assert bill.incomplete_reasons[0].startswith(f"{on}: ")


def test_rows_repeated_in_place_of_missing_ones_are_noticed(replay, replay_policy):
    answers = sample_api_answers()
    answers["cosponsors"][3] = answers["cosponsors"][2]
    replay.add_api_bill(answers)
    with CongressApi(API_KEY, replay.api_url, replay_policy) as client:
        bill = client.bill(SAMPLE)
    assert bill.cosponsors is None
    assert "cosponsors: repeats rows and has 4 of 5" in bill.incomplete_reasons


def test_an_action_that_official_records_give_twice_leaves_the_list_whole(replay, replay_policy):
    answers = sample_api_answers()
    answers["actions"].append(answers["actions"][-1])
    replay.add_api_bill(answers)
    with CongressApi(API_KEY, replay.api_url, replay_policy) as client:
        bill = client.bill(SAMPLE)
    assert bill.incomplete == frozenset()
    assert len({(action.date, action.text) for action in bill.actions}) == len(bill.actions)


def test_a_list_that_never_ends_is_given_up(replay, replay_policy):
    replay.page_cap = 1
    answers = sample_api_answers()
    answers["titles"] = [{"title": f"Title {number}", "titleType": "Popular Title"} for number in range(60)]
    replay.add_api_bill(answers)
    with CongressApi(API_KEY, replay.api_url, replay_policy) as client:
        bill = client.bill(SAMPLE)
    assert bill.incomplete == frozenset({FactGroup.TITLES})


def test_a_bill_that_is_unknown_is_named(api):
    with pytest.raises(UnknownBill, match="has no bill 119-hr-1"):
        api.bill(BillId.parse("119-hr-1"))


@pytest.mark.parametrize("key", ["wrong-key", "another"])
def test_a_wrong_key_gets_one_clear_message_without_the_key(replay, replay_policy, key):
    with (
        CongressApi(key, replay.api_url, replay_policy) as client,
        pytest.raises(WrongKey, match=r"refuses the key \(CONGRESS_API_KEY\) \(API_KEY_INVALID\)") as caught,
    ):
        client.bill(SAMPLE)
    assert key not in str(caught.value)
    assert len(replay.seen) == 1
    assert caught.value.stops_run


def test_no_key_is_noticed_before_any_request():
    with pytest.raises(WrongKey, match="there is no key"):
        CongressApi("  ")


def test_no_network_gets_one_clear_message(replay_policy):
    with (
        CongressApi("key", "http://127.0.0.1:9/v3", replay_policy) as client,
        pytest.raises(SourceUnavailable, match="cannot be reached") as caught,
    ):
        client.bill(SAMPLE)
    assert caught.value.stops_run


def test_another_bill_than_the_one_asked_for_is_refused(api, replay):
    replay.misbehave("wrong_bill", on="bill", times=None)
    with pytest.raises(BadSourceAnswer, match="asked for 119-hr-9901, was given 119-hr-1"):
        api.bill(SAMPLE)


def test_the_key_is_in_no_log_and_no_representation(api, replay, caplog):
    caplog.set_level(logging.DEBUG)
    replay.misbehave("server_error", on="actions", times=1)
    api.bill(SAMPLE)
    assert caplog.text
    assert API_KEY not in caplog.text
    assert API_KEY not in repr(api)


def test_the_recorded_answers_of_a_real_bill_are_read(recorded_bill, replay, replay_policy):
    with CongressApi(API_KEY, replay.api_url, replay_policy) as client:
        bill = client.bill(BillId.parse(recorded_bill))
    assert bill.incomplete == frozenset()
    assert bill.title == "FedRAMP Authorization Act"
    assert sum(len(action.provenance) for action in bill.actions) == 10
    assert [each.bioguide for each in bill.cosponsors] == ["C001108", "H001071"]
    assert [each.system_code for each in bill.committees] == ["ssga00", "hsgo00"]
    assert len(bill.subjects) == 13
    assert [each.code for each in bill.text_versions] == ["rfs", "eh", "ih"]
    result = stage_of(bill.id.type, bill.origin_chamber, bill.actions, bill.laws, bill.introduced_on)
    assert (result.stage, result.stage_on) == (Stage.PASSED_HOUSE, dt.date(2021, 1, 5))
    assert (result.step, result.step_committee) == (Step.REFERRED, "ssga00")
