"""What the whole house shows on the member home: what moved on what the organization follows, over all apps."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from appropriations.selectors.funding import in_trouble
from atest.following import moved_for
from atest.selectors import since
from common import panels

AT_MOST = 8


def moved(acting_for: Any, user: Any) -> SafeString:
    """Return what moved since the person's last visit."""
    organization = acting_for.organization_id if acting_for else None
    shown = moved_for(organization, user, since=since(user), limit=AT_MOST)
    return render_to_string("atest/panels/moved.html", {"moved": shown, "acting_for": acting_for})


def late_money(_acting_for: Any, user: Any) -> SafeString | None:
    """Return the lines whose money is late or withheld, if there are any."""
    trouble = in_trouble(user)
    return (
        render_to_string("appropriations/funding/in_trouble.html", {"trouble": trouble}) if trouble else None
    )


def fill_slots() -> None:
    """Put these on the pages they belong to."""
    panels.fill("home.moved", late_money, position=20)
    panels.fill("home.moved", moved, position=10)
