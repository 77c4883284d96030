"""Writing one group of a bill's facts: the rows are made what the record says, and nothing beside them."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable
from typing import Any

import nh3

from legislation.choices import FactGroup, Source
from legislation.models import (
    Action,
    Bill,
    BillCommittee,
    Cosponsor,
    RelatedBill,
    Summary,
    TextVersion,
    Title,
)
from legislation.services.insert import insert
from legislation.services.known_rows import KnownRows
from legislation.sources.records import ActionRecord, BillRecord, CommitteeRecord

# What a summary by the Congressional Research Service needs; everything else is removed.
_SUMMARY_TAGS = {"p", "b", "strong", "i", "em", "u", "ul", "ol", "li", "br", "sub", "sup", "h4", "h5", "h6"}
_ACTION_FIELDS = (
    "text",
    "action_type",
    "code",
    "source_code",
    "source_name",
    "provenance",
    "committee_codes",
    "recorded_votes",
    "position",
)


def text_digest(text: str) -> str:
    """Return the sha256 of a text with its spaces folded: part of an action's identity."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def content_of(record: BillRecord, group: FactGroup) -> object:
    """Return the content of one group as the record has it: what its digest is taken of."""
    if group is FactGroup.CORE:
        return (
            record.title,
            record.origin_chamber,
            record.introduced_on,
            record.sponsor,
            record.policy_area,
            record.laws,
            record.amendment_count,
        )
    return _CONTENT[group](record)


_CONTENT: dict[FactGroup, Callable[[BillRecord], object]] = {
    FactGroup.ACTIONS: lambda record: record.actions,
    FactGroup.COSPONSORS: lambda record: record.cosponsors,
    FactGroup.COMMITTEES: lambda record: record.committees,
    FactGroup.SUBJECTS: lambda record: record.subjects,
    FactGroup.TITLES: lambda record: record.titles,
    FactGroup.SUMMARIES: lambda record: record.summaries,
    FactGroup.TEXTS: lambda record: record.text_versions,
    FactGroup.RELATED: lambda record: record.related_bills,
}


def action_row(bill: Bill, record: ActionRecord) -> Action:
    """Return an unsaved row of one action."""
    return Action(
        bill=bill,
        acted_on=record.date,
        acted_time=record.time,
        text=record.text,
        text_digest=text_digest(record.text),
        action_type=record.type,
        code=record.code,
        source_code=record.source_code,
        source_name=record.source_name,
        provenance=[_origin(each) for each in record.provenance],
        committee_codes=list(record.committees),
        recorded_votes=[_vote(each) for each in record.recorded_votes],
        position=0,
    )


def _origin(origin: Any) -> dict[str, str]:
    node = {key: str(value) for key, value in vars(origin).items() if value not in (None, "")}
    node.pop("text", None)
    return node


def _vote(vote: Any) -> dict[str, Any]:
    node = dataclasses.asdict(vote)
    return node | {"held_at": vote.held_at.isoformat() if vote.held_at else None}


def identity(action: Action) -> tuple[object, ...]:
    """Return what makes an action itself: the day, the time and the words."""
    return action.acted_on, action.acted_time, action.text_digest


def write_actions(bill: Bill, record: BillRecord, laid: list[Action], here: list[Action]) -> list[Action]:
    """Make the pulled actions of `bill` what the record says; return all actions, oldest first.

    `here` are the pulled rows there are, `laid` the rows laid over that stay. A row whose identity stays
    keeps its key: what points at it goes on doing so.
    """
    known = {identity(row): row for row in here}
    offered = {identity(row): row for row in (action_row(bill, each) for each in record.actions or ())}
    gone = [row.pk for key, row in known.items() if key not in offered]
    if gone:
        Action.objects.filter(pk__in=gone).delete()
    final = in_order([_merged(known.get(key), row) for key, row in offered.items()], laid)
    new = [row for row in final if row.pk is None]
    kept = [row for row in final if row.pk is not None]
    insert(new)
    if kept:
        Action.objects.bulk_update(kept, _ACTION_FIELDS)
    return final


def _merged(known: Action | None, offered: Action) -> Action:
    if known is None:
        return offered
    for field in _ACTION_FIELDS:
        setattr(known, field, getattr(offered, field))
    return known


def in_order(pulled: list[Action], laid: list[Action]) -> list[Action]:
    """Number the actions oldest first; what is laid over comes after the source's own of its day."""
    final = sorted([*pulled, *laid], key=lambda row: row.acted_on)
    for position, row in enumerate(final):
        row.position = position
    return final


def write_cosponsors(bill: Bill, record: BillRecord, *, is_new: bool) -> None:
    """Make the cosponsors what the record says, those who withdrew with their day."""
    if not is_new:
        bill.cosponsors.all().delete()
    rows = {
        (each.bioguide, each.date): Cosponsor(
            bill=bill,
            legislator_id=each.bioguide,
            party=each.party,
            state=each.state,
            district=each.district,
            cosponsored_on=each.date,
            is_original=each.is_original,
            withdrawn_on=each.withdrawn_on,
        )
        for each in record.cosponsors or ()
    }
    insert(rows.values())


def write_committees(bill: Bill, record: BillRecord, *, is_new: bool) -> None:
    """Make the committees and subcommittees what the record says, each with its activities."""
    if not is_new:
        bill.bill_committees.all().delete()
    activities: dict[str, list[dict[str, str | None]]] = {}
    for committee in flat(record.committees or ()):
        activities.setdefault(committee.system_code, []).extend(
            {"name": each.name, "at": each.at.isoformat() if each.at else None}
            for each in committee.activities
        )
    insert(
        BillCommittee(bill=bill, committee_id=code, activities=found) for code, found in activities.items()
    )


def flat(committees: Iterable[CommitteeRecord]) -> list[CommitteeRecord]:
    """Return committees and their subcommittees in one list, without those that have no code."""
    both = [each for committee in committees for each in (committee, *committee.subcommittees)]
    return [each for each in both if each.system_code]


def write_subjects(bill: Bill, record: BillRecord, known: KnownRows, *, is_new: bool) -> None:
    """Make the legislative subjects what the record says."""
    through = Bill.subjects.through
    if not is_new:
        through.objects.filter(bill_id=bill.pk).delete()
    ids = known.subject_ids(record.subjects or ())
    insert(through(bill_id=bill.pk, policysubject_id=each) for each in ids)


def write_titles(bill: Bill, record: BillRecord, *, is_new: bool) -> None:
    """Make the titles what the record says, in the source's order."""
    if not is_new:
        bill.titles.all().delete()
    insert(
        Title(bill=bill, kind=each.type, text=each.title, chamber=each.chamber or "", position=position)
        for position, each in enumerate(record.titles or ())
    )


def write_summaries(bill: Bill, record: BillRecord, *, is_new: bool) -> None:
    """Make the summaries what the record says, their HTML cleaned."""
    if not is_new:
        bill.summaries.all().delete()
    insert(
        Summary(
            bill=bill,
            version_code=each.version_code,
            action_name=each.action_desc,
            acted_on=each.action_date,
            text=nh3.clean(each.text, tags=_SUMMARY_TAGS, attributes={}),
            updated_at=each.updated_at,
        )
        for each in record.summaries or ()
    )


def write_texts(bill: Bill, record: BillRecord, *, is_new: bool) -> None:
    """Make the published versions what the record says."""
    if not is_new:
        bill.text_versions.all().delete()
    insert(
        TextVersion(
            bill=bill,
            name=each.type,
            code=each.code,
            published_on=each.date,
            formats=[{"type": form.type, "url": form.url} for form in each.formats],
            position=position,
        )
        for position, each in enumerate(record.text_versions or ())
    )


def write_related(bill: Bill, record: BillRecord, *, is_new: bool) -> None:
    """Make the related bills what the record says."""
    if not is_new:
        bill.related.all().delete()
    insert(
        RelatedBill(
            bill=bill,
            other_id=str(each.id),
            title=each.title,
            relationships=[{"type": kind.type, "by": kind.identified_by} for kind in each.relations],
        )
        for each in record.related_bills or ()
    )


def source_url(record: BillRecord) -> str:
    """Return where a person can see the facts: Congress.gov's page, or the BILLSTATUS file."""
    if record.source is Source.GOVINFO:
        place = f"{record.id.congress}/{record.id.type.value}/{record.id.billstatus_name}"
        return f"https://www.govinfo.gov/bulkdata/BILLSTATUS/{place}"
    return record.id.congress_gov_url
