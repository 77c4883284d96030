"""House roll calls from the API, as it answers and as it misbehaves."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from common.jobs import request_cancel
from common.models import JobState
from legislation import tasks
from legislation.choices import Cast
from legislation.models import Legislator, MemberVote, PartyTotal, RollCall, SourceRun
from legislation.roll_calls import UnknownVoteId
from legislation.services.pull_votes import pull_votes, request_votes, run_vote_job, wanted_votes
from tests.factories.legislation import (
    BillVoteFactory,
    LegislatorFactory,
    RollCallFactory,
    TrackedBillFactory,
)
from tests.replay.votes import a_member, a_vote

pytestmark = pytest.mark.django_db
ID = "119-house-1-17"


def pull(replay_policy, *ids):
    return pull_votes(vote_ids=ids or [ID], policy=replay_policy)


def totals():
    rows = PartyTotal.objects.filter(roll_call=ID)
    return {row.party: (row.yea, row.nay, row.present, row.not_voting) for row in rows}


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_vote_is_here_with_every_party_and_member(api, replay_policy, wrapped):
    LegislatorFactory(bioguide_id="Y000001", last_name="Known")
    members = [a_member(1), a_member(2, party="R", cast="Nay"), a_member(3, cast="Not Voting", state="ME")]
    api.votes.add(a_vote(17, members))
    api.votes.wrapped = wrapped
    result = pull(replay_policy)
    assert (result.created, result.failures, result.stopped) == (1, [], "")
    call = RollCall.objects.get()
    assert (call.pk, call.question, call.result, call.vote_type) == (
        ID,
        "On Passage",
        "Passed",
        "Yea-and-Nay",
    )
    assert (call.measure, call.members_complete) == ("119-hr-9901", True)
    assert call.held_at.isoformat() == "2025-01-16T16:00:00+00:00"
    assert call.source_url == "https://clerk.house.gov/Votes/202517"
    assert totals() == {"R": (0, 1, 0, 0), "D": (1, 0, 0, 1), "I": (0, 0, 0, 0)}
    votes = {vote.legislator_id: (vote.cast, vote.words, vote.state) for vote in MemberVote.objects.all()}
    assert votes == {
        "Y000001": (Cast.YEA, "Yea", "OR"),
        "Y000002": (Cast.NAY, "Nay", "OR"),
        "Y000003": (Cast.NOT_VOTING, "Not Voting", "ME"),
    }
    # The roster's name stays; who was not known is made from the vote.
    assert Legislator.objects.get(pk="Y000001").last_name == "Known"
    assert Legislator.objects.get(pk="Y000003").last_name == "Voter003"


def test_a_vote_on_an_amendment_keeps_which_and_whose(api, replay_policy):
    said = {"legislationType": "", "legislationNumber": "", "amendmentType": "HAMDT", "amendmentNumber": "12"}
    api.votes.add(a_vote(17, amendmentAuthor="Sample of Oregon Amendment No. 6", **said))
    pull(replay_policy)
    call = RollCall.objects.get()
    assert (call.measure, call.amendment) == ("", "119-hamdt-12")
    assert call.amendment_author == "Sample of Oregon Amendment No. 6"


def test_the_same_again_changes_nothing_but_when_it_was_checked(api, replay_policy):
    api.votes.add(a_vote())
    pull(replay_policy)
    first = RollCall.objects.get().checked_at
    keys = set(MemberVote.objects.values_list("pk", flat=True))
    assert pull(replay_policy).unchanged == 1
    assert RollCall.objects.get().checked_at > first
    assert set(MemberVote.objects.values_list("pk", flat=True)) == keys


def test_a_correction_arrives_and_an_older_copy_does_not(api, replay_policy):
    api.votes.add(a_vote())
    pull(replay_policy)
    corrected = [a_member(1), a_member(2, party="R", cast="Yea")]
    api.votes.add(a_vote(17, corrected, updateDate="2025-05-01T08:00:00-04:00"))
    assert pull(replay_policy).updated == 1
    assert totals()["R"] == (1, 0, 0, 0)
    api.votes.add(a_vote(17, updateDate="2025-04-01T08:00:00-04:00"))
    assert pull(replay_policy).unchanged == 1
    assert totals()["R"] == (1, 0, 0, 0)


def test_members_that_come_in_pages_are_read_to_the_end(api, replay_policy):
    api.page_cap = 2
    api.votes.add(a_vote(17, [a_member(number) for number in range(1, 6)]))
    # The server gives less than was asked for: the next page begins where the answer ended.
    assert pull(replay_policy).failures == []
    assert MemberVote.objects.count() == 5


def test_a_list_of_members_cut_short_says_so_and_never_replaces_a_whole_one(api, replay_policy):
    api.votes.add(a_vote())
    api.misbehave("short", on="house-vote-members", times=None)
    result = pull(replay_policy)
    assert "members: 1 are listed and the totals count 2" in result.error
    call = RollCall.objects.get()
    assert not call.members_complete
    assert "1 are listed" in call.note
    api.behave()
    pull(replay_policy)
    call.refresh_from_db()
    assert (call.members_complete, call.note, MemberVote.objects.count()) == (True, "", 2)
    api.misbehave("short", on="house-vote-members", times=None)
    pull(replay_policy)
    call.refresh_from_db()
    assert (call.members_complete, MemberVote.objects.count()) == (True, 2)


def test_totals_stay_where_the_members_alone_fail(api, replay_policy):
    api.votes.add(a_vote())
    api.misbehave("server_error", on="house-vote-members", times=None)
    result = pull(replay_policy)
    assert (result.created, len(result.failures)) == (1, 1)
    assert totals()["D"] == (1, 0, 0, 0)
    assert not MemberVote.objects.exists()


@pytest.mark.parametrize("kind", ["server_error", "truncated", "drop", "rate_limited", "slow"])
def test_a_passing_fault_is_tried_again(api, replay_policy, kind):
    api.votes.add(a_vote())
    api.misbehave(kind, on="house-vote", seconds=0.8, retry_after="0")
    assert pull(replay_policy).created == 1


@pytest.mark.parametrize("kind", ["server_error", "truncated", "not_found", "wrong_bill", "redirect"])
def test_a_vote_that_cannot_be_had_leaves_the_others(api, replay_policy, kind):
    api.votes.add(a_vote(17))
    api.votes.add(a_vote(18))
    api.misbehave(kind, on="house-vote", times=None, bill="17")
    result = pull(replay_policy, ID, "119-house-1-18")
    assert (result.created, len(result.failures)) == (1, 1)
    assert "House roll call 17" in result.error
    assert list(RollCall.objects.values_list("pk", flat=True)) == ["119-house-1-18"]


def test_a_wrong_key_stops_the_run_and_is_never_told(api, replay_policy, settings):
    settings.CONGRESS_API_KEY = "wrong-secret"
    result = pull(replay_policy, ID, "119-house-1-18")
    assert "refuses the key" in result.error
    assert "wrong-secret" not in result.error
    assert len(api.seen) == 1


def test_without_a_key_it_says_what_is_missing_and_the_clock_asks_nobody(replay, settings, replay_policy):
    settings.CONGRESS_API_KEY = ""
    assert "CONGRESS_API_KEY" in pull(replay_policy).error
    tasks.pull_tracked_votes()
    assert not SourceRun.objects.exists()


def test_a_pause_asked_for_stops_the_run(api, replay_policy):
    api.misbehave("rate_limited", on="house-vote", times=None, retry_after="600")
    result = pull(replay_policy, ID, "119-house-1-18")
    assert "asks us to wait" in result.stopped
    assert len(api.seen) == 1


def test_the_senates_votes_are_not_asked_for(api, replay_policy):
    result = pull(replay_policy, "119-senate-1-12")
    assert "the House's votes only" in result.error
    assert api.seen == []


def test_wanted_are_the_house_votes_of_tracked_bills_that_are_not_here_whole():
    bill = TrackedBillFactory().bill
    for number in (1, 2, 3):
        BillVoteFactory(bill=bill, roll_number=number)
    BillVoteFactory(bill=bill, chamber="senate", roll_number=9)
    BillVoteFactory(bill=bill, congress=115, roll_number=8)
    BillVoteFactory(roll_number=7)
    RollCallFactory(number=1)
    RollCallFactory(number=2, members_complete=False)
    assert wanted_votes() == ["119-house-1-3", "119-house-1-2"]


def test_a_vote_checked_within_the_week_after_it_was_held_is_asked_for_again():
    bill = TrackedBillFactory().bill
    BillVoteFactory(bill=bill, roll_number=1)
    call = RollCallFactory(number=1)
    call.checked_at = call.held_at
    call.save()
    assert wanted_votes() == ["119-house-1-1"]


def test_a_job_is_one_at_a_time_and_leaves_a_run_with_its_calls(api):
    BillVoteFactory(bill=TrackedBillFactory().bill, roll_number=17)
    api.votes.add(a_vote())
    job, created = request_votes()
    again, created_again = request_votes()
    assert (created, created_again, again.pk) == (True, False, job.pk)
    ended, _ = run_vote_job(job_id=str(job.pk))
    assert ended.state == JobState.DONE
    run = SourceRun.objects.get()
    assert (run.source, run.state, run.found, run.changed, run.calls) == ("house votes", "done", 1, 1, 2)


def test_a_canceled_pull_asks_for_nothing(api):
    job, _ = request_votes(vote_ids=[ID])
    request_cancel(job)
    assert run_vote_job(job_id=str(job.pk)) == (None, None)
    assert api.seen == []


def test_the_clock_pulls_what_tracked_bills_refer_to(api):
    BillVoteFactory(bill=TrackedBillFactory().bill, roll_number=17)
    api.votes.add(a_vote())
    tasks.pull_tracked_votes()
    assert RollCall.objects.filter(pk=ID).exists()


def test_the_command_says_what_it_did(api):
    api.votes.add(a_vote())
    out = io.StringIO()
    call_command("pull_votes", "--vote", ID, "--json", stdout=out)
    assert json.loads(out.getvalue())["created"] == 1
    out = io.StringIO()
    call_command("pull_votes", "--vote", ID, stdout=out)
    assert out.getvalue().startswith("1 of 1 roll calls pulled")


def test_the_command_ends_with_1_on_a_failure_and_2_on_a_wrong_argument(api):
    with pytest.raises(CommandError) as failed:
        call_command("pull_votes", "--vote", "119-house-1-404", stdout=io.StringIO())
    assert failed.value.returncode == 1
    with pytest.raises(CommandError) as wrong:
        call_command("pull_votes", "--vote", "119-hr-1144", stdout=io.StringIO())
    assert wrong.value.returncode == 2
    with pytest.raises(UnknownVoteId):
        request_votes(vote_ids=["nonsense"])


def test_the_documented_answers_are_read(api, replay_policy, shared_data):
    folder = shared_data / "congress" / "api_v3"
    stem = "doc_house_vote_congress_session_voteNumber_"
    told = json.loads((folder / f"{stem}.json").read_text())["houseRollCallVote"][0]
    listed = json.loads((folder / f"{stem}members.json").read_text())["houseRollCallMemberVotes"][0][
        "results"
    ]
    api.votes.add(told | {"members": listed})
    api.votes.wrapped = True
    result = pull(replay_policy)
    # The example's list of members is an extract.
    assert result.failures == [
        f"House roll call 17, 119th Congress, 1st session: members: {len(listed)} are listed and the totals count 434"
    ]
    assert totals() == {"R": (213, 0, 0, 6), "D": (61, 145, 0, 9), "I": (0, 0, 0, 0)}
    assert RollCall.objects.get().measure == "119-hr-30"
