"""One line: every figure by fiscal year and stage, what is authorized, the bills that carry it, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from appropriations.cells import Figure, Level, read_cell
from appropriations.choices import Stage
from appropriations.models import Amount, BundleSubcommittee, Line
from appropriations.selectors.charts import line_chart
from appropriations.selectors.figures import figures_by_line, level_of, parts_elsewhere
from appropriations.selectors.shown import ShownCell, show_cell
from appropriations.selectors.vehicles import Vehicle, vehicles_of
from common.charts import Chart
from common.models import AuditEntry
from common.money import Unit, figure
from common.sourcing import SourceMark
from legislation.models import Authorization


@dataclass(frozen=True)
class StageCell:
    stage: str
    cell: ShownCell


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
class HistoryEntry:
    at: datetime
    what: str
    was: str
    now: str


@dataclass(frozen=True)
class LinePage:
    """Everything the page of a line shows."""

    line: Line
    years: tuple[YearRow, ...]
    in_law: tuple[ShownAuthorization, ...]
    proposed: tuple[ShownAuthorization, ...]
    inner: tuple[Line, ...]
    subcommittees: tuple[BundleSubcommittee, ...]
    history: tuple[HistoryEntry, ...]
    chart: Chart | None
    has_sample: bool


def line_page(line: Line) -> LinePage:
    """Return the page of a line; the number of queries does not grow with its figures."""
    figures = figures_by_line([line.slug]).get(line.slug, ())
    carried = vehicles_of([line.bundle_id])
    known = {one.fiscal_year for one in figures}
    authorizations = list(line.authorizations.select_related("bill").all())
    levels = [level_of(one) for one in authorizations]
    elsewhere = parts_elsewhere([line.slug])
    return LinePage(
        line=line,
        years=tuple(
            _year(figures, year, tuple(carried[line.bundle_id, year]), levels, elsewhere)
            for year in sorted(known, reverse=True)
        ),
        in_law=tuple(_authorization(one) for one in authorizations if one.status == "in_law"),
        proposed=tuple(_authorization(one) for one in authorizations if one.status == "proposed"),
        inner=tuple(Line.objects.filter(within=line)),
        subcommittees=tuple(
            BundleSubcommittee.objects.filter(bundle=line.bundle_id).select_related("committee")
        ),
        history=_history(line),
        chart=line_chart(line, figures),
        has_sample=line.is_sample or any(one.is_sample for one in figures),
    )


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
            cells.append(StageCell(str(stage.label), show_cell(whole, figures, levels=levels)))
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


def _history(line: Line) -> tuple[HistoryEntry, ...]:
    amounts = {
        str(pk): f"FY {year} {Stage(stage).label}"
        for pk, year, stage in Amount.objects.filter(line=line).values_list("pk", "fiscal_year", "stage")
    }
    entries = AuditEntry.objects.filter(
        subject_type="appropriations.amount", subject_id__in=list(amounts), verb__startswith="changed"
    )
    return tuple(
        HistoryEntry(
            entry.at, amounts[entry.subject_id], _said(entry.detail["was"]), _said(entry.detail["now"])
        )
        for entry in entries
    )


def _said(values: dict[str, object]) -> str:
    dollars = values.get("dollars")
    number = figure(dollars, Unit.MILLIONS) if isinstance(dollars, int) else ""
    return ", ".join(part for part in (number, str(values.get("words") or "")) if part) or "no figure"
