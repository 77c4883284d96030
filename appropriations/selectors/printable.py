"""Lines on paper: frozen rows with a source for every figure, for packets and other documents.

A packet says what offices may see, so these rows name no user; they hold program facts and adopted requests only.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from appropriations.cells import (
    Cell,
    Comparison,
    Figure,
    against_prior,
    ask_for,
    own_request,
    read_cell,
    standing,
)
from appropriations.choices import CellKind, SourceKind, Stage
from appropriations.models import Bundle, BundleSubcommittee, Line
from appropriations.selectors.public_figures import public_figures
from common.citations import fiscal_year as fy
from common.money import Change, Unit, gap, heading
from common.sourcing import SourceMark

HOUSE = (Stage.HOUSE_FLOOR, Stage.HOUSE_COMMITTEE, Stage.HOUSE_SUB)
SENATE = (Stage.SENATE_FLOOR, Stage.SENATE_COMMITTEE, Stage.SENATE_SUB)
IN_FORCE = (Stage.ENACTED, Stage.FULL_YEAR_CR)
NOTHING_KNOWN = "no figure known"
NOT_IN_FORCE = "none known"


@dataclass(frozen=True)
class PrintableCell:
    """One printed cell: `text` is the figure (unit in the table's caption) or words; empty says why in `reason`."""

    text: str
    is_number: bool = False
    dollars: int | None = None
    reason: str = ""
    nature: str = ""
    stage: str = ""
    change: str = ""
    gap: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[SourceMark, ...] = ()
    is_sample: bool = False


@dataclass(frozen=True)
class PrintableLine:
    """One program line with a cell for every column of its table."""

    slug: str
    name: str
    short_name: str
    department: str
    agency: str
    account: str
    cells: tuple[PrintableCell, ...]
    what_it_does: str = ""
    note: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class PrintableTable:
    """The lines of one bundle (CJS, Labor-HHS, …) around one fiscal year."""

    bundle: str
    title: str
    full_name: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[PrintableLine, ...]


def bundles_of_committees(codes: Collection[str]) -> list[str]:
    """Return the keys of the bundles that committees (system codes such as hsap19) write, in their order."""
    written = BundleSubcommittee.objects.filter(committee__in=list(codes)).values("bundle")
    return list(Bundle.objects.filter(key__in=written).values_list("key", flat=True))


def printable_lines(
    fiscal_year: int,
    *,
    bundles: Collection[str] | None = None,
    committees: Collection[str] | None = None,
    lines: Collection[str] | None = None,
) -> tuple[PrintableTable, ...]:
    """Return a table a bundle of the lines in `bundles` (keys), of `committees` (codes), or named by slug.

    Without any of the three: every line. Columns: the two years before `fiscal_year` as in force, then that
    year's President's Budget, our request, House, Senate and enacted. Two to four queries, whatever the rows.
    """
    chosen = Line.objects.select_related("bundle").order_by("bundle__position", "sort_key")
    keys = list(bundles or []) + (bundles_of_committees(committees) if committees is not None else [])
    if bundles is not None or committees is not None:
        chosen = chosen.filter(bundle__in=keys)
    if lines is not None:
        chosen = chosen.filter(slug__in=list(lines))
    rows = list(chosen)
    figures = public_figures(row.slug for row in rows)
    tables = []
    for bundle in dict.fromkeys(row.bundle for row in rows):
        printed = tuple(
            _line(row, figures.get(row.slug, ()), fiscal_year) for row in rows if row.bundle == bundle
        )
        tables.append(
            PrintableTable(
                bundle=bundle.key,
                title=bundle.short_name,
                full_name=bundle.name,
                unit=heading(Unit.MILLIONS),
                columns=_columns(fiscal_year),
                rows=printed,
            )
        )
    return tuple(tables)


def _columns(year: int) -> tuple[str, ...]:
    return (
        fy(year - 2),
        fy(year - 1),
        f"{fy(year)} President",
        f"{fy(year)} our request",
        f"{fy(year)} House",
        f"{fy(year)} Senate",
        f"{fy(year)} enacted",
    )


def _line(row: Line, figures: tuple[Figure, ...], year: int) -> PrintableLine:
    past = (standing(figures, year - 2), standing(figures, year - 1))
    cells = (
        at_stage(figures, year, (Stage.PRESIDENT,)),
        own_request(figures, year),
        at_stage(figures, year, HOUSE),
        at_stage(figures, year, SENATE),
        at_stage(figures, year, IN_FORCE),
    )
    printed = (
        *(_past(cell, figures, row.empty_reason) for cell in past),
        *(printed_cell(cell, figures, row.empty_reason) for cell in cells),
    )
    return PrintableLine(
        slug=row.slug,
        name=row.name,
        short_name=row.short_name or row.name,
        department=row.department,
        agency=row.agency,
        account=row.account,
        cells=printed,
        what_it_does=row.what_it_does,
        note=row.note,
        is_sample=row.is_sample or any(cell.is_sample for cell in printed),
    )


def at_stage(figures: tuple[Figure, ...], year: int, stages: tuple[Stage, ...]) -> Cell:
    """Return the cell of the first of these stages that a year has a figure for."""
    for stage in stages:
        found = [one for one in figures if one.fiscal_year == year and one.stage == stage]
        if found:
            return read_cell(found)
    return Cell(None)


def _past(cell: Cell, figures: tuple[Figure, ...], empty_reason: str) -> PrintableCell:
    """Print a past year as in force; what a year only stood at on the way there is told in a note, no figure."""
    one = cell.printed
    if one is None or one.stage in IN_FORCE:
        return printed_cell(cell, figures, empty_reason)
    said = f"{Stage(one.stage).label}: {one.text()}; what was in force is not known"
    return PrintableCell(
        text=NOT_IN_FORCE,
        stage=str(Stage(one.stage).label),
        notes=(said, *([one.note] if one.note else [])),
        sources=(one.source,),
        is_sample=one.is_sample,
    )


def printed_cell(cell: Cell, figures: tuple[Figure, ...], empty_reason: str) -> PrintableCell:
    """Return a cell as it is printed, beside all figures of its line; empty with the reason where it holds nothing."""
    one = cell.printed
    if one is None:
        return PrintableCell(text="", reason=empty_reason or NOTHING_KNOWN)
    prior = against_prior(one, figures)
    ask = ask_for(one, figures)
    return PrintableCell(
        text=one.text(),
        is_number=one.is_number,
        dollars=one.dollars if one.is_number else None,
        nature=one.nature_words,
        stage=str(Stage(one.stage).label),
        change=_change(one, prior),
        gap=gap(one.dollars, ask) if ask is not None and one.dollars is not None else "",
        notes=_notes(cell, prior),
        sources=(one.source, *(rival.source for rival in cell.rivals)),
        is_sample=one.is_sample,
    )


def _change(one: Figure, prior: Comparison | None) -> str:
    if prior is None or prior.before is None or one.dollars is None:
        return ""
    return f"{Change(prior.before, one.dollars).text(Unit.MILLIONS)} on {prior.name}"


def _notes(cell: Cell, prior: Comparison | None) -> tuple[str, ...]:
    one = cell.printed
    if one is None:
        return ()
    # Of a figure not found the words are the reason why; at another year's rate they only repeat the cell.
    said = [one.words] if one.words and (one.is_number or one.kind == CellKind.NOT_FOUND) else []
    said += _rivals(cell, one)
    said += [
        f"of which {part.text()}: {part.words or part.source.page}" for part in cell.parts if part.is_number
    ]
    if prior is not None and prior.reason:
        said.append(prior.reason)
    if one.note:
        said.append(one.note)
    return tuple(said)


def _rivals(cell: Cell, one: Figure) -> list[str]:
    """Say what other sources give the same cell, and who they are when they agree in other words."""
    if cell.sources_differ:
        others = "; ".join(f"{rival.text()} ({rival.source.document})" for rival in cell.rivals)
        return [f"Sources differ: {others}. {one.preferred_reason}".strip()]
    told = [rival for rival in cell.rivals if rival.text() != one.text()]
    return [f"{SourceKind(rival.source_kind).label}: {rival.text()}" for rival in told]
