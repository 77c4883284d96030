"""What a person did in the triage, for their copy; and bills that wait for another owner when they are taken out."""

from __future__ import annotations

from typing import Any

from common import personal_data
from common.personal_data import plain
from members.models import User
from priorities.models import TriageChange, TriageItem


def triage(user: User) -> list[dict[str, Any]]:
    """Return every change of a bill in triage that the person made."""
    return plain(TriageChange.objects.filter(by=user).order_by("at"), "item__bill", "at", "what", "after")


def erase(user: User) -> None:
    """Let the bills the person looked after wait for another owner; what was done stays by number."""
    TriageItem.objects.filter(owner=user).update(owner=None)


def register() -> None:
    """Name the part of a copy that this app keeps; called once when the site starts."""
    personal_data.register("triage", triage)
    personal_data.register_erasure(erase)
