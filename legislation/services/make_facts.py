"""Making our own tables of facts from a folder of public data; the same data always gives the same tables.

The folder is laid out as docs/facts.md says; which bill is read from which file stands in
legislation/facts/bill_files.csv, what we lay over in laid_over.json.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from common.dates import EASTERN
from legislation.choices import BillId, Chamber, FactGroup, LawNumber, Source
from legislation.sources import archives, bills_json, billstatus, facts_table, facts_writer, legislators_yaml
from legislation.sources.facts_table import LaidOver
from legislation.sources.records import (
    ActionRecord,
    BillRecord,
    CommitteeRecord,
    CosponsorRecord,
    LawRecord,
    PersonRecord,
    SponsorRecord,
)
from legislation.sources.roster_records import Roster

Person = TypeVar("Person", SponsorRecord, CosponsorRecord)
_ABRIDGED = "transcribed from an abridged list of the main steps"


@dataclass(frozen=True)
class Made:
    bills: int
    members: int
    files: tuple[Path, ...]


def make_facts(*, data: Path, facts: Path, roster_as_of: dt.date) -> Made:
    """Write bills.jsonl, people.csv and the roster's files into `facts` from the files under `data`.

    Raises the sources' own errors, each naming the file; nothing is written before all is read.
    """
    roster = legislators_yaml.read_folder(data / "legislators", roster_as_of)
    records = list(_read_all(data, facts / "bill_files.csv"))
    codes = _CommitteeCodes(roster, records)
    records = [_completed(record, roster, codes) for record in records]
    laid_over = _laid_over(facts / "laid_over.json")
    lines = [facts_writer.bill_line(each, _as_of(each), laid_over.get(str(each.id), ())) for each in records]
    texts = {
        "bills.jsonl": "".join(f"{line}\n" for line in lines),
        "people.csv": facts_writer.people_csv(_people(records, roster)),
        **facts_writer.roster_files(roster),
    }
    for name, text in texts.items():
        (facts / name).write_text(text, encoding="utf-8")
    return Made(len(records), len(roster.members), tuple(facts / name for name in texts))


def _laid_over(path: Path) -> dict[str, tuple[LaidOver, ...]]:
    rows: dict[str, tuple[LaidOver, ...]] = {}
    for node in json.loads(path.read_text(encoding="utf-8")):
        action = ActionRecord(
            date=dt.date.fromisoformat(node["on"]), text=node["text"], type=node["type"], code=node["code"]
        )
        laid = LaidOver(node["bill"], action, Source(node["source"]), node["url"])
        rows[node["bill"]] = (*rows.get(node["bill"], ()), laid)
    return rows


def _read_all(data: Path, listing: Path) -> Iterator[BillRecord]:
    """Read each listed bill, in the order of the list; an archive is gone through once."""
    listed = [(row["bill"], row["file"]) for row in facts_table.read_rows(listing)]
    found: dict[str, BillRecord] = {}
    for file in dict.fromkeys(file for _, file in listed):
        wanted = {bill for bill, name in listed if name == file}
        records = {str(record.id): record for record in _read_file(data / file, wanted)}
        missing = wanted - set(records)
        if missing:
            raise facts_table.UnreadableFacts(f"{file} has no {', '.join(sorted(missing))}")
        found.update(records)
    return (found[bill] for bill, _ in listed)


def _read_file(path: Path, wanted: set[str]) -> Iterator[BillRecord]:
    name = path.name
    if name.endswith((".xml", ".tar.xz", ".zip")):
        yield from _read_billstatus(path, wanted)
    elif name.endswith(".jsonl.gz"):
        yield from _read_lines(path, wanted)
    elif name == "history_enacted_facts.json":
        nodes = json.loads(path.read_text(encoding="utf-8"))["bills"]
        yield from (record for record in map(_enacted_long_ago, nodes) if str(record.id) in wanted)
    elif name.endswith(".data.json"):
        yield _converted(path)
    else:
        read = bills_json.from_bills_json if path.parent.name == "bills119" else bills_json.from_bill_facts
        yield read(json.loads(path.read_text(encoding="utf-8")), name)


def _converted(path: Path) -> BillRecord:
    """Read a converter's data.json; it has no parties, which the bare facts of the same bill do."""
    record = bills_json.from_congress_data(json.loads(path.read_text(encoding="utf-8")), path.name)
    beside = path.with_name(path.name.replace(".data.json", ".json"))
    facts = bills_json.from_bill_facts(json.loads(beside.read_text(encoding="utf-8")), beside.name)
    parties = {each.bioguide: each.party for each in facts.cosponsors or ()}
    return replace(
        record,
        source=Source.BILLS_JSON,
        cosponsors=tuple(
            each._replace(party=parties.get(each.bioguide, "")) for each in record.cosponsors or ()
        ),
    )


def _read_billstatus(path: Path, wanted: set[str]) -> Iterator[BillRecord]:
    names = {BillId.parse(bill).billstatus_name for bill in wanted}
    for name, content in archives.read_paths([path]):
        if isinstance(content, archives.UnreadablePath):
            raise content
        if name.rpartition("/")[2] in names:
            yield billstatus.parse(content, name)


def _read_lines(path: Path, wanted: set[str]) -> Iterator[BillRecord]:
    numbers = tuple(f'"{bill.rpartition("-")[2]}"' for bill in wanted)
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            # Most of sixteen thousand lines need not be parsed to be passed over.
            if any(number in line for number in numbers):
                node = json.loads(line)
                bill = node["bill"]["bill"]
                if str(BillId.of(bill["congress"], bill["type"], bill["number"])) in wanted:
                    yield bills_json.from_bills_json(node)


def _enacted_long_ago(node: Mapping[str, Any]) -> BillRecord:
    kind_and_number, _, congress = node["bill_id"].partition("-")
    letters = kind_and_number.rstrip("0123456789")
    bill_id = BillId.of(congress, letters, kind_and_number.removeprefix(letters))
    law, sponsor = node["enacted_as"], node.get("sponsor")
    return BillRecord(
        id=bill_id,
        source=Source.FACTS,
        # The part of 109 H.R. 972 that was transcribed has no title; every source calls it by this one.
        title=node["short_title"] or "Trafficking Victims Protection Reauthorization Act of 2005",
        origin_chamber=bill_id.type.chamber,
        introduced_on=dt.date.fromisoformat(node["introduced_at"]),
        sponsor=_sponsor_long_ago(sponsor) if sponsor else None,
        laws=(LawRecord("Public Law", LawNumber.parse(f"{law['congress']}-{law['number']}")),),
        actions=tuple(ActionRecord(dt.date.fromisoformat(on), text) for on, text in node["key_actions"]),
        committees=tuple(
            CommitteeRecord(f"{code.lower()}00", "", Chamber.HOUSE) for code in node["committee_ids"]
        ),
        incomplete=frozenset({FactGroup.ACTIONS, FactGroup.COMMITTEES}),
        incomplete_reasons=(_ABRIDGED,),
    )


def _sponsor_long_ago(node: Mapping[str, str]) -> SponsorRecord:
    last, _, given = node["name"].partition(", ")
    return SponsorRecord(
        bioguide=node["bioguide_id"],
        full_name=node["name"],
        first_name=given,
        last_name=last,
        state=node["state"],
        district=int(node["district"]),
    )


def _as_of(record: BillRecord) -> dt.datetime:
    """When the source was read; where it does not say, its own time or its last dated fact's Eastern day."""
    dates = [action.date for action in record.actions or ()]
    dates += [version.date for version in record.text_versions or () if version.date]
    last = max(dates, default=dt.date(1789, 3, 4))
    # Shown in Eastern time: midnight in UTC would print the day before.
    midnight = dt.datetime.combine(last, dt.time(), tzinfo=EASTERN).astimezone(dt.UTC)
    return record.fetched_at or record.source_updated_at or midnight


class _CommitteeCodes:
    """Finds a committee's system code from its name, where a source names it in words only."""

    def __init__(self, roster: Roster, records: Iterable[BillRecord]) -> None:
        self.by_name = {
            (each.chamber, _plain(each.name)): each.code for each in roster.committees if not each.parent
        }
        self.names = {each.code: each.name for each in roster.committees}
        for record in records:
            for committee in record.committees or ():
                if committee.system_code:
                    self.by_name.setdefault(
                        (committee.chamber, _plain(committee.name)), committee.system_code
                    )

    def complete(self, committee: CommitteeRecord) -> CommitteeRecord:
        code = committee.system_code or self.by_name.get((committee.chamber, _plain(committee.name)), "")
        if not code:
            raise facts_table.UnreadableFacts(f"no code for the committee {committee.name!r}")
        return committee._replace(system_code=code, name=committee.name or self.names[code])


def _plain(name: str) -> str:
    """Reduce "House Committee on Education and Workforce" and "Education and the Workforce Committee" to one."""
    drop = {"house", "senate", "committee", "on", "the", "and", "select", "permanent", "special"}
    words = name.lower().replace(",", " ").replace("accountability", "government reform").split()
    return " ".join(word for word in words if word not in drop)


def _completed(record: BillRecord, roster: Roster, codes: _CommitteeCodes) -> BillRecord:
    """Give committees their codes, and people the party and seat of their term where the source has none."""
    sponsor = record.sponsor
    return replace(
        record,
        sponsor=_with_seat(sponsor, record.introduced_on, roster) if sponsor else None,
        committees=None if record.committees is None else tuple(map(codes.complete, record.committees)),
        cosponsors=None
        if record.cosponsors is None
        else tuple(_with_seat(each, each.date, roster) for each in record.cosponsors),
    )


def _with_seat(person: Person, on: dt.date | None, roster: Roster) -> Person:
    if person.party or on is None:
        return person
    terms = [term for member in roster.members if member.bioguide == person.bioguide for term in member.terms]
    term = next((term for term in terms if term.starts_on <= on <= term.ends_on), None)
    return person._replace(party=term.party[:1]) if term else person


def _people(records: Sequence[BillRecord], roster: Roster) -> dict[str, PersonRecord]:
    sitting = {member.bioguide for member in roster.members}
    named: list[PersonRecord] = [record.sponsor for record in records if record.sponsor]
    named += [each for record in records for each in record.cosponsors or ()]
    named += [each.sponsor for record in records for each in record.amendments or () if each.sponsor]
    people: dict[str, PersonRecord] = {}
    for person in named:
        if person.bioguide not in sitting and (
            person.bioguide not in people or not people[person.bioguide].last_name
        ):
            people[person.bioguide] = person
    return people
