"""Writing a roll call: its totals by party and every member's vote, in one transaction."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from legislation.models import MemberVote, PartyTotal, RollCall
from legislation.roll_calls import cast_of
from legislation.services.known_rows import KnownRows
from legislation.services.sync_bill import Outcome
from legislation.services.tell_others import tell_votes
from legislation.sources.records import SponsorRecord
from legislation.sources.vote_records import MemberCast, RollCallRecord

_NOTE_LENGTH = 300


@transaction.atomic
def write_roll_call(*, record: RollCallRecord, known: KnownRows | None = None) -> Outcome:
    """Make the roll call here what `record` says and tell what that changed.

    An older copy never overwrites a newer one, and a list of members known to be incomplete never replaces a
    whole one (P9). Legislators not yet known here are made from their names in the vote.
    """
    known = known or KnownRows()
    known.congress(record.id.congress)
    stored = RollCall.objects.select_for_update().filter(pk=str(record.id)).first()
    if stored and _is_older(record, stored):
        return Outcome.UNCHANGED
    row = _row(record)
    keeps_members = bool(stored and stored.members_complete and not record.is_whole)
    if keeps_members:
        row.members_complete = True
    changed = stored is None or _content(row) != _content(stored)
    row.save(force_insert=stored is None)
    changed = _write_parties(record) or changed
    if not keeps_members:
        changed = _write_members(record, known) or changed
        tell_votes(roll_call=row, now=record.fetched_at)
    if stored is None:
        return Outcome.CREATED
    return Outcome.UPDATED if changed else Outcome.UNCHANGED


def _is_older(record: RollCallRecord, stored: RollCall) -> bool:
    here, offered = stored.source_updated_at, record.updated_at
    return bool(here and offered and offered < here)


def _row(record: RollCallRecord) -> RollCall:
    return RollCall(
        id=str(record.id),
        congress_id=record.id.congress,
        chamber=record.id.chamber,
        session=record.id.session,
        number=record.id.number,
        held_at=record.held_at,
        question=record.question[:300],
        vote_type=record.vote_type[:60],
        result=record.result[:120],
        measure=record.measure,
        amendment=record.amendment,
        amendment_author=record.amendment_author[:200],
        source=record.source,
        source_url=record.url,
        source_updated_at=record.updated_at,
        checked_at=record.fetched_at or timezone.now(),
        members_complete=record.is_whole,
        note=record.why_not[:_NOTE_LENGTH],
    )


def _content(row: RollCall) -> tuple[object, ...]:
    """What a change of is news: not when we looked, nor when the source touched its record."""
    return (
        row.held_at,
        row.question,
        row.vote_type,
        row.result,
        row.measure,
        row.amendment,
        row.amendment_author,
        row.members_complete,
    )


def _write_parties(record: RollCallRecord) -> bool:
    offered = {
        (each.party, each.yea, each.nay, each.present, each.not_voting)
        for each in record.parties
        if each.party
    }
    stored = PartyTotal.objects.filter(roll_call=str(record.id))
    if set(stored.values_list("party", "yea", "nay", "present", "not_voting")) == offered:
        return False
    stored.delete()
    PartyTotal.objects.bulk_create(
        PartyTotal(
            roll_call_id=str(record.id), party=party, yea=yea, nay=nay, present=present, not_voting=away
        )
        for party, yea, nay, present, away in sorted(offered)
    )
    return True


def _write_members(record: RollCallRecord, known: KnownRows) -> bool:
    casts = record.members or ()
    offered = {(each.bioguide, each.words, each.party, each.state) for each in casts}
    stored = MemberVote.objects.filter(roll_call=str(record.id))
    if set(stored.values_list("legislator_id", "words", "party", "state")) == offered:
        return False
    as_of = record.fetched_at.date()
    known.people([(_person(each), record.source, as_of) for each in casts])
    stored.delete()
    MemberVote.objects.bulk_create(
        MemberVote(
            roll_call_id=str(record.id),
            legislator_id=bioguide,
            cast=cast_of(words),
            words=words[:60],
            party=party[:4],
            state=state[:2],
        )
        for bioguide, words, party, state in sorted(offered)
    )
    return True


def _person(cast: MemberCast) -> SponsorRecord:
    return SponsorRecord(
        bioguide=cast.bioguide,
        full_name=f"{cast.last_name}, {cast.first_name}",
        first_name=cast.first_name,
        last_name=cast.last_name,
        party=cast.party,
        state=cast.state,
    )
