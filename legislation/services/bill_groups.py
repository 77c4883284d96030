"""The groups of a bill's facts: the content each is compared by, and the rows it is kept in."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

import nh3
from django.db.models import Model

from legislation.choices import FactGroup, Source
from legislation.models import (
    Action,
    BillCommittee,
    BillSubject,
    Cosponsor,
    RelatedBill,
    Summary,
    TextVersion,
    Title,
)
from legislation.services.copy_rows import array
from legislation.services.known_rows import KnownRows
from legislation.sources.records import ActionRecord, BillRecord, CommitteeRecord

# What a summary by the Congressional Research Service needs; everything else is removed.
_SUMMARY_TAGS = {"p", "b", "strong", "i", "em", "u", "ul", "ol", "li", "br", "sub", "sup", "h4", "h5", "h6"}
Row = tuple[object, ...]
ACTION_FIELDS = (
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
ACTION_COLUMNS = (
    "bill",
    "acted_on",
    "acted_time",
    "text_digest",
    *ACTION_FIELDS,
    "laid_over_source",
    "laid_over_url",
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
    FactGroup.AMENDMENTS: lambda record: record.amendments,
    FactGroup.REPORTS: lambda record: record.reports,
}


def action_row(bill_id: str, record: ActionRecord) -> Action:
    """Return an unsaved row of one action."""
    return Action(
        bill_id=bill_id,
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


def action_values(row: Action) -> Row:
    """Return the values of ACTION_COLUMNS."""
    return (
        row.bill_id,
        row.acted_on,
        row.acted_time,
        row.text_digest,
        row.text,
        row.action_type,
        row.code,
        row.source_code,
        row.source_name,
        json.dumps(row.provenance),
        array(row.committee_codes),
        json.dumps(row.recorded_votes),
        row.position,
        row.laid_over_source,
        row.laid_over_url,
    )


def in_order(pulled: list[Action], laid: list[Action]) -> list[Action]:
    """Number the actions oldest first; what is laid over comes after the source's own of its day."""
    final = sorted([*pulled, *laid], key=lambda row: row.acted_on)
    for position, row in enumerate(final):
        row.position = position
    return final


@dataclasses.dataclass(frozen=True)
class Table:
    """The table of a group whose rows are written anew: the columns, and a record's values for them."""

    model: type[Model]
    columns: tuple[str, ...]
    rows: Callable[[BillRecord, KnownRows], Iterable[Row]]


def _cosponsors(record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    """Give those who withdrew too, with their day."""
    bill = str(record.id)
    return {
        (each.bioguide, each.date): (
            bill,
            each.bioguide,
            each.party,
            each.state,
            each.district,
            each.date,
            each.is_original,
            each.withdrawn_on,
        )
        for each in record.cosponsors or ()
    }.values()


def _committees(record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    """Give committees and subcommittees, each with its activities."""
    activities: dict[str, list[dict[str, str | None]]] = {}
    for committee in flat(record.committees or ()):
        activities.setdefault(committee.system_code, []).extend(
            {"name": each.name, "at": each.at.isoformat() if each.at else None}
            for each in committee.activities
        )
    return ((str(record.id), code, json.dumps(found)) for code, found in activities.items())


def flat(committees: Iterable[CommitteeRecord]) -> list[CommitteeRecord]:
    """Return committees and their subcommittees in one list, without those that have no code."""
    both = [each for committee in committees for each in (committee, *committee.subcommittees)]
    return [each for each in both if each.system_code]


def _subjects(record: BillRecord, known: KnownRows) -> Iterable[Row]:
    bill = str(record.id)
    return ((bill, subject) for subject in known.subject_ids(record.subjects or ()))


def _titles(record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    bill = str(record.id)
    return (
        (bill, each.type, each.title, each.chamber or "", each.text_version, position)
        for position, each in enumerate(record.titles or ())
    )


def _summaries(record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    """Give the summaries, their HTML cleaned."""
    return (
        (
            str(record.id),
            each.version_code,
            each.action_desc,
            each.action_date,
            nh3.clean(each.text, tags=_SUMMARY_TAGS, attributes={}),
            each.updated_at,
        )
        for each in record.summaries or ()
    )


def _texts(record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    return (
        (
            str(record.id),
            each.type,
            each.code,
            each.date,
            json.dumps([{"type": form.type, "url": form.url} for form in each.formats]),
            position,
        )
        for position, each in enumerate(record.text_versions or ())
    )


def _related(record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    return (
        (
            str(record.id),
            str(each.id),
            each.title,
            json.dumps([{"type": kind.type, "by": kind.identified_by} for kind in each.relations]),
        )
        for each in record.related_bills or ()
    )


TABLES = {
    FactGroup.COSPONSORS: Table(
        Cosponsor,
        (
            "bill",
            "legislator",
            "party",
            "state",
            "district",
            "cosponsored_on",
            "is_original",
            "withdrawn_on",
        ),
        _cosponsors,
    ),
    FactGroup.COMMITTEES: Table(BillCommittee, ("bill", "committee", "activities"), _committees),
    FactGroup.SUBJECTS: Table(BillSubject, ("bill", "policysubject"), _subjects),
    FactGroup.TITLES: Table(Title, ("bill", "kind", "text", "chamber", "text_version", "position"), _titles),
    FactGroup.SUMMARIES: Table(
        Summary, ("bill", "version_code", "action_name", "acted_on", "text", "updated_at"), _summaries
    ),
    FactGroup.TEXTS: Table(
        TextVersion, ("bill", "name", "code", "published_on", "formats", "position"), _texts
    ),
    FactGroup.RELATED: Table(RelatedBill, ("bill", "other_id", "title", "relationships"), _related),
}


def source_url(record: BillRecord) -> str:
    """Return where a person can see the facts: Congress.gov's page, or the BILLSTATUS file."""
    if record.source is Source.GOVINFO:
        place = f"{record.id.congress}/{record.id.type.value}/{record.id.billstatus_name}"
        return f"https://www.govinfo.gov/bulkdata/BILLSTATUS/{place}"
    return record.id.congress_gov_url
