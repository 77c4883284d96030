"""What the pages of an import show: its columns, the names it uses, and how many cells would do what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from appropriations.cells.headings import Column, Layout
from appropriations.cells.importing import FileSource
from appropriations.cells.line_names import KnownLine, LineNames, Match
from appropriations.cells.unfolding import unfold
from appropriations.choices import ColumnRole, ImportState, StagedState
from appropriations.models import Line, StagedCell, TableImport
from common.money import Unit
from common.tables import index_of, letter

_SAMPLES = 3


def layout_of(imported: TableImport) -> Layout:
    """Return how the table's columns are read."""
    columns = tuple(
        Column(
            one["index"],
            one["heading"],
            ColumnRole(one["role"]),
            one.get("fiscal_year"),
            one.get("stage", ""),
            one.get("remark", ""),
        )
        for one in imported.columns
    )
    return Layout(columns, imported.first_row)


def source_of(imported: TableImport) -> FileSource:
    """Return what was said once for the whole file."""
    return FileSource(
        document=imported.document,
        as_of=imported.as_of,
        source_kind=imported.source_kind,
        request_kind=imported.request_kind,
        page=imported.page,
        url=imported.url,
        note=imported.note,
        unit=Unit(imported.unit),
    )


def fixes_of(imported: TableImport) -> dict[tuple[int, int], str]:
    """Return the cells that were corrected here, by row and column from 0."""
    found = {}
    for place, text in imported.fixes.items():
        row, _, column = place.partition(",")
        found[int(row), int(column)] = text
    return found


def known_lines() -> list[KnownLine]:
    """Return every line by all its names; one query."""
    rows = Line.objects.order_by("slug").only(
        "slug", "name", "short_name", "former_names", "agency", "account"
    )
    return [
        KnownLine(row.slug, row.name, row.short_name, tuple(row.former_names), row.agency, row.account)
        for row in rows
    ]


@dataclass(frozen=True)
class ShownColumn:
    """A column with its letter and the first things that stand in it."""

    column: Column
    letter: str
    samples: tuple[str, ...]


def shown_columns(imported: TableImport) -> list[ShownColumn]:
    """Return the columns of the table in their order, each with a few of its cells."""
    return [
        ShownColumn(column, letter(column.index), _samples(imported.rows[imported.first_row :], column.index))
        for column in layout_of(imported).columns
    ]


def _samples(rows: Sequence[Sequence[str]], index: int) -> tuple[str, ...]:
    texts = (row[index] for row in rows if index < len(row) and row[index])
    return tuple(text for text, _ in zip(texts, range(_SAMPLES), strict=False))


@dataclass(frozen=True)
class ShownName:
    """A name in the file: how many cells go by it, what was chosen for it, what it is taken for by itself."""

    label: str
    account: str
    name: str
    cells: int
    choice: dict[str, Any]
    match: Match

    @property
    def line(self) -> str:
        """The slug of the line it goes to, or nothing."""
        return str(self.choice.get("line", "")) if self.choice else self.match.slug

    @property
    def is_open(self) -> bool:
        """Whether a person has yet to say what it means."""
        return not self.choice and not self.match.slug and not self.match.is_sum


def names_in(imported: TableImport) -> list[ShownName]:
    """Return every name the file uses, those that are not clear first, else in the order of the file; one query."""
    layout = layout_of(imported)
    if layout.problem:
        return []
    names = LineNames(known_lines())
    counted: Counter[tuple[str, str, str]] = Counter(
        (one.label, one.account, one.name) for one in unfold(imported.rows, layout, fixes_of(imported))
    )
    shown = [
        ShownName(label, account, name, count, imported.lines.get(label, {}), names.match(name, account))
        for (label, account, name), count in counted.items()
    ]
    return sorted(shown, key=lambda one: not one.is_open)


@dataclass(frozen=True)
class Counts:
    """How many cells confirming would do what with."""

    by_state: dict[str, int]
    waiting: int
    to_save: int

    @property
    def total(self) -> int:
        return sum(self.by_state.values())

    @property
    def left_out(self) -> int:
        """How many say something that confirming would not save."""
        return self.total - self.to_save - self.by_state.get(StagedState.UNCHANGED, 0)


def counts_of(imported: TableImport) -> Counts:
    """Return how many cells are in which state; two queries."""
    cells: QuerySet[StagedCell] = imported.cells.order_by()
    by_state = dict(cells.values_list("state").annotate(many=Count("pk")))
    waiting = ~Q(hits=[]) & Q(cleared_by__isnull=True)
    counted = cells.aggregate(waiting=Count("pk", filter=waiting))
    return Counts(by_state, counted["waiting"], cells.to_save().count())  # type: ignore[attr-defined]


def recent_imports(user: Any) -> QuerySet[TableImport]:
    """Return the imports a person sees, newest first, without their tables."""
    rows: QuerySet[TableImport] = (
        TableImport.objects.visible_to(user)
        .select_related("uploaded_by", "confirmed_by")
        .defer("rows", "columns", "fixes", "lines")
    )
    return rows


def is_stuck(imported: TableImport) -> bool:
    """Whether the work on it ended without an end: it can be read again."""
    waits = imported.state in {ImportState.READING, ImportState.SAVING}
    return waits and (imported.job is None or not imported.job.is_open)


def staged_cells(imported: TableImport) -> QuerySet[StagedCell]:
    """Return the cells of a table in the order of the file."""
    rows: QuerySet[StagedCell] = imported.cells.select_related("line", "cleared_by").order_by("row", "id")
    return rows


def place_of(cell: StagedCell) -> tuple[int, int]:
    """Return a cell's row and column from 0."""
    return cell.row - 1, index_of(cell.column)


@dataclass(frozen=True)
class StateTab:
    """A state with how many cells are in it, as a way to list them."""

    state: str
    label: str
    count: int
    is_trouble: bool = False


def state_tabs(counts: Counts) -> list[StateTab]:
    """Return the states that have cells, in their order, and the words that wait to be cleared."""
    trouble = {StagedState.UNREADABLE, StagedState.NO_LINE, StagedState.REFUSED}
    tabs = [
        StateTab(state.value, str(state.label), counts.by_state[state], state in trouble)
        for state in StagedState
        if counts.by_state.get(state)
    ]
    if counts.waiting:
        tabs.append(StateTab("waiting", "Words to clear", counts.waiting, is_trouble=True))
    return tabs
