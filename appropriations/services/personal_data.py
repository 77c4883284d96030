"""How a person wanted to be reminded, what they file, built and cleared, for their copy; reminders end with them."""

from __future__ import annotations

from typing import Any

from appropriations.models import Deadline, DeadlineFollower, ReminderChoice, Slate, SlateClearance
from common import personal_data
from common.personal_data import plain
from members.models import User


def deadlines(user: User) -> list[dict[str, Any]]:
    """Return how the person is reminded of deadlines, which they follow, and which are theirs to file."""
    return [
        *plain(ReminderChoice.objects.filter(user=user), "days_before", "of_all"),
        *plain(DeadlineFollower.objects.filter(user=user).order_by("pk"), "deadline__title"),
        *plain(Deadline.objects.filter(filed_by=user), "title", "due_on", "done_on"),
    ]


def slates(user: User) -> list[dict[str, Any]]:
    """Return the slates the person built and the phrases they cleared in their name, which stay on the record."""
    return [
        *plain(Slate.objects.filter(created_by=user), "fiscal_year", "to", "created_at"),
        *plain(SlateClearance.objects.filter(cleared_by=user), "phrase", "sentence", "cleared_at"),
    ]


def erase(user: User) -> None:
    """End the person's reminders, and let what they were to file wait for somebody else; what was done stays."""
    ReminderChoice.objects.filter(user=user).delete()
    DeadlineFollower.objects.filter(user=user).delete()
    Deadline.objects.filter(filed_by=user, done_on__isnull=True).update(filed_by=None)


def register() -> None:
    """Name the part of a copy that this app keeps; called once when the site starts."""
    personal_data.register("deadlines of the money", deadlines)
    personal_data.register("requests of the money", slates)
    personal_data.register_erasure(erase)
