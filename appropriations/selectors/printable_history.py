"""The history of one line on paper: fiscal years by stage, and what became of the money after it was enacted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from appropriations.cells import Cell, Figure, own_request
from appropriations.choices import Stage
from appropriations.selectors.printable import HOUSE, IN_FORCE, SENATE, PrintableCell, at_stage, printed_cell

MOST_YEARS = 10
OURS = "Our request"
FORCE = "In force"
# The columns in the order of the year; our own requests only, not those of others.
COLUMNS: tuple[tuple[str, tuple[Stage, ...]], ...] = (
    ("To OMB", (Stage.TO_OMB,)),
    ("President", (Stage.PRESIDENT,)),
    (OURS, (Stage.TO_CONGRESS,)),
    ("House", HOUSE),
    ("Senate", SENATE),
    ("Conference", (Stage.CONFERENCE,)),
    (FORCE, IN_FORCE),
)
# What a column means without saying so; any other stage in it is named.
_PLAIN = frozenset(
    {
        Stage.TO_OMB,
        Stage.PRESIDENT,
        Stage.TO_CONGRESS,
        Stage.HOUSE_COMMITTEE,
        Stage.SENATE_COMMITTEE,
        Stage.CONFERENCE,
        Stage.ENACTED,
    }
)
_OWN = (Stage.TO_OMB, Stage.TO_CONGRESS)
AFTER = (
    Stage.SUPPLEMENTAL,
    Stage.RESCISSION,
    Stage.TRANSFER,
    Stage.SPEND_PLAN,
    Stage.NOTICE_OF_FUNDING,
    Stage.OBLIGATED,
    Stage.WITHHELD,
    Stage.RELEASED,
)


@dataclass(frozen=True)
class YearCells:
    """One fiscal year with a cell for each column of the history."""

    year: int
    cells: tuple[PrintableCell, ...]


@dataclass(frozen=True)
class Later:
    """What became of a year's money: spend plan, notice of funding, obligated, withheld."""

    year: int
    stage: str
    cell: PrintableCell


@dataclass(frozen=True)
class History:
    """Oldest year first; columns without anything are left out. `earlier` counts the years before those shown."""

    columns: tuple[str, ...]
    years: tuple[YearCells, ...]
    after: tuple[Later, ...] = ()
    earlier: int = 0

    def column(self, name: str) -> dict[int, PrintableCell]:
        """Return one column's cells by fiscal year; nothing where it is not among the columns."""
        if name not in self.columns:
            return {}
        place = self.columns.index(name)
        return {row.year: row.cells[place] for row in self.years}


def printable_history(figures: Sequence[Figure], until: int, most: int = MOST_YEARS) -> History:
    """Return the newest years (at most `most`) of one line up to a fiscal year, from figures outside may read. Pure."""
    told = [one for one in figures if one.fiscal_year <= until]
    rows = [(year, _cells(told, year)) for year in sorted({one.fiscal_year for one in told})]
    known = [(year, cells) for year, cells in rows if any(cell.text for cell in cells)]
    shown = known[-most:]
    kept = [n for n in range(len(COLUMNS)) if any(cells[n].text for _, cells in shown)]
    return History(
        columns=tuple(COLUMNS[n][0] for n in kept),
        years=tuple(YearCells(year, tuple(cells[n] for n in kept)) for year, cells in shown),
        after=tuple(_after(told)),
        earlier=len(known) - len(shown),
    )


def _cells(figures: Sequence[Figure], year: int) -> list[PrintableCell]:
    return [
        _with_stage(printed_cell(_cell(figures, year, stages), tuple(figures), "")) for _, stages in COLUMNS
    ]


def _cell(figures: Sequence[Figure], year: int, stages: tuple[Stage, ...]) -> Cell:
    if stages[0] in _OWN:
        return own_request(figures, year, stages[0])
    return at_stage(tuple(figures), year, stages)


def _with_stage(cell: PrintableCell) -> PrintableCell:
    """Name the stage where the column's heading does not say it: "Full-year continuing resolution"."""
    if not cell.text or cell.stage in {stage.label for stage in _PLAIN}:
        return cell
    return replace(cell, notes=(cell.stage, *cell.notes))


def _after(figures: Sequence[Figure]) -> list[Later]:
    found = []
    for year in sorted({one.fiscal_year for one in figures}):
        for stage in AFTER:
            # What a source splits up is no disagreement: each figure is told by itself.
            at = [
                one for one in figures if one.fiscal_year == year and one.stage == stage and one.is_preferred
            ]
            found += [Later(year, str(stage.label), printed_cell(Cell(one), (), "")) for one in at]
    return found
