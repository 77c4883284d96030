"""Roll calls that stand with bills converted to JSON: both chambers, every party, every member."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum

from legislation.models import MemberVote, PartyTotal, RollCall
from legislation.services.import_votes import import_votes
from tests.factories.legislation import BillFactory, BillVoteFactory, LegislatorFactory, TermFactory
from tests.factories.members import representative
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def a_vote(chamber, number, cast, totals=None):
    house = chamber == "House"
    detail = {"voteQuestion": "On Passage", "voteType": "YEA-AND-NAY", "result": "Passed"}
    if totals:
        detail["totals"] = {"totals-by-party": totals}
    names = ("houseRollCallVote", "houseRollCallVoteMemberVotes")
    if not house:
        names = ("senateRollCallVote", "senateRollCallVoteMemberVotes")
    recorded = {
        "chamber": chamber,
        "congress": "119",
        "sessionNumber": "1",
        "rollNumber": str(number),
        "date": "2025-05-13T22:55:20Z",
    }
    return {
        "action": {"actionDate": "2025-05-13", "text": "SAMPLE", "recordedVotes": [recorded]},
        "detail": {names[0]: detail},
        "members": {names[1]: {"results": cast}},
    }


def a_member(key, last, party, state, cast):
    return {
        "bioguideId": key,
        "firstName": "",
        "fullName": last,
        "lastName": last,
        "voteCast": cast,
        "voteParty": party,
        "voteState": state,
    }


def a_file(tmp_path, *votes, accessed="2026-06-01T04:00:00+00:00"):
    bill = {"congress": "119", "type": "HR", "number": "9001", "title": "SAMPLE"}
    path = tmp_path / "bills.jsonl"
    line = {"accessed": accessed, "bill": {"bill": bill}, "votes": {"votes": list(votes)}}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    return path


def house_vote():
    totals = [
        {
            "party": "Republican",
            "yea-total": "1",
            "nay-total": "0",
            "present-total": "0",
            "not-voting-total": "0",
        },
        {
            "party": "Democratic",
            "yea-total": "0",
            "nay-total": "1",
            "present-total": "0",
            "not-voting-total": "0",
        },
        {
            "party": "Independent",
            "yea-total": "0",
            "nay-total": "0",
            "present-total": "0",
            "not-voting-total": "0",
        },
    ]
    members = [
        a_member("S000001", "Sampleyea", "R", "ME", "Yea"),
        a_member("S000002", "Samplenay", "D", "OR", "Nay"),
    ]
    return a_vote("House", 7, members, totals)


def senate_vote():
    return a_vote(
        "Senate",
        9,
        [a_member("S901", "Sampleson", "I", "ME", "Yea"), a_member("S902", "Muñoz", "D", "OR", "Not Voting")],
    )


def senator(last, state):
    person = LegislatorFactory(last_name=last)
    TermFactory(
        legislator=person, chamber="senate", state=state, district=None, starts_on=dt.date(2021, 1, 3)
    )
    return person


def parties_of(key):
    rows = PartyTotal.objects.filter(roll_call=key).order_by("party")
    return {row.party: (row.yea, row.nay, row.present, row.not_voting) for row in rows}


def test_a_vote_of_the_house_has_every_party_and_member(tmp_path):
    tally = import_votes(paths=[a_file(tmp_path, house_vote())])
    assert (tally.read, tally.created, tally.failures) == (1, 1, [])
    vote = RollCall.objects.get()
    assert (str(vote.pk), vote.measure, vote.members_complete) == ("119-house-1-7", "119-hr-9001", True)
    # The Independents' row is kept though nobody is in it: all parties alike (P1).
    assert parties_of(vote.pk) == {"D": (0, 1, 0, 0), "I": (0, 0, 0, 0), "R": (1, 0, 0, 0)}
    assert set(MemberVote.objects.values_list("legislator_id", "cast")) == {
        ("S000001", "yea"),
        ("S000002", "nay"),
    }


def test_parties_of_the_senate_are_counted_and_senators_told_by_name_and_state(tmp_path):
    one, other = senator("Sampleson", "ME"), senator("Munoz", "OR")
    senator("Sampleson", "TX")
    import_votes(paths=[a_file(tmp_path, senate_vote())])
    assert parties_of("119-senate-1-9") == {"D": (0, 0, 0, 1), "I": (1, 0, 0, 0)}
    assert set(MemberVote.objects.values_list("legislator_id", "cast")) == {
        (one.pk, "yea"),
        (other.pk, "not_voting"),
    }
    assert RollCall.objects.get().members_complete


def test_a_senator_not_known_here_leaves_the_list_out_and_says_so(tmp_path):
    senator("Sampleson", "ME")
    import_votes(paths=[a_file(tmp_path, senate_vote())])
    vote = RollCall.objects.get()
    assert not vote.members_complete
    assert "not all senators" in vote.note
    assert not MemberVote.objects.exists()
    assert parties_of(vote.pk)["I"] == (1, 0, 0, 0)


def test_a_second_run_changes_nothing(tmp_path):
    path = a_file(tmp_path, house_vote())
    import_votes(paths=[path])
    tally = import_votes(paths=[path])
    assert (tally.created, tally.updated, tally.unchanged) == (0, 0, 1)


def test_an_older_copy_never_overwrites_a_newer_one(tmp_path):
    import_votes(paths=[a_file(tmp_path, house_vote())])
    older = house_vote()
    older["detail"]["houseRollCallVote"]["result"] = "Failed"
    import_votes(paths=[a_file(tmp_path, older, accessed="2026-05-01T04:00:00+00:00")])
    assert RollCall.objects.get().result == "Passed"


def test_the_page_of_a_senate_vote_shows_its_parties(tmp_path):
    senator("Sampleson", "ME")
    senator("Munoz", "OR")
    BillVoteFactory(bill=BillFactory(number=9001), chamber="senate", roll_number=9)
    import_votes(paths=[a_file(tmp_path, senate_vote())])
    page = signed_in(representative()).get("/congress/votes/119-senate-1-9/").content.decode()
    assert "Sampleson" in page
    assert "is not published in the source we read" not in page


def test_a_line_that_cannot_be_read_is_named_and_the_rest_imported(tmp_path):
    path = a_file(tmp_path, house_vote())
    with path.open("a", encoding="utf-8") as file:
        file.write("{half a li\n")
    with pytest.raises(CommandError, match="1 files could not be read") as told:
        call_command("import_votes", str(path))
    assert told.value.returncode == 1
    assert RollCall.objects.count() == 1


def test_a_path_that_is_not_there_is_refused():
    with pytest.raises(CommandError) as told:
        call_command("import_votes", "no-such-file.jsonl")
    assert told.value.returncode == 2


def test_the_real_votes_with_the_bills_at_hand_add_up(shared_data):
    import_votes(paths=[shared_data / "congress" / "bills119" / "119-s146.json"])
    vote = RollCall.objects.get(pk="119-house-1-104")
    totals = vote.party_totals.aggregate(yea=Sum("yea"), nay=Sum("nay"))
    # In the clerk's words: 409 - 2 (Roll no. 104).
    assert totals == {"yea": 409, "nay": 2}
    assert vote.members_complete
