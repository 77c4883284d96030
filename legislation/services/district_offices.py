"""Writing legislators' district offices as the published set has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from legislation.choices import Source
from legislation.models import DistrictOffice
from legislation.sources.legislators_yaml import UnreadableRoster
from legislation.sources.roster_records import OfficeRecord, Roster

_FIELDS = [
    "legislator",
    "address",
    "suite",
    "building",
    "city",
    "state",
    "zip_code",
    "phone",
    "fax",
    "hours",
    "as_of",
    "source",
]


def write_district_offices(*, roster: Roster) -> int:
    """Make the district offices what `roster` says and return their number.

    A roster without them (None) leaves those here as they are. One whose member is not in the roster is
    passed over: the set keeps them for a while after a member has left. Raises UnreadableRoster for a key
    that is listed twice.
    """
    if roster.offices is None:
        return DistrictOffice.objects.count()
    members = {member.bioguide for member in roster.members}
    kept = [office for office in roster.offices if office.bioguide in members]
    _check_keys(kept)
    DistrictOffice.objects.bulk_create(
        [_row(office, roster) for office in kept],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=_FIELDS,
    )
    DistrictOffice.objects.exclude(pk__in=[office.key for office in kept]).delete()
    return len(kept)


def _check_keys(offices: Iterable[OfficeRecord]) -> None:
    twice = [key for key, times in Counter(office.key for office in offices).items() if times > 1]
    if twice:
        raise UnreadableRoster("district offices", f"{twice[0]} is listed twice")


def _row(office: OfficeRecord, roster: Roster) -> DistrictOffice:
    return DistrictOffice(
        key=office.key,
        legislator_id=office.bioguide,
        address=office.address,
        suite=office.suite,
        building=office.building,
        city=office.city,
        state=office.state,
        zip_code=office.zip_code,
        phone=office.phone,
        fax=office.fax,
        hours=office.hours,
        as_of=roster.as_of,
        source=Source(roster.source),
    )
