"""What the secretariat makes of the bills that watches found; each change is kept, and the newest can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from common import audit
from decisions.services.drafts import discard_draft
from decisions.services.proposals import ProposalError
from legislation.models import TrackedBill
from legislation.services.tracking import track_bill, untrack_bill
from members.models import User
from priorities.choices import TriageState
from priorities.models import TriageChange, TriageItem

_KEPT = (
    "state",
    "dismissed_because",
    "risk",
    "risk_note",
    "note",
    "owner_id",
    "tags",
    "due_on",
    "proposal_id",
)
_REASON = "Found by a watch"


class TriageError(Exception):
    """What was asked for cannot be done; the message is fit to be shown."""


@transaction.atomic
def track(*, items: Iterable[TriageItem], by: User) -> int:
    """Say of bills that we follow them, and have them pulled by number; return how many that changed."""
    return sum(_set_state(one, by, "tracked", TriageState.TRACKING) for one in _locked(items, by))


@transaction.atomic
def dismiss(*, items: Iterable[TriageItem], reason: str, by: User) -> int:
    """Put bills aside for one reason; return how many that changed. Raises TriageError without a reason."""
    because = reason.strip()
    if not because:
        raise TriageError("Say why: when the bill is introduced again, the reason is shown.")
    found = _locked(items, by)
    return sum(_set_state(one, by, "dismissed", TriageState.DISMISSED, because) for one in found)


@transaction.atomic
def put_back(*, items: Iterable[TriageItem], by: User) -> int:
    """Take bills as new again; return how many that changed."""
    return sum(_set_state(one, by, "put back", TriageState.NEW) for one in _locked(items, by))


@transaction.atomic
def note_down(
    *,
    item: TriageItem,
    by: User,
    risk: str,
    risk_note: str,
    note: str,
    owner: User | None,
    tags: Iterable[str],
    due_on: date | None,
) -> bool:
    """Keep what staff say of a bill; return whether that changed something.

    Raises TriageError for a risk without its note.
    """
    if risk and not risk_note.strip():
        raise TriageError("Say in words what the risk or opportunity is.")
    (current,) = _locked([item], by)
    fields = {
        "risk": risk,
        "risk_note": risk_note.strip(),
        "note": note.strip(),
        "owner_id": owner.pk if owner else None,
        "tags": list(tags),
        "due_on": due_on,
    }
    return change(current, by, "notes changed", fields)


@transaction.atomic
def undo(*, item: TriageItem, by: User) -> TriageChange:
    """Take back the newest change of a bill that was not taken back; what it tracked is tracked no longer.

    The draft that an elevation started is discarded. Raises TriageError when there is nothing to undo, or the draft
    was opened or talked about since.
    """
    (current,) = _locked([item], by)
    last = current.changes.filter(undoes=None, undone_by=None).first()
    if last is None:
        raise TriageError("There is nothing to undo.")
    _discard(current, last, by)
    if last.after.get("tracked_here"):
        untrack_bill(bill=current.bill, actor_id=by.pk)
    before = {name: last.before.get(name) for name in _KEPT}
    change(current, by, f"undone: {last.what}", before, undoes=last)
    return last


def change(
    item: TriageItem,
    by: User,
    what: str,
    fields: dict[str, Any],
    *,
    undoes: TriageChange | None = None,
    tracked_here: bool = False,
) -> bool:
    """Set fields of a locked item and keep how they were; return whether any of them changed.

    `tracked_here` says that the bill is tracked because of this change, and not any more once it is undone.
    """
    before = snapshot(item)
    for name, value in fields.items():
        setattr(
            item, name, date.fromisoformat(value) if name == "due_on" and isinstance(value, str) else value
        )
    after = snapshot(item)
    if after == before:
        return False
    item.changed_at = timezone.now()
    item.save(update_fields=[*_KEPT, "changed_at"])
    if tracked_here:
        after["tracked_here"] = True
    TriageChange.objects.create(item=item, by=by, what=what[:30], before=before, after=after, undoes=undoes)
    audit.record(f"triage: {what}"[:60], item, actor_id=by.pk)
    return True


def snapshot(item: TriageItem) -> dict[str, Any]:
    """Return what of an item can change, as plain JSON values."""
    kept = {name: getattr(item, name) for name in _KEPT}
    return kept | {"due_on": item.due_on.isoformat() if item.due_on else None}


def start_tracking(item: TriageItem, by: User) -> bool:
    """Have the bill pulled by number; return whether it was not before."""
    if TrackedBill.objects.filter(bill=item.bill_id).exists():
        return False
    track_bill(bill=item.bill, actor_id=by.pk, reason=_REASON)
    return True


def locked(item: TriageItem, by: User) -> TriageItem:
    """Return the item as it is now, held until the transaction ends; raises TriageError for others than staff."""
    return _locked([item], by)[0]


def _locked(items: Iterable[TriageItem], by: User) -> list[TriageItem]:
    if not by.is_secretariat:
        raise TriageError("The secretariat keeps the triage.")
    rows = TriageItem.objects.select_for_update(of=["self"]).select_related("bill", "proposal")
    return list(rows.filter(pk__in=[one.pk for one in items]).order_by("pk"))


def _set_state(item: TriageItem, by: User, what: str, state: TriageState, because: str = "") -> bool:
    if item.state == TriageState.ELEVATED and item.proposal_id:
        raise TriageError(f"{item.bill} is before the organizations: undo its elevation first.")
    tracked_here = state == TriageState.TRACKING and start_tracking(item, by)
    fields = {"state": state.value, "dismissed_because": because}
    return change(item, by, what, fields, tracked_here=tracked_here)


def _discard(item: TriageItem, last: TriageChange, by: User) -> None:
    """Throw away the draft that the change started."""
    if last.after.get("proposal_id") == last.before.get("proposal_id") or item.proposal is None:
        return
    try:
        discard_draft(proposal=item.proposal, by=by)
    except ProposalError as refused:
        raise TriageError(f"The proposal stays, and with it the elevation. {refused}") from refused
    item.proposal = None
