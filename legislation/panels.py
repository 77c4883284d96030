"""What legislation shows on pages of lower apps: what moved, on the member home."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from common import panels
from legislation.selectors.moved import what_moved

FIRST_VISIT_LOOKS_BACK = timedelta(days=30)
AT_MOST = 8


def moved(_subject: Any, user: Any) -> SafeString:
    """Return what moved since the person's last visit."""
    since = user.previous_visit_at or timezone.now() - FIRST_VISIT_LOOKS_BACK
    what = what_moved(user, since=since, limit=AT_MOST)
    return render_to_string("legislation/panels/moved.html", {"what": what})


def fill_slots() -> None:
    """Put these on the pages they belong to."""
    panels.fill("home.moved", moved, position=10)
