"""What is computed of a bill from its stored facts at each write: stage, step, newest action, law, counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from legislation.choices import BillType, Chamber
from legislation.happenings import ActionFacts, happening_of
from legislation.law_numbers import law_in
from legislation.models import Action, Bill
from legislation.services.known_rows import KnownRows
from legislation.sources.records import CosponsorRecord, TitleRecord
from legislation.stages import StageResult, stage_of

_OFFICIAL_STARTS = (
    "to ",
    "a bill ",
    "an act ",
    "a joint resolution ",
    "a concurrent resolution ",
    "a resolution ",
)


@dataclass(frozen=True)
class ActionView:
    """A stored action as the rules of stages read one."""

    row: Action

    @property
    def date(self) -> dt.date:
        return self.row.acted_on

    @property
    def text(self) -> str:
        return self.row.text

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def source_code(self) -> str:
        return self.row.source_code

    @property
    def committees(self) -> list[str]:
        return self.row.committee_codes


def derive(
    bill: Bill,
    known: KnownRows,
    actions: Sequence[ActionFacts],
    cosponsors: Iterable[CosponsorRecord] | None = None,
) -> None:
    """Set on `bill` what follows from its facts; it is not saved.

    `actions` are all it has, oldest first; `cosponsors` None leaves their count as it is.
    """
    _set_law(bill, actions)
    _set_stage(bill, actions, known)
    newest = actions[-1] if actions else None
    bill.latest_action_on = newest.date if newest else None
    bill.latest_action_text = newest.text if newest else ""
    if cosponsors is not None:
        bill.cosponsor_count = len({each.bioguide for each in cosponsors if each.withdrawn_on is None})


def _set_law(bill: Bill, actions: Sequence[ActionFacts]) -> None:
    named = law_in(action.text for action in reversed(actions))
    if named:
        bill.law_number, bill.law_is_private = named.number, named.is_private


def _set_stage(bill: Bill, actions: Sequence[ActionFacts], known: KnownRows) -> None:
    laws = [bill.law_number] if bill.law_number else []
    result = stage_of(
        BillType(bill.bill_type),
        Chamber(bill.origin_chamber),
        actions,
        laws,
        bill.introduced_on,
    )
    bill.stage = result.stage
    bill.stage_on = result.stage_on
    bill.step = result.step or ""
    bill.step_on = result.step_on
    code = result.step_committee
    bill.step_committee_id = code if code and known.has_committee(code) else None
    bill.step_text = _words_of(result, actions) if result.step else ""


def _words_of(result: StageResult, actions: Sequence[ActionFacts]) -> str:
    """Return the words of the step's own action: the last of its day that means that step."""
    of_the_day = (action for action in reversed(actions) if action.date == result.step_on)
    read = ((action, happening_of(action)) for action in of_the_day)
    return next((action.text for action, found in read if found and found.step is result.step), "")


def short_title_of(title: str, titles: Iterable[TitleRecord] | None) -> str:
    """Return a short title for a bill whose display title is only the official one; else an empty text."""
    if not title.lower().startswith(_OFFICIAL_STARTS):
        return ""
    short = [each.title for each in titles or () if each.type.lower().startswith("short title")]
    return short[0] if short else ""
