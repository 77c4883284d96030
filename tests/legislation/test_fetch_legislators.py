"""The published list of legislators: fetched when it changed, whole or not at all, with what changed told."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import time_machine
import yaml
from django.core.management import CommandError, call_command

from common.models import Job, JobState, Notice
from legislation.models import CommitteeSeat, Cosponsor, Legislator, PublishedFile, SourceRun, Term
from legislation.roster_changes import Sitting, changes
from legislation.selectors.terms import holdings, seats_unassigned
from legislation.services.fetch_legislators import fetch_legislators, request_roster, run_roster_job
from legislation.services.load_legislators import UnreadableRoster
from legislation.sources.errors import BadSourceAnswer, SourceUnavailable, UnknownBill
from legislation.tasks import load_published_roster
from outreach.models import Office
from tests.factories.legislation import CosponsorFactory
from tests.factories.members import staff_member
from tests.replay.server import ReplayServer

pytestmark = pytest.mark.django_db
MEMBERS, COMMITTEES = "legislators-current.yaml", "committees-current.yaml"
SEATS, OFFICES = "committee-membership-current.yaml", "legislators-district-offices.yaml"
ALDER, BIRCH, CEDAR = "X000001", "X000002", "X000003"


def person(
    bioguide: str, last: str, *, starts: str = "2025-01-03", ends: str = "2027-01-03", **term: Any
) -> Any:
    own = {"type": "rep", "start": starts, "end": ends, "state": "OR", "district": 1, "party": "Democrat"}
    return {"id": {"bioguide": bioguide}, "name": {"first": "Sample", "last": last}, "terms": [own | term]}


def seat(bioguide: str, title: str = "", rank: int = 1) -> Any:
    return {"bioguide": bioguide, "party": "majority", "rank": rank} | ({"title": title} if title else {})


def publish(
    replay: ReplayServer, people: list[Any], seats: Any, *, on: str = "Mon, 15 Jun 2026 12:00:00 GMT"
) -> None:
    committees = [{"type": "house", "name": "House Committee on Foreign Affairs", "thomas_id": "HSFA"}]
    replay.published.published = on
    replay.published.files = {
        MEMBERS: yaml.safe_dump(people).encode(),
        COMMITTEES: yaml.safe_dump(committees).encode(),
        SEATS: yaml.safe_dump(seats).encode(),
    }


@pytest.fixture
def site(replay: ReplayServer, settings: Any) -> ReplayServer:
    """The published set with two members, both on one committee."""
    settings.LEGISLATORS_URL = replay.legislators_url
    publish(
        replay,
        [person(ALDER, "Alder"), person(BIRCH, "Birch", district=2)],
        {"HSFA": [seat(ALDER, "Chairman"), seat(BIRCH, rank=2)]},
    )
    return replay


def fetch(policy: Any) -> Any:
    return fetch_legislators(kind="by command", policy=policy)


def test_the_set_is_loaded_as_of_the_day_it_was_published(site, replay_policy):
    found = fetch(replay_policy)
    assert found.loaded
    assert (found.loaded.members, found.loaded.as_of) == (2, dt.date(2026, 6, 15))
    assert Term.objects.count() == 2
    run = SourceRun.objects.get()
    assert (run.source, run.state, run.found, run.calls) == ("legislators", "done", 2, 4)


def test_an_unchanged_set_is_not_loaded_again(site, replay_policy):
    fetch(replay_policy)
    again = fetch(replay_policy)
    assert again.loaded is None
    assert SourceRun.objects.first().note == "Unchanged since it was last loaded."
    assert all(one.headers.get("If-None-Match") for one in site.seen[-4:-1])


def test_a_server_that_names_no_versions_is_read_each_time_and_nothing_counts_as_changed(site, replay_policy):
    site.published.bare = True
    fetch(replay_policy)
    again = fetch(replay_policy)
    assert again.loaded
    assert again.changes.count == 0


def test_one_changed_file_brings_the_whole_set_and_says_who_came_left_and_leads(site, replay_policy):
    staff = staff_member()
    fetch(replay_policy)
    CosponsorFactory(legislator=Legislator.objects.get(pk=BIRCH))
    publish(
        site,
        [person(ALDER, "Alder", party="Independent"), person(CEDAR, "Cedar", district=2)],
        {"HSFA": [seat(CEDAR, "Chairman"), seat(ALDER, rank=2)]},
        on="Mon, 20 Jul 2026 12:00:00 GMT",
    )
    told = fetch(replay_policy).changes
    assert told.came == ("Rep. Sample Cedar (D-OR-2)",)
    assert told.left == ("Rep. Sample Birch (D-OR-2)",)
    assert told.party == ("Rep. Sample Alder (I-OR-1), before Democrat",)
    assert told.chairs == ("Rep. Sample Alder (I-OR-1), no longer Chairman of House Foreign Affairs",)
    notice = Notice.objects.get(recipient_id=staff.pk)
    assert notice.title == "Who sits in Congress has changed"
    assert "Left: Rep. Sample Birch (D-OR-2)." in SourceRun.objects.first().note


def test_who_left_is_former_as_of_that_day_and_keeps_every_cosponsorship(site, replay_policy):
    fetch(replay_policy)
    signed = CosponsorFactory(legislator=Legislator.objects.get(pk=BIRCH))
    publish(site, [person(ALDER, "Alder")], {}, on="Mon, 20 Jul 2026 12:00:00 GMT")
    fetch(replay_policy)
    office = Office.objects.get(legislator=BIRCH)
    assert (office.state, Term.objects.get(legislator=BIRCH).ends_on) == ("former", dt.date(2026, 7, 19))
    assert Cosponsor.objects.filter(pk=signed.pk).exists()


@pytest.mark.parametrize("mischief", ["server_error", "drop", "truncated", "not_found"])
def test_a_set_that_cannot_be_had_whole_changes_nothing(mischief, site, replay_policy):
    fetch(replay_policy)
    publish(site, [person(CEDAR, "Cedar")], {"HSFA": [seat(CEDAR)]}, on="Mon, 20 Jul 2026 12:00:00 GMT")
    site.misbehave(mischief, on=SEATS, times=None)
    with pytest.raises((SourceUnavailable, BadSourceAnswer, UnknownBill, UnreadableRoster)):
        fetch(replay_policy)
    assert set(Legislator.objects.values_list("pk", flat=True)) == {ALDER, BIRCH}
    assert CommitteeSeat.objects.count() == 2
    assert SourceRun.objects.first().state == "failed"
    site.behave()
    assert fetch(replay_policy).loaded, "the versions of what was not loaded are not kept"


def test_a_file_far_too_large_is_refused(site, replay_policy):
    site.published.files[MEMBERS] = b"- x\n" * (4 * 1024 * 1024)
    with pytest.raises(BadSourceAnswer, match="sent more than"):
        fetch_legislators(kind="by command")


def test_a_list_that_lost_many_members_is_not_believed(site, replay_policy):
    many = [person(f"X{number:06d}", f"Person{number}", district=number) for number in range(1, 40)]
    publish(site, many, {})
    fetch(replay_policy)
    publish(site, many[:10], {}, on="Mon, 20 Jul 2026 12:00:00 GMT")
    with pytest.raises(UnreadableRoster, match="names only 10 members where the list here has 39"):
        fetch(replay_policy)
    assert Term.objects.current(dt.date(2026, 8, 1)).count() == 39


def test_a_set_not_yet_renewed_after_the_end_of_a_congress_says_nothing_of_the_new_one(site, replay_policy):
    """P9: published in January or not, it describes the Congress that is over."""
    publish(
        site,
        [person(ALDER, "Alder"), person(BIRCH, "Birch", district=2)],
        {"HSFA": [seat(ALDER, "Chairman")]},
        on="Tue, 05 Jan 2027 12:00:00 GMT",
    )
    with time_machine.travel("2027-01-06T12:00-05:00", tick=False):
        assert fetch(replay_policy).loaded.as_of == dt.date(2027, 1, 3)
        assert holdings()[ALDER].doubt == "term ended January 3, 2027; roster is of January 3, 2027"
        assert seats_unassigned() == (
            "Not yet assigned in the 120th Congress; the roster at hand is of January 3, 2027"
        )


def test_a_renewed_set_tells_of_the_new_congress(site, replay_policy):
    fetch(replay_policy)
    new = person(ALDER, "Alder", starts="2027-01-03", ends="2029-01-03")
    publish(site, [new], {"HSFA": [seat(ALDER)]}, on="Tue, 12 Jan 2027 12:00:00 GMT")
    with time_machine.travel("2027-01-13T12:00-05:00", tick=False):
        told = fetch(replay_policy).changes
        assert told.left == ("Rep. Sample Birch (D-OR-2)",)
        assert not holdings()[ALDER].doubt
        assert BIRCH not in holdings()
        assert not seats_unassigned()


def test_the_command_fetches_from_the_address_of_the_settings_or_another(site):
    out = io.StringIO()
    call_command("load_legislators", "--url", stdout=out)
    assert "2 members, 1 committees" in out.getvalue()
    call_command("load_legislators", "--url", site.legislators_url, stdout=out)
    assert out.getvalue().endswith("Unchanged since it was last loaded.\n")


@pytest.mark.parametrize("arguments", [[], [".", "--url"], ["--url", "ftp://sample.example"]])
def test_the_command_refuses_wrong_arguments(arguments, site):
    with pytest.raises(CommandError) as refused:
        call_command("load_legislators", *arguments)
    assert refused.value.returncode == 2


def test_the_weekly_look_runs_once_however_many_schedulers_there_are(site):
    with time_machine.travel("2026-11-27T12:00-05:00", tick=False):
        load_published_roster()
        load_published_roster()
    job = Job.objects.get(kind="load legislators")
    assert (job.state, PublishedFile.objects.count()) == (JobState.DONE, 3)


def test_a_job_that_fails_says_why_and_that_the_last_list_is_kept(site):
    site.published.files.pop(COMMITTEES)
    job, _ = request_roster()
    ended = run_roster_job(job_id=str(job.pk))
    assert ended
    assert ended.state == JobState.FAILED
    assert ended.error.endswith("What was loaded before is kept.")


def test_changes_are_named_and_the_rest_is_counted():
    before = {f"X{n:06d}": Sitting(f"Rep. Sample P{n:02d}", "D", "House, Oregon") for n in range(15)}
    said = str(changes(before, {}))
    assert said.startswith("Left: Rep. Sample P00; Rep. Sample P01;")
    assert said.endswith("; and 3 more.")
    assert str(changes(before, before)) == "Nobody came, left or changed seat, party or committee."
