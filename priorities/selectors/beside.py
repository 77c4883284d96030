"""Judgment beside facts: what stands next to a bill, a line or a decision on their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from common.access import is_inside, is_staff
from priorities.models import Ask, Pillar, Plan, Position, Priority
from priorities.position_rules import needs_reason
from priorities.selectors.positions import cuts_by_bill


@dataclass(frozen=True)
class Beside:
    """Positions, asks in force and priorities of the plan in force; false when there is nothing."""

    positions: tuple[Position, ...] = ()
    asks: tuple[Ask, ...] = ()
    priorities: tuple[Priority, ...] = ()
    pillars: tuple[Pillar, ...] = ()
    # What the bill is flagged to cut (P2), the bill for those who may read its history, and whether one may keep it.
    cuts: tuple[str, ...] = ()
    bill: str = ""
    is_staff: bool = False

    @property
    def lacks_reason(self) -> bool:
        """Whether a position held today supports a bill that pays by a cut, and nobody wrote down why."""
        return any(needs_reason(one.stance, self.cuts) and not one.despite for one in self.positions)

    def __bool__(self) -> bool:
        said = self.positions or self.asks or self.priorities or self.pillars
        return bool(said or self.cuts or self.is_staff)


def beside_bill(bill_id: str, user: Any) -> Beside:
    """Return the position, asks and priorities of a bill, its family's included; four queries.

    What expired with the bill's Congress stands among them and says so (`expired`).
    """
    positions = Position.objects.visible_to(user).told().filter(bill=bill_id)
    positions = positions.select_related("decision", "bill__congress")
    asks = Ask.objects.visible_to(user).told().filter(bill=bill_id)
    serving = Q(priority_bills__bill=bill_id) | Q(families__family_bills__bill=bill_id)
    return Beside(
        positions=tuple(positions),
        asks=tuple(asks.select_related("decision", "committee", "bill__congress")),
        priorities=tuple(_priorities(user).filter(serving).distinct()),
        cuts=cuts_by_bill([bill_id]).get(bill_id, ()) if is_inside(user) else (),
        bill=bill_id if is_inside(user) else "",
        is_staff=is_staff(user),
    )


def beside_line(slug: str, user: Any) -> Beside:
    """Return the asks in force about a line and the priorities it serves; two queries."""
    return Beside(
        asks=tuple(_asks(user).filter(line=slug)), priorities=tuple(_priorities(user).filter(lines=slug))
    )


def beside_decision(decision_id: int, user: Any) -> Beside:
    """Return the positions and asks that rest on a decision, past ones included; two queries."""
    positions = Position.objects.visible_to(user).filter(decision=decision_id)
    positions = positions.select_related("bill__congress")
    asks = Ask.objects.visible_to(user).filter(decision=decision_id)
    asks = asks.select_related("decision", "bill__congress")
    return Beside(positions=tuple(positions), asks=tuple(asks))


def plan_at_home(user: Any) -> Beside:
    """Return the pillars of the plan in force with how many priorities each has; one query."""
    plans = Plan.objects.visible_to(user).in_force()
    pillars = Pillar.objects.filter(plan__in=plans).select_related("plan")
    return Beside(pillars=tuple(pillars.annotate(size=Count("priorities")).order_by("number")))


def _asks(user: Any) -> QuerySet[Ask]:
    asks: QuerySet[Ask] = Ask.objects.visible_to(user).in_force()
    return asks.select_related("decision", "committee", "bill__congress")


def _priorities(user: Any) -> QuerySet[Priority]:
    if not is_inside(user):
        return Priority.objects.none()
    return (
        Priority.objects.filter(pillar__plan__in=Plan.objects.in_force())
        .select_related("pillar")
        .order_by("pillar__number", "position")
    )
