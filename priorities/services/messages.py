"""The message library as staff keep it: written, changed, cleared for packets, archived."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from appropriations.services.row_changes import change_row
from common import audit
from decisions.models import Decision
from members.models import User
from priorities.models import Message
from priorities.position_rules import Problem
from priorities.services.guarding import (
    NOTHING_CLEARED,
    Clearing,
    Refused,
    check_staff,
    keep_clearing,
    refuse_open_hits,
)
from priorities.services.positions import basis_of

_UNCLEARED = {"cleared_by": None, "cleared_at": None}


@transaction.atomic
def write_message(
    *,
    title: str,
    text: str,
    tags: Sequence[str],
    decision: Decision | None,
    by: User,
    clearing: Clearing = NOTHING_CLEARED,
) -> Message:
    """Write a message; the secretariat alone reads it until it is cleared for packets (P5). Raises Refused."""
    check_staff(by)
    made = Message(title=title.strip(), text=text.strip(), tags=list(tags), decision=decision)
    made.is_sample = bool(decision and decision.is_sample)
    _refuse(made, clearing)
    made.save()
    audit.record("wrote a message", made, actor_id=by.pk)
    keep_clearing(made, _texts(made), clearing, by)
    return made


@transaction.atomic
def change_message(
    *,
    message: Message,
    title: str,
    text: str,
    tags: Sequence[str],
    decision: Decision | None,
    by: User,
    clearing: Clearing = NOTHING_CLEARED,
) -> Message:
    """Change a message; with another title, text or decision it is to be cleared for packets again. Raises Refused."""
    current = _locked(message, by)
    said = {"title": title.strip(), "text": text.strip(), "tags": list(tags), "decision": decision}
    same = (current.title, current.text, current.decision_id) == (
        said["title"],
        said["text"],
        decision.pk if decision else None,
    )
    fields = said if same else {**said, **_UNCLEARED}

    def check(row: Message) -> None:
        _refuse(row, clearing)

    change_row(row=current, fields=fields, verb="changed a message", by=by, check=check)
    keep_clearing(current, _texts(current), clearing, by)
    return current


@transaction.atomic
def clear_for_packets(*, message: Message, is_cleared: bool, by: User) -> Message:
    """Say in one's own name that a message may go into packets as it reads now, or take that back. Raises Refused."""
    current = _locked(message, by)
    if is_cleared and current.archived_at:
        raise Refused(Problem("", "It is archived: take it out of the archive first."))
    if is_cleared:
        _refuse(current, NOTHING_CLEARED)
    fields = {"cleared_by": by, "cleared_at": timezone.now()} if is_cleared else _UNCLEARED
    verb = "cleared a message for packets" if is_cleared else "took a message out of packets"
    change_row(row=current, fields=fields, verb=verb, by=by)
    return current


@transaction.atomic
def archive_message(*, message: Message, is_archived: bool, by: User) -> Message:
    """Put a message into the archive, where no packet finds it, or take it out again; audited."""
    current = _locked(message, by)
    if bool(current.archived_at) == is_archived:
        return current
    verb = "archived a message" if is_archived else "took a message out of the archive"
    fields = {"archived_at": timezone.now() if is_archived else None}
    change_row(row=current, fields=fields, verb=verb, by=by)
    return current


def _locked(message: Message, by: User) -> Message:
    check_staff(by)
    current: Message = Message.objects.select_for_update(of=["self"]).get(pk=message.pk)
    return current


def _texts(message: Message) -> dict[str, str]:
    return {"title": message.title, "text": message.text}


def _refuse(row: Message, clearing: Clearing) -> None:
    empty = [Problem(name, "Write it down.") for name, text in _texts(row).items() if not text]
    if empty:
        raise Refused(*empty)
    basis = basis_of(row.decision)
    if basis and not basis.is_in_force:
        raise Refused(Problem("decision", "This decision is not in force."))
    refuse_open_hits(row, _texts(row), clearing)
