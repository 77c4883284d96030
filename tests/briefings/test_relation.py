"""What is said of one office and one bill."""

from dataclasses import replace
from datetime import date

import pytest

from briefings.packet.relation import relation
from legislation.signing import OnBill

HOUSE = OnBill("hr", "H.R. 9100", is_live=True, list_is_complete=True)
SENATE = OnBill("s", "S. 9200", is_live=True, list_is_complete=True)


def said(one, chamber="house", companion=None):
    return relation(one, chamber, companion).replace("\N{NO-BREAK SPACE}", " ")


def test_the_sponsor_is_named_so():
    assert said(replace(HOUSE, is_sponsor=True)) == "Sponsor"


def test_a_cosponsor_is_named_with_the_day():
    one = replace(HOUSE, cosponsored=True, cosponsored_on=date(2025, 6, 12))
    assert said(one) == "Cosponsor since Jun 12, 2025"
    assert said(replace(one, is_original=True)) == "Original cosponsor, Jun 12, 2025"
    assert said(replace(one, cosponsored_on=None)) == "Cosponsor"


def test_who_withdrew_is_said_to_have_withdrawn():
    one = replace(HOUSE, cosponsored=True, withdrawn_on=date(2025, 9, 1))
    assert said(one) == "Withdrew as a cosponsor, Sep 1, 2025"


def test_not_yet_a_cosponsor_is_said_of_a_complete_list_of_a_live_bill_only():
    assert said(HOUSE) == "Not yet a cosponsor (complete list)"
    assert "Not known" in said(replace(HOUSE, list_is_complete=False))
    assert said(replace(HOUSE, is_live=False)) == "No longer live"


def test_a_senator_is_never_asked_about_a_house_bill():
    assert said(HOUSE, "senate") == "House bill, in the other chamber"


@pytest.mark.parametrize(
    ("companion", "words"),
    [
        (SENATE, "not yet a cosponsor (complete list)"),
        (replace(SENATE, is_sponsor=True), "sponsor"),
        (replace(SENATE, list_is_complete=False), "not known: the list of cosponsors at hand is incomplete"),
    ],
)
def test_a_bill_of_the_other_chamber_leads_to_its_companion(companion, words):
    assert said(HOUSE, "senate", companion) == f"House bill; Senate companion S. 9200: {words}"


def test_a_companion_in_the_same_other_chamber_leads_nowhere():
    assert said(HOUSE, "senate", replace(HOUSE, citation="H.R. 1")) == "House bill, in the other chamber"
