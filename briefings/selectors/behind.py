"""What stands behind the rows of ours that a packet prints: for the gate only, never for print (P5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from decisions.models import Decision
from decisions.selectors.proposals import had_consultation
from priorities.choices import AskKind
from priorities.models import Ask, Position, Priority


@dataclass(frozen=True)
class Behind:
    """One row of ours, by the name a printed fact gives it ("ask:12").

    `decision` is the number it rests on; `expired` says since when it no longer holds; `consulted` whether survivors
    or workers were asked about its proposal or a priority it serves (P4); `cleared` are the keys of the words in it
    that a named person cleared.
    """

    about: str
    decision: str = ""
    in_force: bool = True
    is_public: bool = True
    consulted: bool = True
    expired: str = ""
    is_request: bool = False
    corrected_by: str = ""
    cleared: frozenset[str] = frozenset()


Row = Ask | Position


def rows_behind(names: Iterable[str], on: date) -> dict[str, Behind]:
    """Return what stands behind some rows on a day, by name; a name without an entry is not known here.

    A few queries for each kind of row, however many there are.
    """
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        kind, _, key = name.partition(":")
        keys[kind].add(key)
    found: dict[str, Behind] = {}
    for kind, read in _READERS.items():
        if keys[kind]:
            found |= {one.about: one for one in read(keys[kind], on)}
    return found


def _asks(keys: Collection[str], on: date) -> list[Behind]:
    rows = Ask.objects.filter(pk__in=_numbers(keys)).select_related(*_DECIDED, "line")
    holding = set(
        Ask.objects.filter(pk__in=[row.pk for row in rows]).in_force(on).values_list("pk", flat=True)
    )
    asked = _consulted(list(rows))
    return [
        Behind(
            about=f"ask:{row.pk}",
            **_decided(row.decision),
            consulted=row in asked,
            expired="" if row.pk in holding else _since(row.expires_on),
            is_request=row.kind != AskKind.INFORM,
        )
        for row in rows
    ]


def _positions(keys: Collection[str], on: date) -> list[Behind]:
    rows = Position.objects.filter(pk__in=_numbers(keys)).select_related(*_DECIDED)
    known = [row.pk for row in rows]
    holding = set(Position.objects.filter(pk__in=known).in_force(on).values_list("pk", flat=True))
    asked = _consulted(list(rows))
    made = []
    for row in rows:
        told = _decided(row.decision)
        told["is_public"] = bool(told["is_public"]) and row.is_public
        expired = "" if row.pk in holding else _since(row.ends_on)
        made.append(
            Behind(about=f"position:{row.pk}", **told, consulted=row in asked, expired=expired)  # type: ignore[arg-type]
        )
    return made


def _decisions(keys: Collection[str], _on: date) -> list[Behind]:
    rows = Decision.objects.filter(number__in=keys).select_related("corrected_by")
    return [Behind(about=f"decision:{row.number}", **_decided(row)) for row in rows]  # type: ignore[arg-type]


_DECIDED = ("decision__corrected_by", "decision__proposal", "bill__congress")
_READERS: dict[str, Callable[[Collection[str], date], list[Behind]]] = {
    "ask": _asks,
    "position": _positions,
    "decision": _decisions,
}


def _numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isdigit()]


def _since(day: date | None) -> str:
    return f"it ended on {day:%B} {day.day}, {day.year}" if day else "it expired with its Congress"


def _decided(decision: Decision | None) -> dict[str, object]:
    if decision is None:
        return {"in_force": False, "is_public": False}
    adopted = decision.outcome == Decision.Outcome.ADOPTED
    return {
        "decision": decision.number,
        "in_force": adopted and not hasattr(decision, "corrected_by"),
        "is_public": decision.is_public,
        "corrected_by": decision.corrected_by.number if hasattr(decision, "corrected_by") else "",
    }


def _consulted(rows: Sequence[Row]) -> set[Row]:
    """Return the rows whose proposal, or a priority that their bill, family or line serves, had a consultation."""
    proposals = [row.decision.proposal for row in rows if row.decision and row.decision.proposal]
    asked = had_consultation(proposals)
    served = _served_with_consultation(rows)
    return {
        row
        for row in rows
        if (row.decision and str(row.decision.proposal_id) in asked) or served & set(_subjects(row))
    }


def _subjects(row: Row) -> list[tuple[str, object]]:
    named = ((kind, getattr(row, f"{kind}_id", None)) for kind in ("bill", "family", "line"))
    return [(kind, key) for kind, key in named if key]


def _served_with_consultation(rows: Sequence[Row]) -> set[tuple[str, object]]:
    """Return the subjects of some rows that serve a priority on which survivors or workers were consulted."""
    subjects = {one for row in rows for one in _subjects(row)}
    wanted = {kind: [key for of, key in subjects if of == kind] for kind in ("bill", "family", "line")}
    bills = Q(bills__in=wanted["bill"]) | Q(families__family_bills__bill__in=wanted["bill"])
    meant = bills | Q(families__in=wanted["family"]) | Q(lines__in=wanted["line"])
    priorities = list(Priority.objects.filter(meant).distinct())
    asked = had_consultation(priorities)
    if not asked:
        return set()
    told = Priority.objects.filter(pk__in=asked).prefetch_related("bills", "families__family_bills", "lines")
    return {one for priority in told for one in _serving(priority)} & subjects


def _serving(priority: Priority) -> Iterable[tuple[str, object]]:
    yield from (("bill", bill.pk) for bill in priority.bills.all())
    yield from (("line", line.pk) for line in priority.lines.all())
    for family in priority.families.all():
        yield "family", family.pk
        yield from (("bill", part.bill_id) for part in family.family_bills.all())
