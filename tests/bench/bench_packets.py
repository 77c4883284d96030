"""Packets for all 537 offices, joined to an annex printed once, against printing each whole with WeasyPrint.

The same content for both: each office's own pages (the full sheet, contents and sources), and an annex of at least 12
pages with 10 tables and 4 charts. Both work in two processes; all 537 are joined, and of the whole prints so many are
made that their time can be told, then taken for 537. Chromium's print of the same HTML is told beside it, untagged by
our rules and without the joining.
"""

from __future__ import annotations

import multiprocessing
import resource
import shutil
import subprocess
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.bench.harness import benchmark

OFFICES, WHOLE, PROCESSES = 537, 12, 2
TABLES, ROWS, CHARTS, BILLS = 10, 12, 4, 7
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def packet(number: int) -> Any:
    """Return the frozen packet of one of many offices: the same annex, own pages that name the office."""
    from briefings.packet import MoneyTable
    from tests.briefings import samples

    one = samples.money("money-full")
    tables = tuple(
        MoneyTable(f"money-{n}", f"Bill {n + 1}", one.caption, one.columns, one.rows * (ROWS // 3), one.notes)
        for n in range(TABLES)
    )
    drawn = samples.chart()
    charts = tuple(
        replace(drawn, name=f"chart-{n}", table=replace(drawn.table, anchor=f"chart-{n}"))
        for n in range(CHARTS)
    )
    bills = tuple(samples.bill_section(anchor=f"bill-119-s-{n}", cosponsors=40) for n in range(BILLS))
    office = samples.office(short=f"Sen. Office {number:03d} (R-ME)")
    return samples.packet(
        id=f"bench-{number}",
        title=f"Briefing for {office.short}",
        office=office,
        own=(),
        annex=(samples.plan(), *bills, samples.funding(tables, charts)),
    )


def start() -> None:
    """Set Django up in a process, and let it read fonts and stylesheets as any worker has."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atest.settings")
    import django

    django.setup()
    import briefings.render  # noqa: F401 - read before the clock runs, for both sides alike
    from common.pdf import settle_for_many_prints

    settle_for_many_prints()


def joined(number: int) -> tuple[int, int, int]:
    """Print one packet by joining; return its pages, bytes, and the most memory of this process in KiB."""
    from briefings.render import print_packet

    printed = print_packet(packet(number))
    return printed.page_count, len(printed.data), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def whole(number: int) -> tuple[int, int, int]:
    """Print one packet whole; returns the same."""
    from briefings import render
    from common.pdf import lay_out

    one = packet(number)
    html = render.packet_html(one, render.Setting())
    laid = lay_out(html, stylesheets=render.STYLESHEETS, images=render.images(one))
    printed = laid.write(title=one.title, created=one.made_at, identifier=one.id)
    return printed.page_count, len(printed.data), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@cache
def timed(work: Any, count: int) -> tuple[float, tuple[int, int, int]]:
    """Return the seconds that `count` prints took in two processes, and pages, bytes and memory of the largest."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context, initializer=start) as pool:
        list(pool.map(time.sleep, [0.5] * PROCESSES))
        began = time.perf_counter()
        found = list(pool.map(work, range(count)))
        return time.perf_counter() - began, max(found)


@cache
def chromium_seconds() -> str:
    """Return what Chromium needs for one packet of the same HTML, in one process, or that it is not here."""
    if CHROMIUM is None:
        return "Chromium is not here"
    from briefings import render

    one = packet(0)
    style = "".join(f"<style>{path.read_text()}</style>" for path in render.STYLESHEETS)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "packet.html"
        page.write_text(render.packet_html(one, render.Setting()).replace("</head>", f"{style}</head>"))
        out = Path(folder) / "packet.pdf"
        began = time.perf_counter()
        command = [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--print-to-pdf={out}",
            str(page),
        ]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        return f"Chromium {time.perf_counter() - began:.2f} s each, {out.stat().st_size:,} bytes"


def said(name: str, seconds: float, count: int, largest: tuple[int, int, int]) -> str:
    pages, size, memory = largest
    return f"{name} {1000 * seconds / count:.0f} ms each, {pages} pages, {size:,} bytes, at most {memory // 1024} MB"


def print_each_whole() -> tuple[str, float]:
    seconds, largest = timed(whole, WHOLE)
    return said("whole", seconds, WHOLE, largest), seconds / WHOLE * OFFICES


@benchmark("537 packets with a shared annex", baseline=print_each_whole, at_most=1 / 8)
def join_all() -> tuple[str, float]:
    seconds, largest = timed(joined, OFFICES)
    others = f"{print_each_whole()[0]}; {chromium_seconds()}"
    return f"{said('joined', seconds, OFFICES, largest)}; {others}", seconds
