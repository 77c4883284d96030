"""House roll calls of the Congress.gov API: one vote with its totals by party, and how every member voted.

Shape: github.com/LibraryOfCongress/api.congress.gov, Documentation/HouseRollCallVoteEndpoint.md (beta). Its
examples wrap a vote in a list, the running service answers with an object; both are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from common.http import Gate, HttpClient, Policy
from legislation.choices import BillId, Source, UnknownBillId
from legislation.roll_calls import VoteId
from legislation.sources import plain
from legislation.sources.congress_api import DEFAULT_URL, PAGE_SIZE, SERVICE
from legislation.sources.errors import (
    BadSourceAnswer,
    SourceError,
    WrongKey,
    told_as_source_error,
)
from legislation.sources.vote_records import MemberCast, PartyTally, RollCallRecord

_VOTE_KEYS = ("houseRollCallVote",)
_MEMBER_KEYS = ("houseRollCallVoteMemberVotes", "houseRollCallMemberVotes")
# The House has 441 members with those who have no vote; the API's own pages hold twenty.
_MAX_PAGES = 30

Node = Mapping[str, Any]


@dataclass
class HouseVotes:
    """The API at `base_url` with our key; use it as a context manager. The key is sent in a header only."""

    api_key: str = field(repr=False)
    base_url: str = DEFAULT_URL
    policy: Policy | None = None
    gate: Gate | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.api_key.strip():
            raise WrongKey("there is no key for the Congress.gov API (CONGRESS_API_KEY)")
        headers = {"X-Api-Key": self.api_key.strip(), "Accept": "application/json"}
        self._http = HttpClient(SERVICE, self.base_url, headers, self.policy or Policy(), self.gate)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def vote(self, vote_id: VoteId) -> RollCallRecord:
        """Fetch one roll call of the House with how every member voted.

        Where the members alone fail, the record is without them and says why. Raises UnknownBill (there is
        no such vote), WrongKey, SourceBusy, SourceUnavailable, BadSourceAnswer.
        """
        node = self._asked(vote_id, "", _VOTE_KEYS, 0)
        try:
            parties = _parties(node)
            members, why_not = self._members(vote_id, sum(party.members for party in parties))
            return _record(vote_id, node, parties, members, why_not)
        except plain.BadValue as error:
            raise BadSourceAnswer(f"{SERVICE}: {vote_id}: {error}") from error

    def _members(self, vote_id: VoteId, expected: int) -> tuple[tuple[MemberCast, ...] | None, str]:
        """Every member's vote, each once; with what is missing in words."""
        found: dict[str, MemberCast] = {}
        listed = 0
        try:
            for _ in range(_MAX_PAGES):
                node = self._asked(vote_id, "members", _MEMBER_KEYS, listed)
                before, casts = len(found), _casts(node)
                found.update((cast.bioguide, cast) for cast in casts)
                listed += len(casts)
                if len(found) >= expected or len(found) == before:
                    break
        except SourceError as error:
            if error.stops_run:
                raise
            return None, f"members: {error}"
        if len(found) == expected:
            return tuple(found.values()), ""
        return tuple(found.values()), f"members: {len(found)} are listed and the totals count {expected}"

    def _asked(self, vote_id: VoteId, path: str, keys: tuple[str, ...], offset: int) -> Node:
        address = f"house-vote/{vote_id.congress}/{vote_id.session}/{vote_id.number}/{path}".rstrip("/")
        with told_as_source_error(
            "the Congress.gov API refuses the key (CONGRESS_API_KEY)",
            f"the Congress.gov API has no {vote_id.label}",
        ):
            answer = self._http.get_json(address, {"format": "json", "limit": PAGE_SIZE, "offset": offset})
        node = _inner(answer, keys)
        if node is None:
            raise BadSourceAnswer(f"{SERVICE}: the answer for {vote_id} holds no vote")
        given = tuple(plain.whole(node, key) for key in ("congress", "sessionNumber", "rollCallNumber"))
        if given != (vote_id.congress, vote_id.session, vote_id.number):
            shown = "-".join(str(part) for part in given)
            raise BadSourceAnswer(f"{SERVICE}: asked for {vote_id}, was given {shown}")
        return node


def _inner(answer: object, keys: tuple[str, ...]) -> Node | None:
    for key in keys:
        found = answer.get(key) if isinstance(answer, Mapping) else None
        if isinstance(found, list) and len(found) == 1:
            found = found[0]
        if isinstance(found, Mapping):
            return found
    return None


def _parties(node: Node) -> tuple[PartyTally, ...]:
    """Every party the source names, one that nobody is of included: the Independents' row may be all zeros."""
    tallies = []
    for row in plain.items(node.get("votePartyTotal")):
        party = row.get("party")
        letter = plain.text(party, "type") if isinstance(party, Mapping) else ""
        numbers = [
            plain.whole(row, key) or 0 for key in ("yeaTotal", "nayTotal", "presentTotal", "notVotingTotal")
        ]
        tallies.append(PartyTally(letter or plain.text(row, "voteParty"), *numbers))
    return tuple(tallies)


def _casts(node: Node) -> list[MemberCast]:
    rows = plain.items(node.get("results"))
    casts = [
        MemberCast(
            bioguide=plain.text(row, "bioguideID", "bioguideId"),
            first_name=plain.name(row, "firstName"),
            last_name=plain.name(row, "lastName"),
            party=plain.text(row, "voteParty"),
            state=plain.text(row, "voteState"),
            words=plain.text(row, "voteCast"),
        )
        for row in rows
    ]
    return [cast for cast in casts if cast.bioguide and cast.words]


def _record(
    vote_id: VoteId,
    node: Node,
    parties: tuple[PartyTally, ...],
    members: tuple[MemberCast, ...] | None,
    why_not: str,
) -> RollCallRecord:
    return RollCallRecord(
        id=vote_id,
        source=Source.CONGRESS_API,
        url=vote_id.official_url,
        fetched_at=datetime.now(UTC),
        held_at=plain.moment(node, "startDate"),
        updated_at=plain.moment(node, "updateDate"),
        question=plain.text(node, "voteQuestion"),
        vote_type=plain.text(node, "voteType"),
        result=plain.text(node, "result"),
        measure=_measure(vote_id.congress, node),
        amendment=_amendment(vote_id.congress, node),
        amendment_author=plain.text(node, "amendmentAuthor"),
        parties=parties,
        members=members,
        why_not=why_not,
    )


def _measure(congress: int, node: Node) -> str:
    try:
        kind, number = plain.text(node, "legislationType"), plain.text(node, "legislationNumber")
        return str(BillId.of(congress, kind, number))
    except UnknownBillId:
        return ""


def _amendment(congress: int, node: Node) -> str:
    kind, number = plain.text(node, "amendmentType").lower(), plain.text(node, "amendmentNumber")
    return f"{congress}-{kind}-{number}" if kind and number else ""
