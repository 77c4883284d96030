"""Plans, priorities, positions and asks, all made up."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from priorities.choices import AskKind, Audience, Stance
from priorities.models import Ask, Goal, Pillar, Plan, Position, Priority
from tests.factories.decisions import DecisionFactory
from tests.factories.legislation import BillFactory


class PlanFactory(DjangoModelFactory):
    """A plan in force on every day that tests run."""

    class Meta:
        model = Plan
        django_get_or_create = ("slug",)

    slug = "sample-plan"
    name = "SAMPLE plan"
    starts_on = date(2000, 1, 1)
    ends_on = date(2999, 12, 31)
    source = "SAMPLE document"


class PillarFactory(DjangoModelFactory):
    class Meta:
        model = Pillar

    plan = factory.SubFactory(PlanFactory)
    number = factory.Sequence(lambda number: number + 1)
    short_title = "SAMPLE pillar"


class GoalFactory(DjangoModelFactory):
    class Meta:
        model = Goal

    pillar = factory.SubFactory(PillarFactory)
    number = 1
    short_title = "SAMPLE goal"


class PriorityFactory(DjangoModelFactory):
    class Meta:
        model = Priority

    pillar = factory.SubFactory(PillarFactory)
    code = factory.Sequence(lambda number: f"9.{number}")
    short_title = "SAMPLE priority"
    position = factory.Sequence(lambda number: number)


class PositionFactory(DjangoModelFactory):
    """Public support since early in 2026, resting on a public decision."""

    class Meta:
        model = Position

    bill = factory.SubFactory(BillFactory)
    stance = Stance.SUPPORT
    decision = factory.SubFactory(DecisionFactory)
    is_public = True
    starts_on = date(2026, 3, 26)
    is_sample = True


class AskFactory(DjangoModelFactory):
    """An ask of every office, with no deadline and no end."""

    class Meta:
        model = Ask

    kind = AskKind.LEGISLATION
    audience = Audience.ALL
    text = "SAMPLE Cosponsor the sample bill."
    decision = factory.SubFactory(DecisionFactory)
    is_sample = True
