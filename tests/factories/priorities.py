"""Plans, priorities, positions and asks, all made up."""

from __future__ import annotations

from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from priorities.choices import AskKind, Audience, Stance
from priorities.models import Ask, CutFlag, Goal, Message, Pillar, Plan, Position, Priority
from tests.factories.decisions import DecisionFactory
from tests.factories.legislation import BillFactory
from tests.factories.members import UserFactory


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


class CutFlagFactory(DjangoModelFactory):
    """That a bill pays by cutting another cause."""

    class Meta:
        model = CutFlag

    bill = factory.SubFactory(BillFactory)
    cuts = "SAMPLE another cause"
    source = "SAMPLE section 12"
    as_of = date(2026, 3, 1)


class MessageFactory(DjangoModelFactory):
    """A message that the secretariat alone reads; `cleared=True` clears it for packets."""

    class Meta:
        model = Message

    class Params:
        cleared = factory.Trait(
            cleared_by=factory.SubFactory(UserFactory), cleared_at=factory.LazyFunction(timezone.now)
        )

    title = factory.Sequence(lambda number: f"SAMPLE message {number}")
    text = "SAMPLE words"
    is_sample = True


def plan_kept(**words: str) -> dict[str, object]:
    """One row of each thing that the pages of positions, asks and messages name, with words of one's own in them."""
    position = PositionFactory(
        is_public=False,
        summary=words.get("summary", ""),
        despite=words.get("despite", ""),
        decision__number="2026-31",
    )
    return {
        "position": position.pk,
        "kept_bill": position.bill_id,
        "flag": CutFlagFactory(bill=position.bill, cuts=words.get("cuts", "SAMPLE another cause")).pk,
        # On a restricted decision: what rests on a public one stands on the public page.
        "ask": AskFactory(
            text=words.get("ask", "SAMPLE ask"),
            decision__number="2026-32",
            decision__is_public=False,
            decision__restriction_reason="SAMPLE reason",
        ).pk,
        "message": MessageFactory(cleared=True, text=words.get("message", "SAMPLE words")).pk,
    }
