"""`manage.py show_bill`: a bill's facts for people and for programs."""

import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command

from legislation.choices import BillId, FactGroup
from legislation.selectors.facts import bill_facts
from legislation.services.sync_bill import sync_bill
from tests.legislation.records import INTRODUCED, NOW, ORDERED, REFERRED, record

pytestmark = pytest.mark.django_db
KEYS = [
    "id",
    "title",
    "sponsor",
    "introduced",
    "stage",
    "stage_date",
    "step",
    "ended",
    "law",
    "actions",
    "cosponsors",
    "cosponsors_complete",
    "committees",
    "subjects",
    "as_of",
    "source",
]


def show(*arguments):
    out = io.StringIO()
    call_command("show_bill", *arguments, stdout=out)
    return out.getvalue()


def test_json_has_exactly_the_named_facts():
    sync_bill(record=record(actions=(INTRODUCED, REFERRED, ORDERED)), now=NOW)
    facts = json.loads(show("119-hr-9901", "--json"))

    assert list(facts) == KEYS
    assert facts["sponsor"]["bioguide"] == "X000001"
    assert (facts["introduced"], facts["stage"], facts["stage_date"]) == (
        "2025-02-07",
        "introduced",
        "2025-02-07",
    )
    assert (facts["step"]["step"], facts["step"]["date"]) == ("ordered_reported", "2025-07-22")
    assert (facts["ended"], facts["law"], facts["cosponsors_complete"]) == (False, None, True)
    assert facts["actions"][0] == {
        "date": "2025-02-07",
        "text": "Introduced in House",
        "code": "1000",
        "source": "Library of Congress",
    }
    assert facts["cosponsors"][1] == {
        "bioguide": "X000003",
        "name": "Pat Sample3",
        "party": "D",
        "state": "OR",
        "date": "2025-02-07",
        "withdrawn": "2025-03-01",
    }
    assert [each["code"] for each in facts["committees"]] == ["hsfa16", "hsfa00"]
    assert facts["subjects"] == ["Human trafficking", "Victim services"]
    assert (facts["as_of"], facts["source"]) == ("2025-06-01", "govinfo BILLSTATUS")


def test_a_bill_of_a_congress_that_ended_has_died_with_it():
    sync_bill(record=record(id=BillId.parse("118-hr-9901")), now=NOW)
    assert bill_facts("118-hr-9901")["ended"] is True
    assert bill_facts("118-hr-9901", on=dt.date(2024, 12, 31))["ended"] is False


def test_the_plain_form_is_for_reading():
    sync_bill(record=record(actions=(INTRODUCED, REFERRED, ORDERED)), now=NOW)
    text = show("119hr9901")
    assert text.startswith("H.R.\N{NO-BREAK SPACE}9901 (119th)  SAMPLE Prevention Act")
    assert "Step        Ordered reported, 2025-07-22 by Foreign Affairs Committee" in text
    assert "1 cosponsor (1\N{NO-BREAK SPACE}D), sponsor not counted" in text
    assert text.rstrip().endswith("As of 2025-06-01, govinfo BILLSTATUS")


def test_an_incomplete_list_prints_no_negative():
    sync_bill(
        record=record(
            cosponsors=(),
            incomplete=frozenset({FactGroup.COSPONSORS}),
            incomplete_reasons=("originals only",),
        ),
        now=NOW,
    )
    assert "Cosponsors  Cosponsors not known" in show("119-hr-9901")


@pytest.mark.parametrize(
    ("text", "message", "code"),
    [
        ("nonsense", "'nonsense' is no bill id; write it like 119-hr-1144", 2),
        (
            "119-hr-99999",
            "119-hr-99999 is not here; `manage.py pull_bills --bill 119-hr-99999` fetches it.",
            1,
        ),
    ],
)
def test_an_unknown_bill_gets_one_clear_message(text, message, code):
    with pytest.raises(CommandError) as failed:
        show(text)
    assert (str(failed.value), failed.value.returncode) == (message, code)
