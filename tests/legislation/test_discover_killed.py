"""A look for new bills that is really killed in the middle, and two that start at once."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys

import pytest
from django.db import connection
from django.utils import timezone

from common.models import Job
from legislation.models import BillFacts, ListedBill, SourceRun
from tests.atest import databases
from tests.factories.legislation import CongressFactory
from tests.legislation.importing import ROOT, wait_for
from tests.replay.server import API_KEY

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 12


def start(api):
    """Start `discover_bills` in a process of its own, against the replay server."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "discover_bills", "--json"],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": databases.url(connection.settings_dict["NAME"]),
            "CONGRESS_API_KEY": API_KEY,
            "CONGRESS_API_URL": api.api_url,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def serve(api):
    CongressFactory(number=119)
    day = timezone.now().date().isoformat()
    for number in range(1, MANY + 1):
        core = {
            "congress": 119,
            "type": "HR",
            "number": str(number),
            "title": f"SAMPLE bill {number}",
            "originChamber": "House",
            "introducedDate": "2025-02-07",
            "updateDate": f"{day}T00:00:00Z",
            "sponsors": [],
        }
        api.add_api_bill({"bill": core})
        api.lists.add(f"119-hr-{number}", day)


def fetched():
    return set(BillFacts.objects.filter(is_complete=True).values_list("bill_id", flat=True))


def test_killed_in_the_middle_it_goes_on_where_it_was_and_misses_nothing(api):
    serve(api)
    first = start(api)
    wait_for(lambda: len(fetched()) >= 3)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    done = fetched()
    assert 3 <= len(done) < MANY
    assert ListedBill.objects.waiting().count() >= MANY - len(done) - 1
    # Nobody ends a killed run's lease: it runs out.
    Job.objects.update(lease_until=timezone.now() - dt.timedelta(seconds=1))
    asked = len(api.seen)
    second = start(api)
    out, err = second.communicate(timeout=240)
    assert second.returncode == 0, err
    assert fetched() == {f"119-hr-{number}" for number in range(1, MANY + 1)}
    assert json.loads(out)["waiting"] == 0
    again = {each.path for each in api.seen[asked:] if each.path.count("/") == 5}
    assert len(again) <= MANY - len(done) + 1, "what was fetched before is not fetched again"
    assert list(SourceRun.objects.order_by("pk").values_list("state", flat=True)) == ["broken_off", "done"]


def test_of_two_started_at_once_one_works_and_the_other_says_so(api):
    serve(api)
    both = [start(api), start(api)]
    ends = [each.communicate(timeout=240) for each in both]
    codes = sorted(each.returncode for each in both)
    assert codes in ([0, 1], [0, 0]), ends
    if codes == [0, 1]:
        assert any("already under way" in err for _, err in ends)
    assert len(fetched()) == MANY
    bills = [each.path for each in api.seen if each.path.count("/") == 5]
    assert len(bills) == len(set(bills)) == MANY
