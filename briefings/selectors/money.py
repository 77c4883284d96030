"""The money of a packet: every line on paper, the bundles that this office's subcommittees write first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from appropriations.models import Bundle, BundleSubcommittee
from appropriations.selectors.printable import (
    PrintableCell,
    PrintableLine,
    PrintableTable,
    bundles_of_committees,
    printable_lines,
)

# Each reading gives the two years before it: four readings reach back eight years.
READINGS = 4


@dataclass(frozen=True)
class LineOnPaper:
    """One line with a cell for each column, oldest first."""

    line: PrintableLine
    cells: tuple[PrintableCell, ...]


@dataclass(frozen=True)
class BundleOnPaper:
    """One appropriations bill's lines; columns that hold nothing for any line are left out.

    `places` tells where each column stands among all columns of its day, alike for every bill: two bills' columns
    are put together by it.
    """

    key: str
    title: str
    full_name: str
    unit: str
    columns: tuple[str, ...]
    lines: tuple[LineOnPaper, ...]
    is_here: bool
    places: tuple[int, ...] = ()


def writers() -> dict[str, Bundle]:
    """Return which bundle each appropriations subcommittee writes, by the committee's system code."""
    rows = BundleSubcommittee.objects.select_related("bundle")
    return {row.committee_id: row.bundle for row in rows}


def money_on_paper(
    fiscal_year: int, committee_codes: Collection[str], lines: Collection[str] | None = None
) -> list[BundleOnPaper]:
    """Return the bundles around a fiscal year, those that the committees write first.

    With `lines` (slugs), only those lines. Each year before is as in force; the year itself by stage.
    """
    own = set(bundles_of_committees(committee_codes))
    readings = [printable_lines(year, lines=lines) for year in _years(fiscal_year)]
    tables = [_bundle(list(parts), parts[0].bundle in own) for parts in zip(*readings, strict=True)]
    return sorted(tables, key=lambda table: not table.is_here)


def _years(fiscal_year: int) -> list[int]:
    return [fiscal_year - 2 * back for back in range(READINGS)]


def _bundle(parts: list[PrintableTable], is_here: bool) -> BundleOnPaper:  # noqa: FBT001 - private
    newest, *older = parts
    columns = [name for part in reversed(older) for name in part.columns[:2]] + list(newest.columns)
    rows = []
    for number, row in enumerate(newest.rows):
        cells = [cell for part in reversed(older) for cell in part.rows[number].cells[:2]] + list(row.cells)
        rows.append((row, cells))
    kept = [n for n in range(len(columns)) if any(cells[n].text for _, cells in rows)]
    return BundleOnPaper(
        key=newest.bundle,
        title=newest.title,
        full_name=newest.full_name,
        unit=newest.unit,
        columns=tuple(columns[n] for n in kept),
        lines=tuple(LineOnPaper(row, tuple(cells[n] for n in kept)) for row, cells in rows),
        is_here=is_here,
        places=tuple(kept),
    )
