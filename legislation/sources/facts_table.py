"""Our own tables of facts (legislation/facts): bills as one JSON object a line, the roster as CSV.

The shape is ours: compact enough to keep in the repository, plain enough to read in a difference.
docs/facts.md describes it; `manage.py make_bill_facts` writes it.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from legislation.choices import BillId, Chamber, FactGroup, LawNumber, Source
from legislation.sources.district_offices import office_of
from legislation.sources.facts_proceedings import proceedings_of, vote_of
from legislation.sources.records import (
    ActionRecord,
    ActivityRecord,
    BillRecord,
    CommitteeRecord,
    CosponsorRecord,
    LawRecord,
    RelatedBillRecord,
    RelationRecord,
    SponsorRecord,
    TextFormatRecord,
    TextVersionRecord,
    TitleRecord,
)
from legislation.sources.roster_records import MemberRecord, Roster, RosterCommittee, SeatRecord, TermRecord

PACKAGE_BASE = "https://www.govinfo.gov/content/pkg"
# What the two chambers' own systems are called; the code is what the sources number them by.
_SYSTEM_CODES = {
    "Senate": "0",
    "House committee actions": "1",
    "House floor actions": "2",
    "Library of Congress": "9",
}


class UnreadableFacts(Exception):  # noqa: N818 - named for what is wrong
    """A shipped table that cannot be read; the message names the file and the line."""


@dataclass(frozen=True)
class LaidOver:
    """An action we lay over the source's list, with a source of its own."""

    bill: str
    action: ActionRecord
    source: Source
    url: str


@dataclass(frozen=True)
class Name:
    """A legislator's name, for those who are not in the roster."""

    first: str
    middle: str
    last: str


Names = Mapping[str, Name]


def read_bills(path: Path, names: Names) -> Iterator[tuple[BillRecord, tuple[LaidOver, ...]]]:
    """Yield each bill of the table with the actions laid over it. Raises UnreadableFacts."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            node = json.loads(line)
            yield _bill(node, names), tuple(_laid(node["id"], each) for each in node.get("laid_over", ()))
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise UnreadableFacts(f"{path.name}, line {number}: {error!r}") from error


def _bill(node: Mapping[str, Any], names: Names) -> BillRecord:
    bill_id = BillId.parse(node["id"])
    return BillRecord(
        id=bill_id,
        source=Source(node["source"]),
        title=node["title"],
        origin_chamber=bill_id.type.chamber,
        introduced_on=_day(node.get("introduced")),
        sponsor=_sponsor(node["sponsor"], names) if node.get("sponsor") else None,
        policy_area=node.get("policy_area", ""),
        source_updated_at=dt.datetime.fromisoformat(node["updated"]),
        fetched_at=dt.datetime.fromisoformat(node["as_of"]),
        laws=_each(node, "laws", lambda law: LawRecord("Public Law", LawNumber.parse(law))),
        actions=_each(node, "actions", _action),
        cosponsors=_each(node, "cosponsors", lambda row: _cosponsor(row, names)),
        committees=_each(node, "committees", _committee),
        subjects=_each(node, "subjects", str),
        titles=_each(node, "titles", _title),
        text_versions=_each(node, "texts", lambda row: _text_version(bill_id, row)),
        related_bills=_each(node, "related", _related),
        **proceedings_of(node, lambda text: _sponsor(text, names)),
        incomplete=frozenset(FactGroup(group) for group in node.get("incomplete", ())),
        incomplete_reasons=tuple(node.get("why", ())),
    )


def _each(node: Mapping[str, Any], key: str, read: Any) -> Any:
    """A group left out is unknown, an empty one is known to be empty."""
    return None if key not in node else tuple(read(each) for each in node[key])


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _person(bioguide: str, seat: str, names: Names) -> dict[str, Any]:
    party, state, district = [*seat.split("-"), "", "", ""][:3]
    name = names.get(bioguide, Name("", "", ""))
    given = " ".join(part for part in (name.first, name.middle) if part)
    return {
        "bioguide": bioguide,
        "full_name": f"{name.last}, {given}" if name.last else "",
        "first_name": name.first,
        "middle_name": name.middle,
        "last_name": name.last,
        "party": party,
        "state": state,
        "district": int(district) if district else None,
    }


def _sponsor(text: str, names: Names) -> SponsorRecord:
    bioguide, _, seat = text.partition(" ")
    return SponsorRecord(**_person(bioguide, seat, names))


def _cosponsor(row: list[Any], names: Names) -> CosponsorRecord:
    bioguide, seat, on, *marks = row
    withdrawn = next((mark.removeprefix("withdrawn ") for mark in marks if mark.startswith("withdrawn ")), "")
    return CosponsorRecord(
        **_person(bioguide, seat, names),
        date=_day(on),
        is_original="original" in marks,
        withdrawn_on=_day(withdrawn),
    )


def _action(node: Mapping[str, Any]) -> ActionRecord:
    by = node.get("by", "")
    return ActionRecord(
        date=dt.date.fromisoformat(node["on"]),
        text=node["text"],
        time=dt.time.fromisoformat(node["at"]) if "at" in node else None,
        type=node.get("type", ""),
        code=node.get("code", ""),
        source_code=_SYSTEM_CODES.get(by, ""),
        source_name=by,
        committees=tuple(node.get("committees", ())),
        recorded_votes=tuple(vote_of(vote) for vote in node.get("votes", ())),
    )


def _title(row: list[str]) -> TitleRecord:
    kind, text, chamber, version = [*row, "", ""][:4]
    return TitleRecord(text, kind, Chamber(chamber) if chamber else None, version)


def _committee(row: list[Any]) -> CommitteeRecord:
    code, name, *activities = row
    chamber = {"h": Chamber.HOUSE, "s": Chamber.SENATE}.get(code[:1])
    return CommitteeRecord(
        system_code=code,
        name=name,
        chamber=chamber,
        activities=tuple(
            ActivityRecord(what, dt.datetime.fromisoformat(when) if when else None)
            for what, when in activities
        ),
    )


def _text_version(bill_id: BillId, row: list[str]) -> TextVersionRecord:
    code, name, on = row
    package = f"BILLS-{bill_id.congress}{bill_id.type.value}{bill_id.number}{code}"
    formats = (
        (
            TextFormatRecord("Formatted Text", f"{PACKAGE_BASE}/{package}/html/{package}.htm"),
            TextFormatRecord("PDF", f"{PACKAGE_BASE}/{package}/pdf/{package}.pdf"),
        )
        if code
        else ()
    )
    return TextVersionRecord(name, _day(on), code, formats)


def _related(row: list[Any]) -> RelatedBillRecord:
    other, title, *relations = row
    return RelatedBillRecord(
        BillId.parse(other), title, tuple(RelationRecord(kind, by) for kind, by in relations)
    )


def _laid(bill: str, node: Mapping[str, Any]) -> LaidOver:
    return LaidOver(bill, _action(node), Source(node["source"]), node["url"])


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a shipped CSV file. Raises UnreadableFacts for a row of another length."""
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=2):
            if None in row or None in row.values():
                raise UnreadableFacts(f"{path.name}, line {number}: more or fewer values than the heading")
            yield row


def read_names(rows: Iterable[Mapping[str, str]]) -> dict[str, Name]:
    """Return the names of people.csv by bioguide id."""
    return {row["bioguide"]: Name(row["first"], row["middle"], row["last"]) for row in rows}


def read_roster(folder: Path) -> Roster:
    """Read the roster's four tables, all of the day roster_as_of.txt gives."""
    as_of = dt.date.fromisoformat((folder / "roster_as_of.txt").read_text(encoding="utf-8").strip())
    return Roster(
        as_of=as_of,
        source=Source.LEGISLATORS,
        members=tuple(_member(row) for row in read_rows(folder / "legislators.csv")),
        committees=tuple(_roster_committee(row) for row in read_rows(folder / "committees.csv")),
        seats=tuple(_seat(row) for row in read_rows(folder / "seats.csv")),
        offices=tuple(office_of(row) for row in read_rows(folder / "district_offices.csv")),
    )


def _member(row: Mapping[str, str]) -> MemberRecord:
    term = TermRecord(
        chamber=Chamber(row["chamber"]),
        state=row["state"],
        party=row["party"],
        caucus=row["caucus"],
        starts_on=dt.date.fromisoformat(row["term_starts"]),
        ends_on=dt.date.fromisoformat(row["term_ends"]),
        district=int(row["district"]) if row["district"] else None,
        senate_class=int(row["class"]) if row["class"] else None,
        phone=row["phone"],
        address=row["address"],
        website=row["website"],
    )
    return MemberRecord(
        bioguide=row["bioguide"],
        first_name=row["first"],
        middle_name=row["middle"],
        last_name=row["last"],
        suffix=row["suffix"],
        nickname=row["nickname"],
        official_name=row["official_name"],
        terms=(term,),
    )


def _roster_committee(row: Mapping[str, str]) -> RosterCommittee:
    return RosterCommittee(
        code=row["code"],
        name=row["name"],
        chamber=Chamber(row["chamber"]) if row["chamber"] else None,
        parent=row["parent"],
        website=row["website"],
        jurisdiction=row["jurisdiction"],
    )


def _seat(row: Mapping[str, str]) -> SeatRecord:
    return SeatRecord(row["bioguide"], row["committee"], row["side"], int(row["rank"]), row["title"])
