"""Congresses are there when they are needed: their days follow from their numbers."""

from __future__ import annotations

from datetime import date

from legislation.endings import congress_of, days_of
from legislation.models import Congress


def ensure_congress(*, number: int) -> Congress:
    """Return the Congress of a number, made by the rule of its days where it is not here yet."""
    starts_on, ends_on = days_of(number)
    found, _ = Congress.objects.get_or_create(
        number=number, defaults={"starts_on": starts_on, "ends_on": ends_on}
    )
    return found


def ensure_sitting_congress(*, on: date) -> Congress:
    """Return the Congress that sits on a day; it and the next are here, before either is needed."""
    number = congress_of(on)
    ensure_congress(number=number + 1)
    return ensure_congress(number=number)
