"""Which marks of the stage track a bill has reached, from its stage. Pure; the drawing is common.tracks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from common.tracks import TrackStep, Way, build_track
from legislation.choices import BillType, Chamber, Stage, Step
from legislation.wording import Standing, day

_BOTH = (Stage.RESOLVING, Stage.PASSED_CONGRESS, Stage.TO_PRESIDENT, Stage.ENACTED, Stage.VETOED)
_PRESIDENT = (Stage.TO_PRESIDENT, Stage.ENACTED, Stage.VETOED)
_FLOOR_ONLY = {Step.HELD_AT_DESK, Step.ON_CALENDAR}


@dataclass(frozen=True)
class Journey:
    """A bill's way: what it is, where it began, whether a committee had it, and the dates that are known."""

    bill_type: str
    introduced_on: date | None
    standing: Standing
    had_committee: bool
    known: Mapping[str, date] = field(default_factory=dict)

    @property
    def origin(self) -> Chamber:
        """The chamber it started in."""
        return BillType(self.bill_type).chamber

    @property
    def way(self) -> Way:
        """Law, concurrent or simple: how many marks its track has."""
        kind = BillType(self.bill_type)
        if kind.is_lawmaking:
            return "law"
        return "concurrent" if kind.is_concurrent else "simple"


def track(journey: Journey) -> tuple[TrackStep, ...]:
    """Return the marks of a bill's stage track; the current one says the latest step, or why it stopped."""
    standing = journey.standing
    return build_track(
        origin=journey.origin.value,
        reached=reached(journey),
        note=_note(standing),
        stopped=stopped(standing),
        way=journey.way,
    )


def reached(journey: Journey) -> dict[str, date | None]:
    """Return the positions truly reached with their dates, or None where a date is not known."""
    stage = Stage(journey.standing.stage)
    found: dict[str, date | None] = {"introduced": journey.introduced_on}
    if journey.had_committee or stage == Stage.REPORTED or _step_in_committee(journey.standing):
        found["committee"] = None
    for chamber in _passed(journey, stage):
        found[chamber.value] = None
    if stage in _PRESIDENT and journey.way == "law":
        found["president"] = None
    if stage == Stage.ENACTED:
        found["law"] = None
    dated = {position: journey.known.get(position, on) for position, on in found.items()}
    return _with_stage_date(dated, journey.standing)


def stopped(standing: Standing) -> str:
    """Return why the bill goes no further, in words, or nothing."""
    if standing.stage == Stage.VETOED:
        return "vetoed"
    if standing.stage == Stage.FAILED:
        return "failed"
    words = standing.died_words
    return words[:1].lower() + words[1:]


def _passed(journey: Journey, stage: Stage) -> tuple[Chamber, ...]:
    if stage in _BOTH:
        return (journey.origin, journey.origin.other)
    if stage == Stage.AGREED_TO:
        return (journey.origin,) if journey.way == "simple" else (journey.origin, journey.origin.other)
    return {Stage.PASSED_HOUSE: (Chamber.HOUSE,), Stage.PASSED_SENATE: (Chamber.SENATE,)}.get(stage, ())


def _step_in_committee(standing: Standing) -> bool:
    return bool(standing.step_committee) and standing.step not in _FLOOR_ONLY


def _with_stage_date(dated: dict[str, date | None], standing: Standing) -> dict[str, date | None]:
    """The stage's own date belongs to the mark it reached last."""
    last = _MARK_OF_STAGE.get(Stage(standing.stage))
    if last in dated and dated[last] is None:
        dated[last] = standing.stage_on
    return dated


_MARK_OF_STAGE = {
    Stage.REPORTED: "committee",
    Stage.PASSED_HOUSE: "house",
    Stage.PASSED_SENATE: "senate",
    Stage.TO_PRESIDENT: "president",
    Stage.ENACTED: "law",
}


def _note(standing: Standing) -> str:
    line = standing.step_line
    if not line or not standing.step_on:
        return line[:1].lower() + line[1:]
    bare = line.removesuffix(f" on {day(standing.step_on)}")
    return f"{bare[:1].lower()}{bare[1:]}, {day(standing.step_on)}"
