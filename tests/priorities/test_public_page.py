"""The public page: positions and requests that rest on public decisions in force, for anyone, and nothing else."""

from datetime import date

import pytest
from django.test import Client

from legislation.choices import UnknownBillId
from priorities.choices import bill_of_code, public_code
from priorities.models import Ask, Position
from tests.factories.appropriations import LineFactory
from tests.factories.decisions import DecisionFactory
from tests.factories.legislation import (
    BillFactory,
    CommitteeFactory,
    CongressFactory,
    FamilyBillFactory,
    FamilyFactory,
    LegislatorFactory,
)
from tests.factories.priorities import AskFactory, PositionFactory


def page(address="/p/", status=200):
    answer = Client().get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(("bill", "code"), [("119-s-2012", "s2012-119"), ("118-hconres-7", "hconres7-118")])
def test_a_bill_has_a_short_code_and_the_code_the_bill(bill, code):
    assert public_code(bill) == code
    assert bill_of_code(code) == bill


@pytest.mark.parametrize(
    "code", ["", "s2012", "119-s-2012", "x1-119", "s0-119", "s1-0", "S1-119", "s1-119-2"]
)
def test_what_is_no_code_of_a_bill_is_refused(code):
    with pytest.raises(UnknownBillId):
        bill_of_code(code)


@pytest.fixture
def bill(db):
    made = BillFactory(bill_type="s", number=9200, title="SAMPLE Youth Act", short_title="SAMPLE Youth Act")
    FamilyBillFactory(family=FamilyFactory(name="SAMPLE family"), bill=made)
    return made


def test_positions_and_requests_stand_by_family_bill_and_line(bill):
    PositionFactory(bill=bill, stance="support", summary="A summary (SAMPLE).", is_public=True)
    AskFactory(bill=bill, text="Cosponsor it", audience="senate", deadline_on=date(2026, 12, 11))
    AskFactory(text="Fund it", kind="appropriations", line=LineFactory(name="SAMPLE line"))
    committee = CommitteeFactory(code="ssju00", name="Senate Committee on the Judiciary", chamber="senate")
    AskFactory(bill=bill, text="Take it up", audience="committee", committee=committee)
    said = page()
    for words in (
        "SAMPLE family",
        "S. 9200 (119th)".replace(" ", "\N{NO-BREAK SPACE}", 1),
        "Support",
        "Senate offices",
    ):
        assert words in said
    for words in (
        "A summary (SAMPLE).",
        "Cosponsor it",
        "Dec 11, 2026",
        "Fund it",
        "SAMPLE line",
        "Members of Judiciary",
    ):
        assert words in said
    alone = page("/p/s9200-119/")
    assert "Take it up" in alone
    assert "Fund it" not in alone


@pytest.mark.parametrize(
    "decision",
    [
        {"is_public": False, "restriction_reason": "SAMPLE"},
        {"outcome": "not_adopted"},
    ],
)
def test_what_rests_on_no_public_adopted_decision_is_not_there(bill, decision):
    resting = DecisionFactory(**decision)
    PositionFactory(bill=bill, summary="canaryword", is_public=True, decision=resting)
    AskFactory(bill=bill, text="canaryword", decision=resting)
    assert "canaryword" not in page()
    assert "9200" not in page()
    page("/p/s9200-119/", 404)


def test_what_rests_on_a_corrected_decision_is_not_there(bill):
    earlier = DecisionFactory()
    AskFactory(bill=bill, text="canaryword", decision=earlier)
    assert "canaryword" in page()
    DecisionFactory(corrects=earlier)
    assert "canaryword" not in page()


def test_what_is_not_public_or_meant_for_one_office_or_an_agency_is_not_there(bill):
    PositionFactory(bill=bill, stance="oppose", summary="canaryword", is_public=False)
    AskFactory(text="canaryword", audience="office", legislator=LegislatorFactory())
    AskFactory(text="canaryword", kind="agency")
    AskFactory(text="canaryword", expires_on=date(2020, 1, 1))
    said = page()
    assert "canaryword" not in said
    assert "No position is public at present" in said


def test_a_bill_that_died_with_its_congress_has_no_page(bill):
    old = BillFactory(congress=CongressFactory(number=118), bill_type="s", number=9)
    PositionFactory(bill=old, is_public=True)
    page("/p/s9-118/", 404)
    page("/p/nonsense/", 404)


def test_the_page_is_asked_for_anew_each_time_and_kept_out_of_search_engines(db):
    answer = Client().get("/p/")
    assert "no-cache" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_thirty_bills_cost_as_many_queries_as_one(bill, django_assert_max_num_queries):
    decision = DecisionFactory()
    for number in range(30):
        more = BillFactory(bill_type="hr", number=9300 + number)
        FamilyBillFactory(family_id=bill.family_parts.get().family_id, bill=more)
        PositionFactory(bill=more, is_public=True, decision=decision)
        AskFactory(bill=more, decision=decision)
    assert (Position.objects.count(), Ask.objects.count()) == (30, 30)
    with django_assert_max_num_queries(4):
        page()
