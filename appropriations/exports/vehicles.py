"""The bills that carry lines as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from appropriations.choices import BundleBillRole
from appropriations.selectors.vehicles import VehiclesPage
from common.sheets import Sheet

_VEHICLES = (
    "Fiscal year",
    "Regular bill",
    "What it is",
    "Bill",
    "Public law",
    "Where it stands",
    "First day",
    "Last day",
    "Days",
    "Note",
    "Source",
    "As of",
)


def vehicles_sheet(page: VehiclesPage) -> Sheet:
    """Return the bills of a fiscal year as a list; a regular bill without one says so."""
    return Sheet(f"appropriations-bills-fy-{page.fiscal_year}", _VEHICLES, list(_vehicles(page)))


def _vehicles(page: VehiclesPage) -> Iterable[tuple[object, ...]]:
    for row in page.rows:
        for one in row.vehicles:
            yield (
                page.fiscal_year,
                row.bundle.name,
                one.role_label,
                one.citation,
                one.law,
                one.stands,
                None,
                None,
                None,
                one.note,
                one.source.document,
                one.source.as_of,
            )
        for words in row.missing:
            yield (page.fiscal_year, row.bundle.name, words, *[None] * 9)
    for resolution in page.resolutions:
        one = resolution.vehicle
        if one.role != BundleBillRole.CR or one.span is None:
            continue
        yield (
            page.fiscal_year,
            "; ".join(bundle.name for bundle in resolution.bundles),
            one.role_label,
            one.citation,
            one.law,
            one.stands,
            one.span.starts_on,
            one.span.ends_on,
            one.span.days,
            one.note,
            one.source.document,
            one.source.as_of,
        )
