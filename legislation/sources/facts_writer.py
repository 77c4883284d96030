"""Writing our own tables of facts from records: the counterpart of facts_table, tested as a round trip."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from legislation.choices import FactGroup
from legislation.sources import district_offices
from legislation.sources.facts_table import LaidOver
from legislation.sources.records import (
    ActionRecord,
    AmendmentRecord,
    BillRecord,
    CommitteeRecord,
    CosponsorRecord,
    PersonRecord,
    RelatedBillRecord,
    ReportsRecord,
    TextVersionRecord,
    TitleRecord,
    VoteRecord,
)
from legislation.sources.roster_records import MemberRecord, Roster

_GROUPS = (
    ("actions", FactGroup.ACTIONS),
    ("cosponsors", FactGroup.COSPONSORS),
    ("committees", FactGroup.COMMITTEES),
    ("subjects", FactGroup.SUBJECTS),
    ("titles", FactGroup.TITLES),
    ("texts", FactGroup.TEXTS),
    ("related", FactGroup.RELATED),
    ("amendments", FactGroup.AMENDMENTS),
    ("reports", FactGroup.REPORTS),
)


def bill_line(record: BillRecord, as_of: dt.datetime, laid_over: Sequence[LaidOver] = ()) -> str:
    """Return a bill as one line of our table; `as_of` is when its source was read (UTC).

    Summaries are left out: they are prose, and a pull brings them.
    """
    updated = record.source_updated_at or as_of
    node: dict[str, Any] = {
        "id": str(record.id),
        "title": record.title,
        "introduced": record.introduced_on.isoformat() if record.introduced_on else None,
        "sponsor": f"{record.sponsor.bioguide} {_seat(record.sponsor)}" if record.sponsor else None,
        "policy_area": record.policy_area,
        "source": record.source.value,
        "updated": updated.isoformat(timespec="seconds"),
        "as_of": as_of.isoformat(timespec="seconds"),
        "incomplete": sorted(group.value for group in record.incomplete),
        "why": list(record.incomplete_reasons),
        "laws": [str(law.number) for law in record.laws or ()],
        **_groups(record),
        "laid_over": [
            _action(laid.action) | {"source": laid.source.value, "url": laid.url} for laid in laid_over
        ],
    }
    known = {key for key, group in _GROUPS if record.delivered(group)}
    kept = {key: value for key, value in node.items() if key in known or value not in (None, "", [])}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _groups(record: BillRecord) -> dict[str, Any]:
    """The groups the source delivered; one it did not is left out, which reads back as unknown."""
    written: dict[str, Any] = {
        "actions": [_action(action) for action in record.actions or ()],
        "cosponsors": [_cosponsor(each) for each in record.cosponsors or ()],
        "committees": _committees(record.committees or ()),
        "subjects": list(record.subjects or ()),
        "titles": [_title(each) for each in record.titles or ()],
        "texts": [_text_version(each) for each in record.text_versions or ()],
        "related": [_related(each) for each in record.related_bills or ()],
        "amendments": [_amendment(each) for each in record.amendments or ()],
        "reports": _reports(record.reports) if record.reports else {},
    }
    return {key: written[key] for key, group in _GROUPS if record.delivered(group)}


def _seat(person: PersonRecord) -> str:
    district = "" if person.district is None else f"-{person.district}"
    return f"{person.party}-{person.state}{district}"


def _action(action: ActionRecord) -> dict[str, Any]:
    node: dict[str, Any] = {
        "on": action.date.isoformat(),
        "at": action.time.isoformat() if action.time else "",
        "text": action.text,
        "type": action.type,
        "code": action.code,
        "by": action.source_name,
        "committees": list(action.committees),
        "votes": [_vote(vote) for vote in action.recorded_votes],
    }
    return {key: value for key, value in node.items() if value not in ("", [])}


def _vote(vote: VoteRecord) -> list[Any]:
    when = vote.held_at.isoformat(timespec="seconds") if vote.held_at else ""
    return _trimmed([vote.chamber.value, vote.congress, vote.session, vote.roll_number, when, vote.url])


def _trimmed(row: list[Any]) -> list[Any]:
    """Leave out what is empty at the end of a row."""
    while row and row[-1] == "":
        row.pop()
    return row


def _title(title: TitleRecord) -> list[str]:
    return _trimmed(
        [title.type, title.title, title.chamber.value if title.chamber else "", title.text_version]
    )


def _amendment(one: AmendmentRecord) -> dict[str, Any]:
    node: dict[str, Any] = {
        "key": one.key,
        "description": one.description,
        "purpose": one.purpose,
        "sponsor": f"{one.sponsor.bioguide} {_seat(one.sponsor)}" if one.sponsor else "",
        "by": one.sponsor_name,
        "submitted": one.submitted_on.isoformat() if one.submitted_on else "",
        "proposed": one.proposed_on.isoformat() if one.proposed_on else "",
        "amends": one.amends,
        "acted": one.latest_action_on.isoformat() if one.latest_action_on else "",
        "action": one.latest_action_text,
        "votes": [
            [each.on.isoformat() if each.on else "", each.text, *_vote(each.vote)] for each in one.votes
        ],
    }
    return {key: value for key, value in node.items() if value not in ("", [])}


def _reports(reports: ReportsRecord) -> dict[str, Any]:
    estimates = [
        [
            each.title,
            each.description,
            each.url,
            each.published_at.isoformat(timespec="seconds") if each.published_at else "",
        ]
        for each in reports.cbo_estimates
    ]
    return {"committee": list(reports.committee_reports), "cbo": estimates}


def _cosponsor(cosponsor: CosponsorRecord) -> list[str]:
    on = cosponsor.date.isoformat() if cosponsor.date else ""
    marks = ["original"] if cosponsor.is_original else []
    if cosponsor.withdrawn_on:
        marks.append(f"withdrawn {cosponsor.withdrawn_on.isoformat()}")
    return [cosponsor.bioguide, _seat(cosponsor), on, *marks]


def _committees(committees: Iterable[CommitteeRecord]) -> list[list[Any]]:
    """Committees and their subcommittees in one list: the code says which is which."""
    rows = []
    for committee in committees:
        activities = [
            [each.name, each.at.isoformat(timespec="seconds") if each.at else ""]
            for each in committee.activities
        ]
        rows.append([committee.system_code, committee.name, *activities])
        rows.extend(_committees(committee.subcommittees))
    return rows


def _text_version(version: TextVersionRecord) -> list[str]:
    return [version.code, version.type, version.date.isoformat() if version.date else ""]


def _related(related: RelatedBillRecord) -> list[Any]:
    relations = [[each.type, each.identified_by] for each in related.relations]
    return [str(related.id), related.title, *relations]


def csv_text(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a CSV file's text with a heading and one line feed a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return out.getvalue()


def people_csv(names: Mapping[str, PersonRecord]) -> str:
    """Return people.csv: the names of legislators who are not in the roster, by bioguide id."""
    rows = [
        (bioguide, person.first_name, person.middle_name, person.last_name)
        for bioguide, person in sorted(names.items())
    ]
    return csv_text(("bioguide", "first", "middle", "last"), rows)


_MEMBER_HEADING = [
    "bioguide",
    "first",
    "middle",
    "last",
    "suffix",
    "nickname",
    "official_name",
    "chamber",
    "state",
    "district",
    "class",
    "party",
    "caucus",
    "term_starts",
    "term_ends",
    "phone",
    "address",
    "website",
]


def roster_files(roster: Roster) -> dict[str, str]:
    """Return the roster's files by name: each member with the last term only."""
    return {
        "roster_as_of.txt": f"{roster.as_of}\n",
        "legislators.csv": csv_text(_MEMBER_HEADING, sorted(_member_row(each) for each in roster.members)),
        "committees.csv": csv_text(
            ("code", "name", "chamber", "parent", "website", "jurisdiction"),
            sorted(
                (each.code, each.name, each.chamber or "", each.parent, each.website, each.jurisdiction)
                for each in roster.committees
            ),
        ),
        "seats.csv": csv_text(
            ("committee", "bioguide", "side", "rank", "title"),
            [
                (seat.committee, seat.bioguide, seat.side, seat.rank, seat.title)
                for seat in sorted(roster.seats, key=lambda seat: (seat.committee, seat.side, seat.rank))
            ],
        ),
        "district_offices.csv": csv_text(
            district_offices.HEADING, district_offices.table_of(roster.offices or ())
        ),
    }


def _member_row(member: MemberRecord) -> tuple[str, ...]:
    term = member.terms[-1]
    return (
        member.bioguide,
        member.first_name,
        member.middle_name,
        member.last_name,
        member.suffix,
        member.nickname,
        member.official_name,
        term.chamber.value,
        term.state,
        "" if term.district is None else str(term.district),
        "" if term.senate_class is None else str(term.senate_class),
        term.party,
        term.caucus,
        term.starts_on.isoformat(),
        term.ends_on.isoformat(),
        term.phone,
        term.address,
        term.website,
    )
