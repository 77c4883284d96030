"""Flagging a bill that pays by cutting another cause (P2): who says so, by which source, and taking it back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from appropriations.services.row_changes import change_row
from common import audit
from common.dates import today
from legislation.models import Bill
from members.models import User
from priorities.models import CutFlag
from priorities.position_rules import Problem
from priorities.services.guarding import Refused, check_staff


@transaction.atomic
def flag_cut(*, bill: Bill, cuts: str, source: str, as_of: date, by: User, source_url: str = "") -> CutFlag:
    """Say that a bill pays by cutting another cause. Support of it then needs a written reason. Raises Refused."""
    check_staff(by)
    if as_of > today():
        raise Refused(Problem("as_of", "The source cannot have been read on a day to come."))
    said = " ".join(cuts.split())
    if CutFlag.objects.standing().filter(bill=bill, cuts=said).exists():
        raise Refused(Problem("cuts", "The bill is flagged for this already."))
    made = CutFlag.objects.create(
        bill=bill, cuts=said, source=source.strip(), source_url=source_url, as_of=as_of, flagged_by=by
    )
    audit.record("flagged a bill that pays by a cut", made, actor_id=by.pk, bill=bill.pk, cuts=said)
    return made


@transaction.atomic
def withdraw_flag(*, flag: CutFlag, because: str, by: User) -> CutFlag:
    """Take a flag back with the reason; the row stays. Raises Refused without a reason, or when it was taken back."""
    check_staff(by)
    current: CutFlag = CutFlag.objects.select_for_update().get(pk=flag.pk)
    if current.withdrawn_at:
        raise Refused(Problem("", "It was withdrawn already."))
    if not because.strip():
        raise Refused(Problem("reason", "Say why it is withdrawn."))
    fields = {"withdrawn_at": timezone.now(), "withdrawn_because": because.strip()}
    change_row(row=current, fields=fields, verb="withdrew a flag of a cut", by=by)
    return current
