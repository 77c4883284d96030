"""What may leave the house, and what stands beside bills, lines and decisions."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from common.panels import fragments
from priorities.models import PriorityBill
from priorities.panels import bill_panel, line_panel
from priorities.selectors.printable import asks_for_office, plan_context, position_on
from tests.factories.appropriations import LineFactory
from tests.factories.decisions import DecisionFactory
from tests.factories.legislation import (
    BillFactory,
    CommitteeFactory,
    FamilyBillFactory,
    FamilyFactory,
    LegislatorFactory,
)
from tests.factories.members import former_member, representative
from tests.factories.priorities import AskFactory, PlanFactory, PositionFactory, PriorityFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 21)


def texts(**office):
    return [one.text for one in asks_for_office(on=DAY, **office)]


def test_an_office_gets_the_asks_of_its_chamber_committees_and_its_own_in_order():
    committee, person = CommitteeFactory(code="ssju00", chamber="senate"), LegislatorFactory()
    AskFactory(text="all", position=30)
    AskFactory(text="senate", audience="senate", position=20)
    AskFactory(text="house", audience="house", position=10)
    AskFactory(text="committee", audience="committee", committee=committee, position=5)
    AskFactory(text="own", audience="office", legislator=person, position=1)
    AskFactory(text="another's", audience="office", legislator=LegislatorFactory())
    assert texts(chamber="senate", bioguide_id=person.pk, committees=["ssju00"]) == [
        "own",
        "committee",
        "senate",
        "all",
    ]
    assert texts(chamber="house") == ["house", "all"]


def test_asks_that_rest_on_what_is_not_public_or_adopted_never_leave():
    AskFactory(decision=DecisionFactory(is_public=False, restriction_reason="not yet"))
    AskFactory(decision=DecisionFactory(outcome="not_adopted"))
    corrected = DecisionFactory()
    DecisionFactory(corrects=corrected)
    AskFactory(decision=corrected)
    assert texts(chamber="senate") == []


def test_an_ask_that_has_expired_or_is_for_an_agency_is_left_out():
    AskFactory(expires_on=date(2026, 11, 20))
    AskFactory(kind="agency")
    AskFactory(text="today still", expires_on=DAY)
    assert texts(chamber="house") == ["today still"]


def test_asks_about_other_bills_are_left_out_when_bills_are_named():
    mine, other = BillFactory(), BillFactory()
    AskFactory(text="mine", bill=mine, position=1)
    AskFactory(text="other", bill=other)
    AskFactory(text="money")
    assert texts(chamber="house", bill_ids=[mine.pk]) == ["mine", "money"]


def test_a_public_position_in_force_is_given_with_its_decision():
    position = PositionFactory()
    PositionFactory(is_public=False)
    PositionFactory(ends_on=date(2026, 5, 1))
    PositionFactory(stance="monitoring")
    PositionFactory(decision=DecisionFactory(is_public=False, restriction_reason="not yet"))
    from priorities.models import Position

    found = position_on(Position.objects.values_list("bill_id", flat=True), on=DAY)
    assert list(found) == [position.bill_id]
    given = found[position.bill_id]
    assert (given.label, given.decision, given.is_sample) == ("Support", position.decision.number, True)
    assert given.source.as_of == position.decision.decided_on


def test_any_stance_but_monitoring_rests_on_a_decision():
    bill = BillFactory()
    with pytest.raises(IntegrityError, match="position_rests_on_a_decision"), transaction.atomic():
        PositionFactory(bill=bill, decision=None)
    PositionFactory(bill=bill, stance="monitoring", decision=None, is_public=False)


def test_the_plan_tells_which_priorities_the_bills_and_lines_of_a_packet_serve():
    serving, money, idle = (PriorityFactory() for _ in range(3))
    part = FamilyBillFactory()
    serving.families.add(part.family)
    line = LineFactory()
    money.lines.add(line)
    own = BillFactory()
    PriorityBill.objects.create(priority=idle, bill=own)
    context = plan_context(bill_ids=[part.bill_id], line_slugs=[line.slug], on=DAY)
    assert {one.code for one in context.served} == {serving.code, money.code}
    first = next(one for one in context.served if one.code == serving.code)
    assert (first.bills, first.families) == ((part.bill_id,), (part.family.short_name,))
    assert [one.code for one in plan_context(bill_ids=[own.pk], on=DAY).served] == [idle.code]


def test_a_family_with_several_bills_serves_with_the_named_one_only():
    priority, family = PriorityFactory(), FamilyFactory()
    named = FamilyBillFactory(family=family)
    FamilyBillFactory(family=family)
    priority.families.add(family)
    assert plan_context(bill_ids=[named.bill_id], on=DAY).served[0].bills == (named.bill_id,)


def test_without_a_plan_in_force_there_is_no_context():
    PlanFactory(slug="over", ends_on=date(2025, 12, 31))
    assert plan_context(bill_ids=["119-hr-1"], on=DAY) is None


def test_a_bill_shows_position_asks_and_priorities_beside_it(django_assert_num_queries):
    position = PositionFactory()
    AskFactory(bill=position.bill, text="SAMPLE Please cosponsor.")
    priority = PriorityFactory(short_title="SAMPLE renewing the law")
    PriorityBill.objects.create(priority=priority, bill=position.bill)
    user = representative()
    assert user.is_member
    assert not user.is_secretariat
    with django_assert_num_queries(4):
        html = bill_panel(position.bill, user)
    assert html in fragments("bill.beside", position.bill, user)
    for words in ("Support", "SAMPLE Please cosponsor.", "SAMPLE renewing the law", position.decision.number):
        assert words in html


def test_a_bill_we_have_nothing_to_say_of_shows_nothing():
    assert bill_panel(BillFactory(), representative()) is None


def test_nobody_outside_sees_a_position_that_is_not_public_or_an_ask():
    position = PositionFactory(is_public=False)
    AskFactory(bill=position.bill)
    for user in (AnonymousUser(), former_member()):
        assert fragments("bill.beside", position.bill, user) == []


def test_a_line_shows_asks_and_priorities_beside_it(django_assert_num_queries):
    line = LineFactory()
    AskFactory(line=line, text="SAMPLE Fund it.")
    PriorityFactory(short_title="SAMPLE money").lines.add(line)
    user = representative()
    assert user.is_member
    assert not user.is_secretariat
    with django_assert_num_queries(2):
        html = line_panel(line, user)
    assert html in fragments("line.beside", line, user)
    assert "SAMPLE Fund it." in html
    assert "SAMPLE money" in html


def test_a_decision_shows_what_rests_on_it_to_those_inside_only():
    position = PositionFactory()
    AskFactory(decision=position.decision, text="SAMPLE Ask resting on it.")
    (html,) = fragments("decision.main", position.decision, representative())
    assert "SAMPLE Ask resting on it." in html
    assert fragments("decision.main", position.decision, AnonymousUser()) == []


def test_the_home_page_has_the_pillars_of_the_plan():
    PriorityFactory(pillar__short_title="SAMPLE first pillar")
    (html,) = fragments("home.plan", None, representative())
    assert "SAMPLE first pillar" in html
    assert fragments("home.plan", None, former_member()) == []
