"""Families as the pages show them: strips by Congress, vehicles side by side, laws and authorizations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from common.citations import cite
from common.dates import today
from common.money import words as dollars_in_words
from common.tracks import TrackStep
from legislation.choices import Chamber, Stage, Step
from legislation.models import Authorization, BillCommittee, Family, FamilyBill, FamilyLaw
from legislation.selectors.pages import BillRow, bills_for_list, rows
from legislation.wording import authorization_ends, fiscal_year_of, short_committee, years

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


@dataclass(frozen=True)
class AuthorizationLine:
    """An authorization in words."""

    authorization: Authorization
    years: str
    amount: str
    ends: str


@dataclass(frozen=True)
class LiveVehicle:
    """A live vehicle side by side with the others."""

    row: BillRow
    committees: str
    note: str


@dataclass(frozen=True)
class FamilyPage:
    """The page of one family."""

    family: Family
    strip: FamilyStrip
    live: tuple[LiveVehicle, ...]
    carriers: tuple[tuple[FamilyBill, BillRow], ...]
    neighbors: tuple[tuple[FamilyBill, BillRow], ...]
    laws: tuple[FamilyLaw, ...]
    in_law: tuple[AuthorizationLine, ...]
    proposed: tuple[AuthorizationLine, ...]


def family_strips(user: Any, slugs: Iterable[str] | None = None) -> list[FamilyStrip]:
    """Return the strips of all families, or of those named, in the families' order; a constant number of queries."""
    families = Family.objects.all() if slugs is None else Family.objects.filter(slug__in=list(slugs))
    parts = FamilyBill.objects.filter(part=Part.VEHICLE)
    loaded = list(families.prefetch_related(Prefetch("family_bills", queryset=parts, to_attr="vehicles")))
    found = _rows_of(user, [part.bill_id for family in loaded for part in family.vehicles])
    return [
        _strip(family, [found[p.bill_id] for p in family.vehicles if p.bill_id in found]) for family in loaded
    ]


def family_page(user: Any, slug: str) -> FamilyPage:
    """Return the page of a family. Raises Family.DoesNotExist when there is none."""
    family = Family.objects.get(pk=slug)
    parts = list(family.family_bills.all())
    found = _rows_of(user, [part.bill_id for part in parts])
    vehicles = [found[p.bill_id] for p in parts if p.part == Part.VEHICLE and p.bill_id in found]
    live = [row for row in vehicles if _is_live(row)]
    committees = _committee_names(row.bill.pk for row in live)
    notes = {part.bill_id: part.note for part in parts}
    authorizations = list(family.authorizations.select_related("bill"))
    return FamilyPage(
        family=family,
        strip=_strip(family, vehicles),
        live=tuple(
            LiveVehicle(row, committees.get(row.bill.pk, ""), notes.get(row.bill.pk, "")) for row in live
        ),
        carriers=_of_part(parts, found, Part.CARRIER),
        neighbors=_of_part(parts, found, Part.NEIGHBOR),
        laws=tuple(family.laws.select_related("bill")),
        in_law=_authorizations(authorizations, Authorization.Status.IN_LAW),
        proposed=_authorizations(authorizations, Authorization.Status.PROPOSED),
    )


def authorization_lines(
    authorizations: Iterable[Authorization], on: date | None = None
) -> tuple[AuthorizationLine, ...]:
    """Return authorizations in words; only one in law is said to have ended."""
    current = fiscal_year_of(on or today())
    return tuple(
        AuthorizationLine(
            authorization=one,
            years=years(one.first_fiscal_year, one.last_fiscal_year),
            amount=_amount(one),
            ends=authorization_ends(one.last_fiscal_year, current)
            if one.status == Authorization.Status.IN_LAW
            else "",
        )
        for one in authorizations
    )


def _rows_of(user: Any, bill_ids: Sequence[str]) -> dict[str, BillRow]:
    bills = list(bills_for_list(user).filter(pk__in=bill_ids))
    return {row.bill.pk: row for row in rows(bills)}


def _is_live(row: BillRow) -> bool:
    """Of a Congress not over, and neither law nor failed."""
    over = row.bill.congress.ends_on <= today()
    return not over and row.standing.stage not in (Stage.ENACTED, Stage.FAILED, Stage.AGREED_TO)


def _strip(family: Family, vehicles: Sequence[BillRow]) -> FamilyStrip:
    by_congress: defaultdict[int, list[BillRow]] = defaultdict(list)
    for row in vehicles:
        by_congress[row.bill.congress_id].append(row)
    strip_rows = tuple(
        StripRow(
            congress=number,
            live=any(row.bill.congress.ends_on > today() for row in group),
            house=_in_chamber(group, Chamber.HOUSE),
            senate=_in_chamber(group, Chamber.SENATE),
        )
        for number, group in sorted(by_congress.items(), reverse=True)
    )
    live = [row for row in vehicles if _is_live(row)]
    return FamilyStrip(
        slug=family.slug,
        name=family.name,
        short_name=family.short_name,
        url=reverse("legislation:family", args=[family.slug]),
        words=_words(live, vehicles),
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
    if stand.stage != Stage.INTRODUCED:
        return stand.stage_line
    return stand.step_line or stand.stage_line


def _words(live: Sequence[BillRow], vehicles: Sequence[BillRow]) -> str:
    if not live:
        return f"No live vehicle; {len(vehicles)} in all" if vehicles else "No vehicle is known here"
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


def _of_part(
    parts: Sequence[FamilyBill], found: dict[str, BillRow], part: str
) -> tuple[tuple[FamilyBill, BillRow], ...]:
    return tuple((one, found[one.bill_id]) for one in parts if one.part == part and one.bill_id in found)


def _committee_names(bill_ids: Iterable[str]) -> dict[str, str]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    full = BillCommittee.objects.filter(bill__in=list(bill_ids), committee__parent__isnull=True)
    for bill_id, name in full.order_by("committee__name").values_list("bill_id", "committee__name"):
        names[bill_id].append(short_committee(name))
    return {bill_id: ", ".join(listed) for bill_id, listed in names.items()}


def _authorizations(rows_: Iterable[Authorization], status: str) -> tuple[AuthorizationLine, ...]:
    return authorization_lines(one for one in rows_ if one.status == status)


def _amount(one: Authorization) -> str:
    if one.dollars is None:
        return one.words or "such sums as may be necessary"
    amount = f"{dollars_in_words(one.dollars)} a year" if one.last_fiscal_year > one.first_fiscal_year else ""
    return amount or dollars_in_words(one.dollars)
