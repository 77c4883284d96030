"""Importing a Congress as people do it, against turning the same files into JSON with xmltodict in one process.

`manage.py import_billstatus` and `import_bill_json` work in a scratch database of their own on the same server: all
tables, constraints and indexes are there, archives are unpacked and transactions committed. A part of each Congress
stands for the whole; only the start of Python and Django is not counted, which a whole Congress would not feel.
"""

from __future__ import annotations

import atexit
import gzip
import io
import json
import os
import secrets
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from functools import cache
from itertools import islice
from pathlib import Path

import xmltodict

from legislation.sources.archives import read_paths
from tests.atest import databases
from tests.bench.harness import LeftOutError, benchmark

ROOT = Path(__file__).resolve().parents[2]
CONGRESS = ROOT.parent / "shared" / "data" / "congress"
ARCHIVE, LINES = CONGRESS / "BILLSTATUS-117-all.tar.xz", CONGRESS / "congress119.jsonl.gz"
# Every second bill: of a small part the first and the last batches would tell more than the rest.
EVERY = 2
JOBS = 2


@cache
def files() -> list[tuple[str, bytes]]:
    if not ARCHIVE.is_file():
        raise LeftOutError("the shared data are not beside this project (../shared/data)")
    chosen = islice(read_paths([ARCHIVE]), 0, None, EVERY)
    return [(name, content) for name, content in chosen if isinstance(content, bytes)]


@cache
def scratch() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="bench-import-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def part_of_archive() -> Path:
    path = scratch() / "part.tar.xz"
    with tarfile.open(path, "w:xz", preset=1) as archive:
        for name, content in files():
            entry = tarfile.TarInfo(name.rpartition("/")[2])
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


@cache
def part_of_lines() -> Path:
    if not LINES.is_file():
        raise LeftOutError("the shared data are not beside this project (../shared/data)")
    path = scratch() / "part.jsonl.gz"
    with gzip.open(LINES, "rb") as whole, gzip.open(path, "wb", compresslevel=1) as part:
        part.writelines(islice(whole, 0, None, EVERY))
    return path


@cache
def unpacked(path: Path) -> int:
    with gzip.open(path, "rb") as lines:
        return sum(map(len, lines))


def new_database(name: str, *template: str) -> str:
    databases.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    databases.run(f"CREATE DATABASE {{}}{' TEMPLATE {}' * len(template)}", name, *template)
    atexit.register(databases.run, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    return name


def manage(database: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": databases.url(database)},
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


@cache
def template() -> str:
    """An empty database with all tables, made once."""
    name = new_database(f"bench_{secrets.token_hex(4)}")
    manage(name, "migrate", "-v0")
    return name


def imported(command: str, path: Path, database: str, outcome: str) -> tuple[str, float]:
    told = json.loads(manage(database, command, str(path), "--jobs", str(JOBS), "--json").splitlines()[-1])
    assert told[outcome] == told["read"] > 0, told
    size = sum(len(content) for _, content in files()) if path.suffix == ".xz" else unpacked(path)
    return f"{told['read']:,} files, {size / 1e6:.0f} MB, {JOBS} processes, {os.cpu_count()} cores", told[
        "seconds"
    ]


def first(command: str, path: Path) -> tuple[str, float]:
    return imported(command, path, new_database(f"{template()}_first", template()), "created")


def convert_files() -> str:
    for _, content in files():
        json.dumps(xmltodict.parse(content))
    return f"{len(files()):,} files"


@benchmark("first import of the 117th Congress", baseline=convert_files, at_most=1 / 1.3)
def import_new() -> tuple[str, float]:
    return first("import_billstatus", part_of_archive())


def import_first() -> tuple[str, float]:
    return first("import_billstatus", part_of_archive())


@benchmark("second import of the 117th Congress, nothing changed", baseline=import_first, at_most=1 / 5)
def import_again() -> tuple[str, float]:
    return imported("import_billstatus", part_of_archive(), f"{template()}_first", "unchanged")


def convert_as_many() -> tuple[str, float]:
    """The time of converting as many files of the 117th as the part of the 119th has bills."""
    with gzip.open(part_of_lines(), "rb") as lines:
        count = sum(1 for _ in lines)
    began = time.perf_counter()
    convert_files()
    return f"{count:,} files", (time.perf_counter() - began) * count / len(files())


@benchmark("first import of the 119th Congress, converted to JSON", baseline=convert_as_many, at_most=1 / 1.3)
def import_json() -> tuple[str, float]:
    return first("import_bill_json", part_of_lines())
