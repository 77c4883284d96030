"""Where a line stands by fiscal year: which bill, and the House and the Senate subcommittee that write it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from appropriations.models import BundleSubcommittee, Line, LinePlacement
from common.citations import fiscal_year as fy
from common.sourcing import SourceMark
from legislation.choices import Chamber


@dataclass(frozen=True)
class Subcommittee:
    """A subcommittee with its code, which differ by chamber and year."""

    name: str
    code: str


@dataclass(frozen=True)
class Place:
    """Where a line stood in some fiscal years in a row. Without a `placement` it is where the line stands now."""

    years: str
    bundle: str
    house: tuple[Subcommittee, ...]
    senate: tuple[Subcommittee, ...]
    name: str
    agency: str
    account: str
    source: SourceMark | None
    placement: LinePlacement | None


def places_of(line: Line, placements: Sequence[LinePlacement], years: Iterable[int]) -> tuple[Place, ...]:
    """Return where a line stands now, then the years in which it stood elsewhere, the newest first; one query."""
    bundles = {line.bundle_id, *(one.bundle_id for one in placements)}
    written = list(BundleSubcommittee.objects.filter(bundle__in=bundles).select_related("committee"))
    spans: list[tuple[list[int], LinePlacement | None, tuple[BundleSubcommittee, ...]]] = []
    wanted = {*years, *(year for one in placements for year in _ends(one))}
    for year in sorted(wanted, reverse=True):
        placed = next((one for one in placements if _covers(one, year)), None)
        by = _writers(written, placed.bundle_id if placed else line.bundle_id, year)
        if spans and spans[-1][1:] == (placed, by):
            spans[-1][0].append(year)
        else:
            spans.append(([year], placed, by))
    plain = _writers(written, line.bundle_id, None)
    own = {by for _, placed, by in spans if placed is None} - {plain}
    told = [_place(line, _years(years), placed, by) for years, placed, by in spans if placed or by in own]
    # What years without a word of their own are taken to be is where the line stands now, and says so.
    return (_place(line, "Now" if not told else "Now, and in years not named", None, plain), *told)


def placements_of(line: Line) -> QuerySet[LinePlacement]:
    """Return where a line stood in spans of years, as far as that was not where it stands now."""
    found: QuerySet[LinePlacement] = (
        LinePlacement.objects.standing().filter(line=line).select_related("bundle")
    )
    return found


def bundle_in(line: Line, placements: Iterable[LinePlacement], year: int) -> str:
    """Return the key of the bill that carried a line in a fiscal year."""
    return next((one.bundle_id for one in placements if _covers(one, year)), line.bundle_id)


def _ends(one: LinePlacement) -> tuple[int, ...]:
    return tuple(year for year in (one.first_fiscal_year, one.last_fiscal_year) if year is not None)


def _covers(one: LinePlacement, year: int) -> bool:
    return one.first_fiscal_year <= year and (one.last_fiscal_year is None or year <= one.last_fiscal_year)


def _writers(
    rows: Sequence[BundleSubcommittee], bundle: str, year: int | None
) -> tuple[BundleSubcommittee, ...]:
    return tuple(
        row
        for row in rows
        if row.bundle_id == bundle
        and (year is None or (row.first_fiscal_year or 0) <= year)
        and (row.last_fiscal_year is None or (year is not None and year <= row.last_fiscal_year))
    )


def _place(line: Line, years: str, placed: LinePlacement | None, by: Sequence[BundleSubcommittee]) -> Place:
    said: LinePlacement | Line = placed or line
    return Place(
        years=years,
        bundle=(placed.bundle if placed else line.bundle).short_name,
        house=_of(by, Chamber.HOUSE),
        senate=_of(by, Chamber.SENATE),
        name=placed.name_then if placed else "",
        agency=said.agency,
        account=said.account,
        source=SourceMark(placed.source, url=placed.source_url, as_of=placed.as_of) if placed else None,
        placement=placed,
    )


def _of(rows: Sequence[BundleSubcommittee], chamber: Chamber) -> tuple[Subcommittee, ...]:
    return tuple(Subcommittee(row.committee.name, row.committee_id) for row in rows if row.chamber == chamber)


def _years(years: Sequence[int]) -> str:
    first, last = min(years), max(years)
    return fy(first) if first == last else f"{fy(first)} to {fy(last)}"
