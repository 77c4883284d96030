"""Offices for everyone who sits, from the facts loaded before."""

from __future__ import annotations

from collections.abc import Iterator

from common.dates import today
from outreach.services.offices import ensure_offices


def load_first_data() -> Iterator[str]:
    """Make or refresh the offices; say what was done."""
    yield f"offices: {ensure_offices(on=today())}"
