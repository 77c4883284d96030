"""The history of a line on paper: fiscal years by stage, every figure with a note of its source, and its drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from appropriations.selectors.figures import WHO_SAYS
from appropriations.selectors.printable import PrintableCell
from appropriations.selectors.printable_history import FORCE, OURS, History
from briefings.packet.assemble_money import NONE_KNOWN, Notes, cell_of
from briefings.packet.facts import Fact
from briefings.packet.gather import source_of_mark
from briefings.packet.parts import Cell, MoneyRow, MoneyTable, Picture
from common import charts
from common.chart_specs import YearAmount, years_chart
from common.citations import fiscal_year as fy
from common.money import Unit, places_needed
from common.sourcing import SourceMark

# Two figures are read faster than a drawing of them.
FEWEST_DRAWN = 3
# More years side by side could not be read on paper.
MOST_DRAWN = 10


def history_table(anchor: str, title: str, history: History, on: date) -> MoneyTable | None:
    """Return the years by stage, or None where nothing is known; the notes say where each figure is from."""
    if not history.years:
        return None
    numbers = [cell.dollars for row in history.years for cell in row.cells]
    places = max(1, places_needed([one for one in numbers if one is not None], Unit.MILLIONS))
    notes = Notes()
    rows = tuple(
        MoneyRow(fy(row.year), tuple(_cell(cell, on, places, notes) for cell in row.cells))
        for row in history.years
    )
    return MoneyTable(
        anchor=anchor,
        title=title,
        caption=_caption(history),
        columns=history.columns,
        rows=rows,
        notes=notes.parts(),
        stub="Fiscal year",
    )


def _caption(history: History) -> str:
    before = {0: "", 1: " One earlier year is on record."}
    more = before.get(history.earlier, f" {history.earlier} earlier years are on record.")
    return f"$ in millions. Letters lead to the sources below.{more}"


def _cell(cell: PrintableCell, on: date, places: int, notes: Notes) -> Cell:
    if not cell.text:
        return Cell(empty="\N{EN DASH}")
    return cell_of(with_source_note(cell), on, places, notes)


def with_source_note(cell: PrintableCell) -> PrintableCell:
    """Return a cell with one note, so that one letter does: where its figure is from, then the remarks on it."""
    source = [_document(cell.sources[0])] if cell.sources else []
    said = [note for note in (*source, cell.nature, *cell.notes) if note]
    text = " ".join(f"{note[0].upper()}{note[1:].rstrip('.')}." for note in said)
    return replace(cell, nature="", notes=(text,) if text else ())


def _document(mark: SourceMark) -> str:
    """The document and page; an advocate's page or the press is said to be no official document."""
    who = next((words for words in WHO_SAYS.values() if mark.note.startswith(words)), "")
    place = ", ".join(part for part in (mark.document, mark.page) if part)
    return f"{place}. {who}" if who else place


def after_facts(history: History, on: date) -> tuple[Fact, ...]:
    """Return what became of the money: "FY 2025, notice of funding: …", each from its source."""
    return tuple(
        Fact(
            f"{fy(one.year)}, {one.stage.lower()}: {_in_words(one.cell)}",
            source_of_mark(one.cell.sources[0], on),
            sample=one.cell.is_sample,
        )
        for one in history.after
        if one.cell.text and one.cell.sources
    )


def _in_words(cell: PrintableCell) -> str:
    if not cell.is_number:
        return cell.text
    notes = f" ({'; '.join(cell.notes)})" if cell.notes else ""
    return f"${cell.text} million{notes}"


def history_chart(name: str, history: History) -> charts.Chart | None:
    """Return the drawing's specification: what was in force and what we asked, the very numbers of the table.

    None with fewer than three years in force as numbers. Amounts of another nature than the newest are left out, and
    the year says so: a part beside a whole would show a change that never was.
    """
    force, asked = history.column(FORCE), history.column(OURS)
    known = {year: cell for year, cell in force.items() if cell.dollars is not None}
    requests = [year for year, cell in asked.items() if cell.dollars is not None]
    last = max([*known, *requests], default=0)
    nature = known[max(known)].nature if known else ""
    drawn = [year for year, cell in known.items() if cell.nature == nature and year > last - MOST_DRAWN]
    if len(drawn) < FEWEST_DRAWN:
        return None
    points = [_point(year, force.get(year), asked.get(year), nature) for year in range(min(drawn), last + 1)]
    what = f"In force ({nature})" if nature else "In force"
    return years_chart(name, points, what=what, ask_name="our request")


def _point(year: int, cell: PrintableCell | None, asked: PrintableCell | None, nature: str) -> YearAmount:
    ask = asked.dollars if asked else None
    if cell is None or not cell.text:
        return YearAmount(year, None, ask, words=NONE_KNOWN)
    if cell.dollars is None:
        return YearAmount(year, None, ask, words=cell.text.removeprefix("full-year CR at the "))
    if cell.nature != nature:
        return YearAmount(year, None, ask, words=cell.nature or "whole amount")
    return YearAmount(year, cell.dollars, ask)


def pictures(wanted: Sequence[tuple[str, charts.Chart | None]]) -> dict[str, Picture]:
    """Return the pictures by name."""
    return {
        name: Picture(
            name, spec, f"{spec.title}, $ in millions. The table of the history has the same numbers."
        )
        for name, spec in wanted
        if spec is not None
    }
