"""Adopted requests as amounts, so that grid, home and packets read them like any other figure."""

from __future__ import annotations

from appropriations.models import Slate
from members.models import User


def bring_in_line(*, slate: Slate, by: User | None) -> None:
    """Make the amounts of a slate's year and addressee what its requests in force say."""
