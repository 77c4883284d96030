"""Fixtures for tests that need Congress.gov or govinfo: `replay`, `replay_policy`, `recorded_bill`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from common.http import Policy
from tests.replay.server import ReplayServer

SAMPLES = Path(__file__).resolve().parent.parent / "legislation" / "samples"
SAMPLE_API_BILL = "119-hr-9901"
SAMPLE_FILES = ("BILLSTATUS-119s9902.xml", "BILLSTATUS-116hr9903.xml", "BILLSTATUS-114hr9904.xml")


def sample_api_answers() -> dict[str, object]:
    """The hand-written answers of the sample bill, H.R. 9901 of the 119th, as a fresh copy."""
    return json.loads((SAMPLES / "api_119_hr_9901.json").read_text(encoding="utf-8"))


@pytest.fixture
def replay() -> Iterator[ReplayServer]:
    """A running server that knows the sample bill in the API and the sample files at govinfo."""
    with ReplayServer() as server:
        server.add_api_bill(sample_api_answers())
        for name in SAMPLE_FILES:
            server.add_billstatus(name, (SAMPLES / name).read_bytes())
        yield server


@pytest.fixture
def replay_policy() -> Policy:
    """A patience that suits tests: the same number of attempts, waits of milliseconds."""
    return Policy(
        connect_seconds=2,
        read_seconds=0.5,
        total_seconds=3,
        attempts=3,
        wait_first=0.005,
        wait_max=0.02,
        longest_retry_after=2,
        failures_to_open=6,
        open_seconds=30,
    )


@pytest.fixture
def recorded_bill(replay: ReplayServer, shared_data: Path) -> str:
    """The id of H.R. 21 of the 117th, served as the real API answered for it."""
    return replay.add_recorded_bill(shared_data / "congress" / "api_v3", "recorded_client_bill_117_hr_21")
