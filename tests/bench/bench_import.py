"""Importing BILLSTATUS files, against reading the same files only."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from django.utils import timezone

from legislation.services.known_rows import KnownRows
from legislation.services.sync_bill import sync_bill
from legislation.sources import billstatus
from legislation.sources.archives import read_paths
from tests.bench.harness import LeftOutError, benchmark

BILLS = Path(__file__).resolve().parents[3] / "shared" / "data" / "congress" / "billstatus"
LONG_AGO = 80


@cache
def files() -> list[tuple[str, bytes]]:
    if not BILLS.is_dir():
        raise LeftOutError("the shared data are not beside this project (../shared/data)")
    return [(name, content) for name, content in read_paths([BILLS]) if isinstance(content, bytes)]


def size() -> str:
    return f"{len(files())} files, {sum(len(content) for _, content in files()) / 1e6:.1f} MB"


def parse_only() -> str:
    for name, content in files():
        billstatus.parse(content, name)
    return size()


@benchmark("import of bill status", baseline=parse_only, at_most=12)
def import_all() -> str:
    known = KnownRows()
    for name, content in files():
        record = billstatus.parse(content, name)
        # Of a Congress long ago, so that each bill is new whatever the database holds.
        bill = replace(record.id, congress=record.id.congress - LONG_AGO)
        sync_bill(record=replace(record, id=bill), now=timezone.now(), known=known)
    return size()
