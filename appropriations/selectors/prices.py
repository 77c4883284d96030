"""The price indexes we ship, read once: no table, as nobody enters one and a page must not ask for them."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from appropriations.cells.deflating import PriceIndex, Prices
from common.money import Unit, parse
from common.sourcing import SourceMark

_TABLE = Path(__file__).resolve().parent.parent / "facts" / "deflators.json"
CPI_U = "cpi-u"


@cache
def price_index(key: str = CPI_U) -> PriceIndex:
    """Return a shipped price index. Raises KeyError for one we do not have."""
    row: dict[str, Any] = json.loads(_TABLE.read_text(encoding="utf-8"))[key]
    return PriceIndex(
        key=key,
        name=row["name"],
        measure=row["measure"],
        source=SourceMark(
            row["document"], url=row["url"], as_of=date.fromisoformat(row["as_of"]), note=row["note"]
        ),
        levels={int(year): parse(level, Unit.THOUSANDS) for year, level in row["levels"].items()},
        provisional={int(year): note for year, note in row["provisional"].items()},
    )


def prices_of(base: int | None) -> Prices | None:
    """Return the prices of a base year; None where none is asked for, or the index lacks it."""
    index = price_index()
    return Prices(index, base) if base is not None and base in index.levels else None
