"""The plan we ship, its pages, and the adopted wording that staff paste."""

from __future__ import annotations

import pytest
from django.urls import reverse

from appropriations.services.first_data import load_first_data as load_money
from common.models import AuditEntry, LoadedFacts
from priorities.models import Ask, Goal, Pillar, Plan, Position, Priority
from priorities.services.first_data import load_first_data
from tests.factories.decisions import DecisionFactory
from tests.factories.legislation import BillFactory, FamilyFactory
from tests.factories.members import former_member, representative, staff_member
from tests.factories.priorities import AskFactory, GoalFactory, PillarFactory, PlanFactory, PriorityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    client.force_login(representative())
    return client


def test_the_plan_in_force_has_three_pillars_and_fifteen_priorities():
    list(load_first_data())
    plan = Plan.objects.in_force().get()
    assert plan.slug == "2026-2028"
    sizes = [pillar.priorities.count() for pillar in plan.pillars.all()]
    assert sizes == [4, 8, 3]
    assert not Goal.objects.exclude(pillar__plan=plan).exists()


def test_the_four_earlier_pillars_are_archived_and_not_in_force():
    list(load_first_data())
    archived = Plan.objects.get(is_archived=True)
    assert archived.pillars.count() == 4
    assert archived not in Plan.objects.in_force()


def test_no_official_wording_is_shipped_and_none_is_overwritten():
    list(load_first_data())
    assert not Priority.objects.exclude(official_text="").exists()
    assert not Pillar.objects.exclude(official_text="").exists()
    Priority.objects.filter(code="1.2").update(official_text="As adopted.")
    LoadedFacts.objects.all().delete()
    list(load_first_data())
    assert Priority.objects.get(code="1.2").official_text == "As adopted."


def test_what_serves_a_priority_is_linked_once_it_is_known():
    first = list(load_first_data())
    assert "not known yet" in first[1]
    FamilyFactory(slug="tvpra")
    FamilyFactory(slug="rhytpa")
    BillFactory(id="119-s-2012", bill_type="s", number=2012)
    list(load_money())
    list(load_first_data())
    reauthorization = Priority.objects.get(code="1.2")
    assert set(reauthorization.families.values_list("pk", flat=True)) == {"tvpra", "rhytpa"}
    assert reauthorization.bills.filter(pk="119-s-2012").exists()
    assert Priority.objects.get(code="1.3").lines.count() == 31


def test_sample_positions_and_asks_rest_on_sample_decisions_and_are_made_once():
    for number in ("2026-01", "2026-02", "2026-03"):
        DecisionFactory(number=number)
    for bill in ("119-s-2647", "119-s-2012"):
        BillFactory(id=bill, bill_type="s", number=int(bill.rpartition("-")[2]))
    for bill in ("119-hr-1144", "119-hr-3856"):
        BillFactory(id=bill, number=int(bill.rpartition("-")[2]))
    FamilyFactory(slug="tvpra")
    FamilyFactory(slug="rhytpa")
    list(load_money())
    list(load_first_data())
    assert Position.objects.filter(is_sample=True, stance="support").count() == 4
    assert Ask.objects.filter(is_sample=True).count() == 5
    Ask.objects.first().delete()
    assert list(load_first_data())[2].endswith("left as they are")
    assert Ask.objects.count() == 4


def test_without_sample_decisions_there_are_no_positions_and_no_asks():
    DecisionFactory(number="2026-01", is_sample=False)
    list(load_first_data())
    assert not Position.objects.exists()
    assert not Ask.objects.exists()


def fill(count):
    plan = PlanFactory()
    for _ in range(count):
        pillar = PillarFactory(plan=plan)
        GoalFactory(pillar=pillar)
        priority = PriorityFactory(pillar=pillar)
        family = FamilyFactory()
        priority.families.add(family)
        bill = BillFactory()
        priority.bills.add(bill)
        AskFactory(bill=bill, family=family)


def test_the_plan_asks_as_many_queries_for_thirty_priorities_as_for_one(
    member, django_assert_num_queries, django_assert_max_num_queries
):
    fill(1)
    member.get("/plan/")
    with django_assert_max_num_queries(30) as first:
        member.get("/plan/")
    fill(29)
    with django_assert_num_queries(len(first)):
        assert member.get("/plan/").status_code == 200


def test_the_archive_asks_as_many_queries_for_thirty_plans_as_for_one(
    member, django_assert_num_queries, django_assert_max_num_queries
):
    PillarFactory(plan=PlanFactory(slug="old", is_archived=True))
    member.get("/plan/archive/")
    with django_assert_max_num_queries(30) as first:
        member.get("/plan/archive/")
    for number in range(29):
        PillarFactory(plan=PlanFactory(slug=f"old-{number}", is_archived=True))
    with django_assert_num_queries(len(first)):
        assert member.get("/plan/archive/").status_code == 200


def test_a_priority_asks_as_many_queries_for_thirty_bills_as_for_one(
    member, django_assert_num_queries, django_assert_max_num_queries
):
    priority = PriorityFactory()
    address = reverse("priorities:priority", args=[priority.pk])
    priority.bills.add(BillFactory())
    AskFactory(bill=priority.bills.first())
    member.get(address)
    with django_assert_max_num_queries(30) as first:
        member.get(address)
    priority.bills.add(*BillFactory.create_batch(29))
    with django_assert_num_queries(len(first)):
        assert member.get(address).status_code == 200


def test_without_a_plan_in_force_the_page_says_so(member):
    assert "No plan is in force" in member.get("/plan/").content.decode()
    assert "No earlier plan is kept" in member.get("/plan/archive/").content.decode()


def test_a_priority_that_is_not_there_is_not_found(member):
    assert member.get(reverse("priorities:priority", args=[404])).status_code == 404


def test_a_former_member_reads_no_plan(client):
    priority = PriorityFactory()
    client.force_login(former_member())
    for address in ("/plan/", "/plan/archive/", reverse("priorities:priority", args=[priority.pk])):
        assert client.get(address).status_code == 403


def test_staff_paste_the_adopted_wording_and_the_log_keeps_what_was(client, settings):
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    priority = PriorityFactory(official_text="Old.")
    client.force_login(staff_member())
    address = reverse("priorities:wording", args=["priority", priority.pk])
    client.post(address, {"official_text": " As adopted. "})
    priority.refresh_from_db()
    assert priority.official_text == "As adopted."
    entry = AuditEntry.objects.get(verb="pasted adopted wording")
    assert (entry.detail["was"], entry.detail["now"]) == ("Old.", "As adopted.")
    client.post(address, {"official_text": "As adopted."})
    assert AuditEntry.objects.filter(verb="pasted adopted wording").count() == 1


def test_a_member_does_not_paste_wording(member):
    priority = PriorityFactory()
    address = reverse("priorities:wording", args=["priority", priority.pk])
    assert member.post(address, {"official_text": "Mine."}).status_code == 403
    priority.refresh_from_db()
    assert priority.official_text == ""


def test_an_unknown_part_of_a_plan_has_no_wording(client, settings):
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    client.force_login(staff_member())
    assert client.get(reverse("priorities:wording", args=["nothing", 1])).status_code == 404
