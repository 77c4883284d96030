"""Loading the roster from the YAML set, made up and real."""

import datetime as dt
import io
import os
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from legislation.models import Committee, CommitteeSeat, Legislator, Term
from legislation.services.load_legislators import OlderRoster, UnreadableRoster, load_folder

pytestmark = pytest.mark.django_db
AS_OF = dt.date(2026, 6, 15)


def member(bioguide="X000001", last="Sponsor", **term):
    return {
        "id": {"bioguide": bioguide, "thomas": "00000"},
        "name": {"first": "Sample", "last": last, "official_full": f"Sample {last}"},
        "bio": {"gender": "X"},
        "terms": [
            {
                "type": "rep",
                "start": "2023-01-03",
                "end": "2025-01-03",
                "state": "NJ",
                "district": 4,
                "party": "R",
            },
            {
                "type": "rep",
                "start": "2025-01-03",
                "end": "2027-01-03",
                "state": "NJ",
                "district": 4,
                "party": "Republican",
                "phone": "202-555-0100",
                "something_new": ["of", "tomorrow"],
            }
            | term,
        ],
    }


SENATOR = {
    "id": {"bioguide": "X000002"},
    "name": {"first": "Séamus", "last": "Séance", "middle": "Q.", "suffix": "Jr."},
    "terms": [
        {
            "type": "sen",
            "start": dt.date(2021, 1, 3),
            "end": "2027-01-03",
            "state": "ME",
            "class": 2,
            "party": "Independent",
            "caucus": "Democrat",
        }
    ],
}
COMMITTEES = [
    {
        "type": "house",
        "name": "House Committee on Foreign Affairs",
        "thomas_id": "HSFA",
        "subcommittees": [{"name": "Africa", "thomas_id": "16"}],
        "new_key": 1,
    },
    {"type": "joint", "name": "Joint Committee on SAMPLE", "thomas_id": "JSXX"},
]
SEATS = {
    "HSFA": [
        {
            "name": "Sample Sponsor",
            "party": "majority",
            "rank": 1,
            "title": "Chairman",
            "bioguide": "X000001",
        },
        {"name": "Sample Senator", "party": "minority", "rank": 1, "bioguide": "X000002"},
    ],
    "HSFA16": [{"name": "Sample Sponsor", "party": "majority", "rank": 2, "bioguide": "X000001"}],
}


@pytest.fixture
def folder(tmp_path):
    def write(members=None, committees=COMMITTEES, seats=SEATS):
        files = {
            "legislators-current.yaml": [member(), SENATOR] if members is None else members,
            "committees-current.yaml": committees,
            "committee-membership-current.yaml": seats,
        }
        for name, content in files.items():
            (tmp_path / name).write_text(yaml.safe_dump(content), encoding="utf-8")
        return tmp_path

    return write


def test_members_terms_committees_and_seats_are_loaded(folder):
    loaded = load_folder(folder=folder(), as_of=AS_OF)
    assert (loaded.members, loaded.terms, loaded.committees, loaded.subcommittees, loaded.seats) == (
        2,
        3,
        2,
        1,
        3,
    )

    senator = Legislator.objects.get(pk="X000002")
    assert (senator.full_name, senator.sort_key) == ("Séamus Q. Séance Jr.", "seance seamus q.")
    term = senator.terms.get()
    assert (term.chamber, term.district, term.senate_class, term.caucus) == ("senate", None, 2, "Democrat")
    assert term.starts_on == dt.date(2021, 1, 3)
    assert Term.objects.current(AS_OF).get(legislator_id="X000001").phone == "202-555-0100"
    subcommittee = Committee.objects.get(pk="hsfa16")
    assert (subcommittee.parent_id, subcommittee.chamber) == ("hsfa00", "house")
    assert Committee.objects.get(pk="jsxx00").chamber == ""
    seat = CommitteeSeat.objects.get(committee_id="hsfa00", legislator_id="X000001")
    assert (seat.side, seat.rank, seat.title, seat.as_of) == ("majority", 1, "Chairman", AS_OF)


def test_loading_again_changes_nothing(folder):
    load_folder(folder=folder(), as_of=AS_OF)
    before = sorted(CommitteeSeat.objects.values_list("pk", flat=True))
    load_folder(folder=folder(), as_of=AS_OF)
    assert sorted(CommitteeSeat.objects.values_list("pk", flat=True)) == before
    assert Term.objects.count() == 3


def test_every_member_committee_and_seat_is_updated(folder):
    load_folder(folder=folder(), as_of=AS_OF)
    seats = SEATS | {"HSFA16": [SEATS["HSFA16"][0] | {"rank": 1, "title": "Ranking Member"}]}
    committees = [COMMITTEES[0] | {"name": "House Committee on International Relations"}, COMMITTEES[1]]
    load_folder(
        folder=folder([member(last="Married", phone="202-555-0199"), SENATOR], committees, seats),
        as_of=dt.date(2026, 7, 1),
    )
    assert Legislator.objects.get(pk="X000001").last_name == "Married"
    assert Term.objects.get(legislator_id="X000001", starts_on="2025-01-03").phone == "202-555-0199"
    assert Committee.objects.get(pk="hsfa00").name == "House Committee on International Relations"
    seat = CommitteeSeat.objects.get(committee_id="hsfa16")
    assert (seat.rank, seat.title, seat.as_of) == (1, "Ranking Member", dt.date(2026, 7, 1))


def test_seats_gone_from_the_set_are_removed(folder):
    load_folder(folder=folder(), as_of=AS_OF)
    loaded = load_folder(folder=folder(seats={"HSFA": SEATS["HSFA"][:1]}), as_of=dt.date(2026, 7, 1))
    assert loaded.seats_removed == 2
    assert CommitteeSeat.objects.get().legislator_id == "X000001"


def test_a_member_who_left_keeps_the_row_and_the_term_ends(folder):
    load_folder(folder=folder(), as_of=AS_OF)
    loaded = load_folder(
        folder=folder([member()], seats={"HSFA": SEATS["HSFA"][:1]}), as_of=dt.date(2026, 7, 1)
    )
    assert loaded.members_gone == 1
    assert Legislator.objects.get(pk="X000002").terms.get().ends_on == dt.date(2026, 6, 30)
    assert list(Legislator.objects.sitting(dt.date(2026, 7, 1))) == [Legislator.objects.get(pk="X000001")]


def test_a_committee_that_was_dissolved_stays_and_is_no_longer_current(folder):
    load_folder(folder=folder(), as_of=AS_OF)
    load_folder(folder=folder(committees=COMMITTEES[:1]), as_of=dt.date(2026, 7, 1))
    assert not Committee.objects.get(pk="jsxx00").is_current
    assert Committee.objects.get(pk="hsfa16").is_current


def test_an_older_set_is_refused(folder):
    load_folder(folder=folder(), as_of=AS_OF)
    with pytest.raises(OlderRoster, match="The roster here is of 2026-06-15; this one is of 2026-01-01"):
        load_folder(folder=folder(), as_of=dt.date(2026, 1, 1))


def test_the_set_stands_for_the_day_of_its_newest_file(folder):
    path = folder()
    for number, file in enumerate(sorted(Path(path).iterdir())):
        moment = dt.datetime(2026, 5, 1 + number, 12, tzinfo=dt.UTC).timestamp()
        os.utime(file, (moment, moment))
    assert load_folder(folder=path).as_of == dt.date(2026, 5, 3)


BROKEN = [
    (
        {"members": [member(), {"id": {"bioguide": "X000009"}, "name": {"first": "A", "last": "B"}}]},
        "has no 'terms'",
    ),
    ({"members": [member(start="2025-13-40")]}, r"row 1 \(X000001\)"),
    ({"members": [member(type="prefect")]}, "'prefect', neither rep nor sen"),
    ({"members": [member() | {"terms": []}]}, "no term"),
    ({"members": [member(), member()], "seats": {}}, "X000001 is listed twice"),
    (
        {"seats": {"HSFA": [{"name": "A", "rank": 1, "bioguide": "X000001"}]}},
        "HSFA: row 1 .X000001. has no 'party'",
    ),
    (
        {"seats": {"HSFA": [{"party": "majority", "rank": 1, "bioguide": "X999999"}]}},
        "X999999, who is no member",
    ),
    (
        {"seats": {"HSZZ": [{"party": "majority", "rank": 1, "bioguide": "X000001"}]}},
        "hszz00 is no committee",
    ),
    ({"committees": [{"type": "house", "thomas_id": "HSFA"}]}, "has no 'name'"),
    ({"members": {"not": "a list"}}, "is no list of rows"),
    ({"members": []}, "is empty"),
]


@pytest.mark.parametrize(("broken", "words"), BROKEN, ids=[words[:30] for _, words in BROKEN])
def test_a_broken_file_is_named_with_its_row_and_changes_nothing(folder, broken, words):
    load_folder(folder=folder(), as_of=AS_OF)
    with pytest.raises(UnreadableRoster, match=words):
        load_folder(folder=folder(**broken), as_of=dt.date(2026, 7, 1))
    assert set(CommitteeSeat.objects.values_list("as_of", flat=True)) == {AS_OF}


def test_a_missing_file_and_broken_yaml_are_named(folder):
    path = folder()
    (path / "committees-current.yaml").write_text("- type: [house\n  name: x: y")
    with pytest.raises(UnreadableRoster, match=r"committees-current.yaml: is no YAML \(line"):
        load_folder(folder=path)
    (path / "committees-current.yaml").unlink()
    with pytest.raises(UnreadableRoster, match=r"committees-current\.yaml: is missing"):
        load_folder(folder=path)


def test_the_command_loads_and_says_what(folder):
    out = io.StringIO()
    call_command("load_legislators", str(folder()), "--as-of", "2026-06-15", stdout=out)
    assert out.getvalue().startswith(
        "2 members, 2 committees, 1 subcommittees, 3 seats, 0 district offices as of 2026-06-15"
    )


def test_the_command_fails_in_one_line(folder, tmp_path):
    with pytest.raises(CommandError, match="There is no such folder") as missing:
        call_command("load_legislators", str(tmp_path / "nowhere"))
    assert missing.value.returncode == 2
    path = folder(members=[{"id": {}}])
    with pytest.raises(CommandError, match="row 1") as broken:
        call_command("load_legislators", str(path))
    assert broken.value.returncode == 1


def test_the_real_set_is_loaded_whole(shared_data):
    loaded = load_folder(folder=shared_data / "congress" / "legislators", as_of=AS_OF)
    assert (loaded.members, loaded.committees, loaded.seats) == (537, 49, 3879)
    assert Term.objects.count() == loaded.terms > 2000
    assert Term.objects.current(AS_OF).values("legislator").distinct().count() == 537
    collins = Legislator.objects.get(pk="C001035")
    assert collins.seats.filter(committee_id="ssap00", title__startswith="Chair").exists()
    for code in ("hsap19", "hsap15", "hsap07", "hsap04", "ssap16", "ssap14", "ssap18", "ssap20"):
        assert CommitteeSeat.objects.filter(committee_id=code).exists(), code
