"""What the plan adds to pages of lower apps: positions and asks beside a bill or a line, what rests on a decision."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from common import panels
from common.access import is_inside, is_staff
from decisions.models import Decision
from legislation.models import Bill, Congress
from priorities.selectors.beside import beside_bill, beside_decision, beside_line, plan_at_home
from priorities.selectors.ended import ended_count


def fill_slots() -> None:
    """Name the fragments of this app; called once, when the site starts."""
    panels.fill("bill.beside", bill_panel, position=10)
    panels.fill("line.beside", line_panel, position=10)
    panels.fill("decision.main", decision_panel, position=50)
    panels.fill("home.plan", plan_panel)
    panels.fill("ending.main", ending_panel)


def bill_panel(bill: Bill, user: Any) -> SafeString | None:
    """Position, asks and priorities of a bill."""
    return _render("bill_panel", beside_bill(bill.pk, user))


def line_panel(line: Any, user: Any) -> SafeString | None:
    """Asks and priorities of a line."""
    return _render("line_panel", beside_line(line.slug, user))


def decision_panel(decision: Decision, user: Any) -> SafeString | None:
    """Positions and asks that rest on a decision."""
    return _render("decision_panel", beside_decision(decision.pk, user)) if is_inside(user) else None


def plan_panel(_subject: Any, user: Any) -> SafeString | None:
    """The plan in force, a line a pillar."""
    return _render("plan_panel", plan_at_home(user))


def ending_panel(congress: Congress, user: Any) -> SafeString | None:
    """How many positions and asks expired with a Congress, for staff who may propose them again."""
    count = ended_count(user, congress.number) if is_staff(user) else 0
    if not count:
        return None
    return render_to_string("priorities/ending_panel.html", {"congress": congress, "count": count})


def _render(name: str, shown: Any) -> SafeString | None:
    return render_to_string(f"priorities/{name}.html", {"shown": shown}) if shown else None
