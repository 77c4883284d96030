"""Importing a large table of money, looked through and confirmed, against opening the same workbook with openpyxl.

Sixty lines by fifteen years and the twenty-two stages: as large as a coalition's table can be.
"""

from __future__ import annotations

import io
from datetime import date
from functools import cache

from openpyxl import Workbook, load_workbook

from appropriations.choices import Stage
from appropriations.models import Amount, Bundle, Line
from appropriations.selectors.imports import counts_of
from appropriations.services.import_amounts import take_in
from appropriations.services.import_confirm import confirm
from appropriations.services.import_staging import stage
from members.models import User
from tests.bench.harness import benchmark

LINES, YEARS = 61, range(2012, 2027)
CELLS = LINES * len(YEARS) * len(Stage)
# Among them words, ranges and the rest, as real tables have them.
KINDS = (
    "{}",
    "${} & language",
    "about {}",
    "TBD",
    "n/a",
    "{}.5",
    "language",
    "$8.8 above PBR for TIP",
    "{0}-1{0}",
)


@cache
def workbook() -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet("Table")
    page.append(["Program", *(f"FY{year} {stage.label}" for year in YEARS for stage in Stage)])
    for line in range(LINES):
        columns = range(len(YEARS) * len(Stage))
        page.append(
            [
                f"SAMPLE bench line {line}",
                *(KINDS[(line + one) % len(KINDS)].format(1 + one) for one in columns),
            ]
        )
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def prepare() -> User:
    workbook()
    bundle, _ = Bundle.objects.get_or_create(
        key="sample-bench", defaults={"name": "SAMPLE", "short_name": "SAMPLE"}
    )
    for line in range(LINES):
        Line.objects.create(
            slug=f"sample-bench-line-{line}",
            name=f"SAMPLE bench line {line}",
            department="Samples",
            bundle=bundle,
            is_sample=True,
        )
    return User.objects.create(email="bench-import@example.org", name="SAMPLE bench")


def open_only() -> str:
    book = load_workbook(io.BytesIO(workbook()), read_only=True)
    cells = sum(1 for row in book.active.iter_rows(values_only=True) for value in row if value is not None)
    return f"{cells:,} cells"


@benchmark("import of a large table of money", baseline=open_only, at_most=45, prepare=prepare)
def import_table() -> str:
    by = User.objects.get(email="bench-import@example.org")
    imported = take_in(
        name="bench.xlsx",
        content=workbook(),
        by=by,
        as_of=date(2026, 11, 21),
        document="SAMPLE bench table",
        request_kind="advocate",
    )
    stage(imported=imported)
    counts = counts_of(imported)
    confirm(imported=imported, by=by)
    assert counts.to_save == Amount.objects.filter(document="SAMPLE bench table").count() == CELLS, counts
    return f"{CELLS:,} cells"
