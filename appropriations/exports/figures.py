"""Every figure of a line as a file for a spreadsheet, with who says so."""

from __future__ import annotations

from collections.abc import Iterable

from appropriations.cells import Figure
from appropriations.choices import CellKind, Nature, SourceKind, Stage
from appropriations.models import Line
from common.sheets import Sheet

_HEADINGS = (
    "Fiscal year",
    "Stage",
    "Figure",
    "Dollars",
    "Upper end",
    "Approximate",
    "Cell",
    "Nature",
    "Part of",
    "Words",
    "Printed",
    "Printed because",
    "Document",
    "Page or section",
    "Link",
    "Who says so",
    "Read on",
    "Note",
    "Sample",
)
_NOTES = (
    "Dollars are whole dollars. “Figure” is in millions, or the words that stand in the cell.",
    "Several sources of one cell stand on rows of their own; “Printed” says which of them is printed.",
    "A row that is part of another names that one: a total never adds both.",
)


def figures_sheet(line: Line, figures: Iterable[Figure]) -> Sheet:
    """Return the figures of a line as a list, the newest year first, stages in the order of the year."""
    order = list(Stage)
    rows = sorted(
        figures, key=lambda one: (-one.fiscal_year, order.index(Stage(one.stage)), not one.is_preferred)
    )
    return Sheet(
        f"figures-{line.slug}", _HEADINGS, map(_row, rows), (f"{line.name}, {line.department}.", *_NOTES)
    )


def _row(one: Figure) -> tuple[object, ...]:
    return (
        one.fiscal_year,
        Stage(one.stage).label,
        one.text(),
        one.dollars,
        one.dollars_high,
        one.is_about,
        CellKind(one.kind).label,
        Nature(one.nature).label,
        one.parent,
        one.words,
        one.is_preferred,
        one.preferred_reason,
        one.source.document,
        one.source.page,
        one.source.url,
        SourceKind(one.source_kind).label,
        one.source.as_of,
        one.note,
        one.is_sample,
    )
