"""Who may be named to an office of a state (P7): the organization's own word, and nothing else."""

from __future__ import annotations

from datetime import date

from members.choices import ReachKind
from members.models import Organization


def named_members(state: str, on: date) -> list[Organization]:
    """Return the member organizations of a day that work in a state and chose to be named there, alphabetical.

    One query. What they answered to any proposal plays no part.
    """
    rows = Organization.objects.active(on).filter(reach__kind=ReachKind.STATE, reach__code=state)
    return [one for one in rows.order_by("sort_key") if one.may_be_named_to(state)]
