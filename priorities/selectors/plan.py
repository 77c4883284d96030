"""The plan on its pages: pillars, goals, priorities with what serves each, and where the work is thin (P8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from appropriations.cells import fiscal_year_of, standing
from appropriations.models import Line
from appropriations.selectors.figures import figures_by_line
from appropriations.selectors.shown import ShownCell, show_cell, year_name
from common.choices import Tag
from common.dates import today
from legislation.models import Family
from priorities.models import Ask, Pillar, Plan, Position, Priority, PriorityBill
from priorities.selectors.triage import tagged_bills

# A tag counts as thin when fewer than half as many bills or lines carry it as carry the fullest.
THIN_BELOW = 0.5


@dataclass(frozen=True)
class PriorityRow:
    """A priority with counts and names of what serves it."""

    priority: Priority
    families: tuple[Family, ...]
    bills: tuple[PriorityBill, ...]
    lines: tuple[Line, ...]
    asks: tuple[Ask, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is linked to it yet."""
        return not (self.families or self.bills or self.lines or self.asks)


@dataclass(frozen=True)
class PillarBlock:
    pillar: Pillar
    goals: tuple[Any, ...]
    rows: tuple[PriorityRow, ...]


@dataclass(frozen=True)
class TagRow:
    """How many bills and lines of the plan carry a tag; thin ones say so in words."""

    tag: str
    label: str
    bills: int
    lines: int
    thin: tuple[str, ...]


@dataclass(frozen=True)
class PlanPage:
    plan: Plan
    pillars: tuple[PillarBlock, ...]
    coverage: tuple[TagRow, ...]
    has_sample: bool

    @property
    def priority_count(self) -> int:
        return sum(len(block.rows) for block in self.pillars)


@dataclass(frozen=True)
class LineInForce:
    line: Line
    cell: ShownCell


@dataclass(frozen=True)
class PriorityPage:
    """One priority with everything that serves it and the year of the figures shown."""

    row: PriorityRow
    positions: dict[str, Position]
    lines: tuple[LineInForce, ...]
    year: str
    has_sample: bool


def plan_page(plan: Plan, user: Any) -> PlanPage:
    """Return a plan as its page shows it to a person; the number of queries does not grow with the plan."""
    asks = list(Ask.objects.visible_to(user).in_force().select_related("bill__congress", "decision"))
    pillars = list(plan.pillars.prefetch_related("goals", Prefetch("priorities", _priorities())))
    blocks = tuple(
        PillarBlock(
            one, tuple(one.goals.all()), tuple(_row(priority, asks) for priority in one.priorities.all())
        )
        for one in pillars
    )
    rows = [row for block in blocks for row in block.rows]
    return PlanPage(
        plan=plan,
        pillars=blocks,
        coverage=coverage(rows, tagged_bills()),
        has_sample=any(ask.is_sample for row in rows for ask in row.asks),
    )


def priority_page(priority_id: int, user: Any) -> PriorityPage | None:
    """Return one priority of a plan the person may see, or None."""
    visible = Plan.objects.visible_to(user)
    priority = _priorities().filter(pillar__plan__in=visible, pk=priority_id).first()
    if priority is None:
        return None
    asks = list(Ask.objects.visible_to(user).in_force().select_related("bill__congress", "decision"))
    row = _row(priority, asks)
    bills = [one.bill_id for one in row.bills]
    positions = Position.objects.visible_to(user).in_force().filter(bill__in=bills).select_related("decision")
    year = fiscal_year_of(today()) - 1
    figures = figures_by_line(line.slug for line in row.lines)
    lines = tuple(
        LineInForce(
            line,
            show_cell(
                standing(figures.get(line.slug, ()), year),
                figures.get(line.slug, ()),
                reason=line.empty_reason,
            ),
        )
        for line in row.lines
    )
    by_bill = {one.bill_id: one for one in positions}
    sample = any(ask.is_sample for ask in row.asks) or any(one.is_sample for one in by_bill.values())
    return PriorityPage(row, by_bill, lines, year_name(year), sample)


def _priorities() -> QuerySet[Priority]:
    bills = PriorityBill.objects.select_related("bill").order_by("bill__bill_type", "bill__number")
    lines = Line.objects.select_related("bundle").order_by("bundle__position", "sort_key")
    return Priority.objects.select_related("pillar__plan").prefetch_related(
        "families", Prefetch("lines", lines), Prefetch("priority_bills", bills)
    )


def _row(priority: Priority, asks: Iterable[Ask]) -> PriorityRow:
    families = tuple(priority.families.all())
    bills = tuple(priority.priority_bills.all())
    lines = tuple(priority.lines.all())
    bill_ids, slugs = {one.bill_id for one in bills}, {one.slug for one in lines}
    family_slugs = {one.slug for one in families}
    return PriorityRow(
        priority=priority,
        families=families,
        bills=bills,
        lines=lines,
        asks=tuple(
            ask
            for ask in asks
            if ask.bill_id in bill_ids or ask.family_id in family_slugs or ask.line_id in slugs
        ),
    )


def coverage(
    rows: Iterable[PriorityRow], triaged: Mapping[str, set[str]] | None = None
) -> tuple[TagRow, ...]:
    """Return, for each tag of the whole problem, how many bills and lines carry it; each is counted once.

    `triaged` are the tags of bills tracked or elevated in triage, which count as those of the plan do.
    """
    shown = list(rows)
    bill_tags = {bill: set(tags) for bill, tags in (triaged or {}).items()}
    for one in (bill for row in shown for bill in row.bills):
        bill_tags.setdefault(one.bill_id, set()).update(one.tags)
    line_tags = {line.slug: set(line.tags) for row in shown for line in row.lines}
    bills = Counter(tag for tags in bill_tags.values() for tag in tags)
    lines = Counter(tag for tags in line_tags.values() for tag in tags)
    return tuple(
        TagRow(tag.value, str(tag.label), bills[tag], lines[tag], _thin(tag, bills, lines)) for tag in Tag
    )


def _thin(tag: Tag, bills: Counter[str], lines: Counter[str]) -> tuple[str, ...]:
    return tuple(
        name
        for name, counted in (("bills", bills), ("lines", lines))
        if counted and counted[tag] < THIN_BELOW * max(counted.values())
    )
