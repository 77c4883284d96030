"""Recorded votes: what a bill's page tells of each, the list of them, and the page of one.

The House's come with totals by party and every member's vote; of the Senate's, the source we read has no more
than a reference, so that the clerk's own words give the totals. All parties are told alike (P1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from common.citations import cite_in_full, ordinal
from common.dates import eastern
from common.sourcing import SourceMark
from legislation.amendment_ids import citation_of
from legislation.choices import Chamber, Source
from legislation.models import Action, Bill, BillVote, MemberVote, PartyTotal, RollCall
from legislation.roll_calls import FIRST_BY_MEMBER, Totals, VoteId, named_in, result_in, totals_in

SENATE_WORDS = (
    "How each party voted in the Senate is not published in the source we read; every senator's vote stands on the "
    "Senate's own page."
)
HOUSE_WORDS = (
    "How each party voted has not been read yet; every member's vote stands on the House's own page."
)
EARLIER_WORDS = (
    f"The source we read has the House's votes by party from the {ordinal(FIRST_BY_MEMBER)} Congress on; every "
    "member's vote stands on the House's own page."
)


@dataclass(frozen=True)
class PartyLine:
    """How one party voted, or all of them together (`party` is then empty)."""

    party: str
    yea: int
    nay: int
    present: int
    not_voting: int


@dataclass(frozen=True)
class VoteLine:
    """One recorded vote as a list tells it; `parties` is empty where the breakdown is not known."""

    vote_id: VoteId
    on: date | None
    held_at: datetime | None
    question: str
    words: str
    result: str
    totals: Totals | None
    parties: tuple[PartyLine, ...]
    why_no_parties: str
    amendment_key: str
    official_url: str
    source: SourceMark | None
    # Told in an action's words only: it has no page here.
    in_words_only: bool = False


@dataclass(frozen=True)
class VotePage:
    """The page of one roll call."""

    line: VoteLine
    roll_call: RollCall | None
    bills: tuple[tuple[str, str], ...]
    amendment: str
    everyone: PartyLine | None
    members: tuple[MemberVote, ...]


def vote_lines(votes: Sequence[BillVote]) -> list[VoteLine]:
    """Return the votes that bills refer to, in their order, in two queries whatever their number."""
    calls = calls_of(id_of(vote) for vote in votes)
    return [_line(vote, calls.get(str(id_of(vote)))) for vote in votes]


def lines_with_words(lines: Iterable[VoteLine], actions: Iterable[Action], congress: int) -> list[VoteLine]:
    """Return the lines with those votes that a bill's actions tell in words alone, newest first; without a query.

    The source refers to the Senate's votes on passage, and leaves many on cloture or a motion to proceed in words.
    """
    found = {line.vote_id: line for line in lines}
    for action in actions:
        for vote_id in named_in(action.text, congress, action.acted_on):
            found.setdefault(vote_id, _told(vote_id, action))
    return sorted(found.values(), key=lambda line: (line.on or date.min, line.vote_id.number), reverse=True)


def _told(vote_id: VoteId, action: Action) -> VoteLine:
    return VoteLine(
        vote_id=vote_id,
        on=action.acted_on,
        held_at=None,
        question="",
        words=action.text,
        result=result_in(action.text, vote_id.number),
        totals=totals_in(action.text, vote_id.number),
        parties=(),
        why_no_parties=_why_no_parties(vote_id),
        amendment_key="",
        official_url=vote_id.official_url,
        source=None,
        in_words_only=True,
    )


def id_of(vote: BillVote) -> VoteId:
    """Return which roll call a bill's vote is."""
    return VoteId(vote.congress, Chamber(vote.chamber), vote.session, vote.roll_number)


def calls_of(ids: Iterable[VoteId]) -> dict[str, RollCall]:
    """Return the roll calls at hand with their totals by party, by id."""
    totals = Prefetch("party_totals", queryset=PartyTotal.objects.order_by("party"))
    rows = RollCall.objects.filter(pk__in={str(each) for each in ids}).prefetch_related(totals)
    return {row.pk: row for row in rows}


def _line(vote: BillVote | None, call: RollCall | None) -> VoteLine:
    """A vote by what a bill's action and the House's own record tell of it; one of the two is there."""
    vote_id = id_of(vote) if vote else VoteId.parse(call.pk if call else "")
    words = vote.action_text if vote else ""
    parties = _parties(call)
    held_at = (call.held_at if call else None) or (vote.held_at if vote else None)
    return VoteLine(
        vote_id=vote_id,
        on=eastern(held_at).date() if held_at else (vote.acted_on if vote else None),
        held_at=held_at,
        question=call.question if call else "",
        words=words,
        result=(call.result if call else "") or result_in(words, vote_id.number),
        totals=_sum(parties) or totals_in(words, vote_id.number),
        parties=parties,
        why_no_parties="" if parties else _why_no_parties(vote_id),
        amendment_key=vote.amendment_key if vote else (call.amendment if call else ""),
        official_url=vote_id.official_url,
        source=_source(call),
    )


def _parties(call: RollCall | None) -> tuple[PartyLine, ...]:
    rows = call.party_totals.all() if call else ()
    return tuple(PartyLine(row.party, row.yea, row.nay, row.present, row.not_voting) for row in rows)


def _sum(parties: Sequence[PartyLine]) -> Totals | None:
    if not parties:
        return None
    everyone = _everyone(parties)
    return Totals(everyone.yea, everyone.nay, everyone.present)


def _everyone(parties: Sequence[PartyLine]) -> PartyLine:
    return PartyLine(
        "",
        sum(one.yea for one in parties),
        sum(one.nay for one in parties),
        sum(one.present for one in parties),
        sum(one.not_voting for one in parties),
    )


def _why_no_parties(vote_id: VoteId) -> str:
    if vote_id.chamber is Chamber.SENATE:
        return SENATE_WORDS
    return HOUSE_WORDS if vote_id.congress >= FIRST_BY_MEMBER else EARLIER_WORDS


def _source(call: RollCall | None) -> SourceMark | None:
    if call is None:
        return None
    return SourceMark(Source(call.source).label, url=call.source_url, as_of=call.checked_at, note=call.note)


def votes_for_list(user: Any) -> QuerySet[BillVote]:
    """Return the recorded votes on bills `user` may see, each as often as bills refer to it, newest first."""
    visible = Bill.objects.visible_to(user)
    found: QuerySet[BillVote] = BillVote.objects.filter(bill__in=visible).select_related("bill")
    return found.order_by("-acted_on", "-congress", "-session", "-roll_number", "chamber", "bill_id")


def list_rows(votes: Sequence[BillVote]) -> list[tuple[BillVote, VoteLine]]:
    """Return a page of `votes_for_list` with what is told of each, in two queries whatever their number."""
    return list(zip(votes, vote_lines(votes), strict=True))


def vote_page(user: Any, vote_id: VoteId, *, state: str = "") -> VotePage:
    """Return the page of a roll call, its members by name, of one state if asked.

    Raises RollCall.DoesNotExist when no bill that `user` may see refers to it and it is not at hand itself.
    """
    votes = list(
        votes_for_list(user).filter(
            congress=vote_id.congress,
            chamber=vote_id.chamber,
            session=vote_id.session,
            roll_number=vote_id.number,
        )
    )
    call = calls_of([vote_id]).get(str(vote_id)) if _may_see(user, vote_id) else None
    if call is None and not votes:
        raise RollCall.DoesNotExist(str(vote_id))
    line = _line(votes[0] if votes else None, call)
    members = call.member_votes.by_name() if call else MemberVote.objects.none()
    if state:
        members = members.filter(state=state)
    return VotePage(
        line=line,
        roll_call=call,
        bills=_bills(user, votes, call),
        amendment=citation_of(line.amendment_key) if line.amendment_key else "",
        everyone=_everyone(line.parties) if line.parties else None,
        members=tuple(members),
    )


def _may_see(user: Any, vote_id: VoteId) -> bool:
    return bool(RollCall.objects.visible_to(user).filter(pk=str(vote_id)).exists())


def _bills(user: Any, votes: Sequence[BillVote], call: RollCall | None) -> tuple[tuple[str, str], ...]:
    """The bills the vote is about, each with the address's id where it can be opened here, else empty."""
    here = {vote.bill_id: vote.bill.name for vote in votes}
    measure = call.measure if call else ""
    if measure and measure not in here:
        other = Bill.objects.visible_to(user).filter(pk=measure).first()
        return ((measure, other.name) if other else ("", cite_in_full(measure)), *here.items())
    return tuple(here.items())
