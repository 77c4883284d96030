"""govinfo's bulk data: one file a bill, no key."""

import datetime as dt

import pytest

from legislation.choices import BillId, Source
from legislation.sources.errors import BadSourceAnswer, SourceUnavailable, UnknownBill
from legislation.sources.govinfo import Govinfo
from tests.replay.plugin import SAMPLES

SAMPLE = BillId.parse("119-s-9902")


@pytest.fixture
def govinfo(replay, replay_policy):
    with Govinfo(replay.govinfo_url, replay_policy) as client:
        yield client


def test_a_bill_is_read_from_its_file_without_a_key(govinfo, replay):
    bill = govinfo.bill(SAMPLE)
    assert bill.id == SAMPLE
    assert bill.source is Source.GOVINFO
    assert bill.fetched_at.tzinfo is dt.UTC
    assert replay.paths() == ["/bulkdata/BILLSTATUS/119/s/BILLSTATUS-119s9902.xml"]
    assert "X-Api-Key" not in replay.seen[0].headers


def test_a_bill_without_a_file_is_named(govinfo):
    with pytest.raises(UnknownBill, match="no BILLSTATUS file of 119-hr-1"):
        govinfo.bill(BillId.parse("119-hr-1"))


@pytest.mark.parametrize("kind", ["server_error", "drop", "slow"])
def test_a_fault_that_passes_is_outlived(govinfo, replay, kind):
    replay.misbehave(kind, on="billstatus")
    assert govinfo.bill(SAMPLE).id == SAMPLE


def test_a_file_that_is_cut_off_is_refused_by_name(govinfo, replay):
    replay.misbehave("truncated", on="billstatus", times=None)
    with pytest.raises(BadSourceAnswer, match=r"govinfo: BILLSTATUS-119s9902.xml: not well-formed"):
        govinfo.bill(SAMPLE)


def test_a_page_instead_of_a_file_is_refused(govinfo, replay):
    replay.add_billstatus("BILLSTATUS-119s9902.xml", b"<html><body>Please wait</body></html>")
    with pytest.raises(BadSourceAnswer, match="no billStatus/bill element"):
        govinfo.bill(SAMPLE)


def test_the_file_of_another_bill_is_refused(govinfo, replay):
    replay.add_billstatus("BILLSTATUS-119s9902.xml", (SAMPLES / "BILLSTATUS-116hr9903.xml").read_bytes())
    with pytest.raises(BadSourceAnswer, match="asked for 119-s-9902, was given 116-hr-9903"):
        govinfo.bill(SAMPLE)


def test_a_service_that_stays_down_is_left_alone_after_a_while(govinfo, replay):
    replay.misbehave("server_error", on="billstatus", times=None)
    for _ in range(2):
        with pytest.raises(SourceUnavailable, match="trouble of its own") as caught:
            govinfo.bill(SAMPLE)
        assert not caught.value.stops_run
    asked = len(replay.seen)
    with pytest.raises(SourceUnavailable, match="not asked again") as caught:
        govinfo.bill(SAMPLE)
    assert caught.value.stops_run
    assert len(replay.seen) == asked


def test_an_answer_that_points_elsewhere_is_not_followed(govinfo, replay):
    replay.misbehave("redirect", on="billstatus", times=None)
    with pytest.raises(BadSourceAnswer, match="answered 302"):
        govinfo.bill(SAMPLE)
