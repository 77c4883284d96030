"""P8: the whole problem. Labor and sex trafficking, four parts of the work: tags, and where the work is thin."""

from __future__ import annotations

import pytest

from appropriations.models import Line
from appropriations.services.first_data import load_first_data as load_money
from common.choices import Tag
from priorities.models import PriorityBill
from priorities.selectors.plan import plan_page
from tests.factories.appropriations import LineFactory
from tests.factories.legislation import BillFactory
from tests.factories.members import representative
from tests.factories.priorities import PriorityFactory

pytestmark = pytest.mark.django_db


def rows_of(priority):
    page = plan_page(priority.pillar.plan, representative())
    return {row.tag: row for row in page.coverage}


def test_every_tag_has_its_row_even_without_any_work():
    rows = rows_of(PriorityFactory())
    assert set(rows) == set(Tag.values)
    assert all((row.bills, row.lines, row.thin) == (0, 0, ()) for row in rows.values())


def test_thin_work_says_so():
    priority = PriorityFactory()
    for _ in range(3):
        PriorityBill.objects.create(priority=priority, bill=BillFactory(), tags=["sex", "protection"])
    PriorityBill.objects.create(priority=priority, bill=BillFactory(), tags=["labor"])
    rows = rows_of(priority)
    assert (rows["sex"].bills, rows["labor"].bills) == (3, 1)
    assert rows["labor"].thin == ("bills",)
    assert rows["sex"].thin == ()


def test_a_bill_or_line_that_serves_two_priorities_is_counted_once():
    first = PriorityFactory()
    second = PriorityFactory(pillar=first.pillar)
    bill, line = BillFactory(), LineFactory(tags=["labor"])
    for priority in (first, second):
        PriorityBill.objects.create(priority=priority, bill=bill, tags=["labor"])
        priority.lines.add(line)
    assert (rows_of(first)["labor"].bills, rows_of(first)["labor"].lines) == (1, 1)


def test_every_shipped_line_carries_a_tag_and_both_kinds_of_trafficking_are_there():
    list(load_money())
    known = set(Tag.values)
    lines = list(Line.objects.all())
    assert all(line.tags and set(line.tags) <= known for line in lines)
    assert any("labor" in line.tags and "sex" not in line.tags for line in lines)
    assert any("sex" in line.tags and "labor" not in line.tags for line in lines)
