"""Slates and adopted requests as files for a spreadsheet; dollars are whole dollars, so that they add up."""

from __future__ import annotations

from collections.abc import Iterable

from appropriations.models import Slate
from appropriations.selectors.public_requests import PublicRequest
from appropriations.selectors.slate_rows import SlateTable
from common.sheets import Sheet

_SLATES = ("Fiscal year", "To", "State", "Requests", "Amends", "Decision", "Adopted", "Sample")
_PUBLIC = (
    "Fiscal year",
    "To",
    "Line",
    "Agency",
    "Asked for",
    "Dollars",
    "Justification",
    "Report language sought",
    "Decision",
    "Decided",
    "Sample",
)
_ITEM = (
    "Line",
    "Agency",
    "Bill",
    "Asked for",
    "Dollars",
    "Nature",
    "Justification",
    "Report language sought",
)
_INSIDE = "For the organizations of the coalition: outside sees adopted requests on the public page only."


def slates_sheet(rows: Iterable[Slate]) -> Sheet:
    """Return slates as a list in the order they come."""
    cells = (
        (
            one.fiscal_year,
            one.get_to_display().removeprefix("to "),
            one.get_state_display(),
            one.requests,  # type: ignore[attr-defined]
            str(one.amends or ""),
            one.decision.number if one.decision else "",
            one.decision.decided_on if one.decision else None,
            "SAMPLE" if one.is_sample else "",
        )
        for one in rows
    )
    return Sheet("slates", _SLATES, cells, (_INSIDE,))


def slate_sheet(slate: Slate, table: SlateTable) -> Sheet:
    """Return one slate with its columns of comparison in millions, as they are printed."""
    headings = (*_ITEM, *(f"{label}, in millions" for label in table.columns))
    cells = (
        (
            row.item.line.name,
            row.request.agency,
            row.request.bundle,
            row.said,
            row.request.dollars,
            row.item.get_nature_display(),
            row.request.justification,
            row.request.report_language,
            *(beside.shown.text if beside.shown else "" for beside in row.beside),
        )
        for row in table.rows
    )
    sums = tuple(f"{one.label}: {one.figure or 'no sum'} (in millions). {one.sentence}" for one in table.sums)
    sample = ("SAMPLE: nobody asks for this.",) if slate.is_sample else ()
    name = f"fy-{slate.fiscal_year}-requests-{slate.to.replace('_', '-')}"
    return Sheet(name, headings, cells, (str(slate), slate.get_state_display(), *sample, *sums, _INSIDE))


def public_sheet(rows: Iterable[PublicRequest]) -> Sheet:
    """Return adopted requests as anyone may read them."""
    cells = (
        (
            one.fiscal_year,
            one.addressee,
            one.line,
            one.agency,
            one.asked,
            one.dollars,
            one.justification,
            one.report_language,
            one.decision,
            one.decided_on,
            "SAMPLE" if one.is_sample else "",
        )
        for one in rows
    )
    return Sheet("adopted-requests", _PUBLIC, cells, ("Requests in force, as the coalition adopted them.",))
