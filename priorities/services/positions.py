"""Positions as staff keep them: taken, corrected, made public or not, ended; what was stays as history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from appropriations.services.row_changes import RowError, change_row, undo_row
from common import audit
from common.dates import day_words, today
from common.models import AuditEntry
from decisions.models import Decision
from legislation.models import Bill
from members.models import User
from priorities.models import CutFlag, Position
from priorities.position_rules import Basis, Problem, SaidPosition, problems_of_position
from priorities.services.guarding import (
    NOTHING_CLEARED,
    Clearing,
    Refused,
    check_staff,
    keep_clearing,
    refuse_open_hits,
)


@transaction.atomic
def take_position(
    *,
    bill: Bill,
    stance: str,
    decision: Decision | None,
    starts_on: date,
    by: User,
    summary: str = "",
    is_public: bool = False,
    despite: str = "",
    clearing: Clearing = NOTHING_CLEARED,
) -> Position:
    """Take a position on a bill; one that is open ends the day before, and stays as history.

    `despite` is the written reason for supporting a bill that pays by cutting another cause (P2). Raises Refused.
    """
    check_staff(by)
    # Two who take a position at once come one after the other.
    Bill.objects.select_for_update().get(pk=bill.pk)
    before = Position.objects.select_for_update().filter(bill=bill, ends_on=None).first()
    made = Position(
        bill=bill,
        stance=stance,
        decision=decision,
        starts_on=starts_on,
        summary=summary.strip(),
        is_public=is_public,
        despite=despite.strip(),
        is_sample=bool(decision and decision.is_sample),
    )
    _refuse(made, latest_start=_latest_start(bill, before), clearing=clearing)
    if before:
        _end_by(before, made, by)
    made.save()
    audit.record("took a position", made, actor_id=by.pk, bill=bill.pk, stance=stance)
    keep_clearing(made, _texts(made), clearing, by)
    return made


def _end_by(before: Position, newer: Position, by: User) -> None:
    last = {
        "ends_on": newer.starts_on - timedelta(days=1),
        "ended_because": f"Followed by “{newer.get_stance_display()}”",
    }
    change_row(row=before, fields=last, verb="ended a position by a newer one", by=by)


@transaction.atomic
def correct_position(
    *,
    position: Position,
    by: User,
    decision: Decision | None,
    summary: str,
    despite: str,
    clearing: Clearing = NOTHING_CLEARED,
) -> Position:
    """Correct what a position says and rests on; its stance and days stay. What was is kept. Raises Refused."""
    current = _locked(position, by)
    fields = {"decision": decision, "summary": summary.strip(), "despite": despite.strip()}
    _change(current, fields, "corrected a position", by, clearing)
    return current


@transaction.atomic
def switch_public(*, position: Position, is_public: bool, by: User) -> Position:
    """Make a position public or not; audited. Raises Refused where it cannot be public."""
    current = _locked(position, by)
    verb = "made a position public" if is_public else "closed a position to outside"
    _change(current, {"is_public": is_public}, verb, by, NOTHING_CLEARED)
    return current


@transaction.atomic
def end_position(*, position: Position, ends_on: date, because: str, by: User) -> Position:
    """End a position on a day, its last; the reason is kept. Raises Refused."""
    current = _locked(position, by)
    if current.ends_on:
        raise Refused(Problem("ends_on", f"It ended {day_words(current.ends_on)} already."))
    if not current.starts_on <= ends_on <= today():
        raise Refused(Problem("ends_on", "Its last day is between its first day and today."))
    if not because.strip():
        raise Refused(Problem("because", "Say why it ends."))
    fields = {"ends_on": ends_on, "ended_because": because.strip()}
    change_row(row=current, fields=fields, verb="ended a position", by=by)
    return current


@transaction.atomic
def undo_position(*, position: Position, by: User) -> AuditEntry:
    """Take back the newest change of a position. Raises Refused when there is none, or another holds by now."""
    current = _locked(position, by)
    try:
        return undo_row(row=current, by=by, check=_check_undone)
    except RowError as refused:
        raise Refused(Problem("", str(refused))) from refused


def _check_undone(row: Position) -> None:
    if row.ends_on is None and Position.objects.filter(bill=row.bill_id, ends_on=None).exclude(pk=row.pk):
        raise RowError("Another position on this bill is open: end that one first.")
    try:
        _refuse(row, latest_start=None, clearing=NOTHING_CLEARED)
    except Refused as refused:
        raise RowError(str(refused)) from refused


def _locked(position: Position, by: User) -> Position:
    check_staff(by)
    current: Position = (
        Position.objects.select_for_update(of=["self"]).select_related("bill").get(pk=position.pk)
    )
    return current


def _change(current: Position, fields: Mapping[str, object], verb: str, by: User, clearing: Clearing) -> None:
    def check(row: Position) -> None:
        _refuse(row, latest_start=None, clearing=clearing)

    change_row(row=current, fields=fields, verb=verb, by=by, check=check)
    keep_clearing(current, _texts(current), clearing, by)


def _texts(position: Position) -> dict[str, str]:
    return {"summary": position.summary}


def _latest_start(bill: Bill, before: Position | None) -> date | None:
    """The day after which a new one begins: the open one's first, or the last day of those that ended."""
    if before:
        return before.starts_on
    ended: date | None = (
        Position.objects.filter(bill=bill).order_by("-ends_on").values_list("ends_on", flat=True).first()
    )
    return ended


def _refuse(row: Position, *, latest_start: date | None, clearing: Clearing) -> None:
    said = SaidPosition(
        stance=row.stance,
        basis=basis_of(row.decision),
        is_public=row.is_public,
        starts_on=row.starts_on,
        despite=row.despite,
        cuts=cuts_of(row.bill_id),
        latest_start=latest_start,
    )
    problems = problems_of_position(said, today())
    if problems:
        raise Refused(*problems)
    refuse_open_hits(row, _texts(row), clearing)


def cuts_of(bill_id: str) -> list[str]:
    """Return what a bill is flagged to cut (P2); one query."""
    return list(CutFlag.objects.standing().filter(bill=bill_id).values_list("cuts", flat=True))


def basis_of(decision: Decision | None) -> Basis | None:
    """Return what the rules need of a decision; one query."""
    if decision is None:
        return None
    in_force = Decision.objects.in_force().filter(pk=decision.pk).exists()
    return Basis(decision.decided_on, in_force, decision.is_public)
