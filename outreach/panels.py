"""What offices show on pages of lower apps: the way to them among the people."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from common import panels


def offices_tab(here: Any, _user: Any) -> SafeString:
    """Return the tab that leads to the offices."""
    return render_to_string("outreach/panels/tab.html", {"here": here})


def fill_slots() -> None:
    """Put these on the pages they belong to."""
    panels.fill("people.tabs", offices_tab)
