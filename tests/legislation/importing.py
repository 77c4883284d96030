"""A heap of made-up bills on disk, and what must be true of a database whatever stopped their import."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from legislation.choices import FactGroup
from legislation.models import Action, Bill, BillFacts, BillSearch, Cosponsor

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = Path(__file__).parent / "samples" / "proceedings-119hr9905.xml"
FIRST, MANY = 10_000, 4_000


def heap(folder: Path, count: int = MANY) -> Path:
    """Write an archive of `count` bills that differ in their numbers only."""
    words = SAMPLE.read_text(encoding="utf-8")
    path = folder / "heap.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(FIRST, FIRST + count):
            archive.writestr(f"BILLSTATUS-119hr{number}.xml", words.replace(">9905<", f">{number}<"))
    return path


def start(path: Path, database: str, jobs: int = 2, **more: str) -> subprocess.Popen[str]:
    """Start `import_billstatus` over `path` in a process of its own, as people run it."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "import_billstatus", str(path), "--jobs", str(jobs), "--json"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def children(pid: int) -> list[int]:
    """List the processes that a process started."""
    tasks = Path(f"/proc/{pid}/task")
    return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]


def wait_for(condition, seconds: float = 90.0) -> None:
    """Wait until `condition` holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.02)


def assert_no_half_bill() -> None:
    """Every bill that is here is here whole: facts, actions, cosponsors and search document."""
    bills = Bill.objects.count()
    told = [set(row.groups()) for row in BillFacts.objects.all()]
    assert all(groups == set(FactGroup.values) for groups in told)
    assert len(told) == bills
    assert Action.objects.count() == 2 * bills
    assert Cosponsor.objects.count() == BillSearch.objects.count() == bills
    assert Bill.objects.filter(stage="passed_house").count() == bills
