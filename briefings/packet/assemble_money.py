"""The money of a packet: a table for each appropriations bill, the small one for the sheet, and a chart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import count

from appropriations.selectors.printable import PrintableCell
from briefings.packet.facts import Fact, Source
from briefings.packet.gather import source_of_mark
from briefings.packet.parts import Cell, Chart, MoneyRow, MoneyTable, Note
from briefings.selectors.money import BundleOnPaper, LineOnPaper
from common.chart_specs import YearAmount, years_chart
from common.money import Unit, figure, places_needed

WIDEST = 6
LETTERS = 26
NONE_KNOWN = "none known"
DIFFERING = "Sources differ"
OUR_REQUEST = "our request"


def marks() -> Iterator[str]:
    """Yield a, b, … z, aa, ab, … without end."""
    for number in count():
        head, tail = divmod(number, LETTERS)
        yield (chr(96 + head) if head else "") + chr(97 + tail)


class Notes:
    """Notes under a table: the same words keep one mark."""

    def __init__(self) -> None:
        self._marks = marks()
        self._given: dict[str, tuple[str, Source]] = {}

    def mark(self, text: str, source: Source) -> str:
        """Return the mark of a note, a new one for new words."""
        if text not in self._given:
            self._given[text] = (next(self._marks), source)
        return self._given[text][0]

    def parts(self) -> tuple[Note, ...]:
        """Return the notes in the order of their marks."""
        return tuple(Note(mark, Fact(text, source)) for text, (mark, source) in self._given.items())


def table(bundle: BundleOnPaper, on: date, *, anchor: str) -> MoneyTable:
    """Return one bundle as a table of its last columns, with a note for each remark on a figure.

    A line without any figure there is named below with the reason, not shown as a row of nothing.
    """
    columns = range(len(bundle.columns))[-WIDEST:]
    known = [row for row in bundle.lines if any(row.cells[n].text for n in columns)]
    unknown = tuple(f"{row.line.name}: {_why(row)}." for row in bundle.lines if row not in known)
    return _table(bundle, on, anchor=anchor, columns=columns, lines=known, unknown=unknown)


def _table(
    bundle: BundleOnPaper,
    on: date,
    *,
    anchor: str,
    columns: Sequence[int],
    lines: Sequence[LineOnPaper],
    unknown: tuple[str, ...] = (),
    brief: bool = False,
) -> MoneyTable:
    numbers = [row.cells[n].dollars for row in lines for n in columns]
    places = max(1, places_needed([dollars for dollars in numbers if dollars is not None], Unit.MILLIONS))
    notes = Notes()
    rows = tuple(
        MoneyRow(
            row.line.name,
            tuple(cell_of(row.cells[n], on, places, notes, brief=brief) for n in columns),
            row.line.agency or row.line.department,
        )
        for row in lines
    )
    return MoneyTable(
        anchor=anchor,
        title=bundle.full_name or bundle.title,
        caption=_caption(bundle),
        columns=tuple(bundle.columns[n] for n in columns),
        rows=rows,
        notes=notes.parts(),
        unknown=unknown,
    )


def _why(row: LineOnPaper) -> str:
    return next((cell.reason for cell in row.cells if cell.reason), NONE_KNOWN).rstrip(".")


def _caption(bundle: BundleOnPaper) -> str:
    return f"$ in millions ({bundle.title}). A fiscal year past is what was in force."


def cell_of(cell: PrintableCell, on: date, places: int, notes: Notes, *, brief: bool = False) -> Cell:
    """Print a cell with a mark for each remark; `brief` keeps the first and what sources differ on, for the sheet."""
    if not cell.text:
        return Cell(empty=NONE_KNOWN)
    source = source_of_mark(cell.sources[0], on)
    text = cell.text
    if cell.dollars is not None:
        # Exact, with as many decimals as the table's finest figure, so that the column can be read down.
        text = text.replace(
            figure(cell.dollars, Unit.MILLIONS), figure(cell.dollars, Unit.MILLIONS, places=places)
        )
    remarks = [note for n, note in enumerate(cell.notes) if not brief or n == 0 or note.startswith(DIFFERING)]
    others = () if brief else cell.sources[1:]
    said = [note for note in (cell.nature.capitalize(), *remarks) if note]
    found = [notes.mark(f"{note[0].upper()}{note[1:].rstrip('.')}.", source) for note in said]
    found += [notes.mark(f"Another source: {mark.document}.", source_of_mark(mark, on)) for mark in others]
    return Cell(Fact(text, source, sample=cell.is_sample), marks=tuple(found), numeric=cell.is_number)


def without_requests(bundle: BundleOnPaper) -> BundleOnPaper:
    """Return a bundle without the columns of what we request: a packet for information asks for no money either."""
    kept = [n for n, column in enumerate(bundle.columns) if not column.endswith(OUR_REQUEST)]
    lines = tuple(replace(row, cells=tuple(row.cells[n] for n in kept)) for row in bundle.lines)
    columns, places = tuple(bundle.columns[n] for n in kept), tuple(bundle.places[n] for n in kept)
    return replace(bundle, columns=columns, places=places, lines=lines)


def numbers_in(row: LineOnPaper) -> list[int]:
    """The columns in which a line has a number."""
    return [n for n, cell in enumerate(row.cells) if cell.dollars is not None]


def charts_of(bundles: Sequence[BundleOnPaper], asked: Collection[str], on: date) -> tuple[Chart, ...]:
    """Return a chart of the line with the most years on record in the first bundle that has any, asked lines first."""
    for bundle in bundles:
        rows = [(_numbered(_years(bundle, row)), row) for row in bundle.lines]
        rows = [pair for pair in rows if len(pair[0]) > 1]
        if rows:
            points, row = max(rows, key=lambda pair: _weight(pair[0], pair[1], asked))
            return (_chart(bundle, row, points, on),)
    return ()


def _weight(
    years: dict[int, PrintableCell], row: LineOnPaper, asked: Collection[str]
) -> tuple[bool, int, int]:
    return row.line.slug in asked, len(years), max(cell.dollars or 0 for cell in years.values())


def _years(bundle: BundleOnPaper, row: LineOnPaper) -> dict[int, PrintableCell]:
    """The columns that are whole years as in force: "FY 2024"."""
    plain = {column.split()[-1]: cell for column, cell in zip(bundle.columns, row.cells, strict=True)}
    return {int(year): cell for year, cell in plain.items() if year.isdigit()}


def _numbered(cells: dict[int, PrintableCell]) -> dict[int, PrintableCell]:
    return {year: cell for year, cell in cells.items() if cell.dollars is not None}


def _points(said: dict[int, PrintableCell], span: range) -> list[YearAmount]:
    """What each year of a chart holds; a year at another year's rate says so: "FY 2024 rate"."""
    nothing = PrintableCell(text="")
    cells = [(year, said.get(year, nothing)) for year in span]
    return [
        YearAmount(year, cell.dollars, words=cell.text.removeprefix("full-year CR at the "))
        for year, cell in cells
    ]


def _chart(bundle: BundleOnPaper, row: LineOnPaper, known: dict[int, PrintableCell], on: date) -> Chart:
    span = range(min(known), max(known) + 1)
    cells = _years(bundle, row)
    points = _points(cells, span)
    drawn = years_chart(row.line.name, points, what="In force")
    places = max(1, places_needed([cell.dollars or 0 for cell in known.values()], Unit.MILLIONS))
    notes = Notes()
    empty = PrintableCell(text="")
    rows = tuple(
        MoneyRow(f"FY\N{NO-BREAK SPACE}{year}", (cell_of(cells.get(year, empty), on, places, notes),))
        for year in span
    )
    numbers = MoneyTable(
        anchor=f"chart-{row.line.slug}",
        title=row.line.name,
        caption="$ in millions",
        columns=("In force",),
        rows=rows,
        notes=notes.parts(),
        stub="Fiscal year",
    )
    return Chart(
        name=f"chart-{row.line.slug}",
        spec=drawn,
        caption=f"{row.line.name} ({bundle.title}), $ in millions, as in force. The table has the same numbers.",
        table=numbers,
    )
