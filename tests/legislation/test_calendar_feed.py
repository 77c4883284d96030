"""The calendar feed, read back by the library that calendars use: RFC 5545, neutral outside (P5)."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client
from icalendar import Calendar

from common.dates import today
from common.private_feeds import kind_named
from legislation.models import BillCommittee, CommitteeMeeting, TrackedBill
from legislation.services.sync_meeting import sync_meeting
from legislation.sources.meeting_records import ListedMeeting
from legislation.sources.meeting_shape import meeting_of
from members.services.feeds import choose_what_it_carries, make_address
from members.services.roles import end_role
from tests.factories.decisions import an_open_proposal
from tests.factories.legislation import (
    BillFactory,
    CommitteeFactory,
    CommitteeMeetingFactory,
    CongressFactory,
)
from tests.factories.letters import a_letter_to_sign
from tests.factories.members import representative, staff_member
from tests.pages import signed_in
from tests.replay.meetings import a_meeting

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 27, 15, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def world(settings):
    settings.SITE_URL, settings.SITE_HOST = "https://desk.example", "desk.example"
    CongressFactory(number=119)
    bill = BillFactory(number=9001)
    TrackedBill.objects.create(bill=bill, reason="SAMPLE")
    BillCommittee.objects.create(bill=bill, committee=CommitteeFactory())
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def person():
    return representative()


@pytest.fixture
def address(person):
    kind = kind_named("calendar")
    return kind.path(make_address(user=person, kind=kind))


def read(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "no-store, private"
    return Calendar.from_ical(answer.content)


def events(address):
    return {str(one["UID"]).partition("@")[0]: one for one in read(address).walk("VEVENT")}


def feed(**said):
    meeting = a_meeting("118001", **said)
    sync_meeting(record=meeting_of(meeting, ListedMeeting(119, "house", "118001", None)), now=NOW)


def test_a_meeting_is_an_event_at_its_moment_with_place_and_link(address):
    feed()
    event = events(address)["meeting-119-118001"]
    assert event["DTSTART"].dt == dt.datetime(2026, 12, 3, 15, tzinfo=dt.UTC)
    assert event["SUMMARY"] == "Markup: House Foreign Affairs on H.R. 9001"
    assert event["LOCATION"] == "2172, Rayburn House Office Building"
    assert event["URL"] == f"https://desk.example/calendar/meetings/{CommitteeMeeting.objects.get().pk}/"
    assert (event["STATUS"], event["SEQUENCE"], event["TRANSP"]) == ("CONFIRMED", 0, "TRANSPARENT")
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == NOW


def test_the_calendar_names_itself_and_when_to_look_again(address):
    calendar = read(address)
    assert calendar["VERSION"] == "2.0"
    assert calendar["REFRESH-INTERVAL"].dt == dt.timedelta(hours=1)
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert str(calendar["X-PUBLISHED-TTL"]) == "PT1H"
    assert "METHOD" not in calendar


def test_a_moved_meeting_keeps_its_uid_and_raises_its_sequence(address):
    feed()
    feed(date="2026-12-04T15:00:00Z", meetingStatus="Rescheduled", updateDate="2026-11-26T12:00:00Z")
    event = events(address)["meeting-119-118001"]
    assert event["DTSTART"].dt == dt.datetime(2026, 12, 4, 15, tzinfo=dt.UTC)
    assert (event["SEQUENCE"], event["STATUS"]) == (1, "CONFIRMED")
    assert event["SUMMARY"].startswith("Rescheduled: Markup")


@pytest.mark.parametrize("status", ["Canceled", "Postponed"])
def test_what_is_off_is_told_as_canceled_and_does_not_vanish(address, status):
    feed()
    feed(meetingStatus=status, updateDate="2026-11-26T12:00:00Z")
    event = events(address)["meeting-119-118001"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)  # codespell:ignore
    assert event["SUMMARY"].startswith(f"{status}: Markup")


def test_a_date_without_a_time_is_an_event_of_the_whole_day(address):
    feed(date="2026-12-03")
    event = events(address)["meeting-119-118001"]
    assert event["DTSTART"].dt == dt.date(2026, 12, 3)
    assert event["DTSTART"].params.get("VALUE") == "DATE"


def test_long_and_odd_titles_are_folded_and_read_back_whole(address):
    meeting = CommitteeMeetingFactory(room="Ω 2172; the “hall”, second\\floor", building="é" * 100)
    raw = Client().get(address).content
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    event = events(address)[f"meeting-119-{meeting.event_id}"]
    assert event["LOCATION"] == meeting.place


def test_a_person_chooses_what_the_feed_carries(person, address):
    feed()
    an_open_proposal()
    assert len(events(address)) == 3
    choose_what_it_carries(user=person, kind=kind_named("calendar"), carries=["deadlines"])
    assert [key.partition("-")[0] for key in events(address)] == ["proposal"]
    choose_what_it_carries(user=person, kind=kind_named("calendar"), carries=[])
    assert events(address) == {}


def test_deadlines_carry_neutral_words_and_a_link_behind_the_sign_in(address):
    proposal = an_open_proposal(question="canaryquestion", text="canarytext")
    letter = a_letter_to_sign(title="canaryletter", text="canaryletter text")
    found = events(address)
    closes = found[f"proposal-{proposal.pk}-closes"]
    assert closes["SUMMARY"] == "A proposal closes"
    assert closes["DESCRIPTION"] == f"https://desk.example{proposal.get_absolute_url()}"
    assert found[f"letter-{letter.pk}-closes"]["SUMMARY"] == "A letter closes for signing"
    assert b"canary" not in Client().get(address).content
    # Those inside read the words on the calendar page.
    assert b"canaryquestion" in signed_in(representative()).get("/calendar/").content


def test_what_staff_wrote_on_where_they_know_a_meeting_from_stays_inside(address):
    staff = staff_member()
    CommitteeMeetingFactory(
        event_id="",
        source="staff",
        entered_by=staff,
        entered_from="canarynotice from a staffer",
        title="canarytitle",
    )
    assert b"canary" not in Client().get(address).content
    assert b"canarynotice" in signed_in(staff).get("/calendar/").content


def test_the_end_of_the_congress_is_at_noon_in_washington(address):
    event = events(address)["congress-119-ends"]
    assert event["DTSTART"].dt == dt.datetime(2027, 1, 3, 17, tzinfo=dt.UTC)


def test_who_leaves_reads_no_more_at_the_next_request(person, address):
    feed()
    assert events(address)
    end_role(affiliation=person.affiliations.get(), last_day=today(), by=staff_member().pk)
    answer = Client().get(address)
    assert answer.status_code == 410
    assert b"VEVENT" not in answer.content


def test_a_wrong_address_is_not_found_and_tells_nothing(address):
    answer = Client().get("/feeds/calendar/wrong.ics")
    assert answer.status_code == 404
    assert b"VCALENDAR" not in answer.content
    assert Client().post(address).status_code == 405


def test_one_meeting_is_a_file_of_its_own():
    feed()
    meeting = CommitteeMeeting.objects.get()
    answer = signed_in(representative()).get(f"{meeting.get_absolute_url()}meeting.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["UID"]) == "meeting-119-118001@desk.example"
    assert 'filename="meeting-119-118001.ics"' in answer["Content-Disposition"]


def test_a_meeting_without_a_date_fits_into_no_calendar(address):
    meeting = CommitteeMeetingFactory(day=None)
    person = signed_in(representative())
    assert person.get(f"{meeting.get_absolute_url()}meeting.ics").status_code == 404
    assert "No date is given" in person.get(meeting.get_absolute_url()).content.decode()
    assert f"meeting-119-{meeting.event_id}" not in events(address)


def test_the_feed_takes_as_many_queries_for_thirty_meetings_as_for_one(address, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    CommitteeMeetingFactory(bills=["119-hr-9001"])
    read(address)
    with CaptureQueriesContext(connection) as few:
        read(address)
    for _ in range(29):
        CommitteeMeetingFactory(bills=["119-hr-9001"])
    with django_assert_num_queries(len(few)):
        read(address)
