"""Alerts on meetings, seats, members' votes and families: each told once, to whoever chose what it concerns."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from common.models import Notice
from legislation.meeting_words import MeetingKind, MeetingStatus
from legislation.models import CommitteeMeeting, CommitteeSeat, FamilyBill, MemberVote, RollCall
from legislation.services import tell_others
from legislation.services.enter_meeting import Entered, correct_meeting, enter_meeting
from legislation.services.family_rows import keep_row
from members.services.alerts import subscribe
from tests.factories.legislation import (
    BillFactory,
    CommitteeFactory,
    CommitteeSeatFactory,
    FamilyFactory,
    LegislatorFactory,
)
from tests.factories.members import representative, staff_member

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 20, 15, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def lines() -> list[str]:
    rows = Notice.objects.order_by("pk")
    return [one["text"].replace("\xa0", " ") for row in rows for one in row.detail["lines"]]


def entered(bill, committee, **more) -> Entered:
    values = {
        "committee": committee,
        "kind": MeetingKind.MARKUP,
        "status": MeetingStatus.SCHEDULED,
        "title": "SAMPLE markup",
        "day": dt.date(2026, 12, 3),
        "at": dt.time(10),
        "building": "",
        "room": "",
        "bills": [bill.pk],
        "known_from": "SAMPLE notice",
        "link": "",
    }
    return Entered(**(values | more))


def test_a_meeting_is_told_once_to_who_follows_its_committee_and_a_bill_it_names():
    bill, committee, person = BillFactory(number=9001), CommitteeFactory(), representative()
    for target in (bill, committee):
        subscribe(user=person, target=target)
    meeting = enter_meeting(entered=entered(bill, committee), by=staff_member())
    assert lines() == ["Scheduled for 10:00 AM ET, Dec 3, 2026; it names H.R. 9001"]
    assert (
        Notice.objects.get().detail["heading"].replace("\xa0", " ")
        == "Foreign Affairs: markup on Dec 3, 2026"
    )
    correct_meeting(
        meeting_id=meeting.pk,
        entered=entered(bill, committee, status=MeetingStatus.CANCELED),
        by=staff_member(),
    )
    assert lines()[1:] == ["Status: Canceled (was Scheduled)"]


def test_a_meeting_that_is_over_is_not_told():
    bill, committee = BillFactory(), CommitteeFactory()
    subscribe(user=representative(), target=committee)
    enter_meeting(entered=entered(bill, committee, day=dt.date(2026, 11, 19)), by=staff_member())
    assert CommitteeMeeting.objects.exists()
    assert not Notice.objects.exists()


def test_seats_taken_left_and_titles_are_told_and_a_first_roster_is_not():
    person, one, other = (
        representative(),
        LegislatorFactory(last_name="One"),
        LegislatorFactory(last_name="Two"),
    )
    committee = CommitteeFactory()
    tell_others.tell_seats(before={}, as_of=NOW.date())
    subscribe(user=person, target=one)
    subscribe(user=person, target=committee)
    seat = CommitteeSeatFactory(legislator=one, committee=committee)
    CommitteeSeatFactory(
        legislator=LegislatorFactory(), committee=CommitteeFactory(code="hsju00", name="Judiciary")
    )
    before = tell_others.seats_now()
    CommitteeSeat.objects.filter(pk=seat.pk).update(title="Chairman")
    CommitteeSeatFactory(legislator=other, committee=committee)
    for _ in range(2):
        tell_others.tell_seats(before=before, as_of=NOW.date())
    assert sorted(lines()) == [
        f"{one} is now Chairman of {committee}",
        f"{other} sits on {committee}",
    ]
    Notice.objects.all().delete()
    tell_others.tell_seats(before=before | {("X999999", "hsxx00"): ""}, as_of=dt.date(2025, 1, 3))
    assert lines() == []


def test_how_a_chosen_legislator_voted_is_told_once():
    bill, legislator, person = BillFactory(number=9001), LegislatorFactory(), representative()
    subscribe(user=person, target=legislator)
    vote = RollCall.objects.create(
        id="119-house-2-7",
        congress=bill.congress,
        chamber="house",
        session=2,
        number=7,
        held_at=NOW,
        question="On Passage",
        measure=bill.pk,
        source="congress_api",
        checked_at=NOW,
    )
    for who in (legislator, LegislatorFactory()):
        MemberVote.objects.create(roll_call=vote, legislator=who, cast="nay", words="No")
    for _ in range(2):
        tell_others.tell_votes(roll_call=vote, now=NOW)
    assert lines() == [f"{legislator} voted nay, on passage (roll call 7)"]
    tell_others.tell_votes(roll_call=vote, now=NOW + dt.timedelta(days=60))
    assert Notice.objects.count() == 1


def test_a_bill_that_joins_a_family_is_told_to_who_follows_the_family():
    bill, family = BillFactory(number=9001), FamilyFactory()
    subscribe(user=representative(), target=family)
    row = FamilyBill(family=family, bill=bill, source="SAMPLE")
    keep_row(row=row, by=staff_member())
    row.note = "changed"
    keep_row(row=row, by=staff_member())
    assert lines() == ["H.R. 9001 (119th) is now part of it: vehicle"]
