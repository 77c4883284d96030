"""The money of a packet: a table for each appropriations bill, the small one for the sheet, and a chart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import count

from appropriations.selectors.printable import PrintableCell
from briefings.packet.facts import Fact, Source
from briefings.packet.gather import source_of_mark
from briefings.packet.parts import Cell, Chart, MoneyRow, MoneyTable, Note
from briefings.packet.wording import joined
from briefings.selectors.money import BundleOnPaper, LineOnPaper
from common import charts
from common.chart_specs import YearAmount, years_chart
from common.money import Unit, figure, places_needed

WIDEST = 8
SMALL_COLUMNS = 4
SMALL_ROWS = 5
LETTERS = 26


def marks() -> Iterator[str]:
    """Yield a, b, … z, aa, ab, … without end."""
    for number in count():
        head, tail = divmod(number, LETTERS)
        yield (chr(96 + head) if head else "") + chr(97 + tail)


class _Notes:
    """Notes under a table: the same words from the same source keep one mark."""

    def __init__(self) -> None:
        self._marks = marks()
        self._given: dict[tuple[str, Source], str] = {}

    def mark(self, text: str, source: Source) -> str:
        key = (text, source)
        if key not in self._given:
            self._given[key] = next(self._marks)
        return self._given[key]

    def parts(self) -> tuple[Note, ...]:
        return tuple(Note(mark, Fact(text, source)) for (text, source), mark in self._given.items())


def table(
    bundle: BundleOnPaper,
    on: date,
    *,
    anchor: str,
    last: int = WIDEST,
    lines: Sequence[LineOnPaper] | None = None,
) -> MoneyTable:
    """Return one bundle as a table of its last columns, a note with its source for each remark on a figure."""
    shown = bundle.lines if lines is None else lines
    first = max(0, len(bundle.columns) - last)
    numbers = [cell.dollars for row in shown for cell in row.cells[first:] if cell.dollars is not None]
    places = max(1, places_needed(numbers, Unit.MILLIONS))
    notes = _Notes()
    rows = tuple(
        MoneyRow(
            row.line.name,
            tuple(_cell(cell, on, places, notes) for cell in row.cells[first:]),
            joined(filter(None, dict.fromkeys((row.line.department, row.line.agency)))).replace(
                " and ", ", "
            ),
        )
        for row in shown
    )
    return MoneyTable(
        anchor=anchor,
        title=bundle.full_name or bundle.title,
        caption=_caption(bundle),
        columns=bundle.columns[first:],
        rows=rows,
        notes=notes.parts(),
    )


def _caption(bundle: BundleOnPaper) -> str:
    said = f"$ in millions ({bundle.title}). A year past is what was in force."
    if bundle.empty_columns:
        said += f" No figure on record here for {joined(bundle.empty_columns)}."
    return said


def _cell(cell: PrintableCell, on: date, places: int, notes: _Notes) -> Cell:
    if not cell.text:
        return Cell(empty=cell.reason)
    source = source_of_mark(cell.sources[0], on)
    text = cell.text
    if cell.dollars is not None:
        # Exact, with as many decimals as the table's finest figure, so that the column can be read down.
        text = text.replace(
            figure(cell.dollars, Unit.MILLIONS), figure(cell.dollars, Unit.MILLIONS, places=places)
        )
    said = [note for note in (cell.nature.capitalize(), *cell.notes) if note]
    found = [notes.mark(f"{note.rstrip('.')}.", source) for note in said]
    found += [
        notes.mark(f"Another source: {mark.document}.", source_of_mark(mark, on)) for mark in cell.sources[1:]
    ]
    return Cell(Fact(text, source, sample=cell.is_sample), marks=tuple(found), numeric=cell.is_number)


def small_table(bundles: Sequence[BundleOnPaper], asked: Collection[str], on: date) -> MoneyTable | None:
    """Return the sheet's table: asked lines first, then the lines of the office's own subcommittee."""
    home = next((bundle for bundle in bundles if _has_numbers(bundle)), None)
    if home is None:
        return None
    known = [
        row for row in home.lines if any(cell.dollars is not None for cell in row.cells[-SMALL_COLUMNS:])
    ]
    known.sort(key=lambda row: row.line.slug not in asked)
    return table(home, on, anchor="money-small", last=SMALL_COLUMNS, lines=known[:SMALL_ROWS])


def _has_numbers(bundle: BundleOnPaper) -> bool:
    return any(cell.dollars is not None for row in bundle.lines for cell in row.cells[-SMALL_COLUMNS:])


def charts_of(bundles: Sequence[BundleOnPaper], asked: Collection[str], on: date) -> tuple[Chart, ...]:
    """Return a chart of the line with the most years on record in the first bundle that has any, asked lines first."""
    for bundle in bundles:
        rows = [(_years(bundle, row), row) for row in bundle.lines]
        rows = [pair for pair in rows if len(pair[0]) > 1]
        if rows:
            points, row = max(rows, key=lambda pair: (pair[1].line.slug in asked, len(pair[0])))
            return (_chart(bundle, row, points, on),)
    return ()


def _years(bundle: BundleOnPaper, row: LineOnPaper) -> dict[int, PrintableCell]:
    """The columns that are whole years as in force: "FY 2024"."""
    plain = {column.split()[-1]: cell for column, cell in zip(bundle.columns, row.cells, strict=True)}
    return {int(year): cell for year, cell in plain.items() if year.isdigit() and cell.dollars is not None}


def _chart(bundle: BundleOnPaper, row: LineOnPaper, cells: dict[int, PrintableCell], on: date) -> Chart:
    span = range(min(cells), max(cells) + 1)
    points = [YearAmount(year, cells[year].dollars if year in cells else None) for year in span]
    drawn = years_chart(row.line.name, points, what="In force")
    places = max(1, places_needed([cell.dollars or 0 for cell in cells.values()], Unit.MILLIONS))
    notes = _Notes()
    empty = PrintableCell(text="", reason="none known")
    rows = tuple(
        MoneyRow(f"FY\N{NO-BREAK SPACE}{year}", (_cell(cells.get(year, empty), on, places, notes),))
        for year in span
    )
    numbers = MoneyTable(
        f"chart-{row.line.slug}", row.line.name, "$ in millions", ("In force",), rows, notes.parts()
    )
    return Chart(
        name=f"chart-{row.line.slug}",
        svg=charts.draw([drawn])[0],
        alternative=drawn.alt,
        caption=f"{row.line.name} ({bundle.title}), $ in millions, as in force. The table has the same numbers.",
        table=numbers,
    )
