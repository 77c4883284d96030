"""Importing the whole 117th Congress, against turning the same files into JSON with xmltodict on one core."""

from __future__ import annotations

import json
import os
from functools import cache
from itertools import islice
from pathlib import Path

import xmltodict
from django.db import connection

from legislation.services.import_bills import import_batch
from legislation.services.known_rows import KnownRows
from legislation.sources.archives import read_paths
from tests.bench.harness import LeftOutError, benchmark

ARCHIVE = Path(__file__).resolve().parents[3] / "shared" / "data" / "congress" / "BILLSTATUS-117-all.tar.xz"
BATCH = 250
# Of another Congress, so that each bill is new whatever the database holds. Every twelfth file stands for all.
LONG_AGO = b"<congress>37</congress>"
EVERY = 12


@cache
def files() -> list[tuple[str, bytes]]:
    if not ARCHIVE.is_file():
        raise LeftOutError("the shared data are not beside this project (../shared/data)")
    chosen = islice(read_paths([ARCHIVE]), 0, None, EVERY)
    return [
        (name, content.replace(b"<congress>117</congress>", LONG_AGO))
        for name, content in chosen
        if isinstance(content, bytes)
    ]


def size() -> str:
    return f"{len(files())} files, {sum(len(content) for _, content in files()) / 1e6:.0f} MB"


def convert() -> str:
    for _, content in files():
        json.dumps(xmltodict.parse(content))
    return size()


# One process here, whose database server works beside it; `--jobs` divides this by the number of cores.
@benchmark("import of a Congress, one process", baseline=convert, at_most=3.5)
def import_new() -> str:
    known = KnownRows()
    for start in range(0, len(files()), BATCH):
        failed = [each for each in import_batch(files()[start : start + BATCH], known) if each.reason]
        if failed:
            raise AssertionError(failed[0])
        # Nothing is committed here, and foreign keys are checked at the end: they belong to the cost.
        connection.check_constraints()
    return f"{size()}, {os.cpu_count()} cores"
