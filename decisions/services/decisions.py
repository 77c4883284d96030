"""Recording decisions, and switching who may see one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from common import audit
from decisions.models import Decision
from members.models import User


@transaction.atomic
def record_decision(
    *, number: str, decided_on: date, title: str, text: str, by: int | None, **more: Any
) -> Decision:
    """Enter a decision, which nothing changes afterwards; `more` are its other fields.

    Raises IntegrityError for a number taken, or a restriction without a reason.
    """
    decision = Decision.objects.create(number=number, decided_on=decided_on, title=title, text=text, **more)
    audit.record("recorded decision", decision, actor_id=by, is_public=decision.is_public)
    return decision


@transaction.atomic
def switch_visibility(*, decision: Decision, is_public: bool, reason: str, by: User) -> Decision:
    """Restrict a decision to those inside, for a reason, or make it public again; the switch is logged (P5).

    Raises ValueError when a restriction has no reason.
    """
    if not is_public and not reason.strip():
        raise ValueError("A restriction needs its reason.")
    current: Decision = Decision.objects.select_for_update().get(pk=decision.pk)
    current.is_public = is_public
    current.restriction_reason = "" if is_public else reason.strip()
    current.save(update_fields=["is_public", "restriction_reason"])
    # The row keeps the reason only while the restriction stands; the log keeps it for good.
    audit.record(
        "switched visibility", current, actor_id=by.pk, is_public=is_public, reason=current.restriction_reason
    )
    return current
