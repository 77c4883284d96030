"""Which priorities of the plan in force a packet's bills and lines serve."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from priorities.models import Plan, Priority


@dataclass(frozen=True)
class Served:
    """A priority, and the ids of the packet's bills and lines that serve it."""

    priority: Priority
    bills: tuple[str, ...]
    lines: tuple[str, ...]


def plan_in_force(on: date) -> Plan | None:
    """Return the plan whose period holds a day."""
    return Plan.objects.in_force(on).first()


def served_by(plan: Plan, bill_ids: Iterable[str], line_slugs: Iterable[str]) -> list[Served]:
    """Return the plan's priorities that any of the bills (directly or by family) or lines serve, in order."""
    bills, lines = list(bill_ids), set(line_slugs)
    rows = Priority.objects.filter(pillar__plan=plan).order_by("pillar__number", "position")
    found = []
    for priority in rows.prefetch_related("bills", "lines", "families__family_bills"):
        own = {bill.pk for bill in priority.bills.all()}
        own |= {part.bill_id for family in priority.families.all() for part in family.family_bills.all()}
        served = Served(
            priority,
            tuple(one for one in bills if one in own),
            tuple(line.pk for line in priority.lines.all() if line.pk in lines),
        )
        if served.bills or served.lines:
            found.append(served)
    return found
