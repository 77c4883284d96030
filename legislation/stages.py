"""Where its actions leave a bill: the stage, its date and the latest step. Pure: no database, no clock.

The words of each action are read by legislation/happenings.py; docs/stages.md has the table of both.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from legislation.choices import BillType, Chamber, Stage, Step
from legislation.clerks_words import Kind
from legislation.happenings import ActionFacts, Happening, happening_of

_STEP_ORDER = {step: place for place, step in enumerate(Step)}
_PASSED = {Chamber.HOUSE: Stage.PASSED_HOUSE, Chamber.SENATE: Stage.PASSED_SENATE}
_DONE = frozenset({Stage.ENACTED, Stage.AGREED_TO, Stage.TO_PRESIDENT})
# Steps that belong to a stage though they share its date: they follow the vote that made it.
_FOLLOWS_VOTE = {
    Stage.RESOLVING: {Step.CONFERENCE, Step.HELD_AT_DESK},
    Stage.VETOED: {Step.OVERRIDDEN_HOUSE, Step.OVERRIDDEN_SENATE, Step.OVERRIDE_FAILED},
    Stage.FAILED: {Step.TABLED},
}
# What can still be told of a bill in these stages; everything else is behind it.
_STEPS_LEFT = {
    Stage.VETOED: _FOLLOWS_VOTE[Stage.VETOED],
    Stage.FAILED: {Step.TABLED, Step.POSTPONED},
}


@dataclass(frozen=True)
class CommitteeStep:
    """The latest step of one committee (a system code such as hsfa00)."""

    committee: str
    step: Step
    on: dt.date


@dataclass(frozen=True)
class StageResult:
    """A bill's stage with its date (None: enacted by a law number alone), and its latest step.

    `step_committee` is the first of `step_committees`, empty for a step on the floor.
    """

    stage: Stage
    stage_on: dt.date | None
    step: Step | None = None
    step_on: dt.date | None = None
    step_committees: tuple[str, ...] = ()
    committee_steps: tuple[CommitteeStep, ...] = ()

    @property
    def step_committee(self) -> str:
        return self.step_committees[0] if self.step_committees else ""


def stage_of(
    bill_type: BillType,
    origin_chamber: Chamber,
    actions: Iterable[ActionFacts],
    laws: Iterable[object] = (),
    introduced_on: dt.date | None = None,
) -> StageResult:
    """Tell a bill's stage and latest step from its actions.

    `actions` may come in any order of days; inside a day they run from the earliest on. `laws` are the law
    numbers a source gives: one makes the bill enacted even where the signature is not listed yet. Rules:
    the Constitution, Art. I sec. 7; House Rules XV and XX; docs/stages.md case by case.
    """
    ordered = sorted(actions, key=lambda action: action.date)
    way = _Way(BillType(bill_type), Chamber(origin_chamber))
    way.enter(Stage.INTRODUCED, introduced_on or (ordered[0].date if ordered else None))
    happenings = [found for found in map(happening_of, ordered) if found is not None]
    for happening in happenings:
        way.follow(happening)
    stage, on = way.outcome(has_law=any(True for _ in laws))
    steps = [happening for happening in happenings if happening.step is not None]
    return _with_step(stage, on, steps)


@dataclass
class _Way:
    """The state of one bill while its happenings are followed from the oldest on."""

    bill_type: BillType
    origin: Chamber
    stage: Stage = Stage.INTRODUCED
    on: dt.date | None = None
    entered: dict[Stage, dt.date | None] = field(default_factory=dict)
    passed: dict[Chamber, dt.date] = field(default_factory=dict)
    conference_agreed: set[Chamber] = field(default_factory=set)
    overridden: set[Chamber] = field(default_factory=set)
    settled: bool = False
    failed: tuple[Chamber | None, dt.date] | None = None
    reopened: bool = False

    def enter(self, stage: Stage, on: dt.date | None) -> None:
        self.stage, self.on = stage, on
        self.entered[stage] = on

    def outcome(self, *, has_law: bool) -> tuple[Stage, dt.date | None]:
        if has_law and self.bill_type.is_lawmaking and self.stage is not Stage.ENACTED:
            return Stage.ENACTED, None
        if self.failed and not self.reopened and self.stage not in _DONE:
            return Stage.FAILED, self.failed[1]
        return self.stage, self.on

    def follow(self, happening: Happening) -> None:
        follower = _FOLLOWERS.get(happening.kind)
        if follower is not None and not (
            self.stage in {Stage.ENACTED, Stage.AGREED_TO} and happening.kind is not Kind.VACATED
        ):
            follower(self, happening)

    def report(self, happening: Happening) -> None:
        if self.stage is Stage.INTRODUCED:
            self.enter(Stage.REPORTED, happening.on)

    def pass_chamber(self, happening: Happening) -> None:
        chamber = happening.chamber or self.origin
        again = self.passed.get(chamber) == happening.on
        if self.failed and self.failed[0] in (chamber, None):
            self.failed, self.reopened = None, False
        if chamber in self.passed and not again:
            return
        self.passed[chamber] = happening.on
        if self.bill_type.is_simple:
            self.enter(Stage.AGREED_TO, happening.on)
        elif len(self.passed) == 1:
            self.enter(_PASSED[chamber], happening.on)
        elif chamber is not self.origin and happening.amended:
            self.enter(Stage.RESOLVING, happening.on)
        elif not again or self.stage in _PASSED.values():
            self.through(happening.on)

    def through(self, on: dt.date) -> None:
        """Both chambers agreed to one text."""
        self.enter(Stage.AGREED_TO if self.bill_type.is_concurrent else Stage.PASSED_CONGRESS, on)

    def accept(self, happening: Happening) -> None:
        if happening.amended:
            if self.stage is not Stage.RESOLVING:
                self.enter(Stage.RESOLVING, happening.on)
            self.settled = False
        elif self.stage not in _DONE:
            self.settled = True
            self.through(happening.on)

    def amend_other(self, _happening: Happening) -> None:
        # The other chamber's message says that what it passed was not the same text.
        if len(self.passed) == len(Chamber) and not self.settled and self.stage in _THROUGH:
            self.enter(Stage.RESOLVING, self.passed[self.origin.other])

    def differ(self, happening: Happening) -> None:
        both = len(self.passed) == len(Chamber)
        if both and not self.settled and self.stage is not Stage.RESOLVING and self.stage not in _DONE:
            self.enter(Stage.RESOLVING, happening.on)

    def agree_in_conference(self, happening: Happening) -> None:
        self.conference_agreed.add(happening.chamber or self.origin)
        if len(self.conference_agreed) == len(Chamber):
            self.settled = True
            if self.stage in {Stage.RESOLVING, *_PASSED.values()}:
                self.through(happening.on)

    def fail(self, happening: Happening) -> None:
        self.failed, self.reopened = (happening.chamber, happening.on), False

    def reconsider(self, _happening: Happening) -> None:
        self.reopened = self.failed is not None

    def take_up(self, happening: Happening) -> None:
        # The Senate can come back to a bill it voted down: then the vote was not the end.
        if self.failed and happening.step in _TAKEN_UP and happening.on > self.failed[1]:
            self.reopened = True

    def make_final(self, _happening: Happening) -> None:
        self.reopened = False

    def table(self, happening: Happening) -> None:
        # Laid aside for another bill, or after its own chamber passed it: its text went on elsewhere.
        if not happening.in_lieu and not self.passed:
            self.failed, self.reopened = (None, happening.on), False

    def vacate(self, happening: Happening) -> None:
        chamber = happening.chamber or self.origin
        if self.passed.pop(chamber, None) is None:
            return
        left = next(iter(self.passed), None)
        before = (
            _PASSED[left] if left else Stage.REPORTED if Stage.REPORTED in self.entered else Stage.INTRODUCED
        )
        self.enter(before, self.entered.get(before))

    def present(self, happening: Happening) -> None:
        if self.bill_type.is_lawmaking:
            self.enter(Stage.TO_PRESIDENT, happening.on)

    def become_law(self, happening: Happening) -> None:
        if self.bill_type.is_lawmaking:
            self.enter(Stage.ENACTED, happening.on)

    def veto(self, happening: Happening) -> None:
        if self.bill_type.is_lawmaking:
            self.enter(Stage.VETOED, happening.on)

    def override(self, happening: Happening) -> None:
        self.overridden.add(happening.chamber or self.origin)
        if len(self.overridden) == len(Chamber) and self.stage is Stage.VETOED:
            self.enter(Stage.ENACTED, happening.on)


_THROUGH = frozenset({Stage.PASSED_CONGRESS, Stage.AGREED_TO})
_TAKEN_UP = frozenset({Step.FLOOR, Step.CLOTURE_FILED, Step.CLOTURE_FAILED, Step.CLOTURE_INVOKED})
_FOLLOWERS = {
    Kind.STEP: _Way.take_up,
    Kind.REPORTED: _Way.report,
    Kind.PASSED: _Way.pass_chamber,
    Kind.ACCEPTED: _Way.accept,
    Kind.AMENDED_OTHER: _Way.amend_other,
    Kind.CONFERENCE_AGREED: _Way.agree_in_conference,
    Kind.DIFFERING: _Way.differ,
    Kind.FAILED: _Way.fail,
    Kind.RECONSIDERED: _Way.reconsider,
    Kind.MADE_FINAL: _Way.make_final,
    Kind.VACATED: _Way.vacate,
    Kind.TABLED: _Way.table,
    Kind.TO_PRESIDENT: _Way.present,
    Kind.SIGNED: _Way.become_law,
    Kind.LAW: _Way.become_law,
    Kind.VETOED: _Way.veto,
    Kind.OVERRIDDEN: _Way.override,
}


def _with_step(stage: Stage, on: dt.date | None, steps: list[Happening]) -> StageResult:
    committees: dict[str, Happening] = {}
    for happening in sorted(steps, key=_step_key):
        committees.update(dict.fromkeys(happening.committees, happening))
    told = [happening for happening in steps if _is_ahead(stage, on, happening)]
    latest = max(told, key=_step_key, default=None)
    return StageResult(
        stage=stage,
        stage_on=on,
        step=latest.step if latest else None,
        step_on=latest.on if latest else None,
        step_committees=latest.committees if latest else (),
        committee_steps=tuple(
            CommitteeStep(code, each.step, each.on) for code, each in committees.items() if each.step
        ),
    )


def _step_key(happening: Happening) -> tuple[dt.date, int]:
    return happening.on, _STEP_ORDER[happening.step] if happening.step else -1


def _is_ahead(stage: Stage, on: dt.date | None, happening: Happening) -> bool:
    """Tell whether a step still says something about a bill that has reached `stage` on `on`."""
    if stage in _DONE or happening.step is None or on is None:
        return False
    if stage in _STEPS_LEFT:
        return happening.step in _STEPS_LEFT[stage] and happening.on >= on
    if happening.on != on or stage is Stage.INTRODUCED:
        return happening.on >= on
    if stage is Stage.REPORTED:
        return _STEP_ORDER[happening.step] >= _STEP_ORDER[Step.REPORTED]
    if stage in _FOLLOWS_VOTE:
        return happening.step in _FOLLOWS_VOTE[stage]
    return happening.chamber is not None and _PASSED.get(happening.chamber.other) is stage
