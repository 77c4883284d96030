"""Noting that full records left the desk on paper."""

from __future__ import annotations

from collections.abc import Sequence

from common import audit
from members.models import User


def note_inside_minutes(*, numbers: Sequence[str], by: User) -> None:
    """Write to the log that a person printed confidential minutes, which name who answered, and of which decisions."""
    audit.record("printed confidential minutes", actor_id=by.pk, decisions=list(numbers))
