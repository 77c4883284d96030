"""Watches and what they found, and bills in triage, all made up."""

from __future__ import annotations

from typing import Any

import factory
from factory.django import DjangoModelFactory

from legislation.models import Watch, WatchMatch
from legislation.search_query import BillQuery
from priorities.models import TriageItem
from tests.factories.legislation import BillFactory
from tests.factories.members import staff_member


class WatchFactory(DjangoModelFactory):
    """A watch of the desk for one word."""

    class Meta:
        model = Watch

    name = factory.Sequence(lambda number: f"SAMPLE watch {number}")
    query = factory.LazyFunction(lambda: BillQuery(q="lantern", scope="all").as_json())
    created_by = factory.LazyFunction(staff_member)


class WatchMatchFactory(DjangoModelFactory):
    class Meta:
        model = WatchMatch

    watch = factory.SubFactory(WatchFactory)
    bill = factory.SubFactory(BillFactory)
    excerpt = factory.LazyFunction(
        lambda: {"title": [["SAMPLE ", False], ["Lantern", True]], "where": "", "passage": []}
    )


class TriageItemFactory(DjangoModelFactory):
    class Meta:
        model = TriageItem

    bill = factory.SubFactory(BillFactory)


def a_found_bill(watch: Watch | None = None, **fields: Any) -> TriageItem:
    """A bill in triage that a watch found."""
    item: TriageItem = TriageItemFactory(**fields)
    WatchMatchFactory(bill=item.bill, **({"watch": watch} if watch else {}))
    return item
