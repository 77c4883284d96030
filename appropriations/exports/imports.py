"""Our template for figures, and the cells of a table on its way in, as files for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from appropriations.choices import Nature, SourceKind, Stage
from appropriations.models import StagedCell, TableImport
from common.sheets import Sheet

# What the heading reader knows by these names (cells/heading_words.py), in the order people fill them in.
TEMPLATE = (
    "Line",
    "Fiscal year",
    "Stage",
    "Figure (dollars)",
    "Nature",
    "Part of",
    "Document",
    "Page or section",
    "Link",
    "As of",
    "Who says so",
    "Note",
    "Key",
)
_STAGED = (
    "Cell",
    "Line",
    "Line of ours",
    "Fiscal year",
    "Stage",
    "Text",
    "Read as",
    "Would be",
    "Was",
    "Why",
    "Words to clear",
)

_FIGURE = (
    "Figure: whole dollars (13822000), with a unit of its own (13.822 million), about 31 million, 10 million to "
    "12 million, 11 million & language, TBD, n/a, not specified, not found, FY 2024 rate, or words as they stand."
)


def template_sheet() -> Sheet:
    """Return our template without a row; its notes say how it is filled in."""

    def listed(labels: Iterable[str]) -> str:
        return ", ".join(labels)

    notes = (
        "One row a figure. Line: its slug or any name it goes or went by. Fiscal year: 2026.",
        f"Stage: {listed(Stage.labels)}.",
        _FIGURE,
        f"Nature: {listed(Nature.labels)}; empty is whole.",
        "Part of: the key of the figure that holds this one, here or in the file.",
        "Document, page, link, as of (2026-11-21) and who says so may be said once for the file instead.",
        f"Who says so: {listed(SourceKind.labels)}.",
        "Key: empty for a new figure; a figure that is here is changed by its key.",
        "There is no column for an offset, a transfer or a recipient: the coalition asks for none.",
    )
    return Sheet("figures-template", TEMPLATE, (), notes)


def staged_sheet(imported: TableImport, cells: Iterable[StagedCell]) -> Sheet:
    """Return the cells of a table with what becomes of each, figures in millions as the page shows them."""
    rows = (
        (
            f"{cell.column}{cell.row}",
            cell.label,
            cell.line.name if cell.line else "",
            cell.fiscal_year,
            cell.get_stage_display(),
            cell.text,
            cell.reads,
            cell.get_state_display(),
            cell.was,
            cell.why,
            "; ".join(cell.hits),
        )
        for cell in cells
    )
    notes = (
        f"{imported.name}: {imported.document or 'each row names its document'}. Readings are in millions of dollars.",
    )
    return Sheet(f"import-{imported.pk}", _STAGED, rows, notes)
