"""Acts that were read and their candidates, all made up."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from appropriations.choices import Bearing, Nature, Stage
from appropriations.enrolled import Relation
from appropriations.models import ActCandidate, ActReading
from tests.factories.appropriations import LineFactory


class ActReadingFactory(DjangoModelFactory):
    class Meta:
        model = ActReading

    digest = factory.Sequence(lambda number: f"{number:064x}")
    file_name = "BILLS-119hr9100enr.xml"
    title = "SAMPLE Appropriations Act, 2026"
    document = "SAMPLE Appropriations Act, 2026 (H.R. 9100, 119th), enrolled"
    bill_key = "119-hr-9100"
    fiscal_year = 2026


class ActCandidateFactory(DjangoModelFactory):
    """$10 million for a line of its own, awaiting a look."""

    class Meta:
        model = ActCandidate

    reading = factory.SubFactory(ActReadingFactory)
    key = factory.Sequence(lambda number: f"key-{number}")
    position = factory.Sequence(lambda number: number)
    line = factory.SubFactory(LineFactory)
    relation = Relation.FOR
    bearing = Bearing.OURS
    reasons = ["human trafficking"]
    fiscal_year = 2026
    stage = Stage.ENACTED
    dollars = 10_000_000
    nature = Nature.WHOLE
    proposed = Nature.WHOLE
    where = "Division A, title II, SAMPLE account"
    page = "Division A, SAMPLE account"
    words = "for victims of trafficking"
    sentence = "That $10,000,000 shall be for victims of trafficking"
    start = 5
