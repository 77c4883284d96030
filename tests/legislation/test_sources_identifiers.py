"""Bill ids and law numbers in every spelling people and sources use."""

import pytest

from common.citations import ordinal
from legislation.choices import BillId, BillType, Chamber, LawNumber, UnknownBillId, UnknownLawNumber


@pytest.mark.parametrize(
    "text",
    [
        "119-hr-1144",
        "119hr1144",
        "119-HR-1144",
        " 119 H.R. 1144 ",
        "119th H.R. 1144",
        "BILLSTATUS-119hr1144.xml",
        "v3-BILLSTATUS-119hr1144.xml",
        "/some/folder/BILLSTATUS-119hr1144.xml",
    ],
)
def test_a_bill_id_is_read_in_every_usual_spelling(text):
    assert BillId.parse(text) == BillId(119, BillType.HR, 1144)
    assert str(BillId.parse(text)) == "119-hr-1144"


def test_a_citation_needs_its_congress():
    assert str(BillId.parse("S.Con.Res. 5", congress=117)) == "117-sconres-5"
    with pytest.raises(UnknownBillId):
        BillId.parse("S.Con.Res. 5")


@pytest.mark.parametrize(
    ("bill_id", "citation"),
    [
        ("119-hr-1144", "H.R. 1144"),
        ("119-s-2012", "S. 2012"),
        ("119-hres-951", "H.Res. 951"),
        ("119-sres-39", "S.Res. 39"),
        ("114-hjres-45", "H.J.Res. 45"),
        ("114-sjres-8", "S.J.Res. 8"),
        ("109-hconres-175", "H.Con.Res. 175"),
        ("117-sconres-5", "S.Con.Res. 5"),
    ],
)
def test_a_bill_is_cited_as_the_chambers_cite_it(bill_id, citation):
    assert BillId.parse(bill_id).citation == citation


@pytest.mark.parametrize(
    "text",
    [
        "",
        "119",
        "hr1144",
        "119-xx-1",
        "119-hr-0",
        "0-hr-1",
        "119-hr-1.5",
        "119-hr-1\n2",
        "١١٩-hr-1",
        "119-hr-",
    ],
)
def test_what_is_no_bill_id_is_refused_with_the_text_and_an_example(text):
    with pytest.raises(UnknownBillId, match="write it like 119-hr-1144"):
        BillId.parse(text)


def test_the_three_parts_are_taken_as_sources_write_them():
    assert str(BillId.of("114", "H.J.Res.", "45")) == "114-hjres-45"
    assert str(BillId.of(119, "HR", 1144)) == "119-hr-1144"
    with pytest.raises(UnknownBillId):
        BillId.of(119, "PN", 12)


def test_a_bill_knows_its_file_its_page_and_its_chamber():
    bill = BillId.parse("121-sjres-3")
    assert bill.billstatus_name == "BILLSTATUS-121sjres3.xml"
    assert bill.congress_gov_url == "https://www.congress.gov/bill/121st-congress/senate-joint-resolution/3"
    assert bill.type.chamber is Chamber.SENATE
    assert bill.type.is_lawmaking


@pytest.mark.parametrize(
    "text", ["117-347", "P.L. 117-347", "Pub. L. 117-347", "Public Law No: 117-347", "117\u2013347"]
)
def test_a_law_number_is_read_and_shown(text):
    assert str(LawNumber.parse(text)) == "117-347"
    assert LawNumber.parse(text).display == "P.L. 117-347"


@pytest.mark.parametrize("text", ["", "117", "117-0", "law", "Became Public Law No: 117-347"])
def test_what_is_no_law_number_is_refused(text):
    with pytest.raises(UnknownLawNumber, match="117-347"):
        LawNumber.parse(text)


def test_a_congress_is_named_by_its_ordinal():
    assert [ordinal(number) for number in (111, 112, 113, 121, 122, 119)] == [
        "111th", "112th", "113th", "121st", "122nd", "119th",
    ]  # fmt: skip
