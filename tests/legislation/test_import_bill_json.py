"""BILLSTATUS converted to JSON, imported through the command people use."""

from __future__ import annotations

import gzip
import io
import json

import pytest
from django.core.management import CommandError, call_command

from legislation.models import Bill, BillFacts
from legislation.services.import_bills import import_bill_json
from tests.legislation.test_sources_bills_json import CONVERTED


def bill(number, **core):
    """The sample of the reader's tests under another number."""
    inner = CONVERTED["bill"]["bill"] | {"number": str(number)} | core
    return CONVERTED | {"bill": {"bill": inner}}


def run(*arguments):
    """Return (last line of output as JSON, errors, exit code)."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("import_bill_json", *map(str, arguments), "--json", stdout=out, stderr=err)
    except CommandError as error:
        code = error.returncode
        err.write(str(error))
    lines = out.getvalue().splitlines()
    return (json.loads(lines[-1]) if lines else None), err.getvalue(), code


@pytest.fixture
def folder(tmp_path):
    """A bill a file, and bills a line, plain and packed."""
    (tmp_path / "119-hr9901.json").write_text(json.dumps(bill(9901)), encoding="utf-8")
    (tmp_path / "more.jsonl").write_text(f"{json.dumps(bill(9902))}\n\n{json.dumps(bill(9903))}\n")
    with gzip.open(tmp_path / "packed.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(bill(9904)))
    return tmp_path


@pytest.mark.django_db
def test_files_lines_and_packed_lines_of_a_folder_are_imported(folder):
    counts, errors, code = run(folder)
    assert (counts["read"], counts["created"], counts["failed"], code) == (4, 4, 0, 0), errors
    assert set(Bill.objects.values_list("number", flat=True)) == {9901, 9902, 9903, 9904}
    told = [row.groups()["actions"] for row in BillFacts.objects.all()]
    assert [(one.source, one.is_complete) for one in told] == [("bills_json", True)] * 4


@pytest.mark.django_db
def test_importing_again_changes_nothing_and_a_newer_copy_does(folder):
    run(folder)
    counts, _, _ = run(folder)
    assert (counts["unchanged"], counts["updated"]) == (4, 0)
    newer = bill(9901, title="SAMPLE Newer Act", updateDate="2026-05-01T00:00:00Z")
    (folder / "119-hr9901.json").write_text(json.dumps(newer), encoding="utf-8")
    counts, _, _ = run(folder)
    assert (counts["unchanged"], counts["updated"]) == (3, 1)
    assert Bill.objects.get(number=9901).title == "SAMPLE Newer Act"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "no JSON"),
        ("[]", "no bill, but something else of JSON"),
        ("{}", "no element 'bill'"),
        ('{"bill": {"bill": {"congress": 119, "type": "HR", "number": "x"}}}', "is no bill id"),
    ],
)
def test_what_is_no_bill_is_named_with_the_reason_and_the_rest_is_imported(folder, content, reason):
    (folder / "bad.json").write_text(content, encoding="utf-8")
    counts, errors, code = run(folder)
    assert (counts["failed"], counts["created"], code) == (1, 4, 1)
    assert "bad.json: " in errors
    assert reason in errors


@pytest.mark.django_db
def test_packed_lines_that_break_off_give_what_they_hold(tmp_path):
    path = tmp_path / "cut.jsonl.gz"
    lines = "\n".join(json.dumps(bill(number, title=f"SAMPLE {number * 7919}")) for number in range(100, 400))
    whole = gzip.compress(lines.encode())
    path.write_bytes(whole[: len(whole) // 2])
    counts, errors, code = run(path)
    assert 0 < counts["created"] < 300
    assert (counts["failed"], code) == (1, 1)
    assert "breaks off after" in errors


@pytest.mark.django_db
def test_a_folder_without_json_and_a_path_that_is_not_there_are_told(tmp_path):
    counts, errors, code = run(tmp_path)
    assert (counts["failed"], code, "holds no JSON file" in errors) == (1, 1, True)
    assert run(tmp_path / "nothing.jsonl")[2] == 2


@pytest.mark.django_db(transaction=True)
def test_several_processes_import_the_same_as_one(folder):
    counts, errors, code = run(folder, "--jobs", 2)
    assert (counts["created"], counts["failed"], code) == (4, 0, 0), errors


@pytest.mark.django_db
def test_the_bills_of_the_119th_at_hand_are_imported(shared_data):
    tally = import_bill_json(paths=[shared_data / "congress" / "bills119"])
    assert (tally.read, tally.created, tally.failed) == (117, 117, 0)
    assert Bill.objects.get(pk="119-hr-4323").law_number == "119-73"
    assert import_bill_json(paths=[shared_data / "congress" / "bills119"]).unchanged == 117
