"""Importing the roll calls that stand with bills converted to JSON, so that votes by party are at hand offline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from common.sorting import sort_key
from legislation.choices import Chamber
from legislation.models import Term
from legislation.services.known_rows import KnownRows
from legislation.services.roll_calls import write_roll_call
from legislation.services.sync_bill import Outcome
from legislation.sources.archives import UnreadablePath
from legislation.sources.bill_json_files import read_json_paths
from legislation.sources.bills_json import UnreadableBillJson
from legislation.sources.vote_records import MemberCast, RollCallRecord
from legislation.sources.votes_json import ListedVote, read

_NOT_NAMED = "not all senators of the source's list are known here by name and state"


@dataclass
class VoteTally:
    """What an import of votes brought; `failures` name the file and the reason."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failures: list[str] = field(default_factory=list)


def import_votes(
    *, paths: Sequence[str | Path], tell: Callable[[str], None] = lambda _line: None
) -> VoteTally:
    """Import every roll call that stands with the bills under `paths` (.json, .jsonl, .jsonl.gz, folders).

    A bill that cannot be read is told of and counted, and the rest is imported. Run again, it changes nothing.
    """
    tally, known = VoteTally(), KnownRows()
    for name, content in read_json_paths(paths):
        try:
            if isinstance(content, UnreadablePath):
                raise content
            votes = read(content, name)
        except (UnreadablePath, UnreadableBillJson) as error:
            tally.failures.append(f"{name}: {error.reason}")
            tell(tally.failures[-1])
            continue
        for vote in votes:
            outcome = write_roll_call(record=_named(vote), known=known)
            tally.read += 1
            setattr(tally, outcome.value, getattr(tally, outcome.value) + 1)
            if outcome is not Outcome.UNCHANGED:
                tell(f"{vote.record.id.label}: {outcome.value}")
    return tally


def _named(vote: ListedVote) -> RollCallRecord:
    """Say who each member is. One senator who is not known by name and state leaves the list out (P9)."""
    casts = vote.casts
    if vote.record.id.chamber is Chamber.SENATE:
        casts = _senators(vote)
    if not casts or any(not each.bioguide for each in casts):
        return replace(vote.record, members=None, why_not=_NOT_NAMED)
    return replace(vote.record, members=casts)


def _senators(vote: ListedVote) -> tuple[MemberCast, ...]:
    held_on = vote.record.held_at.date() if vote.record.held_at else None
    terms = Term.objects.filter(chamber=Chamber.SENATE).select_related("legislator")
    if held_on:
        terms = terms.filter(starts_on__lte=held_on)
    known: dict[tuple[str, str], set[str]] = {}
    for term in terms.order_by():
        key = (term.state, sort_key(term.legislator.last_name))
        known.setdefault(key, set()).add(term.legislator_id)
    return tuple(
        _with_id(each, known.get((each.state, sort_key(each.last_name)), set())) for each in vote.casts
    )


def _with_id(cast: MemberCast, ids: Iterable[str]) -> MemberCast:
    """Give a senator's bioguide id where name and state leave no doubt."""
    found = list(ids)
    return replace(cast, bioguide=found[0]) if len(found) == 1 else cast
