"""The small money table of an office's sheet: what its own subcommittees write first, then the lines we ask for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from appropriations.selectors.printable import PrintableCell
from briefings.packet.assemble_money import Notes, cell_of, numbers_in
from briefings.packet.parts import Cell, MoneyRow, MoneyTable
from briefings.packet.wording import joined
from briefings.selectors.money import BundleOnPaper, LineOnPaper
from common.money import Unit, places_needed

COLUMNS = 4
ROWS = 4
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_Pair = tuple[BundleOnPaper, LineOnPaper]


def small_table(bundles: Sequence[BundleOnPaper], asked: Collection[str], on: date) -> MoneyTable | None:
    """Return at most four lines in the last four columns that have figures, or None where none has any.

    Lines that this office's subcommittees write stand first and are named as such; a line that is asked for
    (`asked`, slugs) is never the one left out. Without either, the first bill that has figures.
    """
    known = _candidates([(one, row) for one in bundles for row in one.lines if numbers_in(row)], asked)
    known.sort(
        key=lambda pair: (pair[1].line.slug not in asked, not pair[0].is_here, -len(numbers_in(pair[1])))
    )
    shown = sorted(known[:ROWS], key=lambda pair: not pair[0].is_here)
    if not shown:
        return None
    columns = _columns(shown)
    cells = [[_at(bundle, row, place) for place in columns] for bundle, row in shown]
    numbers = [cell.dollars for row in cells for cell in row if cell.dollars is not None]
    decimals, notes = max(1, places_needed(numbers, Unit.MILLIONS)), Notes()
    return MoneyTable(
        anchor="money-small",
        title="Money at a glance",
        caption=_caption([bundle for bundle, _ in shown]),
        columns=tuple(columns.values()),
        rows=tuple(
            MoneyRow(row.line.name, _cells(said, on, decimals, notes), _detail(bundle, row))
            for (bundle, row), said in zip(shown, cells, strict=True)
        ),
        notes=notes.parts(),
    )


def _candidates(known: list[_Pair], asked: Collection[str]) -> list[_Pair]:
    """The bills of this office's subcommittees and of the lines that are asked for, else the first one."""
    keys = {bundle.key for bundle, row in known if bundle.is_here or row.line.slug in asked}
    keys = keys or {bundle.key for bundle, _ in known[:1]}
    return [pair for pair in known if pair[0].key in keys]


def _columns(shown: Sequence[_Pair]) -> dict[int, str]:
    """The last columns in which a line shown has a number, by their place among all columns."""
    found = {bundle.places[n]: bundle.columns[n] for bundle, row in shown for n in numbers_in(row)}
    return dict(sorted(found.items())[-COLUMNS:])


def _at(bundle: BundleOnPaper, row: LineOnPaper, place: int) -> PrintableCell:
    return row.cells[bundle.places.index(place)] if place in bundle.places else PrintableCell(text="")


def _cells(said: Sequence[PrintableCell], on: date, decimals: int, notes: Notes) -> tuple[Cell, ...]:
    return tuple(cell_of(cell, on, decimals, notes, brief=True) for cell in said)


def _caption(bundles: Sequence[BundleOnPaper]) -> str:
    titles = list(dict.fromkeys(bundle.title for bundle in bundles))
    return f"$ in millions ({joined(titles)}). A fiscal year past is what was in force."


def _detail(bundle: BundleOnPaper, row: LineOnPaper) -> str:
    who = row.line.agency or row.line.department
    return f"{bundle.title}: this office{APOSTROPHE}s subcommittee" if bundle.is_here else who
