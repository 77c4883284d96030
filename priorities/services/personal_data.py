"""What a person did in the triage and cleared or flagged, for their copy; and bills that then wait for another owner."""

from __future__ import annotations

from typing import Any

from common import personal_data
from common.models import PhraseClearance
from common.personal_data import plain
from members.models import User
from priorities.models import CutFlag, Message, TriageChange, TriageItem


def triage(user: User) -> list[dict[str, Any]]:
    """Return every change of a bill in triage that the person made."""
    return plain(TriageChange.objects.filter(by=user).order_by("at"), "item__bill", "at", "what", "after")


def cleared(user: User) -> list[dict[str, Any]]:
    """Return the phrases and messages that the person cleared, and the bills they flagged."""
    phrases = PhraseClearance.objects.filter(cleared_by=user.pk)
    return [
        *plain(phrases, "phrase", "sentence", "reason", "cleared_at"),
        *plain(Message.objects.filter(cleared_by=user), "title", "cleared_at"),
        *plain(CutFlag.objects.filter(flagged_by=user), "bill", "cuts", "flagged_at"),
    ]


def erase(user: User) -> None:
    """Let the bills the person looked after wait for another owner; what was done stays by number."""
    TriageItem.objects.filter(owner=user).update(owner=None)


def register() -> None:
    """Name the part of a copy that this app keeps; called once when the site starts."""
    personal_data.register("triage", triage)
    personal_data.register("cleared words", cleared)
    personal_data.register_erasure(erase)
