"""BILLSTATUS files of three schemas: what is in the file is in the record."""

import datetime as dt
from pathlib import Path

import pytest
from lxml import etree

from legislation.choices import BillId, Chamber, FactGroup, Source
from legislation.sources import billstatus
from legislation.sources.billstatus import UnreadableBillStatus

SAMPLES = Path(__file__).parent / "samples"


def read(name):
    return billstatus.parse((SAMPLES / name).read_bytes(), name)


def test_the_current_schema_is_read():
    bill = read("BILLSTATUS-119s9902.xml")
    assert str(bill.id) == "119-s-9902"
    assert bill.source is Source.GOVINFO
    assert bill.title == "SAMPLE International Prevention Act of 2025"
    assert bill.origin_chamber is Chamber.SENATE
    assert bill.introduced_on == dt.date(2025, 8, 1)
    assert bill.source_updated_at == dt.datetime(2025, 8, 6, 4, 6, 7, tzinfo=dt.UTC)
    assert (bill.sponsor.bioguide, bill.sponsor.party, bill.sponsor.state) == ("X000011", "R", "ID")
    assert bill.policy_area == "International Affairs"
    assert bill.subjects == ("Human trafficking", "Foreign aid and international relief")
    assert [each.system_code for each in bill.committees] == ["ssfr00"]
    assert [str(each.id) for each in bill.related_bills] == ["119-hr-9901"]
    assert bill.text_versions[0].code == "is"
    assert bill.text_versions[0].date == dt.date(2025, 8, 1)
    assert bill.incomplete == frozenset()


def test_a_cosponsor_who_withdrew_and_came_back_is_listed_twice():
    bill = read("BILLSTATUS-119s9902.xml")
    assert [(each.bioguide, each.date, each.withdrawn_on) for each in bill.cosponsors] == [
        ("X000012", dt.date(2025, 8, 1), None),
        ("X000013", dt.date(2025, 8, 1), dt.date(2025, 8, 2)),
        ("X000013", dt.date(2025, 8, 4), None),
    ]


def test_the_schema_before_is_read_with_its_law_and_vote():
    bill = read("BILLSTATUS-116hr9903.xml")
    assert str(bill.id) == "116-hr-9903"
    assert [(each.type, str(each.number)) for each in bill.laws] == [("Public Law", "116-999")]
    assert [vote.roll_number for vote in bill.recorded_votes] == [77]
    assert bill.sponsor.district == 3
    assert bill.subjects == ("Homelessness and emergency shelter",)
    assert bill.summaries[0].text == "<p>This sample bill reauthorizes a program.</p>"
    assert bill.cosponsors == ()


def test_the_oldest_schema_is_read():
    bill = read("BILLSTATUS-114hr9904.xml")
    assert str(bill.id) == "114-hr-9904"
    assert bill.policy_area == "Crime and Law Enforcement"
    assert bill.subjects == ("Human trafficking",)
    assert [str(each.id) for each in bill.related_bills] == ["114-hres-348"]
    assert bill.actions[-1].time == dt.time(18, 32)
    assert bill.cosponsors[0].is_original
    assert bill.sponsor.full_name == "Rep. Oldest, Sample [R-OH-5]"


def test_the_newest_action_is_computed_and_not_taken_from_the_stale_field():
    assert (
        "Introduced in House" in (SAMPLES / "BILLSTATUS-116hr9903.xml").read_text().split("<latestAction>")[1]
    )
    assert read("BILLSTATUS-116hr9903.xml").newest_action.text == "Became Public Law No: 116-999."


def test_a_group_the_file_leaves_out_is_empty_but_a_missing_action_list_is_unknown():
    data = (SAMPLES / "BILLSTATUS-119s9902.xml").read_bytes()
    root = etree.fromstring(data)
    bill = root.find("bill")
    bill.remove(bill.find("cosponsors"))
    bill.remove(bill.find("actions"))
    record = billstatus.parse(etree.tostring(root), "cut")
    assert record.cosponsors == ()
    assert record.is_complete(FactGroup.COSPONSORS)
    assert record.actions is None
    assert not record.delivered(FactGroup.ACTIONS)
    assert not record.is_complete(FactGroup.ACTIONS)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not well-formed"),
        (b"<billStatus><bill><number>1</number>", "not well-formed"),
        (b"<html><body>Please enable JavaScript</body></html>", "no billStatus/bill element"),
        (b"<billStatus><bill/></billStatus>", "bill"),
        (
            b"<billStatus><bill><number>1</number><type>XX</type><congress>119</congress></bill></billStatus>",
            "no bill id",
        ),
    ],
)
def test_a_file_that_is_no_bill_is_refused_by_name_with_the_reason(data, reason):
    with pytest.raises(UnreadableBillStatus, match=reason) as caught:
        billstatus.parse(data, "BILLSTATUS-broken.xml")
    assert str(caught.value).startswith("BILLSTATUS-broken.xml: ")


def test_a_bad_value_is_named_by_its_element():
    data = (
        (SAMPLES / "BILLSTATUS-119s9902.xml")
        .read_bytes()
        .replace(b"2025-08-01</actionDate>", b"yesterday</actionDate>")
    )
    with pytest.raises(UnreadableBillStatus, match="actionDate: cannot read 'yesterday'"):
        billstatus.parse(data, "BILLSTATUS-119s9902.xml")


def test_entities_and_document_types_are_refused(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("outside")
    data = f"""<?xml version="1.0"?><!DOCTYPE billStatus [<!ENTITY x SYSTEM "file://{secret}">]>
    <billStatus><bill><number>1</number><type>S</type><congress>119</congress><title>&x;</title></bill></billStatus>"""
    with pytest.raises(UnreadableBillStatus, match="document type"):
        billstatus.parse(data.encode(), "evil.xml")


def test_a_billion_laughs_are_refused_quickly():
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY l0 "ha">{entities}]>'
    data = f"{head}<billStatus><bill><title>&l11;</title></bill></billStatus>"
    with pytest.raises(UnreadableBillStatus):
        billstatus.parse(data.encode(), "laughs.xml")


def counts_in(path):
    bill = etree.parse(path).getroot().find("bill")

    def number(*places):
        return sum(len(bill.findall(place)) for place in places)

    def different(place, *tags):
        return len({tuple(each.findtext(tag) for tag in tags) for each in bill.findall(place)})

    return {
        "actions": number("actions/item"),
        "cosponsors": different("cosponsors/item", "bioguideId", "sponsorshipDate"),
        "subjects": different("subjects//legislativeSubjects/item", "name")
        + different("subjects//otherSubjects/item", "name"),
        "committees": number("committees/item", "committees/billCommittees/item"),
        "texts": number("textVersions/item"),
        "laws": number("laws/item"),
        "summaries": number("summaries/summary", "summaries/billSummaries/item"),
        "related": different("relatedBills/item", "congress", "type", "number"),
    }


def test_every_real_file_is_read_and_nothing_of_it_is_lost(shared_data):
    files = sorted((shared_data / "congress" / "billstatus").glob("*.xml"))
    assert len(files) == 60
    for path in files:
        bill = billstatus.parse(path.read_bytes(), path.name)
        assert bill.id == BillId.parse(path.name)
        assert {
            "actions": sum(len(action.provenance) for action in bill.actions),
            "cosponsors": len(bill.cosponsors),
            "subjects": len(bill.subjects),
            "committees": len(bill.committees),
            "texts": len(bill.text_versions),
            "laws": len(bill.laws),
            "summaries": len(bill.summaries),
            "related": len(bill.related_bills),
        } == counts_in(path), path.name
        assert bill.title
        assert bill.sponsor
        assert bill.introduced_on
        assert bill.source_updated_at.tzinfo is dt.UTC
