"""Asks as staff keep them: written, changed, ordered, withdrawn; what was and who changed it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.services.row_changes import RowError, change_row, undo_row
from common import audit
from common.dates import congress_day, today
from common.models import AuditEntry
from legislation.models import FamilyBill
from members.models import User
from priorities.ask_rules import SaidAsk, problems_of_ask
from priorities.expiring import ask_expired
from priorities.models import Ask
from priorities.models.positions import on_bill
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

GUARDED = ("text", "reason")
_STEP = 10


@transaction.atomic
def write_ask(*, fields: Mapping[str, Any], by: User, clearing: Clearing = NOTHING_CLEARED) -> Ask:
    """Write a new ask, the last in order; `fields` are those of AskForm. Raises Refused, each problem at its field."""
    check_staff(by)
    made = Ask(**fields)
    made.is_sample = made.decision.is_sample
    _refuse(made, clearing)
    last = Ask.objects.standing().order_by("-position").values_list("position", flat=True).first()
    made.position = min((last or 0) + _STEP, 32_000)
    made.save()
    audit.record("wrote an ask", made, actor_id=by.pk)
    keep_clearing(made, _texts(made), clearing, by)
    return made


@transaction.atomic
def change_ask(
    *, ask: Ask, fields: Mapping[str, Any], by: User, clearing: Clearing = NOTHING_CLEARED
) -> bool:
    """Change an ask; return whether that changed something. Raises Refused, also for one that was withdrawn."""
    current = _locked(ask, by)

    def check(row: Ask) -> None:
        _refuse(row, clearing)

    if current.withdrawn_at:
        raise Refused(Problem("", "It was withdrawn: undo that first."))
    changed = change_row(row=current, fields=fields, verb="changed an ask", by=by, check=check)
    keep_clearing(current, _texts(current), clearing, by)
    return bool(changed)


@transaction.atomic
def withdraw_ask(*, ask: Ask, because: str, by: User) -> None:
    """Withdraw an ask with the reason; it stays, is asked of nobody, and the step can be undone. Raises Refused."""
    current = _locked(ask, by)
    if current.withdrawn_at:
        raise Refused(Problem("", "It was withdrawn already."))
    if not because.strip():
        raise Refused(Problem("reason", "Say why it is withdrawn."))
    fields = {"withdrawn_at": timezone.now(), "withdrawn_because": because.strip()}
    change_row(row=current, fields=fields, verb="withdrew an ask", by=by)


@transaction.atomic
def undo_ask(*, ask: Ask, by: User) -> AuditEntry:
    """Take back the newest change of an ask, its withdrawal included. Raises Refused when that cannot be."""
    current = _locked(ask, by)

    def check(row: Ask) -> None:
        try:
            _refuse(row, NOTHING_CLEARED)
        except Refused as refused:
            raise RowError(str(refused)) from refused

    try:
        return undo_row(row=current, by=by, check=check)
    except RowError as refused:
        raise Refused(Problem("", str(refused))) from refused


@transaction.atomic
def move_ask(*, ask: Ask, by: int, actor: User) -> bool:
    """Move an ask among those in force, -1 toward the first and 1 toward the last; return whether it moved.

    Their places are counted anew, so that no two share one.
    """
    check_staff(actor)
    rows = list(Ask.objects.select_for_update(of=["self"]).in_force().order_by("position", "id"))
    keys = [one.pk for one in rows]
    if ask.pk not in keys:
        raise Refused(Problem("", "Only an ask in force has a place among them."))
    at = keys.index(ask.pk)
    to = at + by
    if not 0 <= to < len(rows):
        return False
    rows[at], rows[to] = rows[to], rows[at]
    for place, one in enumerate(rows, 1):
        one.position = place * _STEP
    Ask.objects.bulk_update(rows, ["position"])
    audit.record("moved an ask", ask, actor_id=actor.pk, place=[at + 1, to + 1])
    return True


def _locked(ask: Ask, by: User) -> Ask:
    check_staff(by)
    current: Ask = Ask.objects.select_for_update(of=["self"]).get(pk=ask.pk)
    return current


def _texts(ask: Ask) -> dict[str, str]:
    return {name: getattr(ask, name) for name in GUARDED}


def _refuse(row: Ask, clearing: Clearing) -> None:
    basis = basis_of(row.decision)
    if basis is None:  # the field is required
        raise Refused(Problem("decision", "An ask rests on a decision."))
    over = row.bill and row.kind == "legislation" and ask_expired(on_bill(row.bill), congress_day())
    said = SaidAsk(
        kind=row.kind,
        audience=row.audience,
        basis=basis,
        committee=row.committee_id or "",
        committee_is_part=bool(row.committee and row.committee.parent_id),
        legislator=row.legislator_id or "",
        bill=row.bill_id or "",
        bill_over=over or "",
        family=row.family_id or "",
        bill_in_family=not (row.bill_id and row.family_id)
        or FamilyBill.objects.filter(family=row.family_id, bill=row.bill_id).exists(),
        line=row.line_id or "",
        fiscal_year=row.fiscal_year,
        deadline_on=row.deadline_on,
        expires_on=row.expires_on,
    )
    problems = problems_of_ask(said, today())
    if problems:
        raise Refused(*problems)
    refuse_open_hits(row, _texts(row), clearing)
