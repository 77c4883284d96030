"""Real files and whole Congresses: the stage agrees with what the record says."""

# ruff: noqa: E501 - the clerks' words are quoted on one line

import gzip
import json
from pathlib import Path

import pytest

from legislation.choices import Stage, Step
from legislation.sources import archives, bills_json, billstatus
from tests.legislation.stage_cases import at, of

SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize(
    ("name", "expected", "step"),
    [
        ("BILLSTATUS-119s9902.xml", (Stage.INTRODUCED, "2025-08-01"), Step.REFERRED),
        ("BILLSTATUS-116hr9903.xml", (Stage.ENACTED, "2020-12-30"), None),
        ("BILLSTATUS-114hr9904.xml", (Stage.INTRODUCED, "2015-05-21"), Step.SUSPENSION_FAILED),
    ],
)
def test_the_samples_are_where_their_text_says(name, expected, step):
    result = of(billstatus.parse((SAMPLES / name).read_bytes(), name))
    assert (at(result), result.step) == (expected, step)


REAL = [
    ("BILLSTATUS-115hr2200.xml", Stage.ENACTED, "2019-01-08", None),
    ("BILLSTATUS-115s1311.xml", Stage.ENACTED, "2018-12-21", None),
    ("BILLSTATUS-115s1312.xml", Stage.ENACTED, "2018-12-21", None),
    ("BILLSTATUS-115s1862.xml", Stage.ENACTED, "2019-01-09", None),
    ("BILLSTATUS-115hr5339.xml", Stage.INTRODUCED, "2018-03-20", Step.REFERRED),
    ("BILLSTATUS-115s2571.xml", Stage.INTRODUCED, "2018-03-19", Step.REFERRED),
    ("BILLSTATUS-115s1848.xml", Stage.REPORTED, "2017-09-19", Step.ON_CALENDAR),
    ("BILLSTATUS-115s3641.xml", Stage.INTRODUCED, "2018-11-15", Step.VOTE_VACATED),
    ("BILLSTATUS-117s3946.xml", Stage.TO_PRESIDENT, "2022-12-28", None),
    ("BILLSTATUS-117s3949.xml", Stage.TO_PRESIDENT, "2022-12-28", None),
    ("BILLSTATUS-117hr6552.xml", Stage.PASSED_HOUSE, "2022-07-26", Step.REFERRED),
    ("ac-BILLSTATUS-116s832.xml", Stage.PASSED_SENATE, "2019-06-27", Step.REFERRED_SUBCOMMITTEE),
    ("av-BILLSTATUS-114hr5278.xml", Stage.PASSED_HOUSE, "2016-06-09", Step.REFERRED),
    ("av-BILLSTATUS-117sconres5.xml", Stage.AGREED_TO, "2021-02-05", None),
    ("legacy-BILLSTATUS-114hr22.xml", Stage.ENACTED, "2015-12-04", None),
    ("legacy-BILLSTATUS-114hr1531.xml", Stage.ENACTED, "2015-08-07", None),
    ("legacy-BILLSTATUS-114hr2566.xml", Stage.INTRODUCED, "2015-05-21", Step.ORDERED_REPORTED),
    ("legacy-BILLSTATUS-114hres348.xml", Stage.AGREED_TO, "2015-10-20", None),
    ("legacy-BILLSTATUS-114sconres11.xml", Stage.AGREED_TO, "2015-05-05", None),
    ("legacy-BILLSTATUS-114sjres8.xml", Stage.VETOED, "2015-03-31", None),
    ("v3-BILLSTATUS-117hr2471.xml", Stage.ENACTED, "2022-03-15", None),
    ("v3-BILLSTATUS-117hr4350.xml", Stage.PASSED_HOUSE, "2021-09-23", Step.FLOOR),
    ("v3-BILLSTATUS-117s1260.xml", Stage.PASSED_SENATE, "2021-06-08", None),
    ("v3-BILLSTATUS-117s35.xml", Stage.PASSED_SENATE, "2021-02-12", Step.HELD_AT_DESK),
    ("v3-BILLSTATUS-117sconres14.xml", Stage.AGREED_TO, "2021-08-24", None),
]


@pytest.mark.parametrize(("name", "expected", "day", "step"), REAL)
def test_a_real_bill_is_where_its_record_says(shared_data, name, expected, day, step):
    result = of(billstatus.parse((shared_data / "congress" / "billstatus" / name).read_bytes(), name))
    assert (result.stage, str(result.stage_on), result.step) == (expected, day, step)


def test_both_schemas_of_one_bill_give_the_same_stage(shared_data):
    folder = shared_data / "congress" / "billstatus"
    for old, new in [("av-BILLSTATUS-114hr5278.xml", "v3-BILLSTATUS-114hr5278.xml"), ("v1-BILLSTATUS-117sconres7.xml", "v3-BILLSTATUS-117sconres7.xml")]:  # fmt: skip
        assert of(billstatus.parse((folder / old).read_bytes())) == of(
            billstatus.parse((folder / new).read_bytes())
        )


@pytest.mark.parametrize(
    ("name", "expected", "step", "committee"),
    [
        ("119-hr1144", (Stage.INTRODUCED, "2025-02-07"), (Step.ORDERED_REPORTED, "2025-07-22"), "hsfa00"),
        ("119-hr4323", (Stage.ENACTED, "2026-01-23"), (None, "None"), ""),
        ("119-s146", (Stage.ENACTED, "2025-05-19"), (None, "None"), ""),
        ("119-s2584", (Stage.PASSED_SENATE, "2025-12-10"), (Step.HELD_AT_DESK, "2025-12-11"), ""),
        ("119-hr1724", (Stage.PASSED_HOUSE, "2025-05-05"), (Step.REFERRED, "2025-05-06"), "ssfr00"),
        ("119-hres951", (Stage.AGREED_TO, "2025-12-16"), (None, "None"), ""),
    ],
)
def test_the_bills_of_the_119th_congress_are_where_they_stand(shared_data, name, expected, step, committee):
    data = json.loads((shared_data / "congress" / "bills119" / f"{name}.json").read_text())
    result = of(bills_json.from_bills_json(data, name))
    assert (at(result), (result.step, str(result.step_on)), result.step_committee) == (
        expected,
        step,
        committee,
    )


def in_words(bill, *starts):
    return any(action.text.startswith(starts) for action in bill.actions or ())


def assert_agrees_with_the_record(bill):
    """A bill is enacted exactly when its record names a law or a signature, and so on down."""
    result = of(bill)
    law = bool(bill.laws) or in_words(bill, "Became Public Law", "Became Private Law", "Signed by President")
    assert (result.stage is Stage.ENACTED) is law, bill.id
    if not law and in_words(bill, "Vetoed by President"):
        assert result.stage is Stage.VETOED, bill.id
    elif not law and in_words(bill, "Presented to President"):
        assert result.stage is Stage.TO_PRESIDENT, bill.id


def test_every_bill_of_the_117th_that_reached_the_president_says_so(shared_data):
    reached = 0
    for name, content in archives.read_paths([shared_data / "congress" / "BILLSTATUS-117-all.tar.xz"]):
        if b"Presented to President" in content or b"<laws>" in content or b"Signed by President" in content:
            bill = billstatus.parse(content, name)
            reached += any(action.text.startswith("Presented") for action in bill.actions)
            assert_agrees_with_the_record(bill)
    assert reached > 360


def test_every_passage_of_the_119th_that_the_library_marks_is_seen(shared_data):
    seen = 0
    with gzip.open(shared_data / "congress" / "congress119.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if '"8000"' not in line and '"17000"' not in line and '"laws"' not in line:
                continue
            bill = bills_json.from_bills_json(json.loads(line))
            assert_agrees_with_the_record(bill)
            codes = {origin.code for action in bill.actions for origin in action.provenance}
            chambers = {"8000": Stage.PASSED_HOUSE, "17000": Stage.PASSED_SENATE}
            passed = [stage for code, stage in chambers.items() if code in codes]
            if bill.id.type.is_simple:
                assert of(bill).stage is Stage.AGREED_TO, bill.id
            elif len(passed) == 1 and not in_words(bill, "Failed of passage/not agreed to in Senate"):
                assert of(bill).stage is passed[0], bill.id
            elif len(passed) == len(chambers):
                assert of(bill).stage not in {Stage.INTRODUCED, Stage.REPORTED, *passed}, bill.id
            seen += 1
    assert seen > 900
