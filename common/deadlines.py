"""Until when organizations answer, in US Eastern time."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from common.dates import EASTERN, eastern, today

CLOSE_OF_BUSINESS = time(17, 0)
SOFT_DAYS, HARD_DAYS = 10, 14
_SATURDAY = 5
_FORMAT = "%Y-%m-%dT%H:%M"


def close_of_business(days_ahead: int) -> datetime:
    """Return 5 p.m. ET so many days from today, or on the Monday after when that is a weekend."""
    day = today() + timedelta(days=days_ahead)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, CLOSE_OF_BUSINESS, EASTERN)


def usual_deadlines() -> dict[str, datetime]:
    """Return the deadlines one begins with."""
    return {
        "soft_deadline_at": close_of_business(SOFT_DAYS),
        "deadline_at": close_of_business(HARD_DAYS),
    }


def deadlines_of_a_round(soft: datetime | None, hard: datetime | None) -> dict[str, datetime]:
    """Return the deadlines a new round begins with: the usual ones, or those that stand where they are later."""
    usual = usual_deadlines()
    if hard is None or hard <= usual["deadline_at"]:
        return usual
    return {
        "soft_deadline_at": max(soft or usual["soft_deadline_at"], usual["soft_deadline_at"]),
        "deadline_at": hard,
    }


def _moment_field(**kwargs: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_FORMAT)
    return forms.DateTimeField(widget=widget, input_formats=[_FORMAT, "%Y-%m-%d %H:%M"], **kwargs)


class DeadlinesForm(forms.Form):
    """A soft deadline and the last one; a weekend is asked about once."""

    soft_deadline_at = _moment_field(
        required=False,
        label="Asked for by (ET)",
        help_text="When reminders begin to press. Answers are taken after it.",
    )
    deadline_at = _moment_field(label="Deadline (ET)", help_text="After it no answer is taken.")
    weekend_is_meant = forms.BooleanField(
        required=False, label="Yes, on a weekend", widget=forms.HiddenInput()
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        soft, hard = data.get("soft_deadline_at"), data.get("deadline_at")
        if hard and hard <= timezone.now():
            self.add_error("deadline_at", "The deadline must lie ahead.")
        if soft and hard and soft > hard:
            self.add_error("soft_deadline_at", "This is after the deadline.")
        if not data.get("weekend_is_meant"):
            self._ask_about_weekends({"soft_deadline_at": soft, "deadline_at": hard})
        return data

    def _ask_about_weekends(self, moments: dict[str, datetime | None]) -> None:
        for name, moment in moments.items():
            if moment and eastern(moment).weekday() >= _SATURDAY:
                self.add_error(name, f"This is a {eastern(moment):%A}. Choose another day, or confirm below.")
                self.fields["weekend_is_meant"].widget = forms.CheckboxInput()
