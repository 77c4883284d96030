"""Importing BILLSTATUS files, made up and real, through the command people use."""

import datetime as dt
import io
import json
import tarfile
import threading
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from lxml import etree

from legislation.choices import BillId
from legislation.models import Action, Bill, BillFacts, Cosponsor
from legislation.services.import_bills import import_billstatus
from legislation.services.sync_bill import sync_bill
from tests.legislation.records import NOW, record

SAMPLES = Path(__file__).parent / "samples"
SAMPLE_FILES = sorted(SAMPLES.glob("BILLSTATUS-*.xml"))


@pytest.fixture
def folder(tmp_path):
    """A folder of the sample BILLSTATUS files alone."""
    for path in SAMPLE_FILES:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def run(*arguments):
    """Return (last line of output as JSON, errors, exit code)."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_billstatus", *map(str, arguments), "--json", stdout=out, stderr=err)
    except CommandError as error:
        code = error.returncode
        err.write(str(error))
    lines = out.getvalue().splitlines()
    return (json.loads(lines[-1]) if lines else None), err.getvalue(), code


@pytest.mark.django_db
def test_a_folder_of_both_schemas_is_imported(folder):
    counts, _, code = run(folder)
    assert code == 0
    assert counts.pop("seconds") >= 0
    assert counts == {"read": 3, "created": 3, "updated": 0, "unchanged": 0, "failed": 0}
    assert set(Bill.objects.values_list("pk", flat=True)) == {"119-s-9902", "116-hr-9903", "114-hr-9904"}
    assert Bill.objects.get(pk="116-hr-9903").law_number == "116-999"


@pytest.mark.django_db
def test_importing_again_changes_nothing(folder):
    run(folder)
    before = sorted(Action.objects.values_list("pk", flat=True))
    counts, _, _ = run(folder)
    assert (counts["unchanged"], counts["updated"]) == (3, 0)
    assert sorted(Action.objects.values_list("pk", flat=True)) == before


@pytest.mark.django_db
def test_zip_and_tar_xz_are_read_like_folders(tmp_path):
    with zipfile.ZipFile(tmp_path / "bills.zip", "w") as archive:
        archive.write(SAMPLE_FILES[0], SAMPLE_FILES[0].name)
    with tarfile.open(tmp_path / "bills.tar.xz", "w:xz") as archive:
        archive.add(SAMPLE_FILES[1], f"BILLSTATUS/{SAMPLE_FILES[1].name}")
    counts, _, code = run(tmp_path / "bills.zip", tmp_path / "bills.tar.xz")
    assert (counts["created"], code) == (2, 0)


@pytest.mark.django_db
def test_a_bad_file_is_named_with_its_reason_and_the_rest_is_imported(tmp_path):
    (tmp_path / "BILLSTATUS-119hr1.xml").write_text("<billStatus><bill><number>1</number>")
    (tmp_path / "BILLSTATUS-119hr2.xml").write_text("<html/>")
    counts, errors, code = run(tmp_path, *SAMPLE_FILES)
    assert (counts["failed"], counts["created"], code) == (2, 3, 1)
    assert "BILLSTATUS-119hr1.xml: not well-formed XML" in errors
    assert "BILLSTATUS-119hr2.xml: no billStatus/bill element" in errors
    assert "2 of 5 files failed; the rest is imported." in errors


@pytest.mark.django_db
def test_a_path_that_is_not_there_is_a_wrong_argument(tmp_path):
    counts, errors, code = run(tmp_path / "nothing.xml", *SAMPLE_FILES)
    assert (counts, code) == (None, 2)
    assert "There is no such file or folder" in errors
    assert not Bill.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_several_processes_import_the_same_as_one(folder):
    counts, errors, code = run(folder, "--jobs", 2)
    assert (counts["created"], counts["failed"], code) == (3, 0, 0), errors
    assert Bill.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_writers_of_one_bill_wait_for_each_other():
    failures = []

    def write(day):
        try:
            sync_bill(record=record(source_updated_at=dt.datetime(2025, 6, day, tzinfo=dt.UTC)), now=NOW)
        except Exception as error:  # noqa: BLE001 - whatever a thread raises is the test's finding
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(day,)) for day in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Bill.objects.get(pk="119-hr-9901").actions.count() == 2
    assert BillFacts.objects.get().source_updated_at == dt.datetime(2025, 6, 4, tzinfo=dt.UTC)


# -- the real files, counted against their own XML by means that share nothing with the reader ----------------


def words(text):
    return " ".join("".join(char if char.isalnum() else " " for char in text.casefold()).split())


def counted(path):
    """Count a file's actions, cosponsors and subjects from the bare XML."""
    bill = etree.parse(path).getroot().find("bill")

    def at(element, *names):
        return next((element.findtext(name) for name in names if element.findtext(name)), "") or ""

    actions = {
        (each.findtext("actionDate")[:10], words(at(each, "text")))
        for each in bill.findall("actions/item")
        if at(each, "text")
    }
    cosponsors = {
        # The oldest form writes midnight of Washington as a moment of UTC of the same day.
        (each.findtext("bioguideId"), each.findtext("sponsorshipDate")[:10])
        for each in bill.findall("cosponsors/item")
    }
    subjects = {
        each.findtext("name")
        for place in ("subjects/billSubjects/legislativeSubjects", "subjects/legislativeSubjects")
        for each in bill.findall(f"{place}/item")
    } | {each.findtext("name") for each in bill.findall("subjects/billSubjects/otherSubjects/item")}
    letters = at(bill, "type", "billType").lower()
    identity = BillId.of(bill.findtext("congress"), letters, at(bill, "number", "billNumber"))
    updated = max(filter(None, [bill.findtext("updateDate"), bill.findtext("updateDateIncludingText")]))
    return str(identity), updated, actions, cosponsors, subjects


@pytest.fixture
def real_files(shared_data):
    files = sorted((shared_data / "congress" / "billstatus").glob("*.xml"))
    assert len(files) == 60
    return files


@pytest.mark.django_db
def test_every_action_cosponsor_and_subject_of_the_sixty_real_files_is_in_the_database(real_files):
    tally = import_billstatus(paths=real_files)
    assert (tally.read, tally.failed) == (60, 0)

    newest = {}
    for path in real_files:
        bill, updated, *facts = counted(path)
        # Of a bill there twice, the newer copy is what the database holds.
        if bill not in newest or updated >= newest[bill][0]:
            newest[bill] = (updated, *facts)
    assert len(newest) == Bill.objects.count() > 50

    stored_actions, stored_cosponsors, stored_subjects = defaultdict(set), defaultdict(set), defaultdict(set)
    for bill, on, text in Action.objects.values_list("bill_id", "acted_on", "text"):
        stored_actions[bill].add((on.isoformat(), words(text)))
    for bill, person, on in Cosponsor.objects.values_list("bill_id", "legislator_id", "cosponsored_on"):
        stored_cosponsors[bill].add((person, on.isoformat()))
    for bill, names in Bill.objects.values_list("pk", "subjects"):
        stored_subjects[bill].update(names)
    for bill, (_, actions, cosponsors, subjects) in newest.items():
        assert actions <= stored_actions[bill], bill
        assert cosponsors == stored_cosponsors[bill], bill
        assert subjects == stored_subjects[bill], bill
    assert sum(len(each[1]) for each in newest.values()) > 900


STAGES = {
    # By their law numbers.
    "115-hr-2200": ("enacted", "2019-01-08", "115-425"),
    "115-s-1311": ("enacted", "2018-12-21", "115-392"),
    "115-s-1312": ("enacted", "2018-12-21", "115-393"),
    "115-s-1862": ("enacted", "2019-01-09", "115-427"),
    "117-hr-2471": ("enacted", "2022-03-15", "117-103"),
    "114-hr-22": ("enacted", "2015-12-04", "114-94"),
    # The copies end before the signature.
    "117-s-3946": ("to_president", "2022-12-28", ""),
    "117-s-3949": ("to_president", "2022-12-28", ""),
    # By votes, referrals and reports.
    "117-hr-6552": ("passed_house", "2022-07-26", ""),
    "115-hr-5339": ("introduced", "2018-03-20", ""),
    "117-s-4916": ("introduced", "2022-09-21", ""),
    "115-s-1848": ("reported", "2017-09-19", ""),
}


@pytest.mark.django_db
def test_stages_of_real_bills_are_those_their_texts_establish(real_files):
    import_billstatus(paths=real_files)
    for bill, expected in STAGES.items():
        row = Bill.objects.get(pk=bill)
        assert (row.stage, row.stage_on.isoformat(), row.law_number) == expected, bill
