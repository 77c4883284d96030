"""Families at a glance: their vehicles by Congress, live ones above, and how far each got."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from common.citations import cite, ordinal
from common.dates import congress_day
from common.tracks import TrackStep
from legislation.choices import Chamber, Stage, Step
from legislation.endings import congress_of
from legislation.models import Family, FamilyBill
from legislation.selectors.pages import BillRow, bills_for_list, rows
from legislation.selectors.standing import is_over

_STAGES = {stage: place for place, stage in enumerate(Stage)}
_STEPS = {step: place for place, step in enumerate(Step)}
Part = FamilyBill.Part


@dataclass(frozen=True)
class Vehicle:
    """A bill in a family strip; the names are those the component asks for."""

    bill_id: str
    citation: str
    url: str
    title: str
    track: tuple[TrackStep, ...]
    note: str
    outcome: str


@dataclass(frozen=True)
class StripRow:
    """One Congress of a family."""

    congress: int
    live: bool
    house: tuple[Vehicle, ...]
    senate: tuple[Vehicle, ...]

    @property
    def vehicles(self) -> tuple[Vehicle, ...]:
        """Both chambers', the House's first."""
        return self.house + self.senate


@dataclass(frozen=True)
class FamilyStrip:
    """A family at a glance: what the component family_strip draws."""

    slug: str
    name: str
    short_name: str
    url: str
    words: str
    rows: tuple[StripRow, ...]
    farthest: str


def family_strips(user: Any, slugs: Iterable[str] | None = None) -> list[FamilyStrip]:
    """Return the strips of the listed families, or of those named, in their order; a constant number of queries."""
    families = Family.objects.listed() if slugs is None else Family.objects.filter(slug__in=list(slugs))
    parts = FamilyBill.objects.filter(part=Part.VEHICLE)
    loaded = list(families.prefetch_related(Prefetch("family_bills", queryset=parts, to_attr="vehicles")))
    found = rows_of(user, [part.bill_id for family in loaded for part in family.vehicles])
    return [
        strip_of(family, [found[p.bill_id] for p in family.vehicles if p.bill_id in found])
        for family in loaded
    ]


def rows_of(user: Any, bill_ids: Sequence[str]) -> dict[str, BillRow]:
    """Return the rows of the bills among these that `user` may see, by id."""
    bills = list(bills_for_list(user).filter(pk__in=bill_ids))
    return {row.bill.pk: row for row in rows(bills)}


def is_live(row: BillRow) -> bool:
    """Of a Congress not over, and neither law nor failed."""
    return not is_over(row.bill) and row.standing.stage not in (Stage.ENACTED, Stage.FAILED, Stage.AGREED_TO)


def strip_of(family: Family, vehicles: Sequence[BillRow]) -> FamilyStrip:
    """Return the strip of a family from the rows of its vehicles."""
    by_congress: defaultdict[int, list[BillRow]] = defaultdict(list)
    for row in vehicles:
        by_congress[row.bill.congress_id].append(row)
    strip_rows = tuple(
        StripRow(
            congress=number,
            live=any(not is_over(row.bill) for row in group),
            house=_in_chamber(group, Chamber.HOUSE),
            senate=_in_chamber(group, Chamber.SENATE),
        )
        for number, group in sorted(by_congress.items(), reverse=True)
    )
    live = [row for row in vehicles if is_live(row)]
    return FamilyStrip(
        slug=family.slug,
        name=family.name,
        short_name=family.short_name,
        url=reverse("legislation:family", args=[family.slug]),
        words=_words(family, live, vehicles),
        rows=strip_rows,
        farthest=_farthest(live),
    )


def _in_chamber(group: Sequence[BillRow], chamber: Chamber) -> tuple[Vehicle, ...]:
    chosen = [row for row in group if row.bill.origin_chamber == chamber]
    return tuple(
        _vehicle(row) for row in sorted(chosen, key=lambda row: (row.bill.bill_type, row.bill.number))
    )


def _vehicle(row: BillRow) -> Vehicle:
    return Vehicle(
        bill_id=row.bill.pk,
        citation=cite(row.bill.pk),
        url=reverse("legislation:bill", args=[row.bill.pk]),
        title=row.bill.name,
        track=row.track,
        note=_note(row),
        outcome=_outcome(row),
    )


def _outcome(row: BillRow) -> str:
    """How far a bill got, in a word or two inside a sentence; nothing for one only introduced."""
    stand = row.standing
    if stand.stage == Stage.INTRODUCED:
        return ""
    return stand.short if stand.stage == Stage.ENACTED else stand.short[:1].lower() + stand.short[1:]


def _note(row: BillRow) -> str:
    stand = row.standing
    got = stand.stage_line if stand.stage != Stage.INTRODUCED else stand.step_line or stand.stage_line
    return f"{got}. {stand.died_words}" if stand.died_words else got


def _words(family: Family, live: Sequence[BillRow], vehicles: Sequence[BillRow]) -> str:
    if not live:
        sitting = f"the {ordinal(congress_of(congress_day()))} Congress"
        known = f"{len(vehicles)} before" if vehicles else "none before is known here"
        return f"No {family.short_name} bill is live in {sitting} yet; {known}"
    noun = "vehicle" if len(live) == 1 else "vehicles"
    return f"{len(live)} live {noun}, {len(vehicles) - len(live)} before"


def _farthest(live: Sequence[BillRow]) -> str:
    """The live vehicle whose stage, then step, is the farthest along: a fact, never a forecast (P1).

    Of several at the same stage and step none is farther along than another, whichever acted last.
    """
    if not live:
        return ""
    most = max(map(_how_far, live))
    best = [row for row in live if _how_far(row) == most]
    if len(best) > 1:
        return f"Equally far along: {', '.join(cite(row.bill.pk) for row in best)}."
    return f"Farthest along: {cite(best[0].bill.pk)}. {best[0].standing.sentence}"


def _how_far(row: BillRow) -> tuple[int, int]:
    step = _STEPS[Step(row.standing.step)] if row.standing.step else -1
    return _STAGES[Stage(row.standing.stage)], step
