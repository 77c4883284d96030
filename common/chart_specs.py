"""The few kinds of chart the desk draws, as Vega-Lite dictionaries: bars from zero, labels on the bars.

Pure: plain numbers in, a Chart out. Kinds differ by lightness and outline as well as by hue, so that a gray
printer keeps them apart. Party is never a color; no pies, no second axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from common.charts import PALETTE, Chart
from common.citations import fiscal_year
from common.money import Unit, figure, heading

Look = Literal["solid", "light", "hollow"]

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_CONFIG: dict[str, Any] = {
    "font": "Source Sans Pro",
    "view": {"stroke": None},
    "axis": {
        "labelColor": PALETTE["quiet"],
        "labelFontSize": 14,
        "domainColor": PALETTE["ink"],
        "ticks": False,
        "grid": False,
        "title": None,
        "labelPadding": 7,
    },
    "text": {"fontSize": 14, "color": PALETTE["ink"]},
}
_LOOKS: dict[Look, dict[str, Any]] = {
    "solid": {"fill": PALETTE["accent"], "stroke": PALETTE["accent"]},
    "light": {"fill": PALETTE["step-2"], "stroke": PALETTE["accent"]},
    "hollow": {"fill": PALETTE["paper"], "stroke": PALETTE["gold"]},
}
_NONE = "none known"


@dataclass(frozen=True)
class YearAmount:
    """What one fiscal year holds: dollars, or None and the words that stand for them; the ask beside it, if any."""

    year: int
    dollars: int | None
    ask: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Bar:
    """One labeled bar: dollars, or None where no figure is known."""

    label: str
    dollars: int | None
    look: Look = "solid"


def years_chart(
    title: str,
    points: Sequence[YearAmount],
    *,
    unit: Unit = Unit.MILLIONS,
    what: str = "Enacted",
    ask_name: str = "ask",
    source: str = "",
) -> Chart:
    """Return a chart of one line over fiscal years in order: a bar a year, a gold mark where something was asked.

    A year without a figure keeps its place and says "none known".
    """
    ordered = sorted(points, key=lambda point: point.year)
    asked = any(point.ask is not None for point in ordered)
    rows = tuple(
        (
            fiscal_year(point.year),
            _cell(point.dollars, unit, point.words or _NONE),
            *([_cell(point.ask, unit, "none")] if asked else []),
        )
        for point in ordered
    )
    columns = ("Fiscal year", what, *([ask_name.capitalize()] if asked else []))
    spec = {
        "$schema": _SCHEMA,
        "background": None,
        "width": {"step": 84},
        "height": 190,
        "data": {"values": [_year_row(point, unit, ask_name) for point in ordered]},
        "encoding": {"x": {"field": "year", "type": "ordinal", "sort": None, "axis": {"labelAngle": 0}}},
        "layer": _year_layers(asked=asked),
        "config": _CONFIG,
    }
    return Chart(title, spec, _alt(title, columns, rows, unit), columns, rows, heading(unit), source)


def bars_chart(title: str, bars: Sequence[Bar], *, unit: Unit = Unit.MILLIONS, source: str = "") -> Chart:
    """Return a chart of labeled bars from the left in the order given: the stages of one year, or several lines."""
    rows = tuple((bar.label, _cell(bar.dollars, unit)) for bar in bars)
    columns = ("", "Amount")
    values = [
        {"label": bar.label, "amount": bar.dollars or 0, "text": _cell(bar.dollars, unit), **_LOOKS[bar.look]}
        for bar in bars
    ]
    y = {
        "field": "label",
        "type": "nominal",
        "sort": None,
        "axis": {"labelColor": PALETTE["ink"], "labelLimit": 260},
    }
    x = {"field": "amount", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    paint = {name: {"field": name, "type": "nominal", "scale": None} for name in ("fill", "stroke")}
    spec = {
        "$schema": _SCHEMA,
        "background": None,
        "width": 380,
        "height": {"step": 32},
        "data": {"values": values},
        "encoding": {"y": y, "x": x},
        "layer": [
            {"mark": {"type": "bar", "height": 18, "strokeWidth": 1.5}, "encoding": paint},
            {"mark": {"type": "text", "align": "left", "dx": 7}, "encoding": {"text": {"field": "text"}}},
        ],
        "config": _CONFIG,
    }
    return Chart(title, spec, _alt(title, columns, rows, unit), columns, rows, heading(unit), source)


@dataclass(frozen=True)
class YearShare:
    """What one fiscal year holds of a level: both in dollars; no dollars where none are known."""

    year: int
    dollars: int | None
    level: int

    @property
    def tenths(self) -> int | None:
        """The share in tenths of a percent, rounded half up; None without dollars."""
        return None if self.dollars is None else (2000 * self.dollars + self.level) // (2 * self.level)

    @property
    def text(self) -> str:
        """The share as it is printed: "103.1%"."""
        tenths = self.tenths
        return _NONE if tenths is None else f"{tenths // 10}.{tenths % 10}%"


def shares_chart(
    title: str,
    points: Sequence[YearShare],
    *,
    what: str,
    level_name: str,
    unit: Unit = Unit.MILLIONS,
    source: str = "",
) -> Chart:
    """Return a chart of shares over fiscal years in order: a bar a year against a line at the whole level."""
    ordered = sorted(points, key=lambda point: point.year)
    rows = tuple(
        (fiscal_year(point.year), _cell(point.dollars, unit), figure(point.level, unit), point.text)
        for point in ordered
    )
    columns = ("Fiscal year", what, level_name.capitalize(), "Share")
    values = [
        {"year": fiscal_year(point.year), "share": point.tenths or 0, "text": point.text} for point in ordered
    ]
    spec = {
        "$schema": _SCHEMA,
        "background": None,
        "width": {"step": 84},
        "height": 190,
        "data": {"values": values},
        "encoding": {"x": {"field": "year", "type": "ordinal", "sort": None, "axis": {"labelAngle": 0}}},
        "layer": _share_layers(),
        "config": _CONFIG,
    }
    unit_words = f"Share of what is {level_name}; the line is all of it. {heading(unit)}"
    return Chart(title, spec, _alt(title, columns, rows, unit), columns, rows, unit_words, source)


def _share_layers() -> list[dict[str, Any]]:
    share = {"field": "share", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    # In tenths of a percent, as the shares are.
    whole = {"datum": 1000, "type": "quantitative"}
    line = {"type": "rule", "strokeWidth": 2.5, "color": PALETTE["gold"]}
    words = {"type": "text", "dy": -9, "color": PALETTE["ink"]}
    return [
        {"mark": {"type": "bar", "width": 46, "color": PALETTE["accent"]}, "encoding": {"y": share}},
        {"mark": line, "encoding": {"y": whole, "x": {}}},
        {"mark": words, "encoding": {"y": share, "text": {"field": "text"}}},
    ]


def _year_row(point: YearAmount, unit: Unit, ask_name: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "year": fiscal_year(point.year),
        "amount": point.dollars or 0,
        "text": _cell(point.dollars, unit, point.words or _NONE),
        "known": point.dollars is not None,
    }
    if point.ask is not None:
        # A mark that falls on the bar carries paper-colored words under it; else gold ones above.
        row |= {
            "ask": point.ask,
            "ask_text": f"{ask_name} {figure(point.ask, unit)}",
            "on_bar": point.ask <= (point.dollars or 0),
        }
    return row


def _year_layers(*, asked: bool) -> list[dict[str, Any]]:
    amount = {"field": "amount", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    known, unknown = "datum.known", "!datum.known"
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "bar", "width": 46, "color": PALETTE["accent"]}, "encoding": {"y": amount}},
        _text("text", amount, "bottom" if asked else None, known),
        _text("text", amount, None, unknown, color=PALETTE["quiet"]),
    ]
    if asked:
        ask = {"field": "ask", "type": "quantitative"}
        valid = [{"filter": "isValid(datum.ask)"}]
        tick = {
            "type": "tick",
            "width": 62,
            "thickness": 2.5,
            "color": PALETTE["gold"],
            "orient": "horizontal",
        }
        layers.append({"transform": valid, "mark": tick, "encoding": {"y": ask}})
        layers.append(
            _text("ask_text", ask, None, "isValid(datum.ask) && !datum.on_bar", color=PALETTE["gold"])
        )
        layers.append(_text("ask_text", ask, "bottom", "isValid(datum.ask) && datum.on_bar"))
    return layers


def _text(
    field: str, y: dict[str, Any], place: str | None, test: str, color: str = PALETTE["ink"]
) -> dict[str, Any]:
    # Beside an ask mark the figure goes inside the bar's head, where it cannot meet the mark.
    inside = place == "bottom"
    mark = {"type": "text", "dy": 14 if inside else -9, "color": PALETTE["paper"] if inside else color}
    return {"transform": [{"filter": test}], "mark": mark, "encoding": {"y": y, "text": {"field": field}}}


def _cell(dollars: int | None, unit: Unit, none: str = _NONE) -> str:
    return none if dollars is None else figure(dollars, unit)


def _alt(title: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...], unit: Unit) -> str:
    parts = []
    for label, *cells in rows:
        said = ", ".join(f"{name.lower()} {cell}" for name, cell in zip(columns[1:], cells, strict=True))
        parts.append(f"{label}: {said}")
    return f"{title}. {heading(unit)}. {'; '.join(parts)}."
