"""Real bills told as they went: each day's actions arrive with the next pull, and each step is told once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations

import pytest

from legislation.choices import BillId
from legislation.models import Bill, BillEvent
from legislation.news import is_same
from legislation.selectors.events import events_of, stored_events
from legislation.services.sync_bill import sync_bill
from legislation.services.tracking import track_bill
from legislation.sources.bills_json import parse

pytestmark = pytest.mark.django_db
# The TVPRA of the 119th: its live vehicles; H.R. 2796 has its referral several times.
FILES = ["119-hr1144", "119-hr2796", "119-hr4113", "119-s2647"]


def noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(17), dt.UTC)


@pytest.mark.parametrize("name", FILES)
def test_a_real_bill_pulled_day_by_day_tells_each_event_once(shared_data, name):
    path = shared_data / "congress" / "bills119" / f"{name}.json"
    whole = parse(path.read_bytes(), path.name)
    assert whole.actions
    days = sorted(
        {one.date for one in whole.actions} | {one.date for one in whole.cosponsors or () if one.date}
    )
    for on in days:
        copy = replace(
            whole,
            source_updated_at=noon(on),
            actions=tuple(one for one in whole.actions if one.date <= on),
            cosponsors=tuple(one for one in whole.cosponsors or () if one.date and one.date <= on),
        )
        # Twice: the second pull of a day, in another order, with a newer record date.
        again = replace(
            copy,
            source_updated_at=noon(on) + dt.timedelta(hours=2),
            actions=copy.actions[::-1],
            policy_area="x",
        )
        sync_bill(record=copy, now=noon(on))
        if on == days[0]:
            track_bill(bill=Bill.objects.get(pk=str(whole.id)), actor_id=None)
        sync_bill(record=again, now=noon(on) + dt.timedelta(hours=2))
    key = str(BillId.parse(str(whole.id)))
    stored = stored_events([key])
    assert not [pair for pair in combinations(stored, 2) if is_same(*pair)]
    # What happened after the first day is all told, late or not.
    later = [
        one
        for one in events_of([key], since=days[0])
        if one.kind in {"step", "cosponsored"} and one.on and one.on > days[0]
    ]
    assert all(any(is_same(one, other) for other in stored) for one in later)
    assert BillEvent.objects.count() == len(stored)
