"""Loads the plans we ship, what serves each priority, and the sample coalition's positions and asks.

The adopted wording (`official_text`) is never shipped nor touched: staff paste it. Positions and asks are made
once, for the sample coalition only, where its sample decisions are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from appropriations.models import Line
from common.facts import load_when_changed
from decisions.models import Decision
from legislation.models import Bill, Family
from priorities.models import Ask, Goal, Pillar, Plan, Position, Priority, PriorityBill
from priorities.services.sample_watches import make_sample_watches

FACTS = Path(__file__).resolve().parent.parent / "facts"
PLANS, SAMPLE = FACTS / "plans.json", FACTS / "sample.json"


def load_first_data() -> Iterator[str]:
    """Load the plans when they have changed, link what serves them, make the sample positions and asks once."""
    yield load_when_changed("plans", [PLANS], load_plans)
    yield f"plans: {link_what_serves()}"
    yield f"sample positions and asks: {make_samples()}"
    yield f"sample watches: {make_sample_watches()}"


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def load_plans() -> str:
    """Write the plans with pillars, goals and priorities in our own short titles; return a line of summary."""
    plans = _read(PLANS)["plans"]
    for row in plans:
        plan, _ = Plan.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "starts_on": _day(row["starts_on"]),
                "ends_on": _day(row["ends_on"]),
                "approved": row["approved"],
                "is_archived": row["archived"],
                "source": row["source"],
            },
        )
        for pillar in row["pillars"]:
            _save_pillar(plan, pillar)
    priorities = sum(len(pillar["priorities"]) for row in plans for pillar in row["pillars"])
    return f"{len(plans)} plans, {priorities} priorities"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _save_pillar(plan: Plan, row: dict[str, Any]) -> None:
    pillar, _ = Pillar.objects.update_or_create(
        plan=plan, number=row["number"], defaults={"short_title": row["title"]}
    )
    for number, title in enumerate(row["goals"], start=1):
        Goal.objects.update_or_create(pillar=pillar, number=number, defaults={"short_title": title})
    for position, one in enumerate(row["priorities"], start=1):
        Priority.objects.update_or_create(
            pillar=pillar, code=one["code"], defaults={"short_title": one["title"], "position": position}
        )


@transaction.atomic
def link_what_serves() -> str:
    """Link the shipped priorities to the families, bills and lines at hand; staff's own links stay. Say what lacks."""
    known = {
        "families": set(Family.objects.values_list("pk", flat=True)),
        "lines": set(Line.objects.values_list("pk", flat=True)),
        "bills": set(Bill.objects.filter(pk__in=_shipped_bills()).values_list("pk", flat=True)),
    }
    missing: set[str] = set()
    for plan in _read(PLANS)["plans"]:
        priorities = {one.code: one for one in Priority.objects.filter(pillar__plan=plan["slug"])}
        for row in (one for pillar in plan["pillars"] for one in pillar["priorities"]):
            missing |= _link(priorities[row["code"]], row, known)
    return f"not known yet: {', '.join(sorted(missing))}" if missing else "all that serves them is linked"


def _shipped_bills() -> set[str]:
    return {
        link["bill"]
        for plan in _read(PLANS)["plans"]
        for pillar in plan["pillars"]
        for one in pillar["priorities"]
        for link in one.get("bills", [])
    }


def _link(priority: Priority, row: dict[str, Any], known: dict[str, set[str]]) -> set[str]:
    families, lines = row.get("families", []), row.get("lines", [])
    priority.families.add(*(slug for slug in families if slug in known["families"]))
    priority.lines.add(*(slug for slug in lines if slug in known["lines"]))
    for link in row.get("bills", []):
        if link["bill"] in known["bills"]:
            PriorityBill.objects.get_or_create(
                priority=priority, bill_id=link["bill"], defaults={"tags": link["tags"]}
            )
    bills = [link["bill"] for link in row.get("bills", [])]
    wanted = {"families": families, "lines": lines, "bills": bills}
    return {one for kind, all_of in wanted.items() for one in all_of if one not in known[kind]}


@transaction.atomic
def make_samples() -> str:
    """Make the sample positions and asks where sample decisions and the bills are; return a line of summary."""
    if Position.objects.exists() or Ask.objects.exists():
        return "left as they are"
    sample = _read(SAMPLE)
    decisions = {one.number: one for one in Decision.objects.filter(is_sample=True)}
    rows = [row for row in (*sample["positions"], *sample["asks"]) if row["decision"] in decisions]
    if not rows:
        return "none without the sample decisions"
    bills = set(Bill.objects.filter(pk__in=[row.get("bill") for row in rows]).values_list("pk", flat=True))
    positions = [row for row in sample["positions"] if row in rows and row["bill"] in bills]
    for row in positions:
        _make_position(row, decisions[row["decision"]])
    asks = [row for row in sample["asks"] if row in rows and (row.get("bill") in bills or "bill" not in row)]
    for row in asks:
        _make_ask(row, decisions[row["decision"]])
    return f"{len(positions)} positions, {len(asks)} asks"


def _make_position(row: dict[str, Any], decision: Decision) -> None:
    Position.objects.create(
        bill_id=row["bill"],
        stance=row["stance"],
        decision=decision,
        summary=row["summary"],
        is_public=True,
        starts_on=decision.decided_on,
        is_sample=True,
    )


def _make_ask(row: dict[str, Any], decision: Decision) -> None:
    Ask.objects.create(
        kind=row["kind"],
        audience=row["audience"],
        bill_id=row.get("bill"),
        family_id=row.get("family"),
        line_id=row.get("line"),
        fiscal_year=row.get("fiscal_year"),
        seeks=row.get("seeks", ""),
        text=row["text"],
        reason=row["reason"],
        deadline_on=_day(row["deadline_on"]),
        expires_on=_day(row["expires_on"]),
        decision=decision,
        position=row["position"],
        is_sample=True,
    )
