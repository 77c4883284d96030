"""Whether survivors' and workers' groups were heard before we took a position or asked something (P4).

What counts is a consultation on the proposal that the decision came from, or on a priority that the bill, family or
line serves. Read inside only: the words are for the desk, the gate and the internal manifest, never for print.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType

from common.dates import day_words
from decisions.models import Consultation, Proposal
from priorities.models import Ask, Position, Priority, PriorityBill

Row = Position | Ask
_Keys = set[tuple[int, str]]


def consulted_words(rows: Iterable[Row]) -> dict[tuple[type, int], str]:
    """Return, by (model, key), the days and groups heard ("Jun 3, 2026, SAMPLE circle"), or "" where none was.

    The rows are to come with `decision`. At most five queries, however many rows.
    """
    known = list(rows)
    proposals, priorities = _kinds()
    serving = _priorities_by(known)
    asked: dict[tuple[type, int], _Keys] = {}
    for row in known:
        keys = {(priorities, str(one)) for one in _served(row, serving)}
        if row.decision and row.decision.proposal_id:
            keys.add((proposals, str(row.decision.proposal_id)))
        asked[type(row), row.pk] = keys
    steps = _steps({one for keys in asked.values() for one in keys})
    return {row: _words([step for key in keys for step in steps.get(key, ())]) for row, keys in asked.items()}


def _kinds() -> tuple[int, int]:
    kinds = ContentType.objects.get_for_models(Proposal, Priority)
    return kinds[Proposal].pk, kinds[Priority].pk


_Serving = defaultdict[tuple[str, str], set[int]]


def _served(row: Row, serving: _Serving) -> set[int]:
    found = set(serving["bill", row.bill_id or ""])
    if isinstance(row, Ask):
        found |= serving["family", row.family_id or ""] | serving["line", row.line_id or ""]
    return found


def _priorities_by(rows: Sequence[Row]) -> _Serving:
    bills = {row.bill_id for row in rows if row.bill_id}
    asks = [row for row in rows if isinstance(row, Ask)]
    families, lines = {one.family_id for one in asks} - {None}, {one.line_id for one in asks} - {None}
    serving: _Serving = defaultdict(set)
    if bills:
        own = PriorityBill.objects.filter(bill__in=bills).values_list("bill_id", "priority_id")
        through = Priority.families.through.objects.filter(family__family_bills__bill__in=bills)
        by_family = through.values_list("family__family_bills__bill_id", "priority_id")
        for bill, priority in (*own, *by_family):
            serving["bill", bill].add(priority)
    if families:
        rows_of = Priority.families.through.objects.filter(family__in=families)
        for family, priority in rows_of.values_list("family_id", "priority_id"):
            serving["family", family].add(priority)
    if lines:
        rows_of_lines = Priority.lines.through.objects.filter(line__in=lines)
        for line, priority in rows_of_lines.values_list("line_id", "priority_id"):
            serving["line", line].add(priority)
    return serving


def _steps(keys: _Keys) -> dict[tuple[int, str], list[Consultation]]:
    if not keys:
        return {}
    found: defaultdict[tuple[int, str], list[Consultation]] = defaultdict(list)
    kinds, ids = {kind for kind, _ in keys}, {one for _, one in keys}
    for step in Consultation.objects.filter(content_type__in=kinds, object_id__in=ids):
        found[step.content_type_id, step.object_id].append(step)
    return found


def _words(steps: Sequence[Consultation]) -> str:
    ordered = sorted(steps, key=lambda step: (step.held_on, step.pk))
    return "; ".join(dict.fromkeys(f"{day_words(step.held_on)}, {step.group}" for step in ordered))
