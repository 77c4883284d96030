"""Positions, asks and messages as files: for the organizations of the coalition only (P5)."""

from __future__ import annotations

from collections.abc import Iterable

from common.choices import Tag
from common.citations import cite_in_full
from common.dates import eastern
from common.sheets import Sheet
from priorities.models import Message
from priorities.selectors.asks import AskRow
from priorities.selectors.positions import PositionRow

_POSITIONS = (
    "Bill",
    "Title",
    "Stance",
    "State",
    "Public",
    "Summary",
    "Decision",
    "Began",
    "Ended",
    "Ended because",
    "Consulted",
    "The bill cuts",
    "Supported nevertheless because",
)
_ASKS = (
    "Place",
    "Ask",
    "Kind",
    "Audience",
    "State",
    "Bill",
    "Family",
    "Line",
    "Fiscal year",
    "Reason",
    "Deadline",
    "Expires",
    "Decision",
    "Consulted",
)
_MESSAGES = ("Title", "Text", "Tags", "Decision", "Cleared for packets", "Cleared by", "Archived")
_INSIDE = "For the organizations of the coalition: not for outside."


def positions_sheet(rows: Iterable[PositionRow]) -> Sheet:
    """Return positions as a list, in the order the rows come."""
    return Sheet("positions", _POSITIONS, map(_position, rows), (_INSIDE,))


def asks_sheet(rows: Iterable[AskRow]) -> Sheet:
    """Return asks as a list, in the order the rows come."""
    return Sheet("asks", _ASKS, map(_ask, rows), (_INSIDE,))


def messages_sheet(messages: Iterable[Message]) -> Sheet:
    """Return messages as a list, in the order they come."""
    return Sheet("messages", _MESSAGES, map(_message, messages), (_INSIDE,))


def _position(row: PositionRow) -> tuple[object, ...]:
    one = row.position
    return (
        cite_in_full(one.bill_id),
        one.bill.name,
        one.get_stance_display(),
        row.standing,
        one.is_public,
        one.summary,
        one.decision.number if one.decision else "",
        one.starts_on,
        one.ends_on,
        one.ended_because,
        row.consulted,
        "; ".join(row.cuts),
        one.despite,
    )


def _ask(row: AskRow) -> tuple[object, ...]:
    one = row.ask
    return (
        one.position,
        one.text,
        one.get_kind_display(),
        one.audience_in_words,
        row.standing,
        cite_in_full(one.bill_id) if one.bill_id else "",
        one.family.short_name if one.family else "",
        one.line.name if one.line else "",
        one.fiscal_year,
        one.reason,
        one.deadline_on,
        one.expires_on,
        one.decision.number,
        row.consulted,
    )


def _message(one: Message) -> tuple[object, ...]:
    return (
        one.title,
        one.text,
        "; ".join(str(Tag(tag).label) for tag in one.tags),
        one.decision.number if one.decision else "",
        eastern(one.cleared_at).date() if one.cleared_at else "",
        one.cleared_by.name if one.cleared_by else "",
        eastern(one.archived_at).date() if one.archived_at else "",
    )
