"""What members add to the pages of what can be followed: buttons that follow it, for one's organization or oneself."""

from __future__ import annotations

from typing import Any

from common import panels
from common.access import is_inside
from common.naming import address_of
from members.choices import ALERTED, ANSWERING_ROLES, FOLLOWED
from members.selectors.alerts import subscription_on
from members.selectors.follows import followers_among


def follow_button(target: Any, user: Any) -> panels.Shown | None:
    """Offer those who speak for an organization to follow a bill, a family, a line or a priority."""
    own = [one.organization_id for one in user.current_affiliations if one.role in ANSWERING_ROLES]
    if not own or not is_inside(user):
        return None
    shown = {"target": address_of(target), "speaks_for": own, "followed_by": followers_among(target, own)}
    return panels.Shown("members/panels/follow.html", shown)


def alert_button(target: Any, user: Any) -> panels.Shown | None:
    """Offer alerts on a bill, family, legislator, committee or watch to oneself, or say how they come."""
    if not is_inside(user):
        return None
    shown = {"target": address_of(target), "subscription": subscription_on(target, user)}
    return panels.Shown("members/panels/alert_button.html", shown)


def fill_slots() -> None:
    """Put the buttons on the pages of each kind that can be followed, or have alerts."""
    for kind in ALERTED:
        panels.fill(f"{kind}.actions", alert_button, position=85)
    for kind in FOLLOWED:
        panels.fill(f"{kind}.actions", follow_button, position=80)
