"""What moved on what an organization follows; on all tracked bills for one that follows nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from appropriations.models import BundleBill, Line
from legislation.models import FamilyBill
from legislation.selectors.moved import WhatMoved, what_moved
from members.selectors.follows import followed_keys
from priorities.models import Priority, PriorityBill


@dataclass(frozen=True)
class MovedForUs:
    """What moved since a moment: sentences on bills, and program lines with how many new figures each has."""

    bills: WhatMoved
    follows_something: bool
    lines: list[Line] = field(default_factory=list)


def moved_for(organization_id: int | None, user: Any, *, since: datetime, limit: int) -> MovedForUs:
    """Return what moved for an organization: followed bills, those of followed families and priorities, and lines."""
    keys = followed_keys(organization_id) if organization_id else {}
    if not keys:
        return MovedForUs(what_moved(user, since=since, limit=limit), follows_something=False)
    families, priorities = keys["family"], keys["priority"]
    served = Priority.objects.visible_to(user).filter(pk__in=priorities)
    in_families = Q(family__in=families) | Q(family__in=served.values("families"))
    lines = Line.objects.visible_to(user).filter(Q(pk__in=keys["line"]) | Q(pk__in=served.values("lines")))
    # What carries a line is what its money waits for.
    carrying = BundleBill.objects.standing().filter(bundle__lines__in=lines, bill__isnull=False)
    bills = (
        keys["bill"]
        | set(carrying.values_list("bill_id", flat=True))
        | set(FamilyBill.objects.filter(in_families).values_list("bill_id", flat=True))
        | set(PriorityBill.objects.filter(priority__in=served).values_list("bill_id", flat=True))
    )
    new = Count("amounts", filter=Q(amounts__entered_at__gt=since))
    return MovedForUs(
        what_moved(user, since=since, limit=limit, among=bills),
        follows_something=True,
        lines=list(lines.annotate(new_figures=new).order_by("-new_figures", "name")[:limit]),
    )
