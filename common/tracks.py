"""The stage track: the steps a measure takes and which of them it has taken, ready to be drawn.

Where a bill stands is decided in legislation (stages.py); here is only the drawing's order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

State = Literal["done", "current", "skipped", "todo", "stopped"]
Way = Literal["law", "concurrent", "simple"]

_LENGTH: dict[Way, int] = {"law": 6, "concurrent": 4, "simple": 3}
_OTHER = {"house": "senate", "senate": "house"}
_NAMES = {
    # position: (before it is reached, once reached)
    "introduced": ("Introduced", "Introduced"),
    "committee": ("Committee", "Committee"),
    "house": ("House", "Passed House"),
    "senate": ("Senate", "Passed Senate"),
    "president": ("President", "To President"),
    "law": ("Law", "Became law"),
}
_SAID: dict[State, str] = {
    "done": "done",
    "current": "where it is now",
    "skipped": "skipped",
    "todo": "not reached",
    "stopped": "where it stopped",
}


@dataclass(frozen=True)
class TrackStep:
    """One mark of the track."""

    label: str
    state: State
    on: date | None = None
    note: str = ""

    @property
    def said(self) -> str:
        """The state in words, for those who do not see the mark."""
        return _SAID[self.state]


def positions(origin: str, way: Way = "law") -> tuple[str, ...]:
    """Return the positions a measure of this `way` passes, in order; `origin` is "house" or "senate"."""
    full = ("introduced", "committee", origin, _OTHER[origin], "president", "law")
    return full[: _LENGTH[way]]


def build_track(
    *,
    origin: str,
    reached: Mapping[str, date | None],
    note: str = "",
    stopped: str = "",
    way: Way = "law",
) -> tuple[TrackStep, ...]:
    """Return the steps of a measure's track.

    `reached` maps each position truly reached (introduced, committee, house, senate, president, law) to its
    date, or None where the date is not known. The last of them in order is the current one and carries `note`
    (the latest step: "ordered reported"). `stopped` says in words why it goes no further ("vetoed", "died with
    the 118th Congress"). Raises ValueError for a position that is not on the way.
    """
    order = positions(origin, way)
    strangers = set(reached) - set(order)
    if strangers:
        raise ValueError(f"not on the way of this measure: {', '.join(sorted(strangers))}")
    last = max((order.index(position) for position in reached), default=-1)
    return tuple(
        _step(position, index, last, reached, note=note, stopped=stopped)
        for index, position in enumerate(order)
    )


def _step(
    position: str, index: int, last: int, reached: Mapping[str, date | None], *, note: str, stopped: str
) -> TrackStep:
    before, after = _NAMES[position]
    if index > last:
        return TrackStep(before, "todo")
    if index == last:
        state: State = "stopped" if stopped else "current"
        return TrackStep(after, state, reached[position], "; ".join(filter(None, (note, stopped))))
    if position not in reached:
        return TrackStep(before, "skipped")
    return TrackStep(after, "done", reached[position])


def in_a_sentence(steps: tuple[TrackStep, ...]) -> str:
    """Return where the track stands in one sentence for a label: "Step 3 of 6: passed House"."""
    for number, step in enumerate(steps, start=1):
        if step.state in {"current", "stopped"}:
            words = f"Step {number} of {len(steps)}: {step.label}"
            return f"{words}, {step.note}" if step.note else words
    return f"No step of {len(steps)} reached"
