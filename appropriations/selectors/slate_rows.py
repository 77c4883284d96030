"""What a slate asks for beside what was asked before, enacted and proposed; what it adds up to, and for how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

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
# How far back the last enacted year is looked for: bills are late by a year, seldom by two.
YEARS_BACK = 3


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
    figures: tuple[Figure | None, ...] = ()


@dataclass(frozen=True)
class Sum:
    """The total of a column in millions, "" where nothing can be added, and what it holds and leaves out."""

    label: str
    figure: str
    sentence: str


@dataclass(frozen=True)
class SlateTable:
    """The requests of a slate, their columns by name, sums, and how many agencies and bills they concern.

    `unknown` names the columns that are left out because no figure of any line is known for them.
    """

    rows: tuple[SlateRow, ...]
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
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
    enacted = _enacted_last(slate, figures)
    columns = [_columns(slate, figures.get(item.line_id, ()), enacted) for item in items]
    known = [
        any(of_row[place][1] for of_row in columns) for place in range(len(columns[0]) if columns else 0)
    ]
    rows = tuple(
        _row(item, list(compress(of_row, known)), before) for item, of_row in zip(items, columns, strict=True)
    )
    asked = [row.item.line for row in rows if not row.request.is_dropped]
    return SlateTable(
        rows=rows,
        columns=tuple(one.label for one in rows[0].beside) if rows else (),
        unknown=tuple(
            one[0] for one, is_known in zip(columns[0] if columns else (), known, strict=True) if not is_known
        ),
        sums=_sums(slate, rows),
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
    item: SlateItem,
    columns: list[tuple[str, Figure | None, str]],
    before: Mapping[str, Request] | None,
) -> SlateRow:
    request = request_of(item)
    was = before.get(request.line) if before is not None else None
    return SlateRow(
        item=item,
        request=request,
        amount=figure(request.dollars, Unit.MILLIONS) if request.dollars is not None else "",
        said=amount_in_words(request),
        beside=tuple(_beside(request, *column) for column in columns),
        figures=tuple(one for _, one, _ in columns),
        turn=turn_of(request, was) if before is not None else None,
        was=amount_in_words(was) if was else "",
    )


def _columns(slate: Slate, figures: tuple[Figure, ...], enacted: int) -> list[tuple[str, Figure | None, str]]:
    """Name each figure that stands beside a request, with what has to be said of it; `enacted` is a year."""
    year = slate.fiscal_year
    last, this = year_name(year - 1), year_name(year)
    basis = enacted_number(figures, enacted)
    name = year_name(enacted)
    own = [(f"{last} request to OMB", own_request(figures, year - 1, Stage.TO_OMB).printed, "")]
    own.append((f"{last} request to Congress", own_request(figures, year - 1, Stage.TO_CONGRESS).printed, ""))
    if slate.to == Stage.TO_CONGRESS:
        own[0] = (f"{this} request to OMB", own_request(figures, year, Stage.TO_OMB).printed, "")
    return [
        *own,
        (
            f"{name} enacted",
            basis.figure if basis else None,
            basis.name if basis and basis.name != name else "",
        ),
        (f"{this} President's Budget", _at(figures, year, Stage.PRESIDENT).printed, ""),
    ]


def _enacted_last(slate: Slate, figures: Mapping[str, tuple[Figure, ...]]) -> int:
    """The last year before the slate's of which anything is enacted: in the autumn last year's bills seldom are."""
    for year in range(slate.fiscal_year - 1, slate.fiscal_year - 1 - YEARS_BACK, -1):
        if any(enacted_number(own, year) for own in figures.values()):
            return year
    return slate.fiscal_year - 1


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


def _sums(slate: Slate, rows: Sequence[SlateRow]) -> tuple[Sum, ...]:
    asked = [row for row in rows if not row.request.is_dropped]
    within = holders([row.item.line for row in asked])

    def of(label: str, figures: Sequence[Figure | None]) -> Sum:
        entries = [
            Entry(
                row.item.line.short_name or row.item.line.name,
                row.request.line,
                one,
                within[row.request.line],
            )
            for row, one in zip(asked, figures, strict=True)
        ]
        return _sum(label, add_up(entries))

    labels = [one.label for one in rows[0].beside] if rows else []
    return (
        of(f"{year_name(slate.fiscal_year)} asked", [figure_of_request(row.request, slate) for row in asked]),
        *(of(label, [row.figures[place] for row in asked]) for place, label in enumerate(labels)),
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
