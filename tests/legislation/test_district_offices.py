"""Loading legislators' offices at home, made up and real."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from legislation.models import DistrictOffice
from legislation.services.district_offices import write_district_offices
from legislation.services.first_data import FACTS
from legislation.services.load_legislators import UnreadableRoster
from legislation.sources import facts_table, legislators_yaml
from legislation.sources.district_offices import office_of, offices_of
from legislation.sources.roster_records import MemberRecord, OfficeRecord, Roster
from tests.factories.legislation import DistrictOfficeFactory, LegislatorFactory

OFFICE = OfficeRecord(
    key="X000001-sampleville",
    bioguide="X000001",
    city="Sampleville",
    state="OR",
    address="1 Sample Street",
    suite="Suite 2",
    building="SAMPLE Building",
    zip_code="97000",
    phone="503-555-0100",
    fax="503-555-0101",
    hours="Monday to Friday",
)


def roster(*offices, members=("X000001",), as_of=dt.date(2026, 6, 15)):
    return Roster(
        as_of=as_of,
        source="legislators",
        members=tuple(MemberRecord(one, "Sample", "Member") for one in members),
        committees=(),
        seats=(),
        offices=None if offices == (None,) else offices,
    )


@pytest.fixture
def one(db):
    return LegislatorFactory(bioguide_id="X000001")


def test_a_row_of_the_set_is_read_whatever_it_lacks():
    node = {
        "id": {"bioguide": "X000001", "govtrack": 1},
        "offices": [
            {
                "id": "X000001-sampleville",
                "address": " 1  Sample Street\n",
                "city": "Sampleville",
                "state": "OR",
                "zip": "97000",
            }
        ],
    }
    (office,) = offices_of(node)
    assert office == OfficeRecord(
        "X000001-sampleville", "X000001", "Sampleville", "OR", address="1 Sample Street", zip_code="97000"
    )
    assert offices_of({"id": {"bioguide": "X000001"}}) == []


def test_offices_become_what_the_set_says(one):
    write_district_offices(roster=roster(OFFICE))
    stored = DistrictOffice.objects.get()
    assert stored.street == "1 Sample Street, Suite 2, SAMPLE Building"
    assert stored.place == "Sampleville, OR 97000"
    assert (stored.legislator_id, stored.as_of) == ("X000001", dt.date(2026, 6, 15))
    moved = OfficeRecord("X000001-sampleville", "X000001", "Elsewhere", "OR")
    assert write_district_offices(roster=roster(moved, as_of=dt.date(2026, 7, 1))) == 1
    stored.refresh_from_db()
    assert (stored.city, stored.suite, stored.as_of) == ("Elsewhere", "", dt.date(2026, 7, 1))
    write_district_offices(roster=roster())
    assert not DistrictOffice.objects.exists()


def test_a_set_without_the_file_of_offices_leaves_those_here(one):
    DistrictOfficeFactory(legislator=one)
    assert write_district_offices(roster=roster(None)) == 1


def test_an_office_of_one_who_left_is_passed_over(one):
    gone = OfficeRecord("X000009-sampleville", "X000009", "Sampleville", "OR")
    assert write_district_offices(roster=roster(OFFICE, gone)) == 1
    assert DistrictOffice.objects.get().pk == OFFICE.key


def test_a_key_listed_twice_is_named(one):
    with pytest.raises(UnreadableRoster, match="X000001-sampleville is listed twice"):
        write_district_offices(roster=roster(OFFICE, OFFICE))


def test_a_broken_row_is_named_with_its_file(tmp_path):
    path = tmp_path / legislators_yaml.OFFICES_FILE
    path.write_text(
        yaml.safe_dump([{"id": {"bioguide": "X000001"}, "offices": [{"id": "a", "state": "OR"}]}])
    )
    with pytest.raises(UnreadableRoster, match=r"district-offices\.yaml: row 1 \(X000001\) has no 'city'"):
        legislators_yaml.read_offices(path)


def test_our_table_reads_back_what_was_written():
    rows = list(facts_table.read_rows(FACTS / "district_offices.csv"))
    offices = [office_of(row) for row in rows]
    assert len({office.key for office in offices}) == len(offices) > 1000
    assert all(office.city and len(office.state) == 2 for office in offices)


def test_the_real_set_has_the_offices_of_our_table(shared_data):
    found = legislators_yaml.read_offices(
        shared_data / "congress" / "legislators" / legislators_yaml.OFFICES_FILE
    )
    ours = [office_of(row) for row in facts_table.read_rows(FACTS / "district_offices.csv")]
    assert sorted(found, key=lambda one: (one.bioguide, one.key)) == ours
