"""The one way bills' facts are written, whatever source they come from, one or many at a time (P9)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter

from django.db import connection, transaction

from common.dates import eastern
from common.querysets import among
from legislation.choices import FactGroup
from legislation.happenings import ActionFacts
from legislation.models import Bill, BillFacts
from legislation.provenance import GroupFacts
from legislation.services import bill_events, fact_rows, overlay
from legislation.services.bill_rows import BILL_COLUMNS, bill_row, new_bill
from legislation.services.copy_rows import copy_rows, copy_text
from legislation.services.derived import ActionView, derive, short_title_of
from legislation.services.group_tables import TABLES, digests_of, texts_of
from legislation.services.known_amendments import completed
from legislation.services.known_rows import KnownRows
from legislation.services.search_documents import refresh
from legislation.services.write_actions import actions_of, write_actions
from legislation.services.write_votes import write_votes
from legislation.sources.records import BillRecord

_LOCK_CLASS = 119  # any number of our own: advisory locks of bills
_BIOGUIDE = attrgetter("bioguide")


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass
class _Case:
    """One record, the bill it is about, the rows that say where its facts come from, and what is to be done."""

    record: BillRecord
    bill: Bill
    is_new: bool
    stored: Mapping[str, GroupFacts]
    # The rows of each group as COPY reads them.
    texts: Mapping[FactGroup, tuple[str, ...]]
    plan: fact_rows.Plan

    @property
    def outcome(self) -> Outcome:
        if self.is_new:
            return Outcome.CREATED
        return Outcome.UPDATED if self.plan.writes_any else Outcome.UNCHANGED


def sync_bill(*, record: BillRecord, now: dt.datetime, known: KnownRows | None = None) -> Outcome:
    """Write what `record` knows of a bill, as `sync_bills` does for many."""
    return sync_bills(records=[record], now=now, known=known)[0]


def sync_bills(
    *, records: Sequence[BillRecord], now: dt.datetime, known: KnownRows | None = None
) -> list[Outcome]:
    """Write what each record knows of its bill, each group of facts by itself; `now` is the moment of writing.

    A group older than the one here, or incomplete where the one here is whole, is not written; a group the
    source did not deliver is left alone; a bill is never deleted. Rows laid over stay until the source
    carries the same step. All are written or none; two writers of one bill wait for each other. `known` may
    be shared by the calls of one import.
    """
    if not records:
        return []
    known = known or KnownRows()
    outcomes: dict[int, Outcome] = {}
    try:
        with transaction.atomic():
            _lock({str(record.id) for record in records})
            for places in _rounds(records):
                found = _sync([records[place] for place in places], now, known)
                outcomes.update(zip(places, found, strict=True))
    except Exception:
        known.forget()
        raise
    return [outcomes[place] for place in range(len(records))]


def make_named(*, records: Sequence[BillRecord], known: KnownRows) -> None:
    """Make the people, committees and Congresses that records name, in a transaction of their own.

    Writers of many bills do so first, or wait for each other's whole work. Raises DatabaseError; then nothing is made.
    """
    try:
        with transaction.atomic():
            _name([_only_known_people(record) for record in records], known)
    except Exception:
        known.forget()
        raise


def _name(records: list[BillRecord], known: KnownRows) -> None:
    known.named_by((record, eastern(fact_rows.checked_at(record)).date()) for record in records)


def _lock(bill_ids: set[str]) -> None:
    """Wait for any other writer of the bills; all take the locks in one order and never wait in a circle."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, key) FROM"
            " (SELECT DISTINCT hashtext(id) AS key FROM unnest(%s) AS id ORDER BY key) AS keys",
            [_LOCK_CLASS, list(bill_ids)],
        )


def _rounds(records: Sequence[BillRecord]) -> list[list[int]]:
    """Return the records' places in rounds that hold each bill once: a later copy comes in a later round."""
    rounds: list[list[int]] = []
    times: dict[object, int] = defaultdict(int)
    for place, record in enumerate(records):
        if times[record.id] == len(rounds):
            rounds.append([])
        rounds[times[record.id]].append(place)
        times[record.id] += 1
    return rounds


def _sync(records: list[BillRecord], now: dt.datetime, known: KnownRows) -> list[Outcome]:
    cases = _cases([_only_known_people(record) for record in records], now, known)
    writing = [case for case in cases if case.plan.writes_any]
    before = bill_events.look_before(writes=((case.record, case.stored) for case in writing), now=now)
    if writing:
        for case in writing:
            _set_core(case, now)
        _write_tables(writing)
        _write_votes(writing)
        _derive(writing, _write_actions(writing), known)
    _save_bills(cases)
    _write_facts(cases)
    overlay.apply(case.bill.pk for case in writing)
    refresh(case.bill.pk for case in writing)
    bill_events.record_new(before=before, now=now)
    return [case.outcome for case in cases]


def _cases(records: list[BillRecord], now: dt.datetime, known: KnownRows) -> list[_Case]:
    _name(records, known)
    # A statement of its own: one begun before the locks were given would not see the other writer's rows.
    here = Bill.objects.filter(among("id", (str(record.id) for record in records))).order_by()
    bills = {bill.pk: bill for bill in here}
    records = completed(records, bills)
    told = BillFacts.objects.filter(among("bill_id", bills)).order_by() if bills else ()
    stored = {row.bill_id: row.groups() for row in told}
    return [_case(record, bills.get(str(record.id)), stored, now, known) for record in records]


def _case(
    record: BillRecord,
    here: Bill | None,
    stored: Mapping[str, Mapping[str, GroupFacts]],
    now: dt.datetime,
    known: KnownRows,
) -> _Case:
    rows, texts = stored.get(str(record.id), {}), texts_of(record, known)
    plan = fact_rows.plan_of(record, digests_of(record, texts), rows)
    return _Case(record, here or new_bill(record, now), here is None, rows, texts, plan)


def _only_known_people(record: BillRecord) -> BillRecord:
    """A cosponsor without a bioguide id cannot be kept; the list then says that it is not whole."""
    listed = record.cosponsors or ()
    if all(map(_BIOGUIDE, listed)):
        return record
    named = tuple(each for each in listed if each.bioguide)
    reason = f"{len(listed) - len(named)} cosponsors without a bioguide id"
    return replace(
        record,
        cosponsors=named,
        incomplete=record.incomplete | {FactGroup.COSPONSORS},
        incomplete_reasons=(*record.incomplete_reasons, reason),
    )


def _set_core(case: _Case, now: dt.datetime) -> None:
    bill, record, plan = case.bill, case.record, case.plan
    bill.changed_at = now
    if plan.writes(FactGroup.CORE):
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
    if plan.writes(FactGroup.SUBJECTS):
        bill.subjects = list(record.subjects or ())
    if plan.writes(FactGroup.TITLES) or plan.writes(FactGroup.CORE):
        bill.short_title = short_title_of(bill.title, record.titles) or bill.short_title


def _write_tables(cases: list[_Case]) -> None:
    """Make the rows of each group that is written what its record says, and nothing beside them."""
    for group, tables in TABLES.items():
        written = [case for case in cases if case.plan.writes(group)]
        if group is FactGroup.ACTIONS:
            # Those of bills that have some already keep their keys: see _write_actions.
            written = [case for case in written if case.is_new]
        old = [case.bill.pk for case in written if not case.is_new]
        for place, table in enumerate(tables):
            if old:
                table.model._default_manager.filter(bill_id__in=old).delete()  # noqa: SLF001 - as above
            copy_text(table.model, table.columns, [case.texts[group][place] for case in written])


def _write_votes(cases: list[_Case]) -> None:
    acted = [case for case in cases if case.plan.writes(FactGroup.ACTIONS)]
    amended = [case for case in cases if case.plan.writes(FactGroup.AMENDMENTS)]
    write_votes(
        actions=[case.record for case in acted],
        amendments=[case.record for case in amended],
        stored={case.bill.pk for case in (*acted, *amended) if not case.is_new},
    )


def _write_actions(cases: list[_Case]) -> dict[str, Sequence[ActionFacts]]:
    """Write the actions of the bills that have some where they are to be; return those of every bill, oldest first."""
    final: dict[str, Sequence[ActionFacts]] = {
        case.bill.pk: case.record.actions or () for case in cases if case.is_new
    }
    old = [case for case in cases if not case.is_new]
    stored = actions_of([case.bill.pk for case in old])
    changed = write_actions([case.record for case in old if case.plan.writes(FactGroup.ACTIONS)], stored)
    return final | {bill: [ActionView(row) for row in rows] for bill, rows in (stored | changed).items()}


def _derive(cases: list[_Case], actions: Mapping[str, Sequence[ActionFacts]], known: KnownRows) -> None:
    for case in cases:
        cosponsors = case.record.cosponsors if case.plan.writes(FactGroup.COSPONSORS) else None
        derive(case.bill, known, actions.get(case.bill.pk, []), cosponsors)


def _save_bills(cases: list[_Case]) -> None:
    """Save the bills. Foreign keys are checked at the end: a bill's row may follow those that point at it."""
    changed = [case.bill for case in cases if _note_on_bill(case) and not case.is_new]
    copy_rows(Bill, BILL_COLUMNS, (bill_row(case.bill) for case in cases if case.is_new))
    Bill.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=BILL_COLUMNS[1:]
    )


def _note_on_bill(case: _Case) -> bool:
    """Keep on the bill whether its actions are whole, and its file; tell whether its row has to be saved."""
    bill, plan = case.bill, case.plan
    before = bill.actions_complete, bill.file_digest
    group = FactGroup.ACTIONS
    whole = fact_rows.is_complete_after(case.record, group, plan.verdicts.get(group), case.stored.get(group))
    if whole is not None:
        bill.actions_complete = whole
    if plan.writes_any or case.record.file_digest:
        # Facts from elsewhere than a file leave none: whatever file comes next is to be compared with them.
        bill.file_digest = case.record.file_digest
    return plan.writes_any or before != (bill.actions_complete, bill.file_digest)


def _write_facts(cases: list[_Case]) -> None:
    """Keep where the groups of each bill come from now, for those of which it is no longer what is stored."""
    blank = (case for case in cases if not case.stored)
    copy_rows(BillFacts, fact_rows.COLUMNS, (fact_rows.new_row(case.record, case.plan) for case in blank))
    known = [case for case in cases if case.stored]
    after = [fact_rows.groups_after(case.record, case.plan, case.stored) for case in known]
    BillFacts.objects.bulk_create(
        [BillFacts.of(groups) for case, groups in zip(known, after, strict=True) if groups != case.stored],
        update_conflicts=True,
        unique_fields=["bill"],
        update_fields=fact_rows.COLUMNS[1:],
    )
