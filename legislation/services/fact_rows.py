"""Where each group of a bill's facts comes from: what is to be done with it, and what is said of it then (P9)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from legislation.choices import FactGroup
from legislation.precedence import Copy, Verdict, verdict
from legislation.provenance import GroupFacts, beside_core
from legislation.sources.records import BillRecord

COLUMNS = (
    "bill",
    "source",
    "source_updated_at",
    "checked_at",
    "is_complete",
    "note",
    "digest",
    "others",
)
_NOTE_LENGTH = 300


@dataclass
class Plan:
    """What is to be done with each group the record delivers."""

    updated_at: dt.datetime
    checked_at: dt.datetime
    digests: Mapping[FactGroup, str]
    verdicts: dict[FactGroup, Verdict] = field(default_factory=dict)

    def writes(self, group: FactGroup) -> bool:
        """Tell whether the group's rows are written anew."""
        return self.verdicts.get(group) is Verdict.WRITE

    @property
    def writes_any(self) -> bool:
        """Whether any group is written."""
        return Verdict.WRITE in self.verdicts.values()


def moment_of(record: BillRecord) -> dt.datetime:
    """Return the copy's own time (UTC): the source's, or that of the last dated fact in it."""
    if record.source_updated_at:
        return record.source_updated_at
    days = [action.date for action in record.actions or ()]
    days += [version.date for version in record.text_versions or () if version.date]
    days += [record.introduced_on] if record.introduced_on else []
    # A record without any date is older than everything: the First Congress met on March 4, 1789.
    return dt.datetime.combine(max(days, default=dt.date(1789, 3, 4)), dt.time(), tzinfo=dt.UTC)


def checked_at(record: BillRecord) -> dt.datetime:
    """Return when the source was last seen to say so: only a fetch is a check, for a file says how things stood."""
    updated_at = moment_of(record)
    return max(updated_at, record.fetched_at or updated_at)


def plan_of(record: BillRecord, digests: Mapping[FactGroup, str], stored: Mapping[str, GroupFacts]) -> Plan:
    """Compare each group of `record`, whose digests are given, with what is stored of it."""
    updated_at = moment_of(record)
    plan = Plan(updated_at, checked_at(record), digests)
    for group, digest in digests.items():
        here = stored.get(group)
        if here is None:
            plan.verdicts[group] = Verdict.WRITE
            continue
        copy = Copy(here.source_updated_at, here.digest, here.is_complete)
        plan.verdicts[group] = verdict(copy, Copy(updated_at, digest, record.is_complete(group)))
    return plan


def groups_after(record: BillRecord, plan: Plan, stored: Mapping[str, GroupFacts]) -> dict[str, GroupFacts]:
    """Return where each group of the bill comes from once the plan is carried out."""
    after = dict(stored)
    bill, source, reasons = str(record.id), record.source.value, "; ".join(record.incomplete_reasons)
    for group, found in plan.verdicts.items():
        here = stored.get(group)
        if here and found is Verdict.KEEP_NEWER:
            continue
        if here and found is Verdict.KEEP_WHOLE:
            told = f"A copy of {plan.updated_at:%Y-%m-%d} from {record.source.label} was not whole: {reasons}"
            after[group.value] = here._replace(note=told[:_NOTE_LENGTH])
            continue
        is_complete = bool(is_complete_after(record, group, found, here))
        after[group.value] = GroupFacts(
            bill,
            group.value,
            source,
            plan.updated_at,
            max(plan.checked_at, here.checked_at) if here else plan.checked_at,
            is_complete,
            "" if is_complete else reasons[:_NOTE_LENGTH],
            plan.digests[group],
        )
    return after


def new_row(record: BillRecord, plan: Plan) -> tuple[object, ...]:
    """Return the values of COLUMNS for a bill that has none yet, JSON as PostgreSQL reads it."""
    if record.incomplete:
        groups = groups_after(record, plan, {})
        bill, _, *core = groups[FactGroup.CORE]
        return (bill, *core, json.dumps(beside_core(groups)))
    # A whole copy says the same of each of its groups.
    others = {group.value: digest for group, digest in plan.digests.items()}
    digest = others.pop(FactGroup.CORE.value)
    moments = (plan.updated_at, plan.checked_at)
    return (str(record.id), record.source.value, *moments, True, "", digest, json.dumps(others))


def is_complete_after(
    record: BillRecord, group: FactGroup, found: Verdict | None, here: GroupFacts | None
) -> bool | None:
    """Tell whether the group is known to be whole once the verdict is carried out; None where nothing is written."""
    if found in (Verdict.WRITE, Verdict.CONFIRM):
        was_whole = found is Verdict.CONFIRM and here is not None and here.is_complete
        return record.is_complete(group) or was_whole
    return here.is_complete if here else None
