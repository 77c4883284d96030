"""Pulling committee meetings from a source that is unordered, gappy and changes its mind."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command

from common.models import Job
from legislation.meeting_words import MeetingKind
from legislation.models import CommitteeMeeting, MeetingBill, MeetingChange, MeetingCommittee
from legislation.services.pull_meetings import pull_meetings
from legislation.tasks import pull_committee_meetings
from tests.factories.legislation import CommitteeFactory, CongressFactory
from tests.replay.meetings import a_meeting, row_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def world(settings, replay):
    settings.CONGRESS_API_KEY = replay.api_key
    settings.CONGRESS_API_URL = replay.api_url
    CongressFactory(number=119)
    CommitteeFactory(code="hsfa00")
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pull(replay_policy):
    return lambda **said: pull_meetings(policy=replay_policy, **said)


def the_one():
    return CommitteeMeeting.objects.get()


def changes():
    return {(one.what, one.before, one.after) for one in MeetingChange.objects.all()}


def test_a_meeting_is_kept_with_its_committee_bills_room_and_source(replay, pull):
    replay.meetings.add(a_meeting("118001", witnesses=[{"name": "SAMPLE Witness", "position": "Director"}]))
    result = pull()
    assert (result.created, result.error) == (1, "")
    kept = the_one()
    assert kept.starts_at == datetime(2026, 12, 3, 15, tzinfo=UTC)
    assert (kept.day, kept.kind, kept.status) == (date(2026, 12, 3), "markup", "scheduled")
    assert kept.place == "2172, Rayburn House Office Building"
    assert kept.meeting_committees.get().committee_id == "hsfa00"
    assert kept.meeting_bills.get().citation == "H.R. 9001"
    assert kept.witnesses == [{"name": "SAMPLE Witness", "position": "Director", "organization": ""}]
    assert (kept.source, kept.fetched_at) == ("congress_api", NOW)


def test_the_documented_example_is_read(replay, pull, shared_data):
    path = shared_data / "congress/api_v3/doc_committee_meeting_congress_chamber_eventId_.json"
    CongressFactory(number=119)
    meeting = json.loads(path.read_text())["committeeMeeting"] | {"congress": 119}
    replay.meetings.add(meeting)
    assert pull().error == ""
    kept = the_one()
    assert list(MeetingBill.objects.values_list("measure", flat=True)) == ["118-hr-1532", "118-hr-1246"]
    assert kept.title.startswith("Legislative hearing on: • H.R. 1246")
    assert [len(kept.documents), len(kept.witnesses)] == [8, 3]
    # The desk does not know the subcommittee here: its name is kept.
    assert MeetingCommittee.objects.get().name.startswith("House Natural Resources")


def test_a_second_pull_changes_nothing(replay, pull):
    replay.meetings.add(a_meeting("118001"))
    pull()
    result = pull()
    assert (result.created, result.changed, result.unchanged) == (0, 0, 1)
    assert the_one().sequence == 0
    assert not changes()


def test_a_moved_meeting_keeps_when_and_where_it_was(replay, pull):
    replay.meetings.add(a_meeting("118001"))
    pull()
    replay.meetings.say(
        "118001",
        date="2026-12-04T19:30:00Z",
        meetingStatus="Rescheduled",
        location={"building": "Capitol", "room": "H-140"},
    )
    assert pull().changed == 1
    assert changes() == {
        ("time", "Dec 3, 2026, 10:00 a.m. ET", "Dec 4, 2026, 2:30 p.m. ET"),
        ("status", "Scheduled", "Rescheduled"),
        ("place", "2172, Rayburn House Office Building", "H-140, Capitol"),
    }
    assert the_one().sequence == 1


def test_a_canceled_meeting_stays_and_says_so(replay, pull):
    replay.meetings.add(a_meeting("118001"))
    pull()
    replay.meetings.say("118001", meetingStatus="Cancelled")  # codespell:ignore
    pull()
    assert the_one().is_off
    assert ("status", "Scheduled", "Canceled") in changes()


def test_an_upcoming_meeting_is_read_again_though_no_list_names_it_or_its_update(replay, pull):
    replay.meetings.add(a_meeting("118001"))
    pull()
    # The record's date of update does not move: the list would never tell.
    replay.meetings.say("118001", location={"room": "2200"}, updateDate="2026-11-20T12:00:00Z")
    replay.meetings.rows["house"] = []
    assert pull().changed == 1
    assert the_one().room == "2200"


def test_a_meeting_that_the_source_lost_is_shown_as_such_and_comes_back(replay, pull):
    meeting = replay.meetings.add(a_meeting("118001"))
    pull()
    del replay.meetings.meetings["118001"]
    result = pull()
    assert (result.gone, result.error) == (1, "")
    assert the_one().gone_since == NOW
    assert the_one().day == date(2026, 12, 3)
    assert pull().gone == 0
    replay.meetings.add(meeting)
    pull()
    assert the_one().gone_since is None


def test_an_older_copy_changes_nothing(replay, pull):
    replay.meetings.add(a_meeting("118001", updateDate="2026-11-25T12:00:00Z"))
    pull()
    replay.meetings.say("118001", title="SAMPLE older title", updateDate="2026-11-01T12:00:00Z")
    assert pull().older == 1
    assert the_one().title == "SAMPLE markup of various measures"


def test_rows_that_come_twice_and_out_of_order_make_one_meeting_each(replay, pull):
    replay.page_cap = 2
    made = [replay.meetings.add(a_meeting(f"11800{number}")) for number in range(5)]
    rows = [row_of(one) for one in made]
    replay.meetings.rows["house"] = [
        rows[3],
        rows[0],
        {**rows[3], "updateDate": "2025-01-01T00:00:00Z"},
        *rows,
    ]
    result = pull()
    assert (result.listed, result.created) == (5, 5)
    assert CommitteeMeeting.objects.count() == 5
    # The list promised more than it had: said, and nothing concluded from it.
    assert "5 of 8" in result.error


def test_a_page_that_fails_leaves_the_other_lists_and_is_said(replay, pull):
    replay.meetings.add(a_meeting("118001"))
    replay.meetings.add(a_meeting("336001", chamber="Senate", committees=[]))
    replay.misbehave("server_error", on="meetings", times=None, bill="house")
    result = pull()
    assert result.created == 1
    assert "house meetings" in result.error
    assert the_one().chamber == "senate"


def test_a_listed_meeting_that_cannot_be_opened_is_named(replay, pull):
    made = replay.meetings.add(a_meeting("118001"))
    replay.meetings.rows["house"] = [row_of(made), {**row_of(made), "eventId": "118002"}]
    result = pull()
    assert result.created == 1
    assert "118002" in result.error


def test_a_meeting_that_fails_keeps_what_is_known(replay, pull):
    replay.meetings.add(a_meeting("118001"))
    replay.meetings.add(a_meeting("118002"))
    pull()
    replay.misbehave("truncated", on="meeting", times=None, bill="118001")
    result = pull()
    assert result.unchanged == 1
    assert "118001" not in result.stopped
    assert result.failures
    assert CommitteeMeeting.objects.count() == 2


def test_a_wrong_key_stops_the_pull_at_once(replay, pull, settings):
    settings.CONGRESS_API_KEY = "wrong"
    assert "key" in pull().stopped
    assert len(replay.seen) == 1


def test_without_a_key_there_is_no_source(replay, pull, settings):
    settings.CONGRESS_API_KEY = ""
    assert "no key" in pull().stopped
    pull_committee_meetings()
    assert not Job.objects.exists()
    assert not replay.seen


def test_a_senate_meeting_without_type_or_bills_is_read_from_its_title(replay, pull):
    title = "Business meeting to consider S. 2012, and S. 146 (118th Congress)"
    meeting = a_meeting("336001", chamber="Senate", title=title, committees=[], location={})
    for key in ("type", "relatedItems", "witnesses", "meetingDocuments"):
        del meeting[key]
    replay.meetings.add(meeting)
    assert pull().error == ""
    kept = the_one()
    assert (kept.kind, kept.kind_from_title) == (MeetingKind.BUSINESS, True)
    assert [(one.measure, one.from_title) for one in kept.meeting_bills.all()] == [
        ("119-s-2012", True),
        ("118-s-146", True),
    ]


def test_what_the_source_names_is_not_mixed_with_what_the_title_says(replay, pull):
    replay.meetings.add(a_meeting("118001", title="SAMPLE hearing on H.R. 5"))
    pull()
    assert [(one.measure, one.from_title) for one in MeetingBill.objects.all()] == [("119-hr-9001", False)]


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2026-12-03", date(2026, 12, 3)),
        ("2026-12-03T00:00:00Z", date(2026, 12, 3)),
        ("2026-12-03T05:00:00Z", date(2026, 12, 3)),
        ("2026-12-03T10:00:00", date(2026, 12, 3)),
        ("2026-12-03T10:00:00 EST", date(2026, 12, 3)),
        ("2026-12-03T10:00:00+99:00", date(2026, 12, 3)),
        ("2026-13-03T10:00:00Z", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_date_without_a_time_that_can_be_trusted_is_a_day_and_never_shifted(replay, pull, given, day):
    replay.meetings.add(a_meeting("118001", date=given))
    assert pull().error == ""
    assert (the_one().day, the_one().starts_at) == (day, None)


def test_a_date_that_became_unreadable_takes_none_away(replay, pull):
    replay.meetings.add(a_meeting("118001"))
    pull()
    replay.meetings.say("118001", date="to be determined")
    pull()
    assert the_one().starts_at == datetime(2026, 12, 3, 15, tzinfo=UTC)


def test_an_unknown_status_and_type_are_not_made_up(replay, pull):
    replay.meetings.add(a_meeting("118001", meetingStatus="Perhaps", type="Gathering", title="SAMPLE"))
    pull()
    assert (the_one().status, the_one().kind) == ("", "meeting")


def test_a_run_takes_so_many_and_the_next_one_goes_on(replay, pull):
    for number in range(5):
        replay.meetings.add(a_meeting(f"11800{number}", date="2025-03-04T15:00:00Z"))
    first = pull(at_most=3)
    assert (first.created, first.waiting) == (3, 2)
    second = pull(at_most=3)
    assert (second.created, second.asked) == (2, 2)


def test_the_command_says_what_it_brought_and_ends_with_one_when_something_failed(replay, capsys):
    replay.meetings.add(a_meeting("118001"))
    call_command("pull_meetings")
    assert "1 new" in capsys.readouterr().out
    replay.misbehave("not_found", on="meetings", times=None, bill="senate")
    with pytest.raises(CommandError) as failed:
        call_command("pull_meetings", "--json")
    assert failed.value.returncode == 1
    assert json.loads(capsys.readouterr().out)["unchanged"] == 1
    with pytest.raises(CommandError) as wrong:
        call_command("pull_meetings", "--at-most", "0")
    assert wrong.value.returncode == 2


def test_the_periodic_pull_runs_once_a_period(replay):
    replay.meetings.add(a_meeting("118001"))
    pull_committee_meetings()
    pull_committee_meetings()
    assert Job.objects.of_kind("pull meetings").get().state == "done"
