"""Where a bill stands, gathered from its row for the wording and the track."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from common.dates import congress_day, eastern
from common.tracks import TrackStep
from legislation.choices import FactGroup, Stage
from legislation.clerks_words import Kind
from legislation.endings import Measure, ending_of
from legislation.happenings import happening_of
from legislation.models import Action, Bill
from legislation.way import Journey, track
from legislation.wording import Seat, Standing, cited

# What `standing` and `track_of` read beside the bill itself.
RELATED = ("congress", "sponsor", "step_committee")

_MARK_OF_KIND = {
    Kind.REPORTED: "committee",
    Kind.TO_PRESIDENT: "president",
    Kind.SIGNED: "law",
    Kind.LAW: "law",
}


@dataclass(frozen=True)
class ReadAction:
    """An action row by the names the rules ask for."""

    date: date
    text: str
    code: str
    source_code: str
    committees: list[str]


def read(action: Action) -> ReadAction:
    """Return an action row as legislation.happenings reads it."""
    return ReadAction(action.acted_on, action.text, action.code, action.source_code, action.committee_codes)


def is_over(bill: Bill, today: date | None = None) -> bool:
    """Whether the bill's Congress has ended by `today` (at noon of its last day): its facts hardly move any more."""
    return bool(bill.congress.ends_on <= (today or congress_day()))


def standing(bill: Bill, today: date | None = None) -> Standing:
    """Return how far `bill` got; it must come with RELATED so that no query is made.

    Of a bill of a Congress that is over it is asked when its actions were last checked: a list of such bills comes
    with `.with_actions_seen()`, or with `facts`.
    """
    when = today or congress_day()
    seen_on = actions_seen_on(bill) if is_over(bill, when) else None
    measure = Measure(Stage(bill.stage), bill.stage_on, bill.actions_complete, seen_on)
    ended = ending_of(measure, bill.congress.ends_on, when, settings.STALE_AFTER_DAYS)
    return Standing(
        stage=bill.stage,
        stage_on=bill.stage_on,
        congress=bill.congress_id,
        ending=ended.ending,
        sign_by=ended.sign_by,
        seen_on=seen_on,
        law_number=bill.law_number,
        law_is_private=bill.law_is_private,
        step=bill.step,
        step_on=bill.step_on,
        step_committee=bill.step_committee.name if bill.step_committee else "",
        step_text=bill.step_text,
        actions_complete=bill.actions_complete,
    )


def actions_seen_on(bill: Bill) -> date | None:
    """Return the day a bill's actions were last checked at their source; None when they never were."""
    if hasattr(bill, "actions_seen_at"):
        moment: datetime | None = bill.actions_seen_at
    else:
        actions = bill.fact_groups.get(FactGroup.ACTIONS)
        moment = actions.checked_at if actions else None
    return eastern(moment).date() if moment else None


def track_of(
    bill: Bill, *, had_committee: bool, actions: Iterable[Action] = (), today: date | None = None
) -> tuple[TrackStep, ...]:
    """Return the marks of the bill's stage track, dated as far as `actions` (any order) tell."""
    journey = Journey(
        bill_type=bill.bill_type,
        introduced_on=bill.introduced_on,
        standing=standing(bill, today),
        had_committee=had_committee,
        known=_dates(actions),
    )
    return track(journey)


def sponsor_line(bill: Bill) -> str:
    """Return "Rep. Bonamici (D-OR-1)" with party and seat as the source has them for this bill; empty without one."""
    if bill.sponsor is None:
        return ""
    return cited(
        bill.sponsor,
        Seat(bill.origin_chamber, bill.sponsor_party[:1], bill.sponsor_state, bill.sponsor_district),
    )


def _dates(actions: Iterable[Action]) -> dict[str, date]:
    """The first day of each mark that the actions tell of; a committee's is the day it reported last."""
    found: dict[str, date] = {}
    for action in sorted(actions, key=lambda one: one.position):
        happening = happening_of(read(action))
        if happening is None:
            continue
        mark = _MARK_OF_KIND.get(happening.kind)
        if happening.kind == Kind.PASSED and happening.chamber:
            mark = happening.chamber.value
        if mark:
            found.setdefault(mark, happening.on)
    return found
