"""The bills that carry the lines by regular bill and year: how far each came, and continuing resolutions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from appropriations.choices import BundleBillRole
from appropriations.models import Bundle, BundleBill
from appropriations.passage import Place, Reached, Span, furthest, places_of
from appropriations.selectors.kept_history import Change, changes_of
from common.citations import cite
from common.dates import day_words
from common.sourcing import SourceMark
from legislation.choices import Chamber, Stage
from legislation.happenings import Happening, happening_of
from legislation.models import Action, Bill
from legislation.selectors.standing import RELATED, read, standing

_CRS = (BundleBillRole.CR, BundleBillRole.FULL_YEAR_CR)
# What says where a year stands, before what says less.
_TELLING = (
    (BundleBillRole.LAW, BundleBillRole.FULL_YEAR_CR),
    (BundleBillRole.HOUSE_BILL, BundleBillRole.SENATE_BILL),
    (BundleBillRole.CR,),
)
# What a year may lack, and how that is said.
_MISSING = (
    (BundleBillRole.HOUSE_BILL, "No House bill: none is at hand."),
    (BundleBillRole.SENATE_BILL, "No Senate bill: none is at hand."),
)


@dataclass(frozen=True)
class Vehicle:
    """A bill or law that carries a bundle in a year; `stands` says how far it came, where the bill is at hand."""

    fiscal_year: int
    citation: str
    bill_id: str
    note: str
    source: SourceMark
    role: str = ""
    stands: str = ""
    brief: str = ""
    span: Span | None = None
    law: str = ""
    pk: int = 0
    is_sample: bool = False

    @property
    def role_label(self) -> str:
        return str(BundleBillRole(self.role).label) if self.role else ""


@dataclass(frozen=True)
class ShownPlace:
    """A cell of the table: the day and the bill; the bill alone for an Act not at hand; empty where none is known."""

    place: Place
    on: date | None = None
    bill_id: str = ""
    citation: str = ""


@dataclass(frozen=True)
class BundleYear:
    """One regular bill in one year: how far its bills came, which they are, and what is not at hand."""

    bundle: Bundle
    places: tuple[ShownPlace, ...]
    vehicles: tuple[Vehicle, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Resolution:
    """A continuing resolution of a year, once for all the regular bills it covers."""

    vehicle: Vehicle
    bundles: tuple[Bundle, ...]


@dataclass(frozen=True)
class VehiclesPage:
    """A fiscal year's bills."""

    fiscal_year: int
    rows: tuple[BundleYear, ...]
    resolutions: tuple[Resolution, ...]
    withdrawn: tuple[BundleBill, ...]
    changes: tuple[Change, ...]
    has_sample: bool


def vehicles_of(
    bundles: Collection[str], years: Collection[int] | None = None
) -> defaultdict[tuple[str, int], list[Vehicle]]:
    """Return the bills that carry each bundle in each fiscal year, with where they stand; two queries."""
    found: defaultdict[tuple[str, int], list[Vehicle]] = defaultdict(list)
    for row in _rows(bundles, years):
        found[row.bundle_id, row.fiscal_year].append(vehicle_of(row))
    return found


def heads_of(
    bundles: Collection[str], years: Collection[int] | None = None
) -> defaultdict[tuple[str, int], list[Vehicle]]:
    """Return, of the bills that carry each bundle in each year, those that say where the year stands; two queries.

    The Act where there is one; else the bills of the chambers; else what keeps the year going.
    """
    found = vehicles_of(bundles, years)
    for key, vehicles in found.items():
        by_rank = {rank: [one for one in vehicles if one.role in rank] for rank in _TELLING}
        found[key] = next((some for some in by_rank.values() if some), [])
    return found


def vehicles_page(year: int, bundles: Sequence[Bundle], *, with_history: bool) -> VehiclesPage:
    """Return a fiscal year's bills for the regular bills asked for; the number of queries does not grow with them."""
    rows = list(_rows([one.key for one in bundles], [year]))
    happened = _happenings({row.bill_id for row in rows if row.bill_id})
    by_bundle: defaultdict[str, list[BundleBill]] = defaultdict(list)
    for row in rows:
        by_bundle[row.bundle_id].append(row)
    withdrawn = BundleBill.objects.filter(fiscal_year=year, withdrawn_at__isnull=False)
    gone = tuple(withdrawn.select_related("bundle", "withdrawn_by")) if with_history else ()
    return VehiclesPage(
        fiscal_year=year,
        rows=tuple(_bundle_year(one, by_bundle[one.key], happened) for one in bundles),
        resolutions=_resolutions(rows, bundles),
        withdrawn=gone,
        changes=changes_of([*rows, *gone], label=_named) if with_history else (),
        has_sample=any(row.is_sample for row in rows),
    )


def vehicle_of(row: BundleBill) -> Vehicle:
    """Return a row as it is shown; its bill must be loaded with RELATED."""
    bill = row.bill
    short = bill.citation if bill else row.citation.partition(" (")[0]
    law = f"P.L. {bill.law_number}" if bill and bill.law_number and not bill.law_is_private else ""
    return Vehicle(
        fiscal_year=row.fiscal_year,
        citation=short,
        bill_id=row.bill_id or "",
        note=row.note,
        source=SourceMark(row.source, url=row.source_url, as_of=row.as_of),
        role=row.role,
        stands=_stands(row),
        brief=_brief(row),
        span=Span(row.starts_on, row.ends_on) if row.role == BundleBillRole.CR else None,
        law=law,
        pk=row.pk,
        is_sample=row.is_sample,
    )


def _rows(bundles: Collection[str], years: Collection[int] | None) -> Iterable[BundleBill]:
    rows = BundleBill.objects.standing().filter(bundle__in=set(bundles))
    if years is not None:
        rows = rows.filter(fiscal_year__in=years)
    order = list(BundleBillRole)
    bills = Bill.objects.select_related(*RELATED).with_actions_seen()
    joined = rows.select_related("bundle").prefetch_related(Prefetch("bill", queryset=bills))
    return sorted(joined, key=lambda row: (row.fiscal_year, order.index(BundleBillRole(row.role)), row.pk))


def _stands(row: BundleBill) -> str:
    if row.bill is None:
        return ""
    return standing(row.bill).sentence


def _brief(row: BundleBill) -> str:
    """A few words for the head of a column: "P.L. 119-74", "Reported Sep 12, 2025"."""
    if row.bill is None:
        return ""
    found = standing(row.bill)
    on = found.stage_on if found.stage != Stage.ENACTED else None
    return f"{found.short} {day_words(on)}" if on else found.short


def _named(row: object) -> str:
    return f"{row.bundle.short_name}, {row.citation}" if isinstance(row, BundleBill) else ""


def _happenings(bills: Collection[str]) -> dict[str, list[Happening]]:
    found: defaultdict[str, list[Happening]] = defaultdict(list)
    for action in Action.objects.filter(bill__in=bills).order_by("bill_id", "position"):
        happening = happening_of(read(action))
        if happening:
            found[action.bill_id].append(happening)
    return found


def _bundle_year(
    bundle: Bundle, rows: Sequence[BundleBill], happened: dict[str, list[Happening]]
) -> BundleYear:
    # A continuing resolution goes its own way: it says nothing of how far the regular bill came, but for a whole year
    # it is what became law.
    own = [row for row in rows if row.role != BundleBillRole.CR]
    reached = furthest(
        _own_places(row, happened.get(row.bill_id or "", ())) for row in own if row.bill_id is not None
    )
    roles = {row.role for row in rows}
    regular_is_law = BundleBillRole.LAW in roles
    missing = tuple(words for role, words in _MISSING if role not in roles)
    if not regular_is_law and BundleBillRole.FULL_YEAR_CR not in roles:
        missing = (*missing, "No Act: none is at hand.")
    vehicles = tuple(vehicle_of(row) for row in own)
    act = next((one for one in vehicles if one.role == BundleBillRole.LAW and not one.bill_id), None)
    places = tuple(
        ShownPlace(place, citation=act.citation)
        if place is Place.LAW and act and place not in reached
        else _shown(place, reached.get(place))
        for place in Place
    )
    return BundleYear(bundle, places, vehicles, missing)


def _own_places(row: BundleBill, happened: Iterable[Happening]) -> dict[Place, Reached]:
    places = places_of(row.bill_id or "", happened)
    if row.role == BundleBillRole.FULL_YEAR_CR:
        return {place: one for place, one in places.items() if place is Place.LAW}
    return places


def _shown(place: Place, one: Reached | None) -> ShownPlace:
    return ShownPlace(place, one.on, one.bill_id, cite(one.bill_id)) if one else ShownPlace(place)


def _resolutions(rows: Sequence[BundleBill], bundles: Sequence[Bundle]) -> tuple[Resolution, ...]:
    by_key = {one.key: one for one in bundles}
    grouped: defaultdict[tuple[str, str, date | None, date | None], list[BundleBill]] = defaultdict(list)
    for row in rows:
        if row.role in _CRS:
            grouped[row.citation, row.role, row.starts_on, row.ends_on].append(row)
    ordered = sorted(grouped.values(), key=lambda same: (same[0].starts_on or date.min, same[0].citation))
    return tuple(
        Resolution(vehicle_of(same[0]), tuple(by_key[row.bundle_id] for row in same)) for same in ordered
    )


def place_labels() -> tuple[tuple[str, str, str], ...]:
    """Return the columns of the table: place, chamber and what the place is called under it."""
    house, senate = Chamber.HOUSE.label, Chamber.SENATE.label
    return (
        (Place.HOUSE_SUB, str(house), "Subcommittee"),
        (Place.HOUSE_COMMITTEE, str(house), "Committee"),
        (Place.HOUSE_FLOOR, str(house), "Floor"),
        (Place.SENATE_SUB, str(senate), "Subcommittee"),
        (Place.SENATE_COMMITTEE, str(senate), "Committee"),
        (Place.SENATE_FLOOR, str(senate), "Floor"),
        (Place.CONFERENCE, "Both", "Conference"),
        (Place.LAW, "Both", "Law"),
    )
