"""The verbs of an import: take a table in, say how it is read, confirm it, undo it, throw it away.

A table becomes figures only when it is confirmed, in one transaction and one change set, so that it is undone as one.
Each verb is for the secretariat, whom the door asks for. Dollars are whole dollars throughout.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.cells.headings import Column, Layout, read_layout
from appropriations.choices import ImportState, SourceKind
from appropriations.models import Bundle, Line, StagedCell, TableImport
from appropriations.selectors.imports import layout_of
from common import audit
from common.money import Unit
from common.tables import letter, read_table
from common.uploads import clean_name
from members.models import User

# What is not confirmed by then is thrown away.
KEPT_FOR = timedelta(days=14)
# Of what was confirmed, who imported which file stays, and its cells go.
CELLS_KEPT_FOR = timedelta(days=90)
_OF_FILE = ("unit", "document", "page", "url", "as_of", "source_kind", "request_kind", "note")


class ImportRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """The table cannot be taken, changed or confirmed; the message is fit to be shown."""


@transaction.atomic
def take_in(
    *,
    name: str,
    content: bytes,
    by: User,
    as_of: date,
    document: str = "",
    sheet: str = "",
    unit: Unit | None = None,
    source_kind: str = SourceKind.ADVOCATE,
    request_kind: str = SourceKind.COALITION,
    page: str = "",
    url: str = "",
    note: str = "",
) -> TableImport:
    """Keep a CSV or XLSX table to be read; its unit is the one given, else the one it says, else millions.

    Raises UploadRefused for a file that cannot be read, ImportRefused where neither `document` nor a row names one.
    """
    table = read_table(name, content, sheet=sheet)
    layout = read_layout(table.rows)
    _ask_for_document(document, layout)
    imported = TableImport.objects.create(
        name=clean_name(name),
        sheet=table.sheet,
        digest=hashlib.sha256(content).hexdigest(),
        unit=unit or layout.unit or Unit.MILLIONS,
        document=document.strip(),
        page=page.strip(),
        url=url.strip(),
        as_of=as_of,
        source_kind=source_kind,
        request_kind=request_kind,
        note=note.strip(),
        rows=[list(row) for row in table.rows],
        first_row=layout.first_row,
        columns=[_kept(column) for column in layout.columns],
        uploaded_by=by,
    )
    return _took_in(imported, by)


def _took_in(imported: TableImport, by: User) -> TableImport:
    audit.record("took in table", imported, actor_id=by.pk, name=imported.name, digest=imported.digest)
    return imported


def _ask_for_document(document: str, layout: Layout) -> None:
    rows_do = layout.is_list and any(column.role == "document" for column in layout.columns)
    if not document.strip() and not rows_do:
        raise ImportRefused("Name the document these figures are from: the rows of this table name none.")


def _kept(column: Column) -> dict[str, Any]:
    return {**vars(column), "role": str(column.role)}


@transaction.atomic
def set_source(*, imported: TableImport, by: User, **said: Any) -> TableImport:
    """Say anew what holds for the whole file: document, page, url, as_of, unit, source_kind, request_kind, note."""
    held = held_open(imported)
    _ask_for_document(str(said.get("document", held.document)), layout_of(held))
    for name, value in said.items():
        if name not in _OF_FILE:
            raise ValueError(f"{name} is nothing a file says")
        setattr(held, name, value)
    held.save(update_fields=list(said))
    return _noted(held, by, {name: str(value) for name, value in said.items()})


@transaction.atomic
def set_columns(*, imported: TableImport, columns: Sequence[Column], by: User) -> TableImport:
    """Say what columns hold; those not named stay as they are. A column refused for P2 stays refused."""
    held = held_open(imported)
    said = {column.index: column for column in columns}
    before = layout_of(held).columns
    held.columns = [
        _kept(column if column.role == "refused" else said.get(column.index, column)) for column in before
    ]
    held.save(update_fields=["columns"])
    return _noted(held, by, {"columns": [_kept(column) for column in columns]})


@transaction.atomic
def set_lines(*, imported: TableImport, chosen: Mapping[str, Mapping[str, Any]], by: User) -> TableImport:
    """Say what names in the file mean.

    {"line": slug}, {"skip": True}, {"new": bundle key, "department": …}, or {} for what it is taken for by itself.
    Raises ImportRefused for a line or bill that is not there.
    """
    held = held_open(imported)
    slugs = {str(one["line"]) for one in chosen.values() if one.get("line")}
    if missing := slugs - set(Line.objects.filter(slug__in=slugs).values_list("slug", flat=True)):
        raise ImportRefused(f"There is no line {', '.join(sorted(missing))}.")
    bundles = {str(one["new"]) for one in chosen.values() if one.get("new")}
    if bundles - set(Bundle.objects.filter(key__in=bundles).values_list("key", flat=True)):
        raise ImportRefused("A new line belongs to one of the appropriations bills.")
    for label, one in chosen.items():
        if one.get("new") and not str(one.get("department", "")).strip():
            raise ImportRefused(f"Say of which department the new line “{label}” is.")
    held.lines = {**held.lines, **{label: dict(one) for label, one in chosen.items()}}
    held.lines = {label: one for label, one in held.lines.items() if one}
    held.save(update_fields=["lines"])
    return _noted(held, by, {"lines": {label: dict(one) for label, one in chosen.items()}})


@transaction.atomic
def fix_cell(*, imported: TableImport, row: int, column: int, text: str, by: User) -> TableImport:
    """Correct one cell of the table (row and column from 0) before it is read again; what the file said stays kept."""
    held = held_open(imported)
    held.fixes = {**held.fixes, f"{row},{column}": text.strip()}
    held.save(update_fields=["fixes"])
    return _noted(held, by, {"row": row + 1, "column": letter(column), "text": text.strip()})


def _noted(held: TableImport, by: User, what: dict[str, Any]) -> TableImport:
    audit.record("changed how a table is read", held, actor_id=by.pk, **what)
    return held


@transaction.atomic
def clear_words(*, imported: TableImport, cells: Iterable[int], by: User) -> int:
    """Clear the words of requests with "mentions, does not ask" (P2), in one's own name; return how many cells."""
    held = held_open(imported)
    waiting = list(
        held.cells.filter(pk__in=list(cells), cleared_by__isnull=True).exclude(hits=[]).order_by("pk")
    )
    StagedCell.objects.filter(pk__in=[one.pk for one in waiting]).update(cleared_by=by)
    for one in waiting:
        audit.record(
            "cleared words of an import",
            held,
            actor_id=by.pk,
            cell=str(one),
            hits=one.hits,
            why="mentions, does not ask",
        )
    return len(waiting)


@transaction.atomic
def discard(*, imported: TableImport, by: User) -> None:
    """Throw a table away that was not confirmed, with its cells."""
    held = held_open(imported)
    audit.record("threw away table", held, actor_id=by.pk, name=held.name)
    held.delete()


@transaction.atomic
def throw_away_old() -> tuple[int, int]:
    """Throw away what was not confirmed in time, and the cells of what was long ago; return how many of each."""
    now = timezone.now()
    settled = [ImportState.CONFIRMED, ImportState.UNDONE]
    old = TableImport.objects.exclude(state__in=settled).filter(uploaded_at__lt=now - KEPT_FOR)
    many = old.count()
    old.delete()
    done = TableImport.objects.filter(state__in=settled, confirmed_at__lt=now - CELLS_KEPT_FOR).exclude(
        rows=[]
    )
    StagedCell.objects.filter(imported__in=done).delete()
    emptied: int = done.update(rows=[], columns=[], fixes={})
    return many, emptied


def held_open(imported: TableImport) -> TableImport:
    """Return the table, held until the transaction ends. Raises ImportRefused when it is confirmed, or at work."""
    rows = TableImport.objects.select_for_update(of=("self",)).select_related("job")
    held: TableImport | None = rows.filter(pk=imported.pk).first()
    if held is None:
        raise ImportRefused("This table was thrown away.")
    if held.state in {ImportState.CONFIRMED, ImportState.UNDONE}:
        raise ImportRefused("This table was imported already; what it did can be undone.")
    if held.state == ImportState.SAVING and held.job is not None and held.job.is_open:
        raise ImportRefused("This table is being saved.")
    return held
