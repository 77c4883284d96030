"""Charts: a Vega-Lite dictionary becomes an SVG once and is kept under its hash.

A page never draws: it shows what is kept, or the table alone, and a task draws (common/tasks.py). Every
chart comes with the table of the same numbers. Colors are written as light hex values, which paper keeps,
and get a class beside them, by which the screen follows its theme.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from lxml import etree

# The light values of static/css/tokens.css (a test holds them equal).
PALETTE = {
    "ink": "#1b1f24",
    "quiet": "#565f6b",
    "rule": "#ddd8cf",
    "accent": "#0b5d5e",
    "gold": "#8a5a00",
    "paper": "#fbfaf7",
    "step-1": "#cfe0dd",
    "step-2": "#8fbab7",
    "step-3": "#367b7b",
}
_CLASS_OF = {color: name for name, color in PALETTE.items()}
# Changes whenever the same specification would be drawn or dressed differently.
DRAWING = "2"
TIMEOUT_SECONDS = 60
ORDER_AGAIN_SECONDS = 120


class ChartError(Exception):
    """The drawing program failed; the message carries its last words."""


@dataclass(frozen=True)
class Chart:
    """A figure with its words and the table of the same numbers."""

    title: str
    spec: dict[str, Any]
    alt: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        """The name under which the drawing is kept: a hash of all that decides how it looks."""
        text = json.dumps([DRAWING, self.spec, self.alt], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Drawn:
    """A chart with its drawing, or with None while it is not drawn yet."""

    chart: Chart
    svg: str | None


def folder() -> Path:
    """Return the folder where drawings are kept, made if missing."""
    path = Path(settings.VAR_DIR) / "charts"
    path.mkdir(parents=True, exist_ok=True)
    return path


def kept(chart: Chart) -> str | None:
    """Return the kept drawing of `chart`, or None. Reads one file; draws nothing."""
    try:
        return (folder() / f"{chart.key}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def draw(charts: Sequence[Chart]) -> list[str]:
    """Return the drawings of `charts`, kept ones as they are, the others drawn together in one new process.

    Takes about a second when something must be drawn: for tasks and commands, never for a page.
    Raises ChartError when the drawing program fails or takes over a minute; nothing half-made is kept.
    """
    drawings = {chart.key: kept(chart) for chart in charts}
    missing = list({chart.key: chart for chart in charts if drawings[chart.key] is None}.values())
    if missing:
        raw = _run_worker([chart.spec for chart in missing])
        for chart, svg in zip(missing, raw, strict=True):
            drawings[chart.key] = dress(svg, chart.alt)
            _keep(f"{chart.key}.svg", drawings[chart.key] or "")
    return [drawings[chart.key] or "" for chart in charts]


def order(chart: Chart) -> bool:
    """Write down that `chart` is wanted, so that a task can draw it by its key.

    Returns whether a task should be started: False when the same chart was ordered moments ago.
    """
    path = folder() / f"{chart.key}.json"
    if path.exists() and time.time() - path.stat().st_mtime < ORDER_AGAIN_SECONDS:
        return False
    _keep(path.name, json.dumps({"spec": chart.spec, "alt": chart.alt}))
    return True


def draw_ordered(key: str) -> bool:
    """Draw the chart ordered under `key` and clear the order; False when there is no such order (any more).

    Raises ChartError as `draw` does; the order then stays.
    """
    path = folder() / f"{Path(key).name}.json"
    try:
        wanted = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    draw([Chart(title="", spec=wanted["spec"], alt=wanted["alt"], columns=(), rows=())])
    path.unlink(missing_ok=True)
    return True


def dress(svg: str, alt: str) -> str:
    """Return a drawn SVG made ours: one image with `alt` to a screen reader, palette colors also as classes."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter(etree.Element):
        for name in [name for name in element.attrib if str(name).startswith(("aria-", "role", "class"))]:
            del element.attrib[name]
        classes = [
            f"{prefix}-{_CLASS_OF[color]}"
            for prefix, attribute in (("cf", "fill"), ("cs", "stroke"))
            if (color := str(element.get(attribute, "")).lower()) in _CLASS_OF
        ]
        if classes:
            element.set("class", " ".join(classes))
    root.set("role", "img")
    root.set("aria-label", alt)
    return etree.tostring(root, encoding="unicode")


def _run_worker(specs: list[dict[str, Any]]) -> list[str]:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "common.chart_worker"],
            input=json.dumps(specs),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=TIMEOUT_SECONDS,
            cwd=settings.BASE_DIR,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ChartError(f"drawing took over {TIMEOUT_SECONDS} seconds") from error
    if done.returncode:
        raise ChartError(f"drawing failed: {done.stderr.strip()[-500:]}")
    drawings: list[str] = json.loads(done.stdout)
    return drawings


def _keep(name: str, text: str) -> None:
    # Written aside and moved in one step: a reader sees the whole file or none.
    handle, temporary = tempfile.mkstemp(dir=folder(), suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(temporary).replace(folder() / name)
