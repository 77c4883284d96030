"""Recording decisions, and switching who may see one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection, transaction

from common import audit
from decisions.models import Decision
from members.models import User

# A key of our own among PostgreSQL's advisory locks; the second key is the year.
NUMBERS = 0xDEC1


def next_number(*, year: int) -> str:
    """Return the number that follows the last one of a year: "2026-07".

    To be called in the transaction that writes the decision: whoever asks next waits until it has ended.
    Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A number is taken in the transaction that uses it.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [NUMBERS, year])
    taken = Decision.objects.filter(number__regex=rf"^{year}-[0-9]+$").values_list("number", flat=True)
    last = max((int(number.partition("-")[2]) for number in taken), default=0)
    return f"{year}-{last + 1:02d}"


@transaction.atomic
def record_decision(
    *, decided_on: date, title: str, text: str, by: int | None, number: str = "", **more: Any
) -> Decision:
    """Enter a decision, which nothing changes afterwards; `more` are its other fields.

    Without a number it takes the next of its year. Raises IntegrityError for a number taken, or a restriction
    without a reason.
    """
    number = number or next_number(year=decided_on.year)
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
