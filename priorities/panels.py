"""What the plan adds to pages of lower apps: positions and asks beside a bill or a line, what rests on a decision."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from common import panels
from common.access import is_inside, is_staff
from decisions.models import Decision, Proposal
from legislation.models import Bill, Congress
from priorities.selectors.beside import beside_bill, beside_decision, beside_line, plan_at_home
from priorities.selectors.ended import ended_count
from priorities.selectors.triage import items_for, new_count


def fill_slots() -> None:
    """Name the fragments of this app; called once, when the site starts."""
    panels.fill("bill.beside", bill_panel, position=10)
    panels.fill("line.beside", line_panel, position=10)
    panels.fill("decision.main", decision_panel, position=50)
    panels.fill("home.plan", triage_at_home, position=90)
    panels.fill("home.plan", plan_panel)
    panels.fill("bills.tabs", triage_tab, position=20)
    panels.fill("bill.beside", triage_panel, position=15)
    panels.fill("proposal.beside", triage_of_proposal, position=60)
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


def triage_tab(_here: Any, user: Any) -> SafeString | None:
    """The way to the triage, with how many bills await a look there."""
    if not is_inside(user):
        return None
    return render_to_string("priorities/triage_tab.html", {"count": new_count(user)})


def triage_at_home(_subject: Any, user: Any) -> SafeString | None:
    """How many bills await a look of the secretariat, if any do."""
    count = new_count(user) if is_staff(user) else 0
    return render_to_string("priorities/triage_home.html", {"count": count}) if count else None


def triage_panel(bill: Bill, user: Any) -> SafeString | None:
    """What was made of a bill in triage."""
    return _render("triage_panel", items_for(user).filter(bill=bill.pk).first())


def triage_of_proposal(proposal: Proposal, user: Any) -> SafeString | None:
    """The bill in triage that a proposal was started from."""
    return _render("triage_panel", items_for(user).filter(proposal=proposal.pk).first())


def ending_panel(congress: Congress, user: Any) -> SafeString | None:
    """How many positions and asks expired with a Congress, for staff who may propose them again."""
    count = ended_count(user, congress.number) if is_staff(user) else 0
    if not count:
        return None
    return render_to_string("priorities/ending_panel.html", {"congress": congress, "count": count})


def _render(name: str, shown: Any) -> SafeString | None:
    return render_to_string(f"priorities/{name}.html", {"shown": shown}) if shown else None
