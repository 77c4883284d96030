"""The rows of the groups that are written anew: the tables they are kept in, and a record's values for them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import nh3
from django.db.models import Model

from legislation.amendment_ids import AmendmentType
from legislation.choices import FactGroup
from legislation.models import (
    Action,
    Amendment,
    BillCommittee,
    CboEstimate,
    CommitteeReport,
    Cosponsor,
    RelatedBill,
    Summary,
    TextVersion,
    Title,
)
from legislation.services.bill_groups import (
    ACTION_COLUMNS,
    ACTION_IDENTITY,
    action_values,
    content_digest,
    core_text,
)
from legislation.services.copy_rows import written, written_each
from legislation.services.known_rows import KnownRows
from legislation.services.write_votes import own_votes, votes_on_amendments
from legislation.sources.records import BillRecord, CommitteeRecord, ReportsRecord

# What a summary by the Congressional Research Service needs; everything else is removed.
_SUMMARY_TAGS = {"p", "b", "strong", "i", "em", "u", "ul", "ol", "li", "br", "sub", "sup", "h4", "h5", "h6"}
_cleaner = nh3.Cleaner(tags=_SUMMARY_TAGS, attributes={})
_NO_REPORTS = ReportsRecord()
Row = tuple[object, ...]


_Rows = Callable[[str, BillRecord, KnownRows], Iterable[Row]]


@dataclass(frozen=True)
class Table:
    """A table of a group: the columns, and a record's values for them, given the bill's id."""

    model: type[Model]
    columns: tuple[str, ...]
    rows: _Rows


def texts_of(record: BillRecord, known: KnownRows) -> dict[FactGroup, tuple[str, ...]]:
    """Return the rows of each group that the record delivers, as COPY reads them, a text for each of its tables."""
    bill = str(record.id)
    delivered = [group for group in TABLES if record.delivered(group)]
    texts = iter(
        written_each(table.rows(bill, record, known) for group in delivered for table in TABLES[group])
    )
    return {group: tuple(islice(texts, len(TABLES[group]))) for group in delivered}


def digests_of(record: BillRecord, texts: dict[FactGroup, tuple[str, ...]]) -> dict[FactGroup, str]:
    """Return the digest of each group that the record delivers: of its rows, and of what else it says in them."""
    beside = {
        FactGroup.ACTIONS: own_votes(record) if record.recorded_votes else (),
        FactGroup.AMENDMENTS: votes_on_amendments(record) if record.amendments else (),
    }
    digests = {FactGroup.CORE: content_digest([core_text(record)])}
    if record.delivered(FactGroup.SUBJECTS):
        digests[FactGroup.SUBJECTS] = content_digest(record.subjects or ())
    for group, found in texts.items():
        more = beside.get(group, ())
        digests[group] = content_digest((*found, written(more)) if more else found)
    return digests


def _actions(bill: str, record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    rows = (action_values(bill, each, position) for position, each in enumerate(record.actions or ()))
    return {row[ACTION_IDENTITY]: row for row in rows}.values()


def _cosponsors(bill: str, record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    """Give those who withdrew too, with their day."""
    return {
        (bioguide, day): (bill, bioguide, party, state, district, day, original, withdrawn)
        # Taken apart at once: a Congress has two hundred thousand.
        for bioguide, _, _, _, _, party, state, district, day, original, withdrawn in record.cosponsors or ()
    }.values()


def _committees(bill: str, record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    """Give committees and subcommittees, each with its activities."""
    activities: dict[str, list[str]] = {}
    for committee in flat(record.committees or ()):
        activities.setdefault(committee.system_code, []).extend(
            [_activity(*each) for each in committee.activities]
        )
    return ((bill, code, f"[{', '.join(found)}]") for code, found in activities.items())


# The days of a Congress are few, and so are the things a committee does.
@lru_cache(maxsize=4096)
def _activity(name: str, at: dt.datetime | None) -> str:
    return json.dumps({"name": name, "at": at.isoformat() if at else None})


def flat(committees: Iterable[CommitteeRecord]) -> list[CommitteeRecord]:
    """Return committees and their subcommittees in one list, without those that have no code."""
    both = [each for committee in committees for each in (committee, *committee.subcommittees)]
    return [each for each in both if each.system_code]


def _titles(bill: str, record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    return (
        (bill, each.type, each.title, each.chamber or "", each.text_version, position)
        for position, each in enumerate(record.titles or ())
    )


def _summaries(bill: str, record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    """Give the summaries, their HTML cleaned."""
    return (
        (
            bill,
            each.version_code,
            each.action_desc,
            each.action_date,
            _cleaner.clean(each.text),
            each.updated_at,
        )
        for each in record.summaries or ()
    )


def _texts(bill: str, record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    return (
        (
            bill,
            each.type,
            each.code,
            each.date,
            json.dumps([{"type": form.type, "url": form.url} for form in each.formats])
            if each.formats
            else "[]",
            position,
        )
        for position, each in enumerate(record.text_versions or ())
    )


def _related(bill: str, record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    return (
        (
            bill,
            str(each.id),
            each.title,
            json.dumps([{"type": kind.type, "by": kind.identified_by} for kind in each.relations]),
        )
        for each in record.related_bills or ()
    )


def _amendments(bill: str, record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    for each in record.amendments or ():
        congress, kind, number = each.key.split("-")
        yield (
            bill,
            each.key,
            congress,
            kind,
            number,
            AmendmentType(kind).chamber,
            each.description,
            each.purpose,
            each.sponsor.bioguide if each.sponsor else None,
            each.sponsor_name,
            each.submitted_on,
            each.proposed_on,
            each.amends,
            each.latest_action_on,
            each.latest_action_text,
        )


def _committee_reports(bill: str, record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    listed = (record.reports or _NO_REPORTS).committee_reports
    return ((bill, citation, position) for position, citation in enumerate(listed))


def _cbo_estimates(bill: str, record: BillRecord, _known: KnownRows) -> Iterable[Row]:
    listed = (record.reports or _NO_REPORTS).cbo_estimates
    return ((bill, *each, position) for position, each in enumerate(listed))


def _table(model: type[Model], columns: str, rows: _Rows) -> Table:
    return Table(model, ("bill", *columns.split()), rows)


TABLES: dict[FactGroup, tuple[Table, ...]] = {
    FactGroup.ACTIONS: (Table(Action, ACTION_COLUMNS, _actions),),
    FactGroup.COSPONSORS: (
        _table(
            Cosponsor,
            "legislator party state district cosponsored_on is_original withdrawn_on",
            _cosponsors,
        ),
    ),
    FactGroup.COMMITTEES: (_table(BillCommittee, "committee activities", _committees),),
    FactGroup.TITLES: (_table(Title, "kind text chamber text_version position", _titles),),
    FactGroup.SUMMARIES: (_table(Summary, "version_code action_name acted_on text updated_at", _summaries),),
    FactGroup.TEXTS: (_table(TextVersion, "name code published_on formats position", _texts),),
    FactGroup.RELATED: (_table(RelatedBill, "other_id title relationships", _related),),
    FactGroup.AMENDMENTS: (
        _table(
            Amendment,
            "key congress amendment_type number chamber description purpose sponsor sponsor_name"
            " submitted_on proposed_on amends latest_action_on latest_action_text",
            _amendments,
        ),
    ),
    FactGroup.REPORTS: (
        _table(CommitteeReport, "citation position", _committee_reports),
        _table(CboEstimate, "title description url published_at position", _cbo_estimates),
    ),
}
