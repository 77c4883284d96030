"""How old a fact may be in a final packet, by the kind of its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from briefings.packet.facts import Source
from briefings.packet.places import Placed

# What was in force in a fiscal year stands in a signed Act and no longer moves; a stage of a year under way does.
_SETTLED = re.compile(r"(?:FY\s\d{4}|In force)")


@dataclass(frozen=True)
class Limits:
    """Days: for bills while Congress is in session or not, whichever it is; for figures that move; for rosters."""

    bills: int = 7
    money: int = 90
    rosters: int = 30


def limits_on(on: date) -> Limits:
    """Return the limits on a day, from the settings: bills may be older while Congress is in recess."""
    in_recess = any(first <= on <= last for first, last in settings.PACKET_RECESSES)
    bills = settings.PACKET_FRESH_DAYS_IN_RECESS if in_recess else settings.PACKET_FRESH_DAYS
    return Limits(bills, settings.PACKET_FRESH_MONEY_DAYS, settings.PACKET_FRESH_ROSTER_DAYS)


def days_allowed(one: Placed, limits: Limits) -> int | None:
    """Return how many days old a fact may be, or None where age does not matter."""
    source = one.fact.source
    if source.kind == Source.BILL:
        return limits.bills
    if source.kind == Source.ROSTER:
        return limits.rosters
    if source.kind == Source.MONEY and one.column and not _SETTLED.fullmatch(one.column):
        return limits.money
    return None


def is_too_old(one: Placed, on: date, limits: Limits) -> bool:
    """Whether a fact is too old for a final packet on a day.

    Of a bill the fact itself says so: one that ended with its Congress no longer moves, however old its facts are.
    """
    if one.fact.source.kind in {Source.BILL, ""}:
        return one.fact.stale
    allowed = days_allowed(one, limits)
    return one.fact.stale or (allowed is not None and (on - one.fact.source.as_of).days > allowed)
