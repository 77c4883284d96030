"""Slates and their requests, all made up, adopted only through the services that pages use."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from appropriations.choices import SlateTo
from appropriations.models import Line, Slate, SlateItem
from appropriations.services.slate_adoption import adopt_at_meeting
from appropriations.services.slate_items import add_item
from appropriations.services.slate_proposals import propose_slate
from appropriations.services.slates import amend_slate, build_slate
from members.models import User
from tests.factories.appropriations import LineFactory
from tests.factories.members import OrganizationFactory, staff_member

MILLION = 1_000_000


def a_slate(count: int = 1, *, by: User | None = None, year: int = 2028, to: str = SlateTo.CONGRESS) -> Slate:
    """A complete draft of so many requests, each with a justification."""
    by = by or staff_member()
    slate = build_slate(fiscal_year=year, to=to, by=by)
    for number in range(count):
        a_request(slate, by=by, dollars=(number + 1) * MILLION)
    return slate


def a_request(slate: Slate, *, by: User | None = None, line: Line | None = None, **fields: Any) -> SlateItem:
    """A request of $1 million with a justification, unless said otherwise."""
    said = {"dollars": MILLION, "justification": "SAMPLE because", **fields}
    return add_item(slate=slate, line=line or LineFactory(), by=by or staff_member(), **said)


def a_proposed_slate(count: int = 1, *, by: User | None = None, **more: Any) -> Slate:
    """A slate before the organizations for a week."""
    by = by or staff_member()
    slate = a_slate(count, by=by, **more)
    return put_forward(slate, by=by)


def put_forward(slate: Slate, *, by: User | None = None, **more: Any) -> Slate:
    """The slate, before the organizations for a week."""
    OrganizationFactory()
    propose_slate(
        slate=slate, deadline_at=timezone.now() + timedelta(days=7), by=by or staff_member(), **more
    )
    slate.refresh_from_db()
    return slate


def adopted(slate: Slate, *, by: User | None = None, **more: Any) -> Slate:
    """The slate, adopted at a meeting by a public decision."""
    said = {"how_adopted": "by consensus", "decided_on": date(2026, 3, 26), "title": "SAMPLE slate"}
    adopt_at_meeting(slate=slate, by=by or staff_member(), **(said | {"text": "SAMPLE requests"} | more))
    slate.refresh_from_db()
    return slate


def an_adopted_slate(count: int = 1, *, by: User | None = None, **more: Any) -> Slate:
    return adopted(a_slate(count, by=by, **more), by=by)


def an_amendment(slate: Slate, *, by: User | None = None) -> Slate:
    """An empty amendment of an adopted slate."""
    return amend_slate(slate=slate, by=by or staff_member())
