"""What members add to the pages of what can be followed: the button that follows it for one's organization."""

from __future__ import annotations

from typing import Any

from common import panels
from common.access import is_inside
from common.naming import address_of
from members.choices import ANSWERING_ROLES, FOLLOWED
from members.selectors.follows import followers_among


def follow_button(target: Any, user: Any) -> panels.Shown | None:
    """Offer those who speak for an organization to follow a bill, a family, a line or a priority."""
    own = [one.organization_id for one in user.current_affiliations if one.role in ANSWERING_ROLES]
    if not own or not is_inside(user):
        return None
    shown = {"target": address_of(target), "speaks_for": own, "followed_by": followers_among(target, own)}
    return panels.Shown("members/panels/follow.html", shown)


def fill_slots() -> None:
    """Put the button on the pages of each kind that can be followed."""
    for kind in FOLLOWED:
        panels.fill(f"{kind}.actions", follow_button, position=80)
