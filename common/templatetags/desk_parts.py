"""Components that need a little reckoning before they are drawn; each has its template under components/."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Page
from django.template import Context, Library
from django.utils.dateparse import parse_date

from common import citations, dates, money, tilemap, tracks
from common.charts import Drawn
from common.choices import Tag
from common.sourcing import SourceMark


def stage_track(steps: Sequence[tracks.TrackStep], label: str = "Stage") -> dict[str, Any]:
    """Draw the stage track (common/tracks.py) as an ordered list."""
    return {"steps": steps, "label": label}


def mini_track(steps: Sequence[tracks.TrackStep]) -> dict[str, Any]:
    """Draw the small track of a table row: marks only, one sentence for screen readers."""
    return {"steps": steps, "sentence": tracks.in_a_sentence(tuple(steps))}


def source_mark(
    source: SourceMark | None = None,
    *,
    document: str = "",
    page: str = "",
    url: str = "",
    as_of: date | datetime | None = None,
    entered_by: str = "",
    note: str = "",
    goes_stale: bool = False,
) -> dict[str, Any]:
    """Draw the mark by which a figure is asked where it comes from; a stale one says so in words."""
    mark = source or SourceMark(document, page, url, as_of, entered_by, note, goes_stale)
    # The popover needs an id of its own wherever the mark stands, also in fragments that arrive later.
    identity = f"source-{secrets.token_hex(5)}"
    return {"id": identity, "source": mark, "stale": mark.is_stale(dates.today(), settings.STALE_AFTER_DAYS)}


def money_cell(
    amount: int | None = None,
    *,
    words: str = "",
    nature: str = "",
    before: int | None = None,
    before_name: str = "",
    ask: int | None = None,
    unit: str = "millions",
    places: int = 0,
    source: SourceMark | None = None,
    conflicts: Sequence[Mapping[str, Any]] = (),
    reason: str = "",
) -> dict[str, Any]:
    """Draw an amount (dollars): figure, words or both, its nature, change against `before`, gap to `ask`.

    `conflicts` are other official figures, each {"amount": dollars, "source": SourceMark}; `reason` says why
    an empty cell is empty.
    """
    kind = money.Unit(unit)
    known = amount is not None
    return {
        "figure": money.figure(amount, kind, places=places) if amount is not None else "",
        "words": words,
        "nature": "" if nature == "whole" else nature.replace("_", " "),
        "change": money.Change(before, amount).text(kind)
        if before is not None and amount is not None
        else "",
        "before_name": before_name,
        "gap": money.gap(amount, ask, kind) if known and amount is not None and ask is not None else "",
        "source": source,
        "conflicts": [
            {**one, "figure": money.figure(one["amount"], kind, places=places)} for one in conflicts
        ],
        "reason": reason,
    }


def cosponsors(
    parties: Iterable[str],
    as_of: date | datetime | None = None,
    *,
    complete: bool = True,
    source: SourceMark | None = None,
) -> dict[str, Any]:
    """Write "23 cosponsors (12 R, 11 D), sponsor not counted, as of Nov 21, 2026" from one letter per cosponsor."""
    return {
        "summary": citations.cosponsor_summary(parties, complete=complete),
        "as_of": as_of,
        "complete": complete,
        "source": source,
    }


def tags(values: Iterable[str], url: str = "") -> dict[str, Any]:
    """List the P8 tags by name in their fixed order; `url` (ending in "=") makes each a link to its filter."""
    chosen = set(values)
    return {"tags": [(tag.value, tag.label) for tag in Tag if tag.value in chosen], "url": url}


def tile_map(
    values: Mapping[str, int],
    label: str,
    named: Iterable[str] = (),
    url: str = "",
    words: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Draw a count per state on the tile grid with its key; `url` (ending in "=") makes each tile a link.

    `words` stand on a tile in place of its count ("new").
    """
    return {
        "tiles": tilemap.tiles(values, frozenset(named), words or {}),
        "key": [
            (tilemap.step_of(high, max(values.values(), default=0)), low, high)
            for low, high in tilemap.bounds(max(values.values(), default=0))
        ],
        "label": label,
        "url": url,
        "size": tilemap.SIZE,
        "width": tilemap.COLUMNS * tilemap.PITCH,
        "height": tilemap.ROWS * tilemap.PITCH,
    }


def chart_figure(context: Context, drawn: Drawn, open_table: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - a template's flag
    """Show a chart with its table (common/tasks.py `for_page`); while it is not drawn, the table alone."""
    request = context.get("request")
    again = bool(getattr(request, "htmx", False))
    return {
        "drawn": drawn,
        "chart": drawn.chart,
        "open_table": open_table or drawn.svg is None,
        "again": again,
    }


def pagination(context: Context, page: Page[Any], noun: str = "entries") -> dict[str, Any]:
    """Draw page links that keep the present filters."""
    return {
        "page": page,
        "noun": noun,
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "gap": page.paginator.ELLIPSIS,
        "request": context.get("request"),
    }


def moved(
    items: Sequence[Mapping[str, Any]], empty: str = "Nothing has moved since your last visit."
) -> dict[str, Any]:
    """List what moved, newest first: each {"on": date, "sentence": str, "url": str, "source": SourceMark}."""
    return {"items": items, "empty": empty}


def iso(value: date | datetime | str) -> str:
    """Return a date for a `datetime` attribute; text passes through only when it is a date."""
    if isinstance(value, str):
        parsed = parse_date(value)
        return parsed.isoformat() if parsed else ""
    return dates.eastern(value).date().isoformat() if isinstance(value, datetime) else value.isoformat()


_PLAIN: dict[str, Callable[..., dict[str, Any]]] = {
    "stage_track": stage_track,
    "mini_track": mini_track,
    "source_mark": source_mark,
    "money_cell": money_cell,
    "cosponsors": cosponsors,
    "tags": tags,
    "tile_map": tile_map,
    "moved": moved,
}
_WITH_CONTEXT: dict[str, Callable[..., dict[str, Any]]] = {
    "chart_figure": chart_figure,
    "pagination": pagination,
}


def add_to(register: Library) -> None:
    """Register every component of this module on the `desk` library."""
    for name, function in _PLAIN.items():
        register.inclusion_tag(f"components/{name}.html", name=name)(function)
    for name, function in _WITH_CONTEXT.items():
        register.inclusion_tag(f"components/{name}.html", takes_context=True, name=name)(function)
    register.filter("iso", iso)
