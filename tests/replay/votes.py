"""House roll calls as the Congress.gov API serves them: one vote with its totals, and its members page by page."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.replay.answers import Answer

Vote = dict[str, Any]
TOTALS = ("yeaTotal", "nayTotal", "presentTotal", "notVotingTotal")
PARTY_NAMES = {"R": "Republican", "D": "Democrat", "I": "Independent"}


def a_member(number: int, *, party: str = "D", cast: str = "Yea", state: str = "OR") -> Vote:
    """A made-up member in the recorded shape."""
    return {
        "bioguideID": f"Y{number:06d}",
        "firstName": "Sample",
        "lastName": f"Voter{number:03d}",
        "voteCast": cast,
        "voteParty": party,
        "voteState": state,
    }


def a_vote(number: int = 17, members: list[Vote] | None = None, **said: Any) -> Vote:
    """A made-up roll call of the 119th's first session, its totals counted from `members`; `said` replaces parts."""
    listed = members if members is not None else [a_member(1), a_member(2, party="R", cast="Nay")]
    return {
        "congress": 119,
        "identifier": f"1191{2025}{number}",
        "legislationNumber": "9901",
        "legislationType": "HR",
        "legislationUrl": "https://congress.gov/bill/119/house-bill/9901",
        "result": "Passed",
        "rollCallNumber": number,
        "sessionNumber": 1,
        "sourceDataURL": f"https://clerk.house.gov/evs/2025/roll{number:03d}.xml",
        "startDate": "2025-01-16T11:00:00-05:00",
        "updateDate": "2025-04-18T08:44:47-04:00",
        "votePartyTotal": [_total(party, listed) for party in PARTY_NAMES],
        "voteQuestion": "On Passage",
        "voteType": "Yea-and-Nay",
        "members": listed,
        **said,
    }


def _total(party: str, members: list[Vote]) -> Vote:
    casts = [one["voteCast"] for one in members if one["voteParty"] == party]
    counts = [
        sum(cast in {"Yea", "Aye"} for cast in casts),
        sum(cast in {"Nay", "No"} for cast in casts),
        casts.count("Present"),
        casts.count("Not Voting"),
    ]
    name = {"name": PARTY_NAMES[party], "type": party}
    return {"party": name, "voteParty": party, **dict(zip(TOTALS, counts, strict=True))}


@dataclass
class Votes:
    """What is served; `wrapped` puts a vote into a list, as the documented examples show it."""

    votes: dict[str, Vote] = field(default_factory=dict)
    wrapped: bool = False

    def add(self, vote: Vote) -> Vote:
        """Serve a vote, in place of an earlier copy of the same number."""
        self.votes[f"{vote['congress']}/{vote['sessionNumber']}/{vote['rollCallNumber']}"] = vote
        return vote

    def answer(self, parts: list[str], limit: int, offset: int, kind: str) -> Answer:
        """Answer for the parts of an address after `house-vote`: congress, session, number and perhaps `members`."""
        vote = self.votes.get("/".join(parts[:3]))
        if vote is None:
            return Answer(404, json.dumps({"error": "No HouseVote matches the given query."}).encode())
        told = {key: value for key, value in vote.items() if key != "members"}
        key = "houseRollCallVote"
        if parts[3:] == ["members"]:
            rows = [] if kind == "empty_page" else vote["members"][offset : offset + limit]
            rows = rows[:-1] if kind == "short" else rows
            told = {name: value for name, value in told.items() if name != "votePartyTotal"}
            told, key = told | {"results": rows}, "houseRollCallVoteMemberVotes"
        if kind == "wrong_bill":
            told["rollCallNumber"] = 999
        return Answer(body=json.dumps({key: [told] if self.wrapped else told}).encode())
