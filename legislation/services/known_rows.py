"""The rows bills point at: Congresses, legislators, committees; found once, made where unknown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from common.querysets import among
from common.sorting import sort_key
from legislation.choices import Source
from legislation.models import Committee, Legislator
from legislation.services.congresses import ensure_congress
from legislation.sources.records import BillRecord, CommitteeRecord, PersonRecord

# "Rep. Smith, Christopher H. [R-NJ-4]": the title and the seat are not the name.
_FULL_NAME = re.compile(r"^(?:(?:Rep|Sen|Del|Resident Comm|Com)\w*\.?\s+)?(?P<name>.*?)\s*(?:\[.*\])?$")

_Record = TypeVar("_Record")
# What a record names, with the record's source and day.
Seen = tuple[_Record, Source, dt.date]


class KnownRows:
    """What is known to be in the database.

    One instance serves a whole import: a legislator is looked up once, not once a bill. Rows are made in
    the order of their keys, so that two imports at once never wait for each other in a circle. After a
    transaction is rolled back, `forget` what it may have made.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Start again with nothing known."""
        self.congresses: set[int] = set()
        self.legislators: set[str] = set()
        self.committees: set[str] = set()

    def named_by(self, read: Iterable[tuple[BillRecord, dt.date]]) -> None:
        """Make the rows that records name, each with its day; all writers do it in this order (see above)."""
        listed = list(read)
        for number in sorted({record.id.congress for record, _ in listed}):
            self.congress(number)
        self.people(_people(listed))
        self.committees_of(
            (each, record.source, day) for record, day in listed for each in record.committees or ()
        )

    def congress(self, number: int) -> None:
        """Make sure the Congress is there; the dates of one not shipped follow from its number."""
        if number in self.congresses:
            return
        ensure_congress(number=number)
        self.congresses.add(number)

    def people(self, seen: Iterable[Seen[PersonRecord]]) -> None:
        """Make sure each person is there; one already there is left as the roster has it."""
        wanted: dict[str, Seen[PersonRecord]] = {}
        for each in seen:
            if each[0].bioguide not in self.legislators:
                wanted.setdefault(each[0].bioguide, each)
        if not wanted:
            return
        here = set(Legislator.objects.filter(among("pk", wanted)).values_list("pk", flat=True))
        made = [_legislator(*wanted[key]) for key in sorted(wanted.keys() - here)]
        Legislator.objects.bulk_create(made, ignore_conflicts=True)
        self.legislators.update(wanted)

    def committees_of(self, seen: Iterable[Seen[CommitteeRecord]]) -> None:
        """Make sure each committee and subcommittee is there; those of the roster keep its names."""
        wanted: dict[str, Committee] = {}
        for whole, source, as_of in seen:
            # A subcommittee listed by itself hangs under its committee, where that one is known.
            parts = [(part, whole.system_code) for part in whole.subcommittees]
            for each, parent in [(whole, ""), *parts]:
                code = each.system_code
                if code and code not in self.committees and code not in wanted:
                    wanted[code] = _committee(each, parent, source, as_of)
        if not wanted:
            return
        here = set(Committee.objects.filter(among("pk", wanted)).values_list("pk", flat=True))
        made = [wanted[code] for code in sorted(wanted.keys() - here)]
        Committee.objects.bulk_create(made, ignore_conflicts=True)
        self.committees.update(wanted)

    def has_committee(self, code: str) -> bool:
        """Tell whether the committee is there."""
        if code not in self.committees and Committee.objects.filter(pk=code).exists():
            self.committees.add(code)
        return code in self.committees


def _people(listed: list[tuple[BillRecord, dt.date]]) -> Iterator[Seen[PersonRecord]]:
    for record, day in listed:
        if record.sponsor and record.sponsor.bioguide:
            yield record.sponsor, record.source, day
        for each in record.cosponsors or ():
            yield each, record.source, day
        for amendment in record.amendments or ():
            if amendment.sponsor:
                yield amendment.sponsor, record.source, day


def _committee(record: CommitteeRecord, parent: str, source: Source, as_of: dt.date) -> Committee:
    return Committee(
        code=record.system_code,
        name=record.name or record.system_code,
        chamber=record.chamber or "",
        parent_id=parent or None,
        # The roster lists every sitting committee; one only a bill knows is not among them.
        is_current=False,
        as_of=as_of,
        source=source,
    )


def _legislator(person: PersonRecord, source: Source, as_of: dt.date) -> Legislator:
    first, middle, last = names_of(person)
    return Legislator(
        bioguide_id=person.bioguide,
        first_name=first,
        middle_name=middle,
        last_name=last,
        sort_key=sort_key(f"{last} {first} {middle}"),
        as_of=as_of,
        source=source,
    )


def names_of(person: PersonRecord) -> tuple[str, str, str]:
    """Return (first, middle, last); the full name decides where the parts are missing or all capitals."""
    if person.last_name and not (person.last_name.isupper() and len(person.last_name) > 2):  # noqa: PLR2004 - "Su"
        return person.first_name, person.middle_name, person.last_name
    found = _FULL_NAME.match(person.full_name)
    last, _, given = (found["name"] if found else "").partition(", ")
    first, _, middle = given.partition(" ")
    return first, middle, last or person.last_name or person.bioguide
