"""The one way a bill's facts are written, whatever source they come from (P9)."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.db import connection, transaction

from common.dates import eastern
from legislation.choices import FactGroup, Source
from legislation.models import Action, Bill, BillFacts
from legislation.overlays import is_same_step
from legislation.precedence import Copy, Verdict, verdict
from legislation.services import bill_groups
from legislation.services.derived import ActionView, recompute, short_title_of
from legislation.services.insert import insert
from legislation.services.known_rows import KnownRows
from legislation.sources.records import BillRecord, CosponsorRecord, PersonRecord

_LOCK_CLASS = 119  # any number of our own: advisory locks of bills


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass
class _Plan:
    """What is to be done with each group the record delivers."""

    updated_at: dt.datetime
    checked_at: dt.datetime
    digests: dict[FactGroup, str] = field(default_factory=dict)
    verdicts: dict[FactGroup, Verdict] = field(default_factory=dict)

    def writes(self, group: FactGroup) -> bool:
        return self.verdicts.get(group) is Verdict.WRITE

    @property
    def writes_any(self) -> bool:
        return Verdict.WRITE in self.verdicts.values()


def sync_bill(*, record: BillRecord, now: dt.datetime, known: KnownRows | None = None) -> Outcome:
    """Write what `record` knows of a bill, each group of facts by itself; `now` is the moment of writing.

    A group older than the one here, or incomplete where the one here is whole, is not written; a group the
    source did not deliver is left alone; a bill is never deleted. Rows laid over stay until the source
    carries the same step. Atomic; two writers of one bill wait for each other. `known` may be shared by
    the calls of one import.
    """
    known = known or KnownRows()
    try:
        with transaction.atomic():
            is_new = _lock(str(record.id))
            return _sync(record, now, known, is_new=is_new)
    except Exception:
        known.forget()
        raise


def _lock(bill_id: str) -> bool:
    """Wait for any other writer of the bill; tell whether there is no such bill yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK_CLASS, bill_id])
        # A statement of its own: one begun before the lock was given would not see the other writer's row.
        cursor.execute("SELECT 1 FROM legislation_bill WHERE id = %s", [bill_id])
        return cursor.fetchone() is None


def _sync(record: BillRecord, now: dt.datetime, known: KnownRows, *, is_new: bool) -> Outcome:
    record = _only_known_people(record)
    bill = _new_bill(record, now) if is_new else Bill.objects.get(pk=str(record.id))
    stored = {} if is_new else {row.group: row for row in bill.fact_groups.all()}
    plan = _plan(record, stored)
    if plan.writes_any:
        _write(record, bill, plan, known, now=now, is_new=is_new)
    _write_fact_groups(bill, record, plan, stored)
    if is_new:
        return Outcome.CREATED
    return Outcome.UPDATED if plan.writes_any else Outcome.UNCHANGED


def _only_known_people(record: BillRecord) -> BillRecord:
    """A cosponsor without a bioguide id cannot be kept; the list then says that it is not whole."""
    listed = record.cosponsors or ()
    named = tuple(each for each in listed if each.bioguide)
    if len(named) == len(listed):
        return record
    return _replaced(record, named, f"{len(listed) - len(named)} cosponsors without a bioguide id")


def _replaced(record: BillRecord, cosponsors: tuple[CosponsorRecord, ...], reason: str) -> BillRecord:
    return replace(
        record,
        cosponsors=cosponsors,
        incomplete=record.incomplete | {FactGroup.COSPONSORS},
        incomplete_reasons=(*record.incomplete_reasons, reason),
    )


def moment_of(record: BillRecord) -> dt.datetime:
    """Return the copy's own time (UTC): the source's, or that of the last dated fact in it."""
    if record.source_updated_at:
        return record.source_updated_at
    days = [action.date for action in record.actions or ()]
    days += [version.date for version in record.text_versions or () if version.date]
    days += [record.introduced_on] if record.introduced_on else []
    # A record without any date is older than everything: the First Congress met on March 4, 1789.
    return dt.datetime.combine(max(days, default=dt.date(1789, 3, 4)), dt.time(), tzinfo=dt.UTC)


def _plan(record: BillRecord, stored: dict[str, BillFacts]) -> _Plan:
    updated_at = moment_of(record)
    # A file says how things stood when it was written, not when it is read: only a fetch is a check.
    plan = _Plan(updated_at=updated_at, checked_at=max(updated_at, record.fetched_at or updated_at))
    for group in FactGroup:
        if record.delivered(group):
            content = repr(bill_groups.content_of(record, group))
            plan.digests[group] = hashlib.sha256(content.encode()).hexdigest()
            offered = Copy(updated_at, plan.digests[group], record.is_complete(group))
            here = stored.get(group)
            copy = Copy(here.source_updated_at, here.digest, here.is_complete) if here else None
            plan.verdicts[group] = verdict(copy, offered)
    return plan


def _new_bill(record: BillRecord, now: dt.datetime) -> Bill:
    return Bill(
        id=str(record.id),
        congress_id=record.id.congress,
        bill_type=record.id.type,
        number=record.id.number,
        created_at=now,
    )


def _write(
    record: BillRecord, bill: Bill, plan: _Plan, known: KnownRows, *, now: dt.datetime, is_new: bool
) -> None:
    known.congress(record.id.congress)
    _make_people_and_committees(record, plan, known)
    bill.changed_at = now
    if plan.writes(FactGroup.CORE):
        _set_core(bill, record)
    if plan.writes(FactGroup.TITLES) or plan.writes(FactGroup.CORE):
        bill.short_title = short_title_of(bill.title, record.titles) or bill.short_title
    actions = _write_groups(bill, record, plan, known, is_new=is_new)
    cosponsors = record.cosponsors if plan.writes(FactGroup.COSPONSORS) else None
    # Foreign keys are checked at the end of the transaction, so the bill's own row can come last, complete.
    recompute(bill, known, actions=actions, cosponsors=cosponsors, is_new=is_new)


def _make_people_and_committees(record: BillRecord, plan: _Plan, known: KnownRows) -> None:
    as_of = eastern(plan.checked_at).date()
    people: list[PersonRecord] = [record.sponsor] if record.sponsor and record.sponsor.bioguide else []
    people += record.cosponsors or ()
    known.people(people, record.source, as_of)
    known.committees_of(record.committees or (), record.source, as_of)


def _set_core(bill: Bill, record: BillRecord) -> None:
    sponsor = record.sponsor if record.sponsor and record.sponsor.bioguide else None
    bill.title = record.title
    bill.origin_chamber = record.origin_chamber
    bill.introduced_on = record.introduced_on
    bill.policy_area = record.policy_area
    bill.sponsor_id = sponsor.bioguide if sponsor else None
    bill.sponsor_party = sponsor.party if sponsor else ""
    bill.sponsor_state = sponsor.state if sponsor else ""
    bill.sponsor_district = sponsor.district if sponsor else None
    if record.amendment_count is not None:
        bill.amendment_count = record.amendment_count
    if record.laws:
        bill.law_number = str(record.laws[0].number)
        bill.law_is_private = "private" in record.laws[0].type.lower()


def _write_groups(
    bill: Bill, record: BillRecord, plan: _Plan, known: KnownRows, *, is_new: bool
) -> list[Action] | None:
    """Write each group the plan says; return the actions in order when they were written."""
    simple = {
        FactGroup.COSPONSORS: bill_groups.write_cosponsors,
        FactGroup.COMMITTEES: bill_groups.write_committees,
        FactGroup.TITLES: bill_groups.write_titles,
        FactGroup.SUMMARIES: bill_groups.write_summaries,
        FactGroup.TEXTS: bill_groups.write_texts,
        FactGroup.RELATED: bill_groups.write_related,
    }
    for group, write in simple.items():
        if plan.writes(group):
            write(bill, record, is_new=is_new)
    if plan.writes(FactGroup.SUBJECTS):
        bill_groups.write_subjects(bill, record, known, is_new=is_new)
    return _write_actions(bill, record, is_new=is_new) if plan.writes(FactGroup.ACTIONS) else None


def _write_actions(bill: Bill, record: BillRecord, *, is_new: bool) -> list[Action]:
    rows = [] if is_new else list(bill.actions.all())
    laid, pulled = [], []
    for row in rows:
        if not row.laid_over_source:
            pulled.append(row)
        elif any(is_same_step(ActionView(row), theirs) for theirs in record.actions or ()):
            # The feed has caught up: it is the better witness.
            row.delete()
        else:
            laid.append(row)
    return bill_groups.write_actions(bill, record, laid, pulled)


def _write_fact_groups(bill: Bill, record: BillRecord, plan: _Plan, stored: dict[str, BillFacts]) -> None:
    rows = []
    for group in plan.verdicts:
        row = _fact_group(stored.get(group), bill, record, group, plan)
        if row is not None:
            rows.append(row)
            _note_completeness(bill, row)
    if not stored:
        insert(rows)
        return
    BillFacts.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["bill", "group"],
        update_fields=[
            "source",
            "source_url",
            "source_updated_at",
            "checked_at",
            "is_complete",
            "note",
            "digest",
        ],
    )


def _note_completeness(bill: Bill, row: BillFacts) -> None:
    """Keep on the bill whether its actions are whole, which every list of bills needs to know."""
    if row.group == FactGroup.ACTIONS and row.is_complete != bill.actions_complete:
        Bill.objects.filter(pk=bill.pk).update(actions_complete=row.is_complete)


def _fact_group(
    here: BillFacts | None, bill: Bill, record: BillRecord, group: FactGroup, plan: _Plan
) -> BillFacts | None:
    """Return the group's row as it is to be, or None when it stays as it is."""
    found = plan.verdicts[group]
    if found is Verdict.KEEP_NEWER:
        return None
    reasons = "; ".join(record.incomplete_reasons)
    if found is Verdict.KEEP_WHOLE and here is not None:
        label = Source(record.source).label
        note = f"A copy of {plan.updated_at:%Y-%m-%d} from {label} was not whole: {reasons}"
        row = BillFacts(**_values(here))
        row.note = note[:300]
        return row
    is_complete = record.is_complete(group) or (
        found is Verdict.CONFIRM and here is not None and here.is_complete
    )
    return BillFacts(
        bill=bill,
        group=group,
        source=record.source,
        source_url=bill_groups.source_url(record),
        source_updated_at=plan.updated_at,
        checked_at=max(plan.checked_at, here.checked_at) if here else plan.checked_at,
        is_complete=is_complete,
        note="" if is_complete else reasons[:300],
        digest=plan.digests[group],
    )


def _values(row: BillFacts) -> dict[str, object]:
    names = [field.attname for field in BillFacts._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    return {name: getattr(row, name) for name in names}
