"""P9 for committee meetings: nothing vanishes or is guessed, an older copy never wins, the source is named."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import ProtectedError

from legislation.models import CommitteeMeeting, MeetingChange
from legislation.selectors.meetings import source_of
from legislation.services.sync_meeting import note_gone, sync_meeting
from legislation.sources.meeting_records import ListedMeeting
from legislation.sources.meeting_shape import meeting_of
from tests.factories.legislation import CommitteeMeetingFactory, CongressFactory
from tests.factories.members import staff_member
from tests.replay.meetings import a_meeting

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 27, 15, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def congress():
    CongressFactory(number=119)


def pulled(**said) -> CommitteeMeeting:
    sync_meeting(
        record=meeting_of(a_meeting("118001", **said), ListedMeeting(119, "house", "118001", None)), now=NOW
    )
    return CommitteeMeeting.objects.get(event_id="118001")


def test_a_meeting_taken_from_the_source_stays_with_since_when():
    pulled()
    assert note_gone(congress=119, event_id="118001", now=NOW)
    assert pulled_shown() == [NOW]


def pulled_shown() -> list[dt.datetime]:
    return [one.gone_since for one in CommitteeMeeting.objects.all().shown()]


def test_what_it_said_before_is_kept():
    pulled()
    pulled(meetingStatus="Canceled", updateDate="2026-11-26T12:00:00Z")
    kept = MeetingChange.objects.get()
    assert (kept.what, kept.before, kept.after) == ("status", "Scheduled", "Canceled")


def test_an_older_copy_never_overwrites_a_newer_one():
    pulled(title="SAMPLE new", updateDate="2026-11-26T12:00:00Z")
    assert pulled(title="SAMPLE old", updateDate="2026-11-25T12:00:00Z").title == "SAMPLE new"


def test_an_hour_the_source_does_not_give_is_not_made_up():
    meeting = pulled(date="2026-12-03")
    assert (meeting.day, meeting.starts_at) == (dt.date(2026, 12, 3), None)


def test_every_meeting_names_its_source_and_as_of():
    entered = CommitteeMeetingFactory(
        event_id="", source="staff", entered_by=staff_member(), entered_from="SAMPLE notice"
    )
    for meeting, document in ((pulled(), "Congress.gov API"), (entered, "SAMPLE notice")):
        mark = source_of(meeting)
        assert mark.document == document
        assert mark.as_of


def test_what_was_entered_is_laid_under_the_feeds_row_and_neither_can_be_deleted_away():
    staff = staff_member()
    entered = CommitteeMeetingFactory(
        event_id="", source="staff", entered_by=staff, entered_from="SAMPLE notice"
    )
    feed = pulled()
    entered.refresh_from_db()
    assert entered.yields_to == feed
    with pytest.raises(ProtectedError):
        feed.delete()
