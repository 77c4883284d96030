"""The groups of a bill's facts: the content each is compared by, and the rows of its actions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from legislation.models import Action
from legislation.services.copy_rows import array, written
from legislation.sources.records import ActionOrigin, ActionRecord, BillRecord, VoteRecord

Row = tuple[object, ...]
# What a source can say anew of an action whose identity stays.
ACTION_FIELDS = (
    "text",
    "action_type",
    "code",
    "source_code",
    "source_name",
    "provenance",
    "committee_codes",
    "recorded_votes",
    "position",
)
ACTION_COLUMNS = (
    "bill",
    "acted_on",
    "acted_time",
    "text_digest",
    *ACTION_FIELDS,
    "laid_over_source",
    "laid_over_url",
)
# Where the columns stand that make an action itself.
ACTION_IDENTITY = slice(0, 4)
_DIGEST_LENGTH = 32
_DIGEST_OF_NOTHING = "none"


# The clerks say most things in the same words each time.
@lru_cache(maxsize=16_384)
def text_digest(text: str) -> str:
    """Return a digest of a text with its spaces folded: part of an action's identity."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_DIGEST_LENGTH]


def content_digest(texts: Sequence[str]) -> str:
    """Return the digest of a group's content, given as texts; equal means the same facts, whatever the source."""
    if not any(texts):
        return _DIGEST_OF_NOTHING
    return hashlib.sha256("\f".join(texts).encode()).hexdigest()[:_DIGEST_LENGTH]


def core_text(record: BillRecord) -> str:
    """Return what a record says of the bill itself, to be compared by."""
    sponsor = record.sponsor or ()
    laws = [(law.type, str(law.number)) for law in record.laws or ()]
    first = (record.title, record.origin_chamber, record.introduced_on, record.policy_area)
    return written([(*first, record.amendment_count, *sponsor), *laws])


def action_values(bill_id: str, record: ActionRecord, position: int) -> Row:
    """Return the values of ACTION_COLUMNS for one action, JSON and arrays as PostgreSQL writes them."""
    return (
        bill_id,
        record.date,
        record.time,
        text_digest(record.text),
        record.text,
        record.type,
        record.code,
        record.source_code,
        record.source_name,
        f"[{', '.join([_origin_json(*each[:-1]) for each in record.provenance])}]",
        array(record.committees) if record.committees else "{}",
        json.dumps([_vote(each) for each in record.recorded_votes]) if record.recorded_votes else "[]",
        position,
        "",
        "",
    )


def action_row(bill_id: str, record: ActionRecord) -> Action:
    """Return an unsaved row of one action."""
    return Action(
        bill_id=bill_id,
        acted_on=record.date,
        acted_time=record.time,
        text=record.text,
        text_digest=text_digest(record.text),
        action_type=record.type,
        code=record.code,
        source_code=record.source_code,
        source_name=record.source_name,
        provenance=[_origin(each) for each in record.provenance],
        committee_codes=list(record.committees),
        recorded_votes=[_vote(each) for each in record.recorded_votes],
        position=0,
    )


# Most reports of an action differ from others by its words only, which are not among these.
@lru_cache(maxsize=4096)
def _origin_json(*but_text: Any) -> str:
    return json.dumps(_origin(ActionOrigin(*but_text)))


def _origin(origin: ActionOrigin) -> dict[str, str]:
    found = zip(origin._fields, origin, strict=True)
    return {key: str(value) for key, value in found if key != "text" and value not in (None, "")}


def _vote(vote: VoteRecord) -> dict[str, Any]:
    return vote._asdict() | {"held_at": vote.held_at.isoformat() if vote.held_at else None}


def identity(action: Action) -> Row:
    """Return what makes an action itself: the day, the time and the words."""
    return action.acted_on, action.acted_time, action.text_digest


def in_order(pulled: list[Action], laid: list[Action]) -> list[Action]:
    """Number the actions oldest first; what is laid over comes after the source's own of its day."""
    final = sorted([*pulled, *laid], key=lambda row: row.acted_on)
    for position, row in enumerate(final):
        row.position = position
    return final
