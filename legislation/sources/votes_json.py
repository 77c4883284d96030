"""Roll calls of both chambers as they stand with bills converted to JSON (`congress119.jsonl.gz`, `bills119/`).

The converter took them from the clerks' own files: the House's with totals by party and bioguide ids, the Senate's with
each senator's party and state but with the Senate's own ids, which are no bioguide ids.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legislation.choices import BillId, Cast, Chamber, Source, UnknownBillId
from legislation.roll_calls import VoteId, cast_of
from legislation.sources import plain
from legislation.sources.bills_json import UnreadableBillJson
from legislation.sources.vote_records import MemberCast, PartyTally, RollCallRecord

_BIOGUIDE = re.compile(r"[A-Z]\d{6}")
_PARTIES = {"Republican": "R", "Democratic": "D", "Democrat": "D", "Independent": "I", "Libertarian": "L"}
_TOTALS = ("yea-total", "nay-total", "present-total", "not-voting-total")


@dataclass(frozen=True)
class ListedVote:
    """A roll call with what each member did; where `bioguide` is empty, name and state tell who it was."""

    record: RollCallRecord
    casts: tuple[MemberCast, ...]


def read(data: bytes, name: str) -> tuple[ListedVote, ...]:
    """Read the roll calls that stand with one bill; most bills have none. Raises UnreadableBillJson."""
    try:
        node = json.loads(data)
        bill = node["bill"]["bill"]
        measure = BillId.of(
            plain.text(bill, "congress"), plain.text(bill, "type"), plain.text(bill, "number")
        )
        votes = node.get("votes") or {}
        return tuple(_vote(each, str(measure), node) for each in plain.items(votes.get("votes")))
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError, UnknownBillId) as error:
        raise UnreadableBillJson(name, f"its votes cannot be read ({error})") from error


def _vote(node: Mapping[str, Any], measure: str, bill: Mapping[str, Any]) -> ListedVote:
    named = plain.items(node["action"].get("recordedVotes"))[0]
    chamber = plain.chamber(named, "chamber")
    numbers = [plain.whole(named, key) for key in ("congress", "sessionNumber", "rollNumber")]
    if chamber is None or None in numbers:
        raise ValueError("a vote without chamber, session or number")
    congress, session, number = (each or 0 for each in numbers)
    vote_id = VoteId(congress, chamber, session, number)
    detail = _inner(node.get("detail"))
    casts = _casts(_inner(node.get("members")))
    accessed = plain.moment(bill, "accessed")
    if accessed is None:
        raise ValueError("no moment at which it was taken")
    record = RollCallRecord(
        id=vote_id,
        source=Source.BILLS_JSON,
        url=vote_id.official_url,
        fetched_at=accessed,
        held_at=plain.moment(named, "date"),
        updated_at=accessed,
        question=plain.text(detail, "voteQuestion"),
        vote_type=plain.text(detail, "voteType") if chamber is Chamber.HOUSE else "",
        result=plain.text(detail, "result"),
        measure=measure,
        amendment="",
        amendment_author="",
        parties=_parties(detail) or _counted(casts),
        members=None,
    )
    return ListedVote(record, casts)


def _inner(node: object) -> Mapping[str, Any]:
    """Return what stands under the one name of the chamber, such as houseRollCallVote."""
    inner = next(iter(node.values()), None) if isinstance(node, Mapping) else None
    return inner if isinstance(inner, Mapping) else {}


def _casts(node: Mapping[str, Any]) -> tuple[MemberCast, ...]:
    rows = plain.items(node.get("results"))
    return tuple(
        MemberCast(
            bioguide=found if _BIOGUIDE.fullmatch(found := plain.text(row, "bioguideId")) else "",
            first_name=plain.name(row, "firstName"),
            last_name=plain.name(row, "lastName"),
            party=plain.text(row, "voteParty"),
            state=plain.text(row, "voteState"),
            words=plain.text(row, "voteCast"),
        )
        for row in rows
        if plain.text(row, "voteCast")
    )


def _parties(detail: Mapping[str, Any]) -> tuple[PartyTally, ...]:
    totals = detail.get("totals")
    rows = plain.items(totals.get("totals-by-party")) if isinstance(totals, Mapping) else []
    return tuple(_tally(row) for row in rows)


def _tally(row: Mapping[str, Any]) -> PartyTally:
    party = plain.text(row, "party")
    return PartyTally(_PARTIES.get(party, party[:1]), *(plain.whole(row, key) or 0 for key in _TOTALS))


def _counted(casts: Sequence[MemberCast]) -> tuple[PartyTally, ...]:
    """Count the parties from the members' own votes: the Senate gives no totals by party."""
    count = Counter((each.party, cast_of(each.words)) for each in casts)
    order = (Cast.YEA, Cast.NAY, Cast.PRESENT, Cast.NOT_VOTING)
    return tuple(
        PartyTally(party, *(count[party, cast] for cast in order))
        for party in sorted({each.party for each in casts if each.party})
    )
