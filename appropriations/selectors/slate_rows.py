"""What a slate asks for beside what was asked before, enacted and proposed; what it adds up to, and for how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appropriations.asking import Request, Turn, amount_in_words, turn_of
from appropriations.cells import (
    Cell,
    Entry,
    Figure,
    Total,
    add_up,
    enacted_number,
    own_request,
    read_cell,
)
from appropriations.choices import CellKind, SourceKind, Stage
from appropriations.models import Slate, SlateItem
from appropriations.selectors.figures import figures_by_line, holders
from appropriations.selectors.shown import ShownFigure, shown, year_name
from appropriations.selectors.slate_requests import request_of
from common.money import Change, Unit, figure
from common.sourcing import SourceMark

_NO_SOURCE = SourceMark("This slate")
NOTHING = "no figure"


@dataclass(frozen=True)
class Beside:
    """A figure beside the request: as shown, and the request against it in millions and percent."""

    label: str
    shown: ShownFigure | None
    change: str = ""
    note: str = ""
    reason: str = NOTHING


@dataclass(frozen=True)
class SlateRow:
    """One request of a slate with what stands beside it; `turn` is what an amendment does to the request."""

    item: SlateItem
    request: Request
    amount: str
    said: str
    beside: tuple[Beside, ...]
    turn: Turn | None = None
    was: str = ""


@dataclass(frozen=True)
class Sum:
    """The total of a column in millions, "" where nothing can be added, and what it holds and leaves out."""

    label: str
    figure: str
    sentence: str


@dataclass(frozen=True)
class SlateTable:
    """The requests of a slate, their columns by name, sums, and how many agencies and bills they concern."""

    rows: tuple[SlateRow, ...]
    columns: tuple[str, ...]
    sums: tuple[Sum, ...]
    agencies: int
    bundles: int

    @property
    def groups(self) -> tuple[tuple[str, tuple[SlateRow, ...]], ...]:
        """The rows by bill, bills in the order in which they first come."""
        bundles = dict.fromkeys(row.request.bundle for row in self.rows)
        return tuple((one, tuple(row for row in self.rows if row.request.bundle == one)) for one in bundles)

    @property
    def sentence(self) -> str:
        """Return "21 requests, 7 agencies, 4 subcommittees"."""
        asked = sum(not row.request.is_dropped for row in self.rows)
        return ", ".join(
            (
                _many(asked, "request", "requests"),
                _many(self.agencies, "agency", "agencies"),
                _many(self.bundles, "subcommittee", "subcommittees"),
            )
        )


def slate_table(
    slate: Slate, items: Sequence[SlateItem], before: Mapping[str, Request] | None = None
) -> SlateTable:
    """Return the items of a slate beside last year's request, prior enacted and the President's Budget; two queries.

    To Congress, this year's request to OMB stands there too. `before` are the requests an amendment changes.
    """
    figures = figures_by_line(item.line_id for item in items)
    rows = tuple(_row(slate, item, figures.get(item.line_id, ()), before) for item in items)
    columns = tuple(one.label for one in rows[0].beside) if rows else ()
    asked = [row.item.line for row in rows if not row.request.is_dropped]
    return SlateTable(
        rows=rows,
        columns=columns,
        sums=_sums(slate, rows, figures),
        agencies=len({(line.department, line.agency) for line in asked}),
        bundles=len({line.bundle_id for line in asked}),
    )


def figure_of_request(one: Request, slate: Slate) -> Figure:
    """Return a request as a plain figure, to be compared and added like any other."""
    return Figure(
        key=f"slate-{slate.pk}-{one.line}",
        line=one.line,
        fiscal_year=slate.fiscal_year,
        stage=slate.to,
        source=_NO_SOURCE,
        kind=CellKind.DOLLARS if one.dollars is not None else CellKind.WORDS,
        nature=one.nature,
        dollars=one.dollars,
        words=one.words or ("language" if one.report_language else ""),
        source_kind=SourceKind.COALITION,
    )


def _row(
    slate: Slate, item: SlateItem, figures: tuple[Figure, ...], before: Mapping[str, Request] | None
) -> SlateRow:
    request = request_of(item)
    was = before.get(request.line) if before is not None else None
    return SlateRow(
        item=item,
        request=request,
        amount=figure(request.dollars, Unit.MILLIONS) if request.dollars is not None else "",
        said=amount_in_words(request),
        beside=tuple(_beside(request, *column) for column in _columns(slate, figures)),
        turn=turn_of(request, was) if before is not None else None,
        was=amount_in_words(was) if was else "",
    )


def _columns(slate: Slate, figures: tuple[Figure, ...]) -> list[tuple[str, Figure | None, str]]:
    """Name each figure to stand beside the request, with what has to be said of it."""
    year = slate.fiscal_year
    last, this = year_name(year - 1), year_name(year)
    enacted = enacted_number(figures, year - 1)
    columns = [
        (f"{last} request", own_request(figures, year - 1, slate.to).printed, ""),
        (
            f"{last} enacted",
            enacted.figure if enacted else None,
            enacted.name if enacted and enacted.name != last else "",
        ),
        (f"{this} President's Budget", _at(figures, year, Stage.PRESIDENT).printed, ""),
    ]
    if slate.to == Stage.TO_CONGRESS:
        columns.insert(0, (f"{this} request to OMB", own_request(figures, year, Stage.TO_OMB).printed, ""))
    return columns


def _beside(request: Request, label: str, one: Figure | None, note: str) -> Beside:
    if one is None:
        return Beside(label, None)
    change = ""
    if request.dollars is not None and one.is_number and one.dollars is not None:
        # A part is not held against a whole; a floor is asked for as an amount.
        if one.is_part or one.nature in {"of_which", "up_to"}:
            change = f"not compared: {one.nature_words or 'part of another amount'}"
        else:
            change = Change(one.dollars, request.dollars).text(Unit.MILLIONS)
    return Beside(label, shown(one), change, note)


def _sums(
    slate: Slate, rows: Sequence[SlateRow], figures: Mapping[str, tuple[Figure, ...]]
) -> tuple[Sum, ...]:
    asked = [row for row in rows if not row.request.is_dropped]
    within = holders([row.item.line for row in asked])
    columns: list[tuple[str, list[Figure | None]]] = [
        (f"{year_name(slate.fiscal_year)} asked", [figure_of_request(row.request, slate) for row in asked])
    ]
    for place, label in enumerate(asked[0].beside if asked else ()):
        of_rows = [_columns(slate, figures.get(row.request.line, ()))[place][1] for row in asked]
        columns.append((label.label, of_rows))
    return tuple(
        _sum(
            label,
            add_up(
                [
                    Entry(
                        row.item.line.short_name or row.item.line.name,
                        row.request.line,
                        one,
                        within[row.request.line],
                    )
                    for row, one in zip(asked, of_rows, strict=True)
                ]
            ),
        )
        for label, of_rows in columns
    )


def _sum(label: str, total: Total) -> Sum:
    if not total.counted:
        return Sum(label, "", "No figure of this column can be added.")
    about = "about " if total.is_about else ""
    return Sum(label, about + figure(total.dollars, Unit.MILLIONS), total.sentence)


def _at(figures: Sequence[Figure], year: int, stage: str) -> Cell:
    return read_cell(one for one in figures if one.fiscal_year == year and one.stage == stage)


def _many(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"
