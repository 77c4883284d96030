"""What may leave the house: public positions, asks in force, the plan's context; frozen, each with its source.

Only what rests on a public, adopted decision is returned: these rows are printed for offices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from common.clearing import cleared_keys
from common.dates import today
from common.sourcing import SourceMark
from decisions.models import Decision
from priorities.choices import AskKind, Audience, Stance
from priorities.models import Ask, Plan, Position, Priority, PriorityBill
from priorities.position_rules import needs_reason
from priorities.selectors.consulted import consulted_words
from priorities.selectors.positions import cuts_by_bill


@dataclass(frozen=True)
class OfficeAsk:
    """One thing we ask of an office, or tell it, with the decision it rests on."""

    id: int
    kind: str
    text: str
    reason: str
    bill_id: str
    family: str
    line: str
    fiscal_year: int | None
    deadline_on: date | None
    decision: str
    decided_on: date
    source: SourceMark
    is_sample: bool
    audience: str = Audience.ALL
    expires_on: date | None = None
    # Keys of hits that somebody cleared in its texts, for guard.open_hits.
    cleared: frozenset[str] = frozenset()
    # Days and groups heard (P4); for the gate and the internal manifest, never for print. Empty: nobody was.
    consulted: str = ""


@dataclass(frozen=True)
class PublicPosition:
    """The coalition's stance on a bill, fit for outside."""

    bill_id: str
    stance: str
    label: str
    summary: str
    since: date
    decision: str
    decided_on: date
    source: SourceMark
    is_sample: bool
    # It supports a bill that pays by cutting another cause, and nobody wrote down why (P2).
    lacks_reason: bool = False
    consulted: str = ""


@dataclass(frozen=True)
class Served:
    """A priority of the plan in force, with the bills, families and lines that serve it."""

    code: str
    title: str
    pillar: str
    bills: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanContext:
    """The plan in force and those of its priorities that the given bills and lines serve."""

    name: str
    approved: str
    source: SourceMark
    served: tuple[Served, ...]


def decision_source(decision: Decision) -> SourceMark:
    """Return a decision as the source of what rests on it."""
    return SourceMark(f"Decision {decision.number}", decision.title, as_of=decision.decided_on)


def asks_for_office(
    *,
    chamber: str,
    bioguide_id: str = "",
    committees: Collection[str] = (),
    bill_ids: Collection[str] | None = None,
    on: date | None = None,
) -> tuple[OfficeAsk, ...]:
    """Return the public asks in force that reach an office, in order of importance; at most seven queries.

    `chamber` is "house" or "senate"; `committees` are system codes of its seats, subcommittees included; with
    `bill_ids`, asks about another bill are left out. An ask reaches an office through its audience: all, its
    chamber, one of its committees or subcommittees, or itself.
    """
    reach = Q(audience=Audience.ALL) | Q(audience=Audience(chamber))
    reach |= Q(audience__in=[Audience.COMMITTEE, Audience.SUBCOMMITTEE], committee__in=list(committees))
    if bioguide_id:
        reach |= Q(audience=Audience.OFFICE, legislator=bioguide_id)
    asks = public_asks(on).filter(reach).exclude(kind=AskKind.AGENCY)
    if bill_ids is not None:
        asks = asks.filter(Q(bill__isnull=True) | Q(bill__in=list(bill_ids)))
    known = list(asks.order_by("position", "id"))
    consulted, cleared = consulted_words(known), cleared_keys(known)
    return tuple(_ask(one, cleared[str(one.pk)], consulted[Ask, one.pk]) for one in known)


def public_asks(on: date | None = None) -> QuerySet[Ask]:
    """Return the asks in force on a day that rest on a public, adopted, uncorrected decision."""
    asks: QuerySet[Ask] = Ask.objects.in_force(on).filter(
        decision__is_public=True,
        decision__outcome=Decision.Outcome.ADOPTED,
        decision__corrected_by__isnull=True,
    )
    return asks.select_related("decision")


def position_on(bill_ids: Iterable[str], on: date | None = None) -> dict[str, PublicPosition]:
    """Return the public position in force on each of the bills that has one; at most five queries.

    "Monitoring" is no stance to tell offices and is left out.
    """
    rows = (
        Position.objects.public()
        .in_force(on)
        .filter(bill__in=list(bill_ids), decision__outcome=Decision.Outcome.ADOPTED)
        .filter(decision__corrected_by__isnull=True)
        .exclude(stance=Stance.MONITORING)
        .select_related("decision")
        .order_by("starts_on")
    )
    known = list(rows)
    cuts, consulted = cuts_by_bill([row.bill_id for row in known]), consulted_words(known)
    return {
        row.bill_id: _position(row, cuts.get(row.bill_id, ()), consulted[Position, row.pk]) for row in known
    }


def plan_context(
    *, bill_ids: Collection[str] = (), line_slugs: Collection[str] = (), on: date | None = None
) -> PlanContext | None:
    """Return the plan in force with the priorities these bills and lines serve, or None without such a plan.

    A bill serves through its family or by itself. Five queries, whatever the number of priorities.
    """
    plan = Plan.objects.in_force(on).first()
    if plan is None:
        return None
    bills, families = _bills_by_priority(plan, list(bill_ids))
    lines = _lines_by_priority(plan, list(line_slugs))
    served = tuple(
        Served(
            code=one.code,
            title=one.short_title,
            pillar=one.pillar.short_title,
            bills=tuple(sorted(bills[one.pk])),
            families=tuple(sorted(families[one.pk])),
            lines=tuple(sorted(lines[one.pk])),
        )
        for one in Priority.objects.filter(pillar__plan=plan)
        .select_related("pillar")
        .order_by("pillar__number", "position")
        if bills[one.pk] or lines[one.pk]
    )
    source = SourceMark(plan.source, as_of=plan.starts_on or (on or today()))
    return PlanContext(plan.name, plan.approved, source, served)


def _bills_by_priority(
    plan: Plan, bill_ids: list[str]
) -> tuple[defaultdict[int, set[str]], defaultdict[int, set[str]]]:
    bills: defaultdict[int, set[str]] = defaultdict(set)
    families: defaultdict[int, set[str]] = defaultdict(set)
    through = Priority.families.through.objects.filter(
        priority__pillar__plan=plan, family__family_bills__bill__in=bill_ids
    ).values_list("priority_id", "family__short_name", "family__family_bills__bill_id")
    for priority, family, bill in through:
        bills[priority].add(bill)
        families[priority].add(family)
    own = PriorityBill.objects.filter(priority__pillar__plan=plan, bill__in=bill_ids)
    for priority, bill in own.values_list("priority_id", "bill_id"):
        bills[priority].add(bill)
    return bills, families


def _lines_by_priority(plan: Plan, slugs: list[str]) -> defaultdict[int, set[str]]:
    lines: defaultdict[int, set[str]] = defaultdict(set)
    rows = Priority.lines.through.objects.filter(priority__pillar__plan=plan, line__in=slugs)
    for priority, line in rows.values_list("priority_id", "line_id"):
        lines[priority].add(line)
    return lines


def _ask(one: Ask, cleared: frozenset[str], consulted: str) -> OfficeAsk:
    return OfficeAsk(
        id=one.pk,
        kind=one.kind,
        text=one.text,
        reason=one.reason,
        bill_id=one.bill_id or "",
        family=one.family_id or "",
        line=one.line_id or "",
        fiscal_year=one.fiscal_year,
        deadline_on=one.deadline_on,
        decision=one.decision.number,
        decided_on=one.decision.decided_on,
        source=decision_source(one.decision),
        is_sample=one.is_sample or one.decision.is_sample,
        audience=one.audience,
        expires_on=one.expires_on,
        cleared=cleared,
        consulted=consulted,
    )


def _position(row: Position, cuts: Collection[str], consulted: str) -> PublicPosition:
    decision = row.decision
    if decision is None:  # the database lets only "monitoring" stand without one, and that is left out
        raise ValueError(f"Position {row.pk} rests on no decision.")
    return PublicPosition(
        bill_id=row.bill_id,
        stance=row.stance,
        label=str(Stance(row.stance).label),
        summary=row.summary,
        since=row.starts_on,
        decision=decision.number,
        decided_on=decision.decided_on,
        source=decision_source(decision),
        is_sample=row.is_sample or decision.is_sample,
        lacks_reason=needs_reason(row.stance, cuts) and not row.despite,
        consulted=consulted,
    )
