"""Where each group of a bill's facts comes from: what is to be done with it, and the row that says so (P9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from legislation.choices import FactGroup, Source
from legislation.models import BillFacts
from legislation.precedence import Copy, Verdict, verdict
from legislation.services.bill_groups import Row
from legislation.services.copy_rows import written
from legislation.sources.records import BillRecord

COLUMNS = (
    "bill",
    "group",
    "source",
    "source_updated_at",
    "checked_at",
    "is_complete",
    "note",
    "digest",
)
_NAMES = ("bill_id", *COLUMNS[1:])
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


def plan_of(record: BillRecord, digests: Mapping[FactGroup, str], stored: Mapping[str, BillFacts]) -> Plan:
    """Compare each group of `record`, whose digests are given, with the row there is of it, by group."""
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


def changed_rows(record: BillRecord, plan: Plan, stored: Mapping[str, BillFacts]) -> Iterator[Row]:
    """Yield the values of COLUMNS for each group whose row is new or no longer what is stored."""
    reasons = "; ".join(record.incomplete_reasons)
    for group, found in plan.verdicts.items():
        here = stored.get(group)
        if found is Verdict.KEEP_NEWER:
            continue
        if found is Verdict.KEEP_WHOLE and here is not None:
            label = Source(record.source).label
            note = f"A copy of {plan.updated_at:%Y-%m-%d} from {label} was not whole: {reasons}"[
                :_NOTE_LENGTH
            ]
            if note != here.note:
                yield (*_values(here)[:-2], note, here.digest)
            continue
        is_complete = bool(is_complete_after(record, group, found, here))
        row = (
            str(record.id),
            group,
            record.source,
            plan.updated_at,
            max(plan.checked_at, here.checked_at) if here else plan.checked_at,
            is_complete,
            "" if is_complete else reasons[:_NOTE_LENGTH],
            plan.digests[group],
        )
        if here is None or row != _values(here):
            yield row


def new_text(record: BillRecord, plan: Plan) -> str:
    """Return the rows of a bill that has none yet, as COPY reads COLUMNS."""
    reasons = "; ".join(record.incomplete_reasons)[:_NOTE_LENGTH]
    # The same for every group, and written once.
    bill = str(record.id)
    same = (record.source.value, str(plan.updated_at), str(plan.checked_at))
    return written(
        [
            (bill, group.value, *same, "f", reasons, digest)
            if group in record.incomplete
            else (bill, group.value, *same, "t", "", digest)
            for group, digest in plan.digests.items()
        ]
    )


def is_complete_after(
    record: BillRecord, group: FactGroup, found: Verdict | None, here: BillFacts | None
) -> bool | None:
    """Tell whether the group is known to be whole once the verdict is carried out; None where nothing is written."""
    if found in (Verdict.WRITE, Verdict.CONFIRM):
        was_whole = found is Verdict.CONFIRM and here is not None and here.is_complete
        return record.is_complete(group) or was_whole
    return here.is_complete if here else None


def _values(row: BillFacts) -> Row:
    return tuple(getattr(row, name) for name in _NAMES)


def unsaved(values: Row) -> BillFacts:
    """Return the row of the values of COLUMNS."""
    return BillFacts(**dict(zip(_NAMES, values, strict=True)))
