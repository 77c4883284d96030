"""Recording decisions, and switching who may see one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection, transaction

from common import audit, events
from common.dates import today
from decisions.models import Decision, VisibilitySwitch
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


class DecisionRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """A decision cannot be recorded or switched so; the message is fit to be shown."""


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
    if not decision.is_public:
        _keep_switch(decision, by)
    audit.record("recorded decision", decision, actor_id=by, is_public=decision.is_public)
    events.decision_recorded.send(sender=Decision, decision=decision, by=by)
    return decision


@transaction.atomic
def record_meeting_decision(*, how_adopted: str, by: User, **said: Any) -> Decision:
    """Enter a decision made at a meeting, without a proposal; `how_adopted` is kept inside in place of a tally.

    `said` are the arguments of `record_decision`. Raises DecisionRefused when `by` is not of the secretariat, the
    day lies ahead, or title, text, how it was adopted or the reason of a restriction is not said.
    """
    _check(by, said)
    if not how_adopted.strip():
        raise DecisionRefused("Say how and by whom it was adopted.")
    return record_decision(by=by.pk, tally=how_adopted.strip(), **said)


@transaction.atomic
def correct_decision(*, decision: Decision, reason: str, by: User, **said: Any) -> Decision:
    """Enter a correction: a new record that points back, after which the earlier one is no longer in force.

    `said` are the arguments of `record_decision`. Raises DecisionRefused as `record_meeting_decision`, and when no
    reason is given or the decision was corrected already.
    """
    current: Decision = Decision.objects.select_for_update().get(pk=decision.pk)
    _check(by, said)
    if not reason.strip():
        raise DecisionRefused("Say why the earlier record is corrected.")
    later = Decision.objects.filter(corrects=current).first()
    if later:
        raise DecisionRefused(f"It was corrected already: correct decision {later.number} instead.")
    if said["decided_on"] < current.decided_on:
        raise DecisionRefused("A correction is not dated before what it corrects.")
    said.setdefault("is_sample", current.is_sample)
    return record_decision(by=by.pk, corrects=current, correction_reason=reason.strip(), **said)


@transaction.atomic
def switch_visibility(*, decision: Decision, is_public: bool, reason: str, by: User) -> Decision:
    """Restrict a decision to those inside, for a reason, or make it public again; each switch is kept (P5).

    Raises DecisionRefused when `by` is not of the secretariat, a restriction has no reason, or nothing would change.
    """
    _check_secretariat(by)
    if not is_public and not reason.strip():
        raise DecisionRefused("A restriction needs its reason.")
    current: Decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if current.is_public == is_public:
        raise DecisionRefused("It is public already." if is_public else "It is restricted already.")
    current.is_public = is_public
    current.restriction_reason = "" if is_public else reason.strip()
    current.save(update_fields=["is_public", "restriction_reason"])
    _keep_switch(current, by.pk, reason=reason.strip())
    audit.record("switched visibility", current, actor_id=by.pk, is_public=is_public)
    return current


def _keep_switch(decision: Decision, by: int | None, *, reason: str = "") -> None:
    # The row of the decision keeps the reason only while the restriction stands; this one keeps it for good.
    VisibilitySwitch.objects.create(
        decision=decision,
        is_public=decision.is_public,
        reason=reason or decision.restriction_reason,
        switched_by_id=by,
    )


def _check(by: User, said: dict[str, Any]) -> None:
    _check_secretariat(by)
    if not said["title"].strip() or not said["text"].strip():
        raise DecisionRefused("A decision needs its title and its text.")
    if said["decided_on"] > today():
        raise DecisionRefused("A decision is recorded once it was made: the day lies ahead.")
    if not said.get("is_public", True) and not said.get("restriction_reason", "").strip():
        raise DecisionRefused("A restriction needs its reason.")


def _check_secretariat(by: User) -> None:
    if not by.is_secretariat:
        raise DecisionRefused("The secretariat keeps the register.")
