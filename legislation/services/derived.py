"""What is computed of a bill from its stored facts at each write: stage, step, newest action, law, counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from legislation.choices import BillType, Chamber
from legislation.happenings import happening_of
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


def recompute(
    bill: Bill,
    known: KnownRows,
    *,
    actions: list[Action] | None = None,
    cosponsors: Iterable[CosponsorRecord] | None = None,
    is_new: bool = False,
) -> None:
    """Set what follows from the bill's facts and save it.

    `actions` (all, oldest first) and `cosponsors` may be given by a caller who has them at hand; `is_new`
    says that the bill has no row yet.
    """
    rows = list(bill.actions.order_by("position")) if actions is None else actions
    _set_law(bill, rows)
    _set_stage(bill, rows, known)
    newest = rows[-1] if rows else None
    bill.latest_action_on = newest.acted_on if newest else None
    bill.latest_action_text = newest.text if newest else ""
    if cosponsors is not None:
        bill.cosponsor_count = len({each.bioguide for each in cosponsors if each.withdrawn_on is None})
    bill.save(force_insert=is_new)


def _set_law(bill: Bill, rows: list[Action]) -> None:
    named = law_in(row.text for row in reversed(rows))
    if named:
        bill.law_number, bill.law_is_private = named.number, named.is_private


def _set_stage(bill: Bill, rows: list[Action], known: KnownRows) -> None:
    laws = [bill.law_number] if bill.law_number else []
    result = stage_of(
        BillType(bill.bill_type),
        Chamber(bill.origin_chamber),
        [ActionView(row) for row in rows],
        laws,
        bill.introduced_on,
    )
    bill.stage = result.stage
    bill.stage_on = result.stage_on
    bill.step = result.step or ""
    bill.step_on = result.step_on
    code = result.step_committee
    bill.step_committee_id = code if code and known.has_committee(code) else None
    bill.step_text = _words_of(result, rows) if result.step else ""


def _words_of(result: StageResult, rows: list[Action]) -> str:
    """Return the words of the step's own action: the last of its day that means that step."""
    views = [ActionView(row) for row in reversed(rows) if row.acted_on == result.step_on]
    read = ((view, happening_of(view)) for view in views)
    return next((view.text for view, found in read if found and found.step is result.step), "")


def short_title_of(title: str, titles: Iterable[TitleRecord] | None) -> str:
    """Return a short title for a bill whose display title is only the official one; else an empty text."""
    if not title.lower().startswith(_OFFICIAL_STARTS):
        return ""
    short = [each.title for each in titles or () if each.type.lower().startswith("short title")]
    return short[0] if short else ""
