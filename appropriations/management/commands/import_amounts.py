"""`manage.py import_amounts FILE --by EMAIL --as-of DAY [--document …] [--dry-run]`: a table of figures from disk.

The same reading, the same refusals and the same undo as on the page (docs/money-import.md).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from appropriations.choices import SourceKind
from appropriations.models import TableImport
from appropriations.selectors.imports import Counts, counts_of, layout_of, state_tabs
from appropriations.services.import_amounts import ImportRefused, discard, take_in
from appropriations.services.import_confirm import confirm
from appropriations.services.import_staging import stage
from common.dates import today
from common.money import Unit
from common.uploads import LARGEST, MEGABYTE, UploadRefused
from members.models import User

_SHOWN = 50


class Command(BaseCommand):
    help = "Import a table of figures (CSV or XLSX), or with --dry-run say what importing it would do."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="who imports it, of the secretariat")
        parser.add_argument("--document", default="", help="the document the figures are from")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, default=None, metavar="DAY", help="2026-11-21"
        )
        parser.add_argument(
            "--unit", choices=[one.value for one in Unit], help="else as the file says, or millions"
        )
        parser.add_argument("--sheet", default="", help="of a workbook, else the first with anything in it")
        parser.add_argument("--page", default="")
        parser.add_argument("--url", default="")
        parser.add_argument("--requests", choices=SourceKind.values, default=SourceKind.COALITION.value)
        parser.add_argument("--others", choices=SourceKind.values, default=SourceKind.ADVOCATE.value)
        parser.add_argument("--because", default="", help="why to print it where another source differs")
        parser.add_argument("--leave-out", action="store_true", help="what cannot be saved")
        parser.add_argument("--dry-run", action="store_true", help="save nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _secretariat(options["by"])
        imported = _taken_in(options, by)
        stage(imported)
        counts = counts_of(imported)
        self.stdout.write("\n".join(_lines(imported, counts)))
        problem = layout_of(imported).problem
        if options["dry_run"] or problem or not counts.to_save:
            discard(imported=imported, by=by)
            if problem or counts.left_out:
                raise CommandError(problem or "Some cells cannot be saved as they stand.", returncode=1)
            return
        try:
            confirm(imported=imported, by=by, leave_out=options["leave_out"], because=options["because"])
        except ImportRefused as refused:
            raise CommandError(
                f"{refused} The table waits at {imported.get_absolute_url()}", returncode=1
            ) from refused
        self.stdout.write(f"Imported; it is undone as one at {imported.get_absolute_url()}")
        if counts.left_out:
            raise CommandError(f"{counts.left_out} cells were left out.", returncode=1)


def _secretariat(email: str) -> User:
    person = User.objects.filter(email__iexact=email).first()
    if person is None or not person.is_secretariat:
        raise CommandError(f"{email} is nobody of the secretariat.", returncode=2)
    return person


def _taken_in(options: dict[str, Any], by: User) -> TableImport:
    path: Path = options["file"]
    if not path.is_file():
        raise CommandError(f"There is no such file: {path}", returncode=2)
    if path.stat().st_size > LARGEST:
        raise CommandError(f"The file is larger than {LARGEST // MEGABYTE} MB.", returncode=2)
    try:
        return take_in(
            name=path.name,
            content=path.read_bytes(),
            by=by,
            as_of=options["as_of"] or today(),
            document=options["document"],
            sheet=options["sheet"],
            unit=Unit(options["unit"]) if options["unit"] else None,
            source_kind=options["others"],
            request_kind=options["requests"],
            page=options["page"],
            url=options["url"],
        )
    except (UploadRefused, ImportRefused) as refused:
        raise CommandError(str(refused), returncode=2) from refused


def _lines(imported: TableImport, counts: Counts) -> Iterator[str]:
    yield f"{imported.name}, numbers in {imported.unit}: {counts.total} cells, {counts.to_save} to save"
    for tab in state_tabs(counts):
        yield f"  {tab.count:>6}  {tab.label}"
    left_out = imported.cells.left_out()
    for cell in left_out[:_SHOWN]:
        why = cell.why or "; ".join(cell.hits) or cell.get_state_display()
        yield f"  {cell.column}{cell.row}  {cell.label}: “{cell.text[:60]}”: {why}"
    more = left_out.count() - _SHOWN
    if more > 0:
        yield f"  and {more} more"
