"""Meetings that staff know of first: entered with a source, laid down once the feed carries them."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from common.models import AuditEntry
from legislation.models import CommitteeMeeting
from legislation.services.enter_meeting import MeetingError, correct_meeting, withdraw_meeting
from legislation.services.sync_meeting import sync_meeting
from legislation.sources.meeting_records import ListedMeeting
from legislation.sources.meeting_shape import meeting_of
from tests.factories.legislation import CommitteeFactory, CongressFactory
from tests.factories.members import representative, staff_member
from tests.pages import signed_in
from tests.replay.meetings import a_meeting

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 27, 15, tzinfo=dt.UTC)
SAID = {
    "committee": "hsfa00",
    "kind": "markup",
    "status": "scheduled",
    "day": "2026-12-03",
    "at": "10:00",
    "room": "2172",
    "bills": "H.R. 9001, 118-s-920",
    "known_from": "SAMPLE markup notice by email",
}


@pytest.fixture(autouse=True)
def world():
    CongressFactory(number=119)
    CommitteeFactory(code="hsfa00")
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff():
    return signed_in(staff_member())


def enter(staff, **said):
    return staff.post("/calendar/meetings/new/", SAID | said)


def feed(**said):
    meeting = a_meeting("118001", **said)
    sync_meeting(record=meeting_of(meeting, ListedMeeting(119, "house", "118001", None)), now=NOW)


def test_an_entered_meeting_says_who_knows_it_from_what(staff):
    assert enter(staff).status_code == 302
    kept = CommitteeMeeting.objects.get()
    assert kept.starts_at == dt.datetime(2026, 12, 3, 15, tzinfo=dt.UTC)
    assert [one.measure for one in kept.meeting_bills.all()] == ["119-hr-9001", "118-s-920"]
    page = staff.get(kept.get_absolute_url()).content.decode()
    assert "SAMPLE markup notice by email" in page
    assert "Take it back" in page
    assert AuditEntry.objects.filter(verb="entered a committee meeting").exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"known_from": ""}, "This field is required"),
        ({"day": ""}, "This field is required"),
        ({"day": "1885-01-01"}, "No Congress is known"),
        ({"bills": "H.R. 9001, the trafficking bill"}, "is no bill; write it like"),
        ({"committee": "nonsense"}, "Select a valid choice"),
        ({"link": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_typed_is_lost(staff, said, words):
    answer = enter(staff, **said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "2172" in answer.content.decode()
    assert not CommitteeMeeting.objects.exists()


def test_it_yields_once_the_feed_carries_the_same_committee_day_and_kind(staff):
    enter(staff)
    entered = CommitteeMeeting.objects.get()
    feed(title="SAMPLE from the feed")
    entered.refresh_from_db()
    assert entered.yields_to.event_id == "118001"
    shown = staff.get("/calendar/?scope=all").content.decode()
    assert "SAMPLE from the feed" in shown
    assert "SAMPLE markup notice by email" not in shown
    assert "The feed carries it now" in staff.get(entered.get_absolute_url()).content.decode()


@pytest.mark.parametrize("said", [{"date": "2026-12-10T15:00:00Z"}, {"type": "Hearing"}, {"committees": []}])
def test_another_day_kind_or_committee_is_another_meeting(staff, said):
    enter(staff)
    feed(**said)
    assert CommitteeMeeting.objects.get(event_id="").yields_to is None


def test_the_feeds_plain_meeting_may_be_any_kind(staff):
    enter(staff)
    feed(type="Meeting", title="SAMPLE")
    assert CommitteeMeeting.objects.get(event_id="").yields_to is not None


def test_it_stays_laid_down_when_the_feeds_meeting_moves(staff):
    enter(staff)
    feed()
    feed(date="2026-12-10T15:00:00Z", updateDate="2026-11-26T12:00:00Z")
    assert CommitteeMeeting.objects.get(event_id="").yields_to is not None
    assert CommitteeMeeting.objects.all().shown().get().day == dt.date(2026, 12, 10)


def test_what_the_feed_has_already_is_not_entered_again(staff):
    feed()
    assert "The feed carries this meeting already" in enter(staff).content.decode()


def test_a_correction_keeps_what_was_said_before(staff):
    enter(staff)
    kept = CommitteeMeeting.objects.get()
    form = staff.get(f"{kept.get_absolute_url()}correct/").content.decode()
    assert 'value="10:00"' in form
    staff.post(f"{kept.get_absolute_url()}correct/", SAID | {"at": "14:00", "status": "postponed"})
    page = staff.get(kept.get_absolute_url()).content.decode()
    assert "Dec 3, 2026, 10:00 a.m. ET" in page
    assert "Postponed" in page
    kept.refresh_from_db()
    assert kept.sequence == 1


def test_one_entered_by_mistake_leaves_the_calendar_and_keeps_its_page(staff):
    enter(staff)
    kept = CommitteeMeeting.objects.get()
    staff.post(f"{kept.get_absolute_url()}withdraw/")
    assert "SAMPLE markup notice" not in staff.get("/calendar/?scope=all").content.decode()
    assert "Entered by mistake" in staff.get(kept.get_absolute_url()).content.decode()
    with pytest.raises(MeetingError):
        withdraw_meeting(meeting_id=kept.pk, by=staff_member())


def test_a_meeting_of_the_feed_is_not_corrected_by_hand(staff):
    feed()
    kept = CommitteeMeeting.objects.get()
    assert staff.get(f"{kept.get_absolute_url()}correct/").status_code == 404
    assert "Correct it" not in staff.get(kept.get_absolute_url()).content.decode()
    with pytest.raises(MeetingError):
        correct_meeting(meeting_id=kept.pk, entered=None, by=staff_member())


def test_members_read_and_do_not_enter():
    member = signed_in(representative())
    assert member.get("/calendar/meetings/new/").status_code == 403
    assert member.get("/calendar/").status_code == 200


def test_an_entered_meeting_survives_a_reload_of_the_feed(staff):
    enter(staff)
    feed(date="2026-12-08T15:00:00Z")
    feed(date="2026-12-08T15:00:00Z", updateDate="2026-11-28T15:00:00Z")
    assert CommitteeMeeting.objects.filter(event_id="", yields_to=None).exists()
