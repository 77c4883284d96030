"""A tile for each state, set roughly as they lie: our own grid, so that small states count as much as large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

# Rows of the grid from north to south; two letters a tile, dots where there is none.
_GRID = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. WI .. .. .. VT NH
WA ID MT ND MN IL MI .. NY MA RI
OR NV WY SD IA IN OH PA NJ CT ..
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC DC .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. .. FL PR VI
.. .. .. .. .. .. .. GU AS MP ..
"""
PITCH = 44
SIZE = 40
COLUMNS = 11
ROWS = 9
STEPS = 4


@dataclass(frozen=True)
class Tile:
    """One state's square: where it is drawn, what it holds, and how dark it is (0 to 4)."""

    state: str
    x: int
    y: int
    value: int
    step: int
    named: bool
    words: str = ""

    @property
    def shown(self) -> str:
        """What stands below the letters; a state without a count has nothing."""
        return self.words or (str(self.value) if self.value else "")

    @property
    def middle(self) -> int:
        return self.x + SIZE // 2

    @property
    def letters_y(self) -> int:
        return self.y + 18

    @property
    def value_y(self) -> int:
        return self.y + 33


def layout() -> dict[str, tuple[int, int]]:
    """Return each state's (column, row) in the grid; 50 states, the District and five territories."""
    rows = [line.split() for line in _GRID.strip().splitlines()]
    return {
        name: (column, row)
        for row, names in enumerate(rows)
        for column, name in enumerate(names)
        if name != ".."
    }


def bounds(highest: int) -> tuple[tuple[int, int], ...]:
    """Return the (low, high) of each step above zero, as even as whole numbers allow; fewer steps for small counts."""
    steps = min(STEPS, highest)
    edges = [round(highest * step / steps) for step in range(steps + 1)] if steps else []
    return tuple((low + 1, high) for low, high in pairwise(edges))


def step_of(value: int, highest: int) -> int:
    """Return how dark a tile with `value` is: 0 for none; the highest value is always the darkest (4)."""
    if value <= 0 or highest <= 0:
        return 0
    ranges = bounds(highest)
    place = next(index for index, (low, high) in enumerate(ranges) if low <= value <= high)
    return STEPS - len(ranges) + place + 1


def tiles(
    values: Mapping[str, int],
    named: frozenset[str] = frozenset(),
    words: Mapping[str, str] = MappingProxyType({}),
) -> list[Tile]:
    """Return every tile; `values` counts per state (missing means 0), `named` states are outlined.

    `words` stand on a tile in place of its count.

    Raises ValueError for a state that the grid does not have, rather than dropping it from the map.
    """
    places = layout()
    strangers = (set(values) | set(words) | named) - set(places)
    if strangers:
        raise ValueError(f"no tile for: {', '.join(sorted(strangers))}")
    highest = max(values.values(), default=0)
    return [
        Tile(
            state,
            column * PITCH,
            row * PITCH,
            values.get(state, 0),
            step_of(values.get(state, 0), highest),
            state in named,
            words.get(state, ""),
        )
        for state, (column, row) in sorted(places.items())
    ]
