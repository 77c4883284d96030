"""JSON forms of bills, and what each of them does not know."""

# ruff: noqa: E501 - rows of samples read best on one line

import datetime as dt
import gzip
import json

import pytest

from legislation.choices import BillId, FactGroup, Source
from legislation.sources import bills_json
from legislation.sources.bills_json import UnreadableBillJson

ACTION = {
    "actionDate": "2025-07-22",
    "committees": {"item": {"name": "Foreign Affairs Committee", "systemCode": "hsfa00"}},
    "sourceSystem": {"code": "1", "name": "House committee actions"},
    "text": "Ordered to be Reported (Amended) by Voice Vote.",
    "type": "Committee",
}
CONVERTED = {
    "accessed": "2026-06-01T04:21:25.748028+00:00",
    "bill": {
        "bill": {
            "congress": 119,
            "introducedDate": "2025-02-07",
            "latestAction": {"actionDate": "2025-02-07", "text": "Introduced in House"},
            "number": "9901",
            "originChamber": "House",
            "policyArea": {"name": "Crime and Law Enforcement"},
            "sponsors": [{"bioguideId": "X000001", "district": "4", "fullName": "Rep. S [R-NJ-4]", "party": "R", "state": "NJ"}],
            "title": "SAMPLE Act",
            "type": "HR",
            "updateDate": "2026-04-09T15:39:37Z",
        }
    },
    "actions": {"actions": [ACTION, {"actionDate": "2025-02-07", "actionCode": "Intro-H", "text": "", "type": "IntroReferral"}]},
    "cosponsors": {"cosponsors": [{"bioguideId": "X000002", "isOriginalCosponsor": "True", "sponsorshipDate": "2025-02-07"}]},
    "subjects": {"subjects": [{"legislativeSubjects": {"item": {"name": "Human trafficking"}}}]},
    "laws": {"laws": [{"number": "119-73", "type": "Public Law"}]},
}  # fmt: skip
FACTS = {
    "congress": 116,
    "bill_type": "s",
    "number": 9916,
    "title": "SAMPLE Youth Act",
    "sponsor": [{"title": "Sen.", "name": "First, Sample J.", "party": "D", "state": "VT", "district": None, "bioguide_id": "X000003"}],
    "cosponsors": [{"title": "Rep.", "name": "Second, Sample", "party": "R", "state": "AK", "district": "At Large", "bioguide_id": "X000004"}],
    "committees": [{"chamber": "Senate", "name": "Judiciary Committee"}],
    "actions": [
        {"date": "2019-11-20", "text": "Introduced in Senate"},
        {"date": "2019-11-20", "text": "Read twice and referred to the Committee on the Judiciary."},
        {"date": "2019-12-12 \u2014"},
    ],
    "versions": [
        {"version": "Introduced in Senate (is)", "date": "2019-11-20", "source": "https://www.govinfo.gov/x.xml", "code": "is"},
        {"version": "Enrolled Bill (enr)", "date": "not recorded upstream; dated from the preceding version", "code": "enr"},
    ],
}  # fmt: skip


def test_single_children_and_strings_for_numbers_are_read():
    bill = bills_json.from_bills_json(CONVERTED)
    assert str(bill.id) == "119-hr-9901"
    assert bill.source is Source.BILLS_JSON
    assert bill.sponsor.district == 4
    assert bill.subjects == ("Human trafficking",)
    assert bill.cosponsors[0].is_original
    assert bill.actions[-1].committees == ("hsfa00",)
    assert bill.actions[0].text == "Introduced in House"
    assert [str(law.number) for law in bill.laws] == ["119-73"]
    assert bill.newest_action.date == dt.date(2025, 7, 22)


def test_a_group_left_out_of_a_whole_bill_is_empty_and_of_a_failed_copy_unknown():
    assert bills_json.from_bills_json(CONVERTED).committees == ()
    failed = {key: value for key, value in CONVERTED.items() if key in {"bill", "accessed"}}
    bill = bills_json.from_bills_json(failed)
    assert bill.actions is None
    assert bill.cosponsors is None
    assert not bill.delivered(FactGroup.COMMITTEES)


def test_bare_facts_say_that_they_are_incomplete():
    bill = bills_json.from_bill_facts(FACTS)
    assert str(bill.id) == "116-s-9916"
    assert bill.source is Source.BILL_FACTS
    assert not bill.is_complete(FactGroup.COSPONSORS)
    assert not bill.is_complete(FactGroup.ACTIONS)
    assert bill.is_complete(FactGroup.CORE)
    assert bill.summaries is None
    assert bill.incomplete_reasons == (bills_json.UP_TO_LAST_TEXT,)


def test_bare_facts_keep_their_order_and_their_oddities():
    bill = bills_json.from_bill_facts(FACTS)
    assert [action.text for action in bill.actions] == [action["text"] for action in FACTS["actions"][:2]]
    assert bill.cosponsors[0].district == 0
    assert bill.sponsor.full_name == "Sen. First, Sample J. [D-VT]"
    assert [(each.code, each.date) for each in bill.text_versions] == [
        ("is", dt.date(2019, 11, 20)),
        ("enr", None),
    ]


@pytest.mark.parametrize(
    "read", [bills_json.from_bills_json, bills_json.from_bill_facts, bills_json.from_congress_data]
)
@pytest.mark.parametrize("data", [{}, {"bill": {}}, {"congress": 119, "bill_type": "zz", "number": 1}])
def test_what_is_no_bill_is_refused_by_name(read, data):
    with pytest.raises(UnreadableBillJson, match=r"^sample\.json: "):
        read(data, "sample.json")


def test_every_real_json_bill_is_read(shared_data):
    congress = shared_data / "congress"
    for path in (congress / "bills119").glob("*.json"):
        bill = bills_json.from_bills_json(json.loads(path.read_text()), path.name)
        assert str(bill.id).replace("-", "") == path.stem.replace("-", "")
    read = 0
    for path in (congress / "bill_facts").glob("*-*.json"):
        data = json.loads(path.read_text())
        facts = "data" not in path.suffixes[0]
        bill = (bills_json.from_bill_facts if facts else bills_json.from_congress_data)(data, path.name)
        assert bill.id == BillId.parse(path.name.split(".")[0])
        read += 1
    assert read == 462


def test_the_one_complete_file_among_the_facts_is_known_to_be_complete(shared_data):
    data = json.loads((shared_data / "congress" / "bill_facts" / "118-hr5856.data.json").read_text())
    bill = bills_json.from_congress_data(data)
    assert bill.is_complete(FactGroup.COSPONSORS)
    assert len(bill.cosponsors) == len(data["cosponsors"])
    assert any(committee.system_code == "hsfa00" for committee in bill.committees)


def test_the_whole_119th_congress_is_read(shared_data):
    with gzip.open(shared_data / "congress" / "congress119.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            # Every tenth bill: the whole is read by the benchmark.
            if number % 10 == 0:
                data = json.loads(line)
                bill = bills_json.from_bills_json(data, data["path"])
                listed = (data.get("actions") or {}).get("actions") or []
                assert sum(len(action.provenance) for action in bill.actions or ()) == len(listed)
    assert number == 16_310
