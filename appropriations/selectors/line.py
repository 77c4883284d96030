"""One line: every figure by fiscal year and stage, what is authorized, the bills that carry it, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from appropriations.cells import Figure, Level, read_cell
from appropriations.cells.parts import parts_warnings
from appropriations.choices import Stage
from appropriations.models import Amount, Kept, Line, LineEffect, LinePlacement
from appropriations.selectors.amount_changes import AmountChange, changes_in_words, entries_of_amounts
from appropriations.selectors.charts import line_chart
from appropriations.selectors.figures import figures_by_line, level_of, parts_elsewhere
from appropriations.selectors.kept_history import Change, changes_of
from appropriations.selectors.places import Place, bundle_in, places_of
from appropriations.selectors.row_history import HistoryLine, history_of, undoable_entry
from appropriations.selectors.shown import ShownCell, show_cell
from appropriations.selectors.vehicles import Vehicle, vehicles_of
from common.charts import Chart
from common.money import Unit, figure
from common.sourcing import SourceMark
from legislation.models import Authorization

CHANGES_SHOWN = 12


@dataclass(frozen=True)
class StageCell:
    """A stage of a year: its cell, and what does not fit between its figure and the parts of it."""

    stage: str
    cell: ShownCell
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class YearRow:
    """A fiscal year of a line: its stages in the order of the year, and the bills that carry its bundle."""

    fiscal_year: int
    cells: tuple[StageCell, ...]
    vehicles: tuple[Vehicle, ...]


@dataclass(frozen=True)
class ShownAuthorization:
    """An authorization of appropriations; `amount` is dollars in millions, or the law's own words."""

    name: str
    amount: str
    is_number: bool
    years: str
    citation: str
    bill_id: str
    version: str
    source: SourceMark


@dataclass(frozen=True)
class LineHistory:
    """What was done to the figures of a line, to the line itself, and to what is kept with it."""

    figures: tuple[AmountChange, ...]
    line: tuple[HistoryLine, ...]
    kept: tuple[Change, ...]
    can_undo_line: bool

    def __bool__(self) -> bool:
        return bool(self.figures or self.line or self.kept)


@dataclass(frozen=True)
class LinePage:
    """Everything the page of a line shows."""

    line: Line
    years: tuple[YearRow, ...]
    in_law: tuple[ShownAuthorization, ...]
    proposed: tuple[ShownAuthorization, ...]
    inner: tuple[Line, ...]
    places: tuple[Place, ...]
    effects: tuple[LineEffect, ...]
    withdrawn: tuple[Kept, ...]
    history: LineHistory
    chart: Chart | None
    has_sample: bool


def line_page(line: Line) -> LinePage:
    """Return the page of a line; the number of queries does not grow with its figures."""
    figures = figures_by_line([line.slug]).get(line.slug, ())
    placements = list(LinePlacement.objects.filter(line=line).select_related("bundle"))
    placed = [one for one in placements if one.withdrawn_at is None]
    carried = vehicles_of([line.bundle_id, *(one.bundle_id for one in placed)])
    known = {one.fiscal_year for one in figures}
    authorizations = list(line.authorizations.select_related("bill").all())
    levels = [level_of(one) for one in authorizations]
    elsewhere = parts_elsewhere([line.slug])
    effects = list(LineEffect.objects.filter(line=line))
    kept: list[Kept] = [*placements, *effects]
    return LinePage(
        line=line,
        years=tuple(
            _year(figures, year, tuple(carried[bundle_in(line, placed, year), year]), levels, elsewhere)
            for year in sorted(known, reverse=True)
        ),
        in_law=tuple(_authorization(one) for one in authorizations if one.status == "in_law"),
        proposed=tuple(_authorization(one) for one in authorizations if one.status == "proposed"),
        inner=tuple(Line.objects.filter(within=line)),
        places=places_of(line, placed, known),
        effects=tuple(one for one in effects if one.withdrawn_at is None),
        withdrawn=tuple(one for one in kept if one.withdrawn_at is not None),
        history=_history(line, kept),
        chart=line_chart(line, figures),
        has_sample=line.is_sample or any(one.is_sample for one in figures),
    )


def _history(line: Line, kept: Sequence[Kept]) -> LineHistory:
    amounts = Amount.objects.filter(line=line)
    return LineHistory(
        figures=changes_in_words(entries_of_amounts(amounts)[:CHANGES_SHOWN]),
        line=tuple(history_of(line)),
        kept=changes_of(kept, label=_kept_name),
        can_undo_line=undoable_entry(line) is not None,
    )


def _kept_name(row: Kept) -> str:
    return str(row._meta.verbose_name).capitalize()  # noqa: SLF001 - Django documents it


def _year(
    figures: tuple[Figure, ...],
    year: int,
    vehicles: tuple[Vehicle, ...],
    levels: Sequence[Level],
    elsewhere: dict[str, tuple[Figure, ...]],
) -> YearRow:
    of_year = [one for one in figures if one.fiscal_year == year]
    cells = []
    for stage in Stage:
        at_stage = [one for one in of_year if one.stage == stage]
        if at_stage:
            cell = read_cell(at_stage)
            known = elsewhere.get(cell.printed.key, ()) if cell.printed else ()
            whole = replace(cell, parts=(*cell.parts, *known))
            warnings = parts_warnings(cell.printed, [*figures, *known])
            shown = show_cell(whole, figures, levels=levels)
            cells.append(StageCell(str(stage.label), shown, warnings))
    return YearRow(year, tuple(cells), vehicles)


def _authorization(one: Authorization) -> ShownAuthorization:
    first, last = one.first_fiscal_year, one.last_fiscal_year
    number = one.dollars is not None
    return ShownAuthorization(
        name=one.name,
        amount=figure(one.dollars, Unit.MILLIONS)
        if one.dollars is not None
        else one.words or "such sums as may be necessary",
        is_number=number,
        years=f"FY {first}" if first == last else f"FY {first} to FY {last}",
        citation=", ".join(part for part in (one.law, one.usc_section) if part),
        bill_id=one.bill_id or "",
        version=one.bill_version,
        source=SourceMark(one.source, url=one.source_url, as_of=one.as_of),
    )
