"""The grid over 15 years, 60 lines and 20 stages, 18,000 amounts, against reading them from a spreadsheet."""

from __future__ import annotations

import csv
import io
import time
from datetime import date

from django.db import connection
from django.test import Client

from appropriations.choices import CellKind, SourceKind, Stage
from appropriations.models import Amount, Line
from common.money import Unit, parse
from tests.bench.harness import benchmark
from tests.factories.appropriations import BundleFactory, LineFactory
from tests.factories.members import representative

YEARS = range(2013, 2028)
LINES, BUNDLES = 60, 6
STAGES = [stage for stage in Stage if stage not in {Stage.TRANSFER, Stage.RELEASED}]
SIZE = LINES * len(YEARS) * len(STAGES)
# What a page may take on the server, by the issue that asked for it.
MOST_MS = 300
TRIES = 5
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SPAN = f"first={min(YEARS)}&last={max(YEARS)}"
_reader = Client(SERVER_NAME="localhost")


def fill_and_sign_in() -> None:
    """Every line, year and stage with an amount, and a member to look at them; the first look fills the caches."""
    bundles = [
        BundleFactory(key=f"bench-{number}", short_name=f"SAMPLE bill {number}", position=number)
        for number in range(BUNDLES)
    ]
    lines = [
        LineFactory(
            slug=f"bench-line-{number}",
            name=f"SAMPLE bench line {number}",
            bundle=bundles[number % BUNDLES],
            department=f"SAMPLE department {number % 9}",
        )
        for number in range(LINES)
    ]
    Amount.objects.bulk_create(
        (_amount(line, year, stage) for line in lines for year in YEARS for stage in STAGES), batch_size=2000
    )
    with connection.cursor() as cursor:
        # As the database's own housekeeping does soon after so many rows.
        cursor.execute("ANALYZE appropriations_amount")
    _reader.force_login(representative(), backend=BACKEND)


def _amount(line: Line, year: int, stage: Stage) -> Amount:
    return Amount(
        key=f"{line.slug}-{year}-{stage.value.replace('_', '-')}",
        line=line,
        fiscal_year=year,
        stage=stage,
        kind=CellKind.DOLLARS,
        dollars=(year - 2000) * 1_000_500 + 7 * len(stage.value),
        document=f"SAMPLE document of FY {year}, {stage.label}",
        source_kind=SourceKind.COALITION if stage == Stage.TO_CONGRESS else SourceKind.OFFICIAL,
        as_of=date(2026, 11, 21),
    )


def read_spreadsheet() -> str:
    """The work to compare with: as many amounts written as the text of a spreadsheet, and read back to the dollar."""
    text = io.StringIO()
    writer = csv.writer(text)
    for number in range(SIZE):
        writer.writerow([f"line-{number % LINES}", 2026, "enacted", f"{number}.625", "SAMPLE document"])
    text.seek(0)
    read = [parse(row[3], Unit.MILLIONS) for row in csv.reader(text)]
    return f"{len(read):,} amounts"


def _open(query: str) -> tuple[str, float]:
    """Open a page until it is quick: the best time is what the page costs, the rest is what else the machine does."""
    times, own = [], []
    for _ in range(TRIES):
        began, busy = time.perf_counter(), time.process_time()
        response = _reader.get(f"/money/?q=bench&{SPAN}&{query}")
        times.append(time.perf_counter() - began)
        own.append(time.process_time() - busy)
        assert response.status_code == 200, response.status_code
    best = min(times)
    verdict = "" if best * 1000 < MOST_MS else f", OVER {MOST_MS} ms"
    said = f"{SIZE:,} amounts, {best * 1000:.0f} ms, of them {min(own) * 1000:.0f} ms Python"
    return f"{said}, {len(response.content) / 1e3:.0f} kB{verdict}", best


@benchmark("grid of fifteen years", baseline=read_spreadsheet, at_most=8, prepare=fill_and_sign_in)
def by_year() -> tuple[str, float]:
    return _open("view=years&authorized=yes")


@benchmark("grid of twenty stages", baseline=read_spreadsheet, at_most=8, prepare=fill_and_sign_in)
def by_stage() -> tuple[str, float]:
    return _open("view=stages")


@benchmark(
    "grid in 2024 dollars by department", baseline=read_spreadsheet, at_most=8, prepare=fill_and_sign_in
)
def adjusted() -> tuple[str, float]:
    return _open("view=years&prices=2024&group=department&place=columns")


@benchmark("grid of years and stages", baseline=read_spreadsheet, at_most=8, prepare=fill_and_sign_in)
def by_both() -> tuple[str, float]:
    return _open("view=both")
